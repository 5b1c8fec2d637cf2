"""What somebody sent while the database was away, given back on a page that sends it again.

Without the database nobody is known, so the page holds what was just posted and nothing else: hidden, to be posted
once more to the same address, and as words to copy. Nothing of it is kept here. Passwords and codes are never printed.
"""

import re
from dataclasses import dataclass

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import UnreadablePostError
from django.middleware.csrf import get_token
from django.utils.http import escape_leading_slashes

# Pages whose fields are secrets, by the names of their addresses.
SECRET_PAGES = {"login", "second_factor", "set_up", "second_factor_reset", "auth_user_password_change"}
SECRET_PAGES |= {"recovery_codes", "password_change", "come_back", "take_story_back"}
SECRET_FIELD = re.compile(r"password|^prove-|^csrfmiddlewaretoken$", re.IGNORECASE)
NOT_WORDS = re.compile(r"_FORMS$|(^|-)id$|^_|^initial-", re.IGNORECASE)  # what forms say to themselves
WORDS = re.compile(r"\S\s+\S|\S{16}")  # two words, or a long one: worth a copy


@dataclass(frozen=True)
class Sent:
    """`fields` are (name, value) as they were posted; `words` are (label, value) of those worth a copy.

    `files` are (name of the field, name of the file): a browser has to be given them again.
    """

    action: str
    token: str
    fields: list
    words: list
    files: list


def of(request):
    """Return the Sent of a request, or None: nothing was sent, or it is secret, or it came from another site."""
    match = request.resolver_match
    if request.method != "POST" or match is None or match.url_name in SECRET_PAGES:
        return None
    if not getattr(request, "csrf_processing_done", False):
        return None
    try:
        posted = [(name, value) for name, values in request.POST.lists() for value in values]
        files = [(name, file.name) for name, given in request.FILES.lists() for file in given]
    except (BadRequest, SuspiciousOperation, UnreadablePostError):
        return None
    fields = [pair for pair in posted if not SECRET_FIELD.search(pair[0])]
    words = [(_label(name), value) for name, value in fields if not NOT_WORDS.search(name) and WORDS.search(value)]
    return Sent(escape_leading_slashes(request.get_full_path()), get_token(request), fields, words, files)


def _label(name):
    """A field's name as people read it: “paragraph_set-0-text” is “Paragraph set 1, text”."""
    counted = re.sub(r"-(\d+)-", lambda number: f" {int(number[1]) + 1}, ", name)
    return counted.replace("_", " ").replace("-", " ").strip().capitalize()

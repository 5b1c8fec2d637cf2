"""What people tell us in their own words, by a form: what may not stand in it, and what calls for help first.

Words of readers are plain text. They name nobody whom they could harm, and lead nowhere.
"""

import re

from django.utils.html import escape

from content import prose
from content.readiness.words import EMERGENCY
from content.search import urgent

ENDINGS = "com|net|org|info|biz|io|uk|eu|ru|cn|xyz|top|shop|online|site"
MAIL = re.compile(r"(?<!\S)\S+@[\w-]+\.\w+")  # begun at a word only: else 8,000 “@” take a second
LINK = re.compile(rf"https?:|www\.|\b[a-z0-9][a-z0-9-]{{0,62}}\.(?:{ENDINGS})\b(?!\.\w)", re.I)
READ = 10_000  # characters of a text, however long it is
AT_ONCE = 200  # characters: so many the recogniser of urgent words reads
SENTENCE_ENDS = re.compile(r"(?<=[.!?;])\s+|\n+")
MOST_NOTICES = 2
EMERGENCY_LEVEL = "emergency"
CRISES = frozenset({"harm", "danger"})  # somebody wants to die, or is hurt by somebody


def faults(text):
    """Return what may not stand in a reader's words, as sentences that say what to take out; () if nothing."""
    numbers = [number for number in prose.telephone_numbers(text) if number not in EMERGENCY]
    found = []
    if MAIL.search(text):
        found.append("Take out the e-mail address. Anybody could read it")
    if LINK.search(MAIL.sub("", text)):
        found.append("Take out the web address. We print no links that readers send")
    if numbers:
        found.append(f"Take out the telephone number {numbers[0]}. Anybody could read it")
    return tuple(found)


def notices_in(text):
    """Return the urgent.Notices of emergencies that somebody's words call for, at most 2: a crisis of a person first.

    A long text is read sentence by sentence. What is over, or only feared, calls for them too: a miss costs more. What
    needs help within a day does not: nearly every story tells of an infection or of worse legs, long ago.
    """
    met = {notice.key for piece in _pieces(text[:READ]) for notice in urgent.notices_for(piece)}
    found = [notice for key, notice in urgent.notices().items() if key in met and notice.level == EMERGENCY_LEVEL]
    return tuple(sorted(found, key=lambda notice: notice.key not in CRISES)[:MOST_NOTICES])


def headings_of(keys):
    """Return the headings of the notices with these keys, in one text with spaces between; those of today alone."""
    return tuple(urgent.notices()[key].heading for key in keys.split() if key in urgent.notices())


def as_html(text):
    """Return plain text as rich text: a paragraph for each line that is not empty, and nothing else."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)


def _pieces(text):
    for sentence in SENTENCE_ENDS.split(text):
        words, piece = sentence.split(), ""
        for word in words:
            if len(piece) + len(word) >= AT_ONCE:
                yield piece
                piece = piece[-AT_ONCE // 4 :].partition(" ")[2]  # a phrase may stand across the cut
            piece = f"{piece} {word[:AT_ONCE]}".strip()
        if piece:
            yield piece

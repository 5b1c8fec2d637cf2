"""Stories that readers offer by a form: kept as drafts for the moderators, with what was agreed to, and taken back.

Who tells a story is neither asked nor kept. A code of plain words goes out; of it, only a slow hash stays.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from content import code_keys, codes, publishing, replies, told
from content.models import Story, StoryOffer
from content.models.story import NOBODY
from content.throttle import Throttle

PURPOSE = b"msphysio story 1"
SHORTEST, LONGEST = 100, 8000  # characters
AGREED = {
    "own": "This is my own experience, and I am 18 or older. Where it tells of somebody else, that person agrees.",
    "publish": "You may print my story on this site, under the name that I chose.",
    "edit": "You may make it shorter or plainer, and take out names.",
    "withdraw": "I know that I can take my story back at any time, with a code that I get now.",
}
MOST_A_DAY = 60  # in the queue of the moderators, from everybody together
SENDING = Throttle(most=10, seconds=600)
LETTERS = "bcdfghjkmnpqrstvwxz23456789"  # no vowels: an address that says nothing, and nothing rude

Busy = code_keys.Busy


def offer(title, teller, words, *, name="", urgent=()):
    """Keep a story as a draft that waits for a moderator; returns the words of the code that takes it back.

    `words` are plain text. `urgent` are the keys of the notices that the words called for. The teller has agreed to all
    of AGREED. Raises Busy, and django.db.Error when the database is away.
    """
    with SENDING.passing() as passes:
        if not passes or is_flooded():
            raise Busy
        return _kept(title, teller, words, name, urgent)


def _kept(title, teller, words, name, urgent):
    code = codes.draw()
    lookup = code_keys.derive(code, PURPOSE)[0]
    with transaction.atomic():
        story = Story.objects.create(
            slug=f"story-{get_random_string(7, LETTERS)}",
            title=title,
            told_by=name or NOBODY,
            teller=teller,
            body=told.as_html(words),
            consented_at=timezone.now(),
        )
        publishing.record_offer(story)
        StoryOffer.objects.create(
            story=story, agreed="\n".join(AGREED.values()), urgent=" ".join(urgent), lookup=lookup
        )
    return code


@transaction.atomic
def take_back(code):
    """Take the story of a code (of codes.read) away for good, with the replies to it; returns whether there is one.

    Taking it back twice is taking it back. Raises Busy, and django.db.Error.
    """
    with code_keys.tried(code, PURPOSE) as lookups:
        found = StoryOffer.objects.filter(lookup__in=lookups).select_related("story").first()
        if found:
            publishing.take_back(found.story)
            replies.drop(found.story)
    return found is not None


def is_flooded():
    """Whether so many stories came within a day that no more are taken: who sent them is not known, so from all."""
    return StoryOffer.objects.filter(offered_at__gt=timezone.now() - timedelta(days=1)).count() >= MOST_A_DAY

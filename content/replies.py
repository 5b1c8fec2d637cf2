"""Replies to stories: what readers send, what a moderator decides, and what other readers then see.

Replies that are shown are held in each process, as what is published is: a page asks the database for nothing.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, Sum
from django.utils import timezone

from content import servers
from content.held import Held, ring_on_commit
from content.local_copy import Spare
from content.models import StoryReply
from content.models.story import NOBODY
from content.publishing import Refused
from content.throttle import Throttle

SHORTEST, LONGEST = 10, 1500  # characters
OPEN_DAYS = 90  # after a story was published first
MOST_A_DAY = 120  # from everybody together
MOST_WAITING = 30  # for one story
SENDING = Throttle(most=20, seconds=600)
Standing = StoryReply.Standing


class Busy(Exception):
    """So many replies came that no more are taken for now."""


@dataclass(frozen=True)
class Reply:
    """A reply as readers see it; `number` names it on its page."""

    number: int
    name: str
    words: str
    date: date


def closes_on(published):
    """Return the last day on which readers can reply to a Published story: so many days after its first edition."""
    first = published.changes[-1].date if published.changes else timezone.localdate(published.published_at)
    return first + timedelta(days=OPEN_DAYS)


def are_open(published):
    """Whether readers can reply to a Published story today."""
    return not published.paused and timezone.localdate() <= closes_on(published)


def send(published, words, *, name="", urgent=()):
    """Keep a reply to a Published story for a moderator. Raises Refused when replies are closed, Busy, and Error."""
    if not are_open(published):
        raise Refused("Replies to this story are closed now.")
    with SENDING.passing() as passes:
        if not passes or _is_flooded(published):
            raise Busy
        return StoryReply.objects.create(
            story_id=published.object_id, name=name or NOBODY, words=words, urgent=" ".join(urgent)
        )


def _is_flooded(published):
    day = StoryReply.objects.filter(sent_at__gt=timezone.now() - timedelta(days=1))
    waiting = StoryReply.objects.filter(story=published.object_id, standing=Standing.WAITING)
    return day.count() >= MOST_A_DAY or waiting.count() >= MOST_WAITING


@transaction.atomic
def show(reply, *, by):
    """Let readers see a reply from their next page on; returns it. Raises Refused."""
    return _decide(reply, by, Standing.SHOWN)


@transaction.atomic
def hide(reply, *, by, reason):
    """Let no reader see a reply, or see it any longer, and erase its words; returns it. Raises Refused."""
    if not reason.strip():
        raise Refused("Say why it is not shown.")
    return _decide(reply, by, Standing.NOT_SHOWN, words="", name=NOBODY, reason=reason.strip())


def drop(story):
    """Delete all replies to a story that was taken back: they speak of what is gone."""
    StoryReply.objects.filter(story=story).delete()
    ring_on_commit()


def to(published):
    """Return the Replies to a Published story that readers see, the oldest first."""
    return _held.get().get(published.object_id, ())


def forget():
    """Drop what this process holds; the next call asks the database."""
    _held.forget()


def _decide(reply, by, standing, **changes):
    reply = StoryReply.objects.select_for_update().get(pk=reply.pk)
    if not by.has_perm("content.change_storyreply"):
        raise Refused("Your account does not have the right to do this.")
    if reply.standing == Standing.NOT_SHOWN:
        raise Refused("Its words are gone already.")
    for name, value in {**changes, "standing": standing, "decided_by": by, "decided_at": timezone.now()}.items():
        setattr(reply, name, value)
    reply.save()
    ring_on_commit()
    return reply


def _shown():
    return StoryReply.objects.using(servers.of_what_stands()).filter(standing=Standing.SHOWN)


def _load():
    found = {}
    for row in _shown().order_by("sent_at", "pk"):
        reply = Reply(row.pk, row.name, row.words, timezone.localdate(row.sent_at))
        found.setdefault(row.story_id, []).append(reply)
    return {story: tuple(found[story]) for story in found}


def _serial():
    return tuple(_shown().aggregate(Count("pk"), Sum("pk"), Max("decided_at")).values())


def _plain(replies):
    return [
        [story, [[one.number, one.name, one.words, one.date.isoformat()] for one in replies[story]]]
        for story in replies
    ]


def _again(kept):
    return {
        story: tuple(Reply(number, name, words, date.fromisoformat(day)) for number, name, words, day in own)
        for story, own in kept
    }


_held = Held(_load, _serial, seconds=settings.RELEASE_CHECK_SECONDS, spare=Spare("replies", _plain, _again))

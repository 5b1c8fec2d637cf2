"""What the list of articles puts first: what changed of late, and what many people read."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from content import reading, usage
from content.addresses import address_of
from content.models import Kind

from .lists import article_card
from .trust import changes_in, day, served

MOST = 5
KINDS = (Kind.ARTICLE, Kind.EXERCISE, Kind.STORY)
LATE = timedelta(days=90)
FOUNDING = timedelta(days=1)  # what came with the site's first pages is not new: all of it would be
NEW = "New"


@dataclass(frozen=True)
class Highlight:
    """A page worth a look, and why: “New, 3 March 2026”; nothing for what many read."""

    title: str
    url: str
    why: str = ""


def highlights():
    """Return {"changed": Highlights of pages that are new or changed, "read": those of the most read articles}."""
    return {"changed": _changed(), "read": _most_read()}


def _changed():
    things = served(thing for kind in KINDS for thing in reading.every(kind) if thing.changes)
    if not things:
        return ()
    since = max(min(thing.changes[-1].at for thing in things) + FOUNDING, timezone.now() - LATE)
    late = sorted((thing for thing in things if thing.changes[0].at > since), key=_newest_first)
    return tuple(_change(thing) for thing in late[:MOST])


def _newest_first(thing):
    return -thing.changes[0].at.timestamp(), thing.slug


def _change(thing):
    newest, url = thing.changes[0], address_of(thing)
    what = NEW if newest.number == 1 else changes_in(thing)[0]["what"]
    return Highlight(thing.light["title"], url, f"{what}, {day(newest.date)}")


def _most_read():
    cards = [card for card in map(article_card, usage.most_read()) if card]
    return tuple(Highlight(card.title, card.url) for card in cards[:MOST])

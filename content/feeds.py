"""What changed on the site, as an Atom feed: each edition of each page, with what changed and why."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed

from content import presenters, reading
from content.models import Kind

MOST = 50


@dataclass(frozen=True)
class Entry:
    """One edition of one page."""

    title: str
    path: str
    number: int
    at: datetime
    words: str


class Changes(Feed):
    """The newest editions first. What nobody approved says so."""

    feed_type = Atom1Feed
    title = "MS Physio: what changed"
    subtitle = "New and changed pages about physiotherapy for people with MS: what changed, and why."
    link = reverse_lazy("home")
    feed_url = reverse_lazy("feed")
    author_name = "MS Physio"

    def items(self):
        """Return the newest Entries. The directory changes too often to stand among what people read."""
        kinds = (kind for kind in presenters.WITH_PAGES if kind != Kind.SERVICE)
        things = presenters.served(thing for kind in kinds for thing in reading.every(kind))
        editions = [(change, n, thing) for thing in things for n, change in enumerate(thing.changes)]
        newest = sorted(editions, key=lambda edition: edition[0].at, reverse=True)[:MOST]
        return [_entry(thing, n) for _, n, thing in newest]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.words

    def item_link(self, item):
        return item.path

    def item_guid(self, item):
        return f"urn:ms-physio:{item.path}:edition-{item.number}"

    def item_updateddate(self, item):
        return item.at


def _entry(thing, n):
    change, printed = thing.changes[n], presenters.changes_in(thing)[n]
    state = f"{presenters.checked_words_of(thing)[0]}." if change.number == thing.number else ""
    words = " ".join(filter(None, (f"{printed['what']}.", printed["note"], state)))
    return Entry(thing.light["title"], presenters.address_of(thing), change.number, change.at, words)

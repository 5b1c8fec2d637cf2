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
        found = [entry for thing in things for entry in _entries(thing)]
        return sorted(found, key=lambda entry: entry.at, reverse=True)[:MOST]

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


def _entries(thing):
    path = presenters.address_of(thing)
    trust = presenters.trust_in(thing, path)
    for change, printed in zip(thing.changes, trust.changes, strict=True):
        newest = change.number == thing.number
        state = f"{trust.checked}." if newest else ""
        words = " ".join(filter(None, (f"{printed['what']}.", printed["note"], state)))
        yield Entry(thing.document["title"], path, change.number, change.at, words)

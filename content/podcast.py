"""Recordings of articles as a podcast: an RSS feed with the few elements that podcast programs need.

RSS 2.0 with the namespace of https://podcasters.apple.com/support/823-podcast-requirements. We have no cover picture of
the size that Apple's directory asks for; programs take the address of the feed without one.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.syndication.views import Feed
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Rss201rev2Feed

from content import presenters, reading, sounds
from content.addresses import article_address
from content.audiences import Reader, sees
from content.models import Kind
from content.snapshots import part_of

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
NOTHING_YET = "Nothing has been recorded yet."
WHAT = "Articles about physiotherapy for people with MS, read aloud. The words of each are on its page."


@dataclass(frozen=True)
class Episode:
    """One recording of one published article. `sound_url` is whole, with the site's name; `seconds` is its length."""

    title: str
    words: str
    path: str
    at: datetime
    sha256: str
    sound_url: str
    sound_type: str
    size: int
    seconds: int


class PodcastFeed(Rss201rev2Feed):
    """RSS with the elements of podcasts."""

    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self):
        return {**super().rss_attributes(), "xmlns:itunes": ITUNES}

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        handler.addQuickElement("itunes:author", Podcast.author_name)
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:category", attrs={"text": "Health & Fitness"})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("itunes:duration", str(item["seconds"]))

    def latest_post_date(self):
        """Return the time of the newest recording. Without one it is not now: it is the same each time."""
        return super().latest_post_date() if self.items else self.feed["empty_since"]


class Podcast(Feed):
    """The newest recordings first; what is paused rests. What nobody approved says so."""

    feed_type = PodcastFeed
    title = "MS Physio, to listen to"
    link = reverse_lazy("article_list")
    feed_url = reverse_lazy("podcast")
    author_name = "MS Physio"
    language = "en-gb"

    def get_object(self, request):
        """Return the site's own address, which the addresses of sounds begin with, and its Episodes."""
        root = f"{request.scheme}://{request.get_host()}"
        things = presenters.served(reading.every(Kind.ARTICLE))
        found = [episode for thing in things for episode in _episodes(thing, root)]
        return sorted(found, key=lambda episode: episode.at, reverse=True)

    def description(self, episodes):
        return WHAT if episodes else f"{WHAT} {NOTHING_YET}"

    def feed_extra_kwargs(self, episodes):
        """Return since when nothing is recorded, for an empty feed: since the newest article was published."""
        dates = (thing.published_at for thing in reading.every(Kind.ARTICLE))
        return {"empty_since": max(dates, default=datetime.fromtimestamp(0, UTC))}

    def items(self, episodes):
        return episodes

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.words

    def item_link(self, item):
        return item.path

    def item_guid(self, item):
        return f"urn:ms-physio:recording:{item.sha256}"

    item_guid_is_permalink = False

    def item_pubdate(self, item):
        return item.at

    def item_enclosure_url(self, item):
        return item.sound_url

    def item_enclosure_length(self, item):
        return item.size

    def item_enclosure_mime_type(self, item):
        return item.sound_type

    def item_extra_kwargs(self, item):
        return {"seconds": item.seconds}


def _episodes(thing, root):
    for block in thing.document["blocks"] if thing.light["recorded"] else ():
        if block["type"] != "recording" or part_of(block) in thing.paused_parts:
            continue
        sound = block["recording"]
        reader = next(reader for reader in Reader if sees(reader, block["readers"]))
        path = article_address(thing.slug, reader)
        yield Episode(
            title=sound["title"],
            words=f"{thing.light['summary']} {presenters.checked_words_of(thing)[0]}.",
            path=path,
            at=thing.published_at,
            sha256=sound["sha256"],
            sound_url=root + reverse("recording", args=[sound["sha256"], sound["sound_kind"]]),
            sound_type=sounds.TYPES[sound["sound_kind"]],
            size=sound["size"],
            seconds=sound["seconds"],
        )

"""Published things for readers, held in each process; stale, never absent, when the database is away.

Only releases are read here, never working copies; which of them the public may have, content.published decides.
"""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from content import prose, published
from content.held import Held
from content.models import Finder, Kind
from content.places import Nation

__all__ = [
    *("Approval", "Change", "FinderEntry", "Home", "Published"),
    *("article", "articles", "articles_of", "by_slug", "every", "finders", "forget", "home", "one", "topic", "topics"),
]


@dataclass(frozen=True)
class Home:
    """What the home page takes from here: doors {title, text, url, figure} and safe HTML to read in a minute."""

    doors: tuple
    minute: tuple


@dataclass(frozen=True)
class FinderEntry:
    """Where another organisation helps people to look for services. `nations` is empty where it covers all four.

    `to_search` is false for a page to read.
    """

    organisation: str
    finder: str
    nations: tuple
    what: str
    url: str
    checked: str
    to_search: bool


def one(kind, slug):
    """Return what is Published of a Kind at an address, or None."""
    return _held.get()[kind].get(slug)


def every(kind):
    """Return everything Published of a Kind, in the order in which it is listed."""
    return tuple(_held.get()[kind].values())


def by_slug(kind):
    """Return everything Published of a Kind by its address: the same mapping until something newer is held."""
    return _held.get()[kind]


def article(slug):
    """Return a Published article, or None."""
    return one(Kind.ARTICLE, slug)


def articles():
    """Return the Published articles, in order."""
    return every(Kind.ARTICLE)


def articles_of(topic):
    """Return the Published articles of a topic, those that it is the main topic of first."""
    found = [article for article in articles() if topic in article.document["topics"]]
    return tuple(sorted(found, key=lambda article: article.document["topics"][0] != topic))


def topic(slug):
    """Return a Published topic, or None."""
    return one(Kind.TOPIC, slug)


def topics():
    """Return the Published topics, in order."""
    return every(Kind.TOPIC)


def home():
    """Return what the home page shows: the doors to topics, and the points of one article. What is paused rests."""
    doors = [topic.document for topic in topics() if topic.document["on_home"] and not topic.paused]
    on_home = [article for article in articles() if article.document["on_home"] and not article.paused]
    minute = on_home[0].document["in_short"] if on_home else ()
    return Home(
        doors=tuple(
            {
                "title": door["door_title"],
                "text": door["door_text"],
                "figure": door["figure"],
                "url": reverse("topic", args=[door["slug"]]),
            }
            for door in doors
        ),
        minute=tuple(prose.words(point) for point in minute),
    )


def finders():
    """Return a FinderEntry for each place where people can look for services, in order."""
    return tuple(_finder(published.document) for published in every(Kind.FINDER))


def forget():
    """Drop what this process holds; the next call asks the database."""
    _held.forget()


def _finder(document):
    everywhere = len(document["nations"]) == len(Nation)
    nations = () if everywhere else tuple(Nation(nation).label for nation in document["nations"])
    names = ("organisation", "finder", "what", "url", "checked")
    to_search = document.get("use", Finder.Use.SEARCH) == Finder.Use.SEARCH  # older editions do not say
    return FinderEntry(nations=nations, to_search=to_search, **{name: document[name] for name in names})


_held = Held(load=published.load, serial=published.serial, seconds=settings.RELEASE_CHECK_SECONDS)

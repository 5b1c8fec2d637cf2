"""Published things for readers, held in each process; stale, never absent, when the database is away.

Only releases are read here, never working copies; which of them the public may have, content.published decides.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.urls import reverse

from content import documents, prose
from content.current import Releases, serial
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
    return _shelves().of_topic.get(topic, ())


def topic(slug):
    """Return a Published topic, or None."""
    return one(Kind.TOPIC, slug)


def topics():
    """Return the Published topics, in order."""
    return every(Kind.TOPIC)


def home():
    """Return what the home page shows: the doors to topics, and the points of one article. What is paused rests."""
    doors = [topic.light for topic in topics() if topic.light["on_home"] and not topic.paused]
    on_home = _shelves().on_home
    minute = on_home.document["in_short"] if on_home else ()
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
    return tuple(_finder(published) for published in every(Kind.FINDER))


def forget():
    """Drop what this process holds; the next call asks the database."""
    _held.forget()
    _releases.forget()
    documents.forget()


class _Shelves:
    """The articles of each topic, and the one on the home page; made again when the articles are others."""

    def __init__(self, articles):
        self.made_of, of_topic = articles, {}
        for article in articles.values():
            for topic in dict.fromkeys(article.light["topics"]):
                of_topic.setdefault(topic, []).append(article)
        self.of_topic = {topic: tuple(sorted(own, key=_main_first(topic))) for topic, own in of_topic.items()}
        self.on_home = next((one for one in articles.values() if one.light["on_home"] and not one.paused), None)


def _main_first(topic):
    return lambda article: article.light["topics"][0] != topic


_made = None


def _shelves():
    global _made
    made, articles = _made, by_slug(Kind.ARTICLE)
    if made is None or made.made_of is not articles:
        _made = made = _Shelves(articles)
    return made


@lru_cache(maxsize=512)
def _finder(published):
    document = published.light
    everywhere = len(document["nations"]) == len(Nation)
    nations = () if everywhere else tuple(Nation(nation).label for nation in document["nations"])
    names = ("organisation", "finder", "what", "url", "checked")
    to_search = document.get("use", Finder.Use.SEARCH) == Finder.Use.SEARCH  # older editions do not say
    return FinderEntry(nations=nations, to_search=to_search, **{name: document[name] for name in names})


_releases = Releases()
_held = Held(_releases.load, serial, seconds=settings.RELEASE_CHECK_SECONDS, spare=_releases)

"""What to read after an article: those that share the most with it, counted by what is rare rather than common."""

from functools import lru_cache
from heapq import nsmallest
from math import fsum, log

from content import reading
from content.models import Kind

from .lists import card
from .trust import served

MOST = 3
TOPIC, SOURCE = 2, 1  # what sharing one weighs, times how rare it is


def related(published, reader):
    """Return the ArticleCards of what to read after a Published article, at most MOST, the nearest first.

    Each topic and each source that two articles share counts the more, the fewer articles have it. Nobody's reading has
    a say in it: the same articles always give the same answer.
    """
    return tuple(card(other, reader) for other in _nearest(published, _marked()))


class _Marked:
    """The articles that readers may read, under each mark that they have; made again when they are others."""

    def __init__(self, articles):
        self.made_of = articles
        self.articles = served(articles.values())
        self.places = {}
        for place, article in enumerate(self.articles):
            for mark in _marks(article):
                self.places.setdefault(mark, []).append(place)


_made = None


def _marked():
    global _made
    made, articles = _made, reading.by_slug(Kind.ARTICLE)
    if made is None or made.made_of is not articles:
        _made = made = _Marked(articles)
    return made


@lru_cache(maxsize=512)
def _nearest(published, marked):
    """The nearest of the articles, other than the one that the page itself leads to as its next step."""
    worth = {}
    for mark in _marks(published):
        places = marked.places.get(mark, ())
        for place in places:
            worth.setdefault(place, []).append(mark[-1] * log(1 + len(marked.articles) / len(places)))
    near = nsmallest(MOST + 2, ((-fsum(parts), place) for place, parts in worth.items()))  # it, and where it leads to
    others = (marked.articles[place] for _, place in near)
    return tuple(other for other in others if _is_other(published, other))[:MOST]


def _marks(published):
    topics = [("topic", slug, TOPIC) for slug in dict.fromkeys(published.light["topics"])]
    return topics + [("source", key, SOURCE) for key in published.light["sources"]]


def _is_other(published, other):
    leads_to = published.light["next_url"].rstrip("/")
    return other.slug != published.slug and not leads_to.endswith(f"/articles/{other.slug}")

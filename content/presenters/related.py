"""What to read after an article: those that share the most with it, counted by what is rare rather than common."""

from functools import lru_cache
from heapq import nsmallest
from itertools import islice
from math import fsum, log

from content import reading
from content.models import Kind

from .lists import card
from .trust import served

MOST = 3
ENOUGH = 500  # articles that are compared with one
TOPIC, SOURCE = 2, 1  # what sharing one weighs, times how rare it is


def related(published, reader):
    """Return the ArticleCards of what to read after a Published article, at most MOST, the nearest first.

    Each topic and each source that two articles share counts the more, the fewer articles have it. Nobody's reading has
    a say in it: the same articles always give the same answer.
    """
    return tuple(card(other, reader) for other in _nearest(published, _marked()))


class _Marked:
    """The articles that readers may read, the marks of each, and where each is; made again when they are others."""

    def __init__(self, articles):
        self.made_of = articles
        self.articles = served(articles.values())
        self.marks = [frozenset(_marks(article)) for article in self.articles]
        self.places = {}
        for place, marks in enumerate(self.marks):
            for mark in marks:
                self.places.setdefault(mark, []).append(place)

    def worth(self, mark):
        """Return what it is worth to share a mark."""
        return mark[-1] * log(1 + len(self.articles) / len(self.places[mark]))


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
    worth = {mark: marked.worth(mark) for mark in _marks(published) if mark in marked.places}
    compared = _compared(sorted(worth, key=worth.get, reverse=True), marked)
    near = ((-fsum(worth[mark] for mark in worth.keys() & marked.marks[place]), place) for place in compared)
    others = (marked.articles[place] for _, place in nsmallest(MOST + 2, near))  # it, and where it leads to
    return tuple(other for other in others if _is_other(published, other))[:MOST]


def _compared(marks, marked):
    """The places of the articles that are compared: all that share a mark, but of many those that share a rare one."""
    places = dict.fromkeys(place for mark in marks for place in islice(marked.places[mark], ENOUGH))
    return islice(places, ENOUGH)


def _marks(published):
    topics = [("topic", slug, TOPIC) for slug in published.light["topics"]]
    return [*dict.fromkeys([*topics, *(("source", key, SOURCE) for key in published.light["sources"])])]


def _is_other(published, other):
    leads_to = published.light["next_url"].rstrip("/")
    return other.slug != published.slug and not leads_to.endswith(f"/articles/{other.slug}")

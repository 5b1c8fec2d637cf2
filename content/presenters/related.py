"""What to read after an article: those that share the most with it, counted by what is rare rather than common."""

from collections import Counter
from functools import lru_cache
from math import fsum, log

from content import reading

from .lists import card
from .trust import served

MOST = 3
TOPIC, SOURCE = 2, 1  # what sharing one weighs, times how rare it is


def related(published, reader):
    """Return the ArticleCards of what to read after a Published article, at most MOST, the nearest first.

    Each topic and each source that two articles share counts the more, the fewer articles have it. Nobody's reading has
    a say in it: the same articles always give the same answer.
    """
    return tuple(card(other, reader) for other in _nearest(published, served(reading.articles())))


@lru_cache(maxsize=512)
def _nearest(published, articles):
    """The nearest of some articles, other than the one that the page itself leads to as its next step."""
    shared = Counter(mark for article in articles for mark in _marks(article))
    own = _marks(published)

    def score(other):
        both = own & _marks(other)
        return fsum(weight * log(1 + len(articles) / shared[kind, name, weight]) for kind, name, weight in both)

    near = [(score(other), place, other) for place, other in enumerate(articles) if _is_other(published, other)]
    near.sort(key=lambda found: (-found[0], found[1]))
    return tuple(other for worth, _, other in near[:MOST] if worth > 0)


@lru_cache(maxsize=512)
def _marks(published):
    document = published.document
    topics = {("topic", slug, TOPIC) for slug in document["topics"]}
    return frozenset(topics | {("source", item["source"]["key"], SOURCE) for item in document["citations"]})


def _is_other(published, other):
    leads_to = published.document["next_url"].rstrip("/")
    return other.slug != published.slug and not leads_to.endswith(f"/articles/{other.slug}")

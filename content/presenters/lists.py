"""Articles in lists: on their topic's page, on the list of all, at the end of the guide."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from content import reading
from content.addresses import article_address
from content.audiences import Reader

from .trust import served


@dataclass(frozen=True)
class ArticleCard:
    """An article in a list."""

    slug: str
    title: str
    summary: str
    figure: str
    url: str
    minutes: int


@dataclass(frozen=True)
class TopicPage:
    """A topic and its articles. On the list of all articles, only those that it is the main topic of."""

    slug: str
    title: str
    summary: str
    figure: str
    url: str
    cards: tuple[ArticleCard, ...]

    @property
    def id(self):
        """Its place on the list of all articles."""
        return self.slug


@lru_cache(maxsize=512)
def card(published, reader=Reader.PATIENT):
    """Return the ArticleCard of a Published article. It leads to the carer's words where a carer has their own."""
    light = published.light
    whose = reader if str(reader) in light["minutes"] else Reader.PATIENT
    return ArticleCard(
        **{name: light[name] for name in ("slug", "title", "summary", "figure")},
        url=article_address(published.slug, whose),
        minutes=light["minutes"][str(whose)],
    )


def article_card(slug, reader=Reader.PATIENT):
    """Return the ArticleCard of an article by its address, or None when it is not published."""
    published = reading.article(slug)
    return card(published, reader) if published and not published.paused else None


def cards_of_topics(slugs, reader=Reader.PATIENT):
    """Yield the ArticleCards of topics, in the order of the topics, each article once; few pages print them all."""
    seen = set()
    for published in (published for slug in slugs for published in served(reading.articles_of(slug))):
        if published not in seen:
            seen.add(published)
            yield card(published, reader)


def topic_page(published):
    """Return the TopicPage of a Published topic, with all its articles."""
    return draft_topic_page(published.document)


def draft_topic_page(document):
    """Return the TopicPage of a topic's document, with the published articles of that topic."""
    return _topic_page(document, served(reading.articles_of(document["slug"])))


def article_list():
    """Return a TopicPage for each topic that is the main topic of an article."""
    pages = [
        _topic_page(topic.document, served(a for a in reading.articles_of(topic.slug) if _is_main(topic, a)))
        for topic in reading.topics()
    ]
    return tuple(page for page in pages if page.cards)


def _is_main(topic, article):
    return article.light["topics"][0] == topic.slug


def _topic_page(document, articles):
    return TopicPage(
        **{name: document[name] for name in ("slug", "title", "summary", "figure")},
        url=reverse("topic", args=[document["slug"]]),
        cards=tuple(card(article) for article in articles),
    )

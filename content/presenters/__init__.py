from .article import ArticlePage, article_address, article_page, draft_page
from .lists import (
    ArticleCard,
    TopicPage,
    article_card,
    article_list,
    card,
    cards_of_topics,
    draft_topic_page,
    topic_page,
)

__all__ = [
    "ArticleCard",
    "ArticlePage",
    "TopicPage",
    "article_address",
    "article_card",
    "article_list",
    "article_page",
    "card",
    "cards_of_topics",
    "draft_page",
    "draft_topic_page",
    "topic_page",
]

"""What templates print: frozen values without logic, made from what is published or from a working copy."""

from content.addresses import (
    POLICIES,
    WITH_PAGES,
    address_of,
    article_address,
    exercise_address,
    policy_address,
    service_address,
)

from .article import ArticlePage, article_page, draft_page
from .exercise import (
    ExerciseList,
    ExercisePage,
    draft_exercise_page,
    exercise_list,
    exercise_page,
)
from .exercise_sheet import ExerciseSheet, exercise_sheet, exercises_asked_for
from .follow_up import FollowUpPage, follow_up_page, resting_follow_up
from .helpful import ANSWERS as HELPFUL_ANSWERS
from .helpful import Helpful, helpful
from .highlights import Highlight, highlights
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
from .metadata import Metadata, last_changed, structured_data
from .pages import (
    FaqList,
    Glossary,
    PolicyPage,
    StoryPage,
    draft_faq_list,
    draft_glossary,
    draft_policy_page,
    draft_story_page,
    faq_list,
    glossary,
    other_policies,
    policy_page,
    story_list,
    story_page,
)
from .related import related
from .replies import StoryReplies, story_replies
from .search import GROUPS as SEARCH_GROUPS
from .search import SearchPage, care_notices, ranked, resting_search, search_page, suggestions
from .search import address as search_address
from .service import ServicePage, checked_words, draft_service_page, seen_words, service_page
from .service_card import ServiceCard, service_card
from .service_list import Asked, ServiceList, service_list
from .trust import (
    Standing,
    Trust,
    changes_in,
    checked_words_of,
    report_address,
    served,
    standing,
    trust_in,
    trust_in_all,
)

__all__ = [
    "HELPFUL_ANSWERS",
    "POLICIES",
    "SEARCH_GROUPS",
    "WITH_PAGES",
    "ArticleCard",
    "ArticlePage",
    "Asked",
    "ExerciseList",
    "ExercisePage",
    "ExerciseSheet",
    "FaqList",
    "FollowUpPage",
    "Glossary",
    "Helpful",
    "Highlight",
    "Metadata",
    "PolicyPage",
    "SearchPage",
    "ServicePage",
    "ServiceCard",
    "ServiceList",
    "Standing",
    "StoryPage",
    "StoryReplies",
    "TopicPage",
    "Trust",
    "address_of",
    "article_address",
    "article_card",
    "article_list",
    "article_page",
    "card",
    "changes_in",
    "checked_words_of",
    "care_notices",
    "cards_of_topics",
    "checked_words",
    "draft_exercise_page",
    "draft_faq_list",
    "draft_glossary",
    "draft_page",
    "draft_policy_page",
    "draft_service_page",
    "draft_story_page",
    "draft_topic_page",
    "exercise_address",
    "exercise_list",
    "exercise_page",
    "exercise_sheet",
    "exercises_asked_for",
    "faq_list",
    "follow_up_page",
    "glossary",
    "helpful",
    "highlights",
    "last_changed",
    "other_policies",
    "policy_address",
    "policy_page",
    "ranked",
    "related",
    "report_address",
    "resting_follow_up",
    "resting_search",
    "search_address",
    "search_page",
    "seen_words",
    "served",
    "service_card",
    "service_list",
    "service_address",
    "service_page",
    "standing",
    "story_list",
    "story_page",
    "story_replies",
    "structured_data",
    "suggestions",
    "topic_page",
    "trust_in",
    "trust_in_all",
]

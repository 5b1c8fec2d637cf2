"""Questions people ask, the glossary, stories and pages about the site, as their templates print them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from django.urls import reverse
from django.utils.safestring import mark_safe

from content import prose, reading
from content.addresses import POLICIES, policy_address
from content.models import Kind
from content.models.story import NOBODY, Story

from .terms import terms
from .trust import Trust, served, trust_in, trust_in_all, trust_in_draft

OTHER_TOPIC = {"slug": "other-questions", "title": "Other questions"}
SHOWN_LAY_WORDS = 3
HEADING = re.compile(r"(</?)h3>")


@dataclass(frozen=True)
class FaqList:
    """Questions under their topics: [{id, title, items: [{id, question, html, link, due}]}]."""

    groups: tuple[dict, ...]
    trust: Trust | None


@dataclass(frozen=True)
class Glossary:
    """Terms under their first letters: [{letter, terms: [{id, term, meaning, lay_words, link, due}]}]."""

    letters: tuple[dict, ...]
    number: int
    trust: Trust | None


@dataclass(frozen=True)
class StoryPage:
    """What one person tells. `told_by` is a sentence; `html` is safe, with headings of the second level."""

    title: str
    told_by: str
    html: str
    clinical_note: str
    slug: str
    url: str
    trust: Trust


@dataclass(frozen=True)
class PolicyPage:
    """A page about the site. `html` is safe, with headings of the second level."""

    title: str
    lead: str
    html: str
    trust: Trust


def faq_list():
    """Return the FaqList of what is published."""
    things = served(reading.every(Kind.FAQ))
    return _faq_list([(thing.document, thing.due) for thing in things], trust_in_all(things, reverse("faq_list")))


def draft_faq_list(document):
    """Return the FaqList that has one question only: a working copy."""
    return _faq_list([(document, False)], trust_in_draft(document, Kind.FAQ, reverse("faq_list")))


def glossary():
    """Return the Glossary of what is published."""
    things = served(reading.every(Kind.TERM))
    return _glossary([(thing.document, thing.due) for thing in things], trust_in_all(things, reverse("glossary")))


def draft_glossary(document):
    """Return the Glossary that has one term only: a working copy."""
    return _glossary([(document, False)], trust_in_draft(document, Kind.TERM, reverse("glossary")))


def story_page(published):
    """Return the StoryPage of a Published story."""
    return _story(published.document, trust_in(published, reverse("story", args=[published.slug])))


def draft_story_page(document):
    """Return the StoryPage of a working copy."""
    return _story(document, trust_in_draft(document, Kind.STORY, reverse("story", args=[document["slug"]])))


def story_list():
    """Return the StoryPages of what is published, the newest first."""
    things = sorted(served(reading.every(Kind.STORY)), key=lambda thing: thing.published_at, reverse=True)
    return tuple(story_page(thing) for thing in things)


@lru_cache(maxsize=64)
def policy_page(published):
    """Return the PolicyPage of a Published page about the site."""
    return _policy(published.document, trust_in(published, policy_address(published.slug)))


def draft_policy_page(document):
    """Return the PolicyPage of a working copy."""
    return _policy(document, trust_in_draft(document, Kind.POLICY, policy_address(document["slug"])))


def other_policies():
    """Return {label, url} of each published page about the site that the foot of the page does not lead to."""
    things = served(thing for thing in reading.every(Kind.POLICY) if thing.slug not in POLICIES)
    return tuple({"label": thing.light["title"], "url": policy_address(thing.slug)} for thing in things)


def _faq_list(found, trust):
    topics = [topic.document for topic in reading.topics()]
    order = {topic["slug"]: place for place, topic in enumerate(topics)}
    groups = {topic["slug"]: {"id": topic["slug"], "title": topic["title"], "items": []} for topic in topics}
    groups[OTHER_TOPIC["slug"]] = {"id": OTHER_TOPIC["slug"], "title": OTHER_TOPIC["title"], "items": []}
    for document, due in found:
        own = sorted((slug for slug in document["topics"] if slug in order), key=order.get)
        groups[own[0] if own else OTHER_TOPIC["slug"]]["items"].append(_faq(document, due))
    return FaqList(tuple(group for group in groups.values() if group["items"]), trust)


def _faq(document, due):
    link = {"label": f"Read more: {document['link_label']}", "url": document["link_url"]}
    return {
        "id": document["slug"],
        "question": document["question"],
        "html": prose.rich(document["answer"]),
        "link": link if document["link_url"] else None,
        "due": due,
    }


def _glossary(found, trust):
    made = sorted((_term(document, due) for document, due in found), key=lambda term: term["term"].casefold())
    letters = groupby(made, key=itemgetter("letter"))
    return Glossary(tuple({"letter": letter, "terms": tuple(group)} for letter, group in letters), len(made), trust)


def _term(document, due):
    first = document["term"][:1].upper()
    return {
        "id": document["slug"],
        "letter": first if first.isalpha() else "0 to 9",
        "term": document["term"],
        "meaning": document["meaning"],
        "lay_words": ", ".join(document["lay_words"][:SHOWN_LAY_WORDS]),
        "link": terms().article_about(document["slug"]),
        "due": due,
    }


def _story(document, trust):
    return StoryPage(
        **{name: document[name] for name in ("title", "clinical_note", "slug")},
        told_by=_told_by(document["told_by"], dict(Story.TELLERS)[document["teller"]]),
        html=_page_html(document["body"]),
        url=reverse("story", args=[document["slug"]]),
        trust=trust,
    )


def _told_by(name, teller):
    if name == NOBODY:
        return f"Told by {teller[0].lower()}{teller[1:]}, who gives no name."
    return f"Told by {name}. {teller}."


def _policy(document, trust):
    return PolicyPage(title=document["title"], lead=document["lead"], html=_page_html(document["body"]), trust=trust)


def _page_html(body):
    """Rich text whose headings stand right under the title of the page."""
    return mark_safe(HEADING.sub(r"\1h2>", prose.rich(body)))  # noqa: S308 - rich text is clean

"""What a search finds, as its page prints it: only what readers may read now, the best answer first."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import Error
from django.urls import reverse
from django.utils.safestring import SafeString

from content import prose, reading, search
from content.addresses import address_of
from content.audiences import Reader
from content.models import Kind, Service
from content.review_dates import URGENT_LEVELS
from content.search import snippets, urgent

from . import kept_searches
from .trust import checked_words_of, report_address, served

ROUTE = "route"
GROUPS = {
    Kind.ARTICLE: "Articles",
    ROUTE: "Ways to get physiotherapy",
    Kind.FAQ: "Questions people ask",
    Kind.EXERCISE: "Exercises",
    Kind.TERM: "What words mean",
    Kind.TOPIC: "Topics",
    Kind.SERVICE: "Places",
    Kind.STORY: "Stories",
    Kind.POLICY: "About this site",
}
SHOWN = 5  # of a group, until somebody asks for all of it
MOST = 200
ENOUGH = 0.4  # of the best score: what fits worse is left out
NEAR_ME = re.compile(
    r"\b(?:near|close to|around) (?:me|us|here|by)\b|\bmy area\b|\b(?:nearby|nearest|local|locally)\b", re.I
)
PAY = re.compile(r"\b(?:private|privately|pay|paid|paying|cost|costs|price|buy)\b", re.I)
PAID = 0.5  # what has to be paid for, over what has not, unless somebody asks for it
PRIVATE = Service.ServiceKind.PRIVATE
GRAVEST = URGENT_LEVELS[0]
SUGGESTED = (Kind.ARTICLE, Kind.FAQ, Kind.EXERCISE, Kind.TERM)
LIST_PAGES = {Kind.FAQ: "faq_list", Kind.TERM: "glossary"}


@dataclass(frozen=True)
class UrgentNotice:
    """A care notice that stands above everything: see components/care_notice.html."""

    id: str
    level: str
    heading: str
    html: SafeString


@dataclass(frozen=True)
class Result:
    """One thing that was found. `snippet` is safe HTML; `checked` says how far it can be trusted, "" for a route."""

    kind: str
    title: str
    heading: str
    url: str
    snippet: SafeString
    checked: str
    waiting: bool
    due: bool
    professional: bool


@dataclass(frozen=True)
class Group:
    """What was found of one kind. `more_url` leads to all `number` of them, where not all are in `results`."""

    key: str
    title: str
    results: tuple[Result, ...]
    number: int
    more_url: str

    @property
    def number_text(self):
        """How many there are, for a template that puts words together."""
        return str(self.number)


@dataclass(frozen=True)
class SearchPage:
    """Everything that a search shows.

    `repaired` is [(typed, read as)]; `as_typed_url` looks for what was typed. `places` are {name, url} of services.
    """

    text: str
    notices: tuple[UrgentNotice, ...] = ()
    best: Result | None = None
    groups: tuple[Group, ...] = ()
    repaired: tuple[tuple[str, str], ...] = ()
    as_typed_url: str = ""
    places: tuple[dict, ...] = ()
    topics: tuple[dict, ...] = ()
    report_url: str = ""
    resting: bool = False
    question: search.asking.Question | None = None

    @property
    def found(self):
        """Whether anything was found."""
        return bool(self.best or self.groups)

    @property
    def grave(self):
        """Whether a life may be in danger: nothing else is shown then until somebody asks for it."""
        return is_grave(self.notices)


def is_grave(notices):
    """Whether one of some UrgentNotices is about danger to life."""
    return any(notice.level == GRAVEST for notice in notices)


@dataclass(frozen=True)
class Findings:
    """What a Question finds: the best of it, and (kind, results to show, their number) of each kind that is shown."""

    best: Result | None
    lists: tuple[tuple[str, tuple[Result, ...], int], ...]
    anything: bool  # of whatever kind

    @property
    def results(self):
        """Everything that is shown."""
        return [*filter(None, [self.best]), *(result for _, shown, _ in self.lists for result in shown)]


def search_page(text, *, kind="", as_typed=False):
    """Return the SearchPage for what somebody typed; `kind` shows everything of one kind.

    At most 3 queries, and one that asks every few seconds whether the index is another.
    """
    question = kept_searches.understood(text, as_typed=as_typed)
    found = kept_searches.findings(question, _findings, kind=kind)
    text = search.asking.cleaned(text)
    return SearchPage(
        text=text,
        notices=urgent_notices(text),
        best=found.best,
        groups=tuple(_group(*list_, text) for list_ in found.lists),
        repaired=question.repaired,
        as_typed_url=address(text, exact=1) if question.repaired else "",
        places=_places(question, text),
        topics=() if found.anything else topics(),
        report_url=report_address(reverse("search")),
        question=question,
    )


def _findings(question, *, kind):
    found = ranked(question)
    best = None if kind else next((one for one in found if one.kind != ROUTE), None)
    lists = _lists([one for one in found if one is not best], kind)
    results = _results([*filter(None, [best]), *(one for _, _, shown in lists for one in shown)], question)
    return Findings(
        results[best.id] if best else None,
        tuple((key, tuple(results[one.id] for one in shown), len(own)) for key, own, shown in lists),
        bool(found),
    )


def ranked(question):
    """Return what a Question finds that readers may read, the best first: each thing once, by its best part.

    What is for professionals only where there is nothing else.
    """
    found = [one for one in _once(search.find(question)) if _is_public(one)]
    found = [one for one in found if one.reader != Reader.PROFESSIONAL] or found
    if not PAY.search(question.read):  # sorted() keeps the order of the others
        found = sorted(found, key=lambda one: -one.score * (PAID if _is_private(one) else 1))
    enough = ENOUGH * max((one.score for one in found), default=0)
    return [one for one in found if one.score >= enough]


def resting_search(text):
    """Return the SearchPage for when the database is away: what is urgent, and the topics that this process holds."""
    text = search.asking.cleaned(text)
    return SearchPage(text=text, notices=urgent_notices(text), topics=topics(), resting=True)


def urgent_notices(text):
    """Return the UrgentNotices that a search calls for."""
    return care_notices(urgent.notices_for(text))


def care_notices(notices):
    """Return urgent.Notices as UrgentNotices to print."""
    return tuple(
        UrgentNotice(f"notice-{notice.key}", notice.level, notice.heading, prose.paragraphs(notice.lines))
        for notice in notices
    )


def topics():
    """Return {title, url} of each topic that readers may read; none when nothing can be read at all."""
    try:
        shown = served(reading.topics())
    except Error:
        return ()
    return tuple({"title": one.light["title"], "url": reverse("topic", args=[one.slug])} for one in shown)


def suggestions():
    """Return what a search field can suggest: titles, questions, words of the glossary and what people say for them."""
    found = [published.light for kind in SUGGESTED for published in served(reading.every(kind))]
    names = [document.get("title") or document.get("question") or document["term"] for document in found]
    return sorted({*names, *(word for document in found for word in document.get("lay_words", ()))}, key=str.casefold)


def address(text, **more):
    """Return the address of a search."""
    return f"{reverse('search')}?{urlencode({'q': text, **more})}"


def _places(question, text):
    if not question.places and NEAR_ME.search(text):
        return ({"name": "you", "url": reverse("services")},)
    addresses = {name: f"{reverse('services')}?{urlencode({'near': name})}" for name in question.places}
    return tuple({"name": name.title(), "url": url} for name, url in addresses.items())


def published_of(found):
    """Return the Published that something found is part of, or None: what the index has and readers may not read."""
    published = reading.one(found.kind, found.slug)
    return published if published and published.object_id == found.object_id and not published.paused else None


def _is_private(found):
    return found.kind == Kind.SERVICE and published_of(found).light["service_kind"] == PRIVATE


def _is_public(found):
    return found.kind == ROUTE or published_of(found) is not None


def _once(found):
    """Of each thing its best part; a part for professionals only where it has no other."""
    once = {}
    for one in sorted(found, key=lambda one: one.reader == Reader.PROFESSIONAL):
        once.setdefault((one.kind, one.object_id, one.title if one.kind == ROUTE else ""), one)
    return once.values()


def _lists(found, kind):
    """Return [(kind, what was found of it, what of that is shown)], the kind of the best one first."""
    of_each = {}
    for one in found:  # the best first
        of_each.setdefault(one.kind, []).append(one)
    return [(key, own, own[: MOST if kind else SHOWN]) for key, own in of_each.items() if kind in ("", key)]


def _group(key, shown, number, text):
    more = address(text, kind=str(key)) if number > len(shown) else ""
    return Group(str(key), GROUPS[key], shown, number, more)


def _results(shown, question):
    """Return {id: Result} of what is shown."""
    wanted = snippets.wanted_words(question.concepts)
    return {one.id: _result(one, wanted) for one in shown}


def _result(found, wanted):
    published = published_of(found) if found.kind != ROUTE else None
    checked, waiting = checked_words_of(published) if published else ("", False)
    rests = bool(published and published.paused_parts)  # nobody is shown words of a part that rests
    whole = published.light["summary"] if rests or found.kind == Kind.EXERCISE else ""
    shown = snippets.opening if found.kind == Kind.FAQ else snippets.snippet  # an answer begins at its beginning
    return Result(
        kind=found.kind,
        title=found.title,
        heading="" if rests else found.heading,
        url=found.url.partition("#")[0] if rests else found.url,
        snippet=snippets.marked(whole, wanted) if whole else shown(found.text, wanted),
        checked=checked,
        waiting=waiting,
        due=bool(published and published.due),
        professional=found.reader == Reader.PROFESSIONAL,
    )


def page_address(published):
    """Return the address of the page where something Published is read."""
    name = LIST_PAGES.get(Kind(published.kind))
    return reverse(name) if name else address_of(published)

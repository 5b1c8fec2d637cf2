"""A further question about an article: answered with the very words of approved pages near it, or not at all."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from content import reading, search
from content.addresses import article_address
from content.audiences import Reader
from content.models import Kind
from content.search import snippets

from .search import UrgentNotice, address, is_grave, page_address, published_of, topics, urgent_notices
from .trust import report_address, served, trust_in

MOST = 3
READ = 12  # of what was found: the first ones that have a sentence to quote are shown
KINDS = (Kind.ARTICLE, Kind.FAQ)
MEETS = 0.6  # of the ideas of a question: a passage that meets fewer is no answer to it
OWN = 1.5  # the page that the question is about, over those near it


@dataclass(frozen=True)
class Passage:
    """Whole sentences of one page, as they stand there, with what they rest on."""

    html: SafeString
    title: str
    heading: str
    url: str
    checked: str
    due: bool
    sources: tuple[dict, ...]


@dataclass(frozen=True)
class FollowUpPage:
    """What our pages say about a question; no passages: we do not know."""

    text: str
    slug: str
    title: str
    url: str
    notices: tuple[UrgentNotice, ...] = ()
    passages: tuple[Passage, ...] = ()
    repaired: tuple[tuple[str, str], ...] = ()
    report_url: str = ""
    topics: tuple[dict, ...] = ()
    resting: bool = False
    question: search.asking.Question | None = None

    @property
    def everywhere(self):
        """The address of the same search over the whole site."""
        return address(self.text)

    @property
    def found(self):
        """Whether anything was found."""
        return bool(self.passages)

    @property
    def grave(self):
        """Whether a life may be in danger: nothing else is shown then until somebody asks for it."""
        return is_grave(self.notices)


def follow_up_page(text, published):
    """Return the FollowUpPage for a question about a Published article. At most 3 queries."""
    question = search.understand(text)
    wanted = snippets.wanted_words(question.concepts)
    found = search.find(question, kinds=KINDS, slugs=nearby(published))
    typed = sum(not concept.meant for concept in question.concepts)
    said = typed + len(question.unknown)
    answers = [one for one in found if _answers(one) and one.share * typed >= MEETS * said]
    answers = sorted(answers, key=lambda one: -one.score * (OWN if one.slug == published.slug else 1))[:READ]
    answers = [one for one in answers if _has_mended(question, f"{one.title} {one.heading} {one.text}")]
    passages = [passage for one in answers if (passage := _passage(one, wanted))][:MOST]
    return _page(text, published, passages=tuple(passages), repaired=question.repaired, question=question)


def resting_follow_up(text, published):
    """Return the FollowUpPage for when the database is away."""
    return _page(text, published, resting=True, topics=topics())


def nearby(published):
    """Return the slugs of an article, and of the articles and questions that share a topic or a source with it."""
    own_topics, own_sources = set(published.light["topics"]), _sources(published.light)
    return [
        one.slug
        for kind in KINDS
        for one in served(reading.every(kind))
        if own_topics & set(one.light["topics"]) or own_sources & _sources(one.light)
    ]


def _sources(light):
    """The keys of what an article or a question cites: of an article they are all that is light of its sources."""
    return {source if isinstance(source, str) else source["key"] for source in light["sources"]}


def _answers(found):
    """Whether something found may be quoted: it is for everybody, and no part of its page rests."""
    published = published_of(found)
    everybodys = found.reader != Reader.PROFESSIONAL
    return everybodys and published and not published.paused_parts


def _has_mended(question, text):
    """Whether a text has the very words that misspelt ones were read as: another word for one of them is a guess."""
    return all(snippets.has(text, word) for _, word in question.repaired)


def _passage(found, wanted):
    quote = snippets.beginning if found.kind == Kind.FAQ else snippets.passage  # an answer is quoted from its beginning
    html = quote(found.text, wanted)
    if not html:
        return None
    published = published_of(found)
    trust = trust_in(published, page_address(published))
    heading, due = found.heading, published.due
    return Passage(html, found.title, heading, found.url, trust.checked, due, trust.sources)


def _page(text, published, **found):
    text = search.asking.cleaned(text)
    url = article_address(published.slug, Reader.PATIENT)
    return FollowUpPage(
        text=text,
        slug=published.slug,
        title=published.light["title"],
        url=url,
        notices=urgent_notices(text),
        report_url=report_address(url),
        **found,
    )

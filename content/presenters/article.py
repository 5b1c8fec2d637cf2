"""An article as its template prints it: frozen values without logic, made once for each revision and reader."""

from dataclasses import dataclass
from functools import lru_cache, partial

from content.addresses import article_address
from content.article_text import Text, in_short_for, own_readers, text_for
from content.audiences import Reader
from content.models import Kind

from .terms import terms
from .trust import Trust, trust_in, trust_in_draft


@dataclass(frozen=True)
class ArticlePage:
    """One article for one reader."""

    slug: str
    title: str
    also_called: str
    summary: str
    figure: str
    reader: str
    readers: tuple[dict, ...]
    professional_url: str
    url: str
    short_url: str
    canonical_url: str
    in_short: tuple[str, ...]
    everything: Text
    short: Text
    next_step: dict | None
    trust: Trust


def article_page(published, reader):
    """Return the ArticlePage of a Published article."""
    return _published_page(published, reader, terms())


@lru_cache(maxsize=512)
def _published_page(published, reader, glossary):
    trust = trust_in(published, article_address(published.slug, Reader.PATIENT))
    address = partial(article_address, published.slug)
    return _article_page(published.document, reader, trust, address, glossary, published.paused_parts)


def draft_page(document, reader, address):
    """Return the ArticlePage of a working copy; `address(reader)` is where its other readers are previewed."""
    trust = trust_in_draft(document, Kind.ARTICLE, article_address(document["slug"], Reader.PATIENT))
    return _article_page(document, reader, trust, address, terms())


def _article_page(document, reader, trust, address, glossary, paused=frozenset()):
    own = own_readers(document)
    everything = text_for(document, reader, paused=paused)
    return ArticlePage(
        **{name: document[name] for name in ("slug", "title", "summary", "figure")},
        also_called=_inside_a_sentence(document["also_called"]),
        reader=str(reader),
        readers=_readers(own, reader, address),
        professional_url=address(Reader.PROFESSIONAL) if Reader.PROFESSIONAL in own else "",
        url=address(reader),
        short_url=address("short"),
        canonical_url=article_address(document["slug"], Reader.PATIENT),
        in_short=tuple(in_short_for(document, reader)),
        everything=everything if reader == Reader.PROFESSIONAL else glossary.marked_in(everything),
        short=text_for(document, reader, short=True, paused=paused),
        next_step={"label": document["next_label"], "url": document["next_url"]} if document["next_url"] else None,
        trust=trust,
    )


def _readers(own, reader, address):
    """The switch “Written for”: nothing to choose from, nothing shown. Professionals have a link at the foot."""
    offered = [Reader.PATIENT, *(other for other in (Reader.CARER, Reader.PROFESSIONAL) if other in own)]
    shown = [other for other in offered if other != Reader.PROFESSIONAL or reader == other]
    links = tuple({"label": other.label, "url": address(other), "current": other == reader} for other in shown)
    return links if len(links) > 1 else ()


def _inside_a_sentence(name):
    """“Spasticity” becomes “spasticity”; “FES” stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name

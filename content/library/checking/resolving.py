"""Whether what a page names is there: addresses with their anchors, drawings, sources, topics and words."""

import re

from django.urls import Resolver404, resolve

from content.article_text import TAKEN_IDS, text_for
from content.audiences import Reader
from content.models import Kind

LINK = re.compile(r'href="([^"]*)"')
ELSEWHERE = ("https://", "tel:", "mailto:")
# Pages with an address for each thing of a kind.
OWN_PAGES = {"article": Kind.ARTICLE, "article_reader": Kind.ARTICLE, "topic": Kind.TOPIC, "exercise": Kind.EXERCISE}
OWN_PAGES |= {"policy": Kind.POLICY}
LISTS = {"faq_list": Kind.FAQ, "glossary": Kind.TERM}  # pages where each thing of a kind has an anchor
EDITIONS = {"short", *Reader.values} - {Reader.PATIENT.value}


def unresolved(page, library):
    """Yield a fault for each thing that a Page names and that is not there."""
    for address in _addresses(page.document):
        if not address.startswith(ELSEWHERE) and (sentence := _wrong(address, page, library)):
            yield page.fault(address, sentence)
    topics = {topic.slug for topic in library.of(Kind.TOPIC)}
    for what, names, known, where in (
        ("topic", page.document.get("topics", ()), topics, "topics.csv"),
        ("source", _sources(page.document), library.sources, "sources.csv"),
        ("drawing", _figures(page.document), library.figures, "templates/figures"),
    ):
        for name in (name for name in names if name not in known):
            yield page.fault(name, f"There is no {what} “{name}”. See {where}.")


def _addresses(value):
    """Every address that a document leads to."""
    if isinstance(value, str):
        return LINK.findall(value)
    if isinstance(value, dict):
        plain = [value[name] for name in ("next_url", "link_url") if value.get(name)]
        return plain + [address for inner in value.values() for address in _addresses(inner)]
    return [address for item in value for address in _addresses(item)] if isinstance(value, list) else []


def _wrong(address, page, library):
    """What is wrong with an address of this site; nothing where it leads somewhere."""
    path, _, anchor = address.partition("#")
    path = path.partition("?")[0]
    try:
        found = resolve(path) if path else None
    except Resolver404:
        return f"The link to {address} leads nowhere. Use an address of this site, with / at both ends."
    if found is None:
        target, name, edition = page, None, Reader.PATIENT
    else:
        name, slug, edition = found.url_name, found.kwargs.get("slug"), found.kwargs.get("edition", Reader.PATIENT)
        target = library.by_name.get((OWN_PAGES.get(name), slug))
        if "admin" in found.namespaces or not _is_there(name, slug, edition, target, library):
            return f"The link to {address} leads to a page that is not there."
    if anchor and anchor not in _anchors(name, target, edition, library):
        return f"Nothing on the page has the anchor of the link to {address}."
    return ""


def _is_there(name, slug, edition, target, library):
    if name in OWN_PAGES:
        return target is not None and (edition == Reader.PATIENT or edition in EDITIONS)
    return name != "service" or slug in library.services


def _anchors(name, target, edition, library):
    """The ids on a page that links may lead to; none where only its template knows them."""
    if name in LISTS:
        return {page.slug for page in library.of(LISTS[name])}
    if target is None or target.kind != Kind.ARTICLE:
        return set()
    short = edition == "short"
    text = text_for(target.document, Reader.PATIENT if short else Reader(edition), short=short)
    return {*TAKEN_IDS, *(block.id for block in text.blocks)}


def _sources(document):
    cited = [citation["source"]["key"] for citation in document.get("citations", ())]
    return cited + [source["key"] for source in document.get("sources", ())]


def _figures(document):
    parts = [document, *document.get("blocks", ())]
    steps = [step for part in parts for step in part.get("steps", ())]
    return [part["figure"] for part in (*parts, *steps) if part.get("figure")]

"""What can be said of any text: its words, its sentences, its numbers and its links."""

import re

from django.urls import Resolver404, resolve

from content import prose, wording
from content.models import Article, Exercise, Policy, Release, Story, Term, Topic

from .findings import hint, stop

EMERGENCY = frozenset({"999", "111", "112", "18000"})
LINK = re.compile(r'href="([^"]*)"')
PERSON = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Doctor|Nurse|Sister)\.? [A-Z][a-z]+")
ELSEWHERE = ("https://", "tel:", "mailto:", "#")
OWN_PAGES = {
    "article": Article,
    "article_reader": Article,
    "topic": Topic,
    "exercise": Exercise,
    "story": Story,
    "policy": Policy,
}


def check_words(thing, texts):
    """Yield a Finding for each doubt about the words of these Texts."""
    known, asked = _defined(), set()
    for text in texts:
        yield from _choice_of_words(text)
        if text.told:
            yield from _people(text)
        yield from _numbers(text, asked)
        yield from _links(text.field, LINK.findall(text.html))
        if not text.professional:
            yield from _plainness(text, known)
    for name in ("next_url", "link_url"):
        if getattr(thing, name, ""):
            yield from _links(name, [getattr(thing, name)])


def _choice_of_words(text):
    """What we would not write stops us; of what somebody told us, the moderator decides."""
    doubt = hint if text.told else stop
    for word in wording.certain(text.words):
        yield doubt(
            "certainty", text.field, f"“{word}” promises too much. Say “can help”, and how sure the evidence is."
        )
    for word in wording.american(text.words):
        yield doubt("spelling", text.field, f"“{word}” is spelt as in the USA. Use the British word.")
    for word in wording.avoided(text.words):
        yield hint("avoided", text.field, f"We avoid “{word}”. Say what to do, in plain words.")


def _people(text):
    for name in dict.fromkeys(PERSON.findall(text.words)):
        yield hint("person", text.field, f"Does “{name}” name somebody? Say “my physio” or “my nurse”.")


def _numbers(text, asked):
    """Emergency numbers outside “When to get help” are asked about once for a page: `asked` holds which."""
    for number in prose.telephone_numbers(text.words):
        if not text.numbers and number not in EMERGENCY:
            yield stop("phone", text.field, f"The number {number} belongs in the record of a route or a service.")
        elif not text.numbers and number not in asked:
            asked.add(number)
            yield hint("phone", text.field, f"Does {number} have to stand outside “When to get help” too?")
    if re.search(r"\b111\b", text.words) and "Northern Ireland" not in text.words:
        yield hint("nations", text.field, "111 does not work in Northern Ireland. Say what to do there.")


def _links(field, addresses):
    for address in addresses:
        yield from _link(field, address)


def _link(field, address):
    """A link inside the site leads to a page; whether readers have that page already is for a person to look at."""
    if address.startswith(ELSEWHERE):
        return
    page = _page_at(address)
    if page is None:
        yield stop("link", field, f"The link to {address} leads nowhere on this site.")
    elif page and not Release.objects.filter(**page.key).exists():
        yield hint("link", field, f"The link to {address} leads to a page that readers do not have yet.")


def _page_at(address):
    """The Reviewable at an address of this site, "" where the page is none, or None where nothing is."""
    path = re.split(r"[?#]", address)[0]
    try:
        found = resolve(path)
    except Resolver404:
        return None
    if "admin" in found.namespaces:
        return None
    model = OWN_PAGES.get(found.url_name)
    return model.objects.filter(slug=found.kwargs["slug"]).first() if model and "slug" in found.kwargs else ""


def _plainness(text, known):
    doubt = hint if text.told else stop
    for sentence in wording.too_long(text.words):
        yield doubt("sentence", text.field, f"A sentence has more than {wording.LONGEST_SENTENCE} words: “{sentence}”")
    for word in wording.medical(text.words):
        if word not in known and not text.name:
            yield hint("term", text.field, f"“{word}” is a medical word that the glossary does not explain.")


def _defined():
    """The words that the glossary explains, in small letters: terms, what stands in their brackets, and lay words."""
    found = set()
    for term, lay_words in Term.objects.values_list("term", "lay_words"):
        for name in (term, *lay_words):
            found.update(word.lower() for word in re.findall(r"[\w-]+", name))
    return found

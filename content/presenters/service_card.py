"""One service in a list: near a town, in a nation, under the route that it belongs to."""

from dataclasses import dataclass
from functools import lru_cache

from content.addresses import service_address
from content.models import Known, Price, Service
from content.places import Nation

from .service import GETTING_IN, NOT_CONFIRMED, checked_words, seen_words

KINDS = dict(Service.ServiceKind.choices)
# What a card says when it is known: the offer, its icon, the words for yes, and for no where people would ask.
FACTS = (
    ("physiotherapy", "people", "Physiotherapy", "No physiotherapy"),
    ("exercise_class", "cal", "Exercise classes", ""),
    ("home_visit", "house", "Home visits", "No home visits"),
    ("online", "phone", "Online or by phone", ""),
    ("step_free", "chair", "Step-free", "Not step-free"),
    ("hoist", "chair", "Hoist", ""),
)
ASK_ABOUT = (("physiotherapy", "physiotherapy"), ("home_visit", "home visits"), ("step_free", "step-free access"))


@dataclass(frozen=True)
class ServiceCard:
    """A service in a list. `distance` is "" where none is shown; `phone` and `website` where we know none.

    `facts` are [{icon, text}]: only what is known, the price, and last what is not known. `checked` says in words
    whether we confirmed it, and when, and else when it was seen.
    """

    name: str
    url: str
    kind: str
    where: str
    distance: str
    facts: tuple[dict, ...]
    get_in: str
    phone: str
    website: str
    checked: str


@lru_cache(maxsize=1024)
def service_card(published, words=""):
    """Return the ServiceCard of a Published service; `words`: how far it is, see directory.Near."""
    document = published.document
    return ServiceCard(
        **{name: document[name] for name in ("name", "phone", "website")},
        url=service_address(published.slug),
        kind=KINDS[document["service_kind"]],
        where=_where(document),
        distance=words[:1].upper() + words[1:],
        facts=tuple(_facts(document)),
        get_in=document.get("how_to_get_in") or GETTING_IN[document["self_referral"]],
        checked=_checked(published),
    )


def _where(document):
    nation = dict(Nation.choices).get(document["nation"], "")
    if not nation and len(document.get("serves_nations", ())) == len(Nation):
        nation = "All of the UK"
    return ", ".join(filter(None, (document["town"] or document["place"], nation)))


def _facts(document):
    for name, icon, yes, no in FACTS:
        known = document.get(name)
        if known == Known.YES:
            yield {"icon": icon, "text": yes}
        elif known == Known.NO and no:
            yield {"icon": "cross", "text": no}
    price = document.get("price", Price.UNKNOWN)
    if price != Price.UNKNOWN:
        yield {"icon": "pound", "text": Price(price).label}
    unknown = [words for name, words in ASK_ABOUT if document.get(name, Known.UNKNOWN) == Known.UNKNOWN]
    unknown += ["what it costs"] if price == Price.UNKNOWN else []
    if unknown:
        yield {"icon": "info", "text": f"Not known: {_joined(unknown)}. Ask them."}


def _joined(words):
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _checked(published):
    seen = published.document["seen"]
    dated = f"What we read is from {seen_words(seen)}." if seen else "What we read has no date."
    return checked_words(published.approval) or f"{NOT_CONFIRMED} {dated}"

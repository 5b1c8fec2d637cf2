"""One service in a list: near a town, in a nation, under the route that it belongs to."""

from dataclasses import dataclass
from functools import lru_cache

from content.addresses import service_address
from content.models import Known, Price, Service
from content.places import NATION_NAMES, Nation

from .service import GETTING_IN, NO_CONTACT, NOT_CONFIRMED, checked_words, cost_words, seen_words

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

    `facts` are [{icon, text}]: only what is known, the price, and last what to ask about. `area` says where it works or
    for whom alone it is; `get_in` how to get in; both "" where nobody knows. `no_contact` says what to do where we know
    neither phone nor website. `checked` says in words whether we confirmed it, and when, and else when it was seen.
    """

    name: str
    url: str
    kind: str
    where: str
    distance: str
    facts: tuple[dict, ...]
    area: str
    get_in: str
    phone: str
    website: str
    no_contact: str
    checked: str

    @property
    def can_contact(self):
        """Whether we know a phone or website."""
        return not self.no_contact


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
        area=_area(document),
        get_in=_get_in(document),
        no_contact="" if document["phone"] or document["website"] else NO_CONTACT,
        checked=_checked(published),
    )


def _where(document):
    nation = NATION_NAMES.get(document["nation"], "")
    if not nation and len(document.get("serves_nations", ())) == len(Nation):
        nation = "All of the UK"
    return ", ".join(filter(None, (document["town"] or document["place"], nation)))


def _area(document):
    area, others = document["area_served"], document.get("accepts_out_of_area", Known.UNKNOWN)
    if others == Known.NO:
        return f"Only for: {area or 'people who live in their area'}"
    return f"Works in: {area}" if area and others == Known.UNKNOWN else ""


def _get_in(document):
    known = document["self_referral"] != Known.UNKNOWN
    return document.get("how_to_get_in") or (GETTING_IN[document["self_referral"]] if known else "")


def _facts(document):
    if area := _area(document):
        yield {"icon": "pin", "text": area}
    for name, icon, yes, no in FACTS:
        known = document.get(name)
        if known == Known.YES:
            yield {"icon": icon, "text": yes}
        elif known == Known.NO and no:
            yield {"icon": "cross", "text": no}
    price = document.get("price", Price.UNKNOWN)
    if document["cost"] or price != Price.UNKNOWN:
        yield {"icon": "pound", "text": cost_words(document) if document["cost"] else Price(price).label}
    unknown = [words for name, words in ASK_ABOUT if document.get(name, Known.UNKNOWN) == Known.UNKNOWN]
    unknown += ["cost"] if price == Price.UNKNOWN else []
    if unknown:
        yield {"icon": "info", "text": f"Ask about: {', '.join(unknown)}"}


def _checked(published):
    seen = published.document["seen"]
    dated = f"What we read is from {seen_words(seen)}." if seen else "What we read has no date."
    return checked_words(published.approval) or f"{NOT_CONFIRMED} {dated}"

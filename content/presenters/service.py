"""One service of the directory, as its page prints it: what is known, what is not, and how we know."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.utils import timezone

from content import reading
from content.addresses import service_address
from content.models import Known, Price, Service
from content.places import Nation

from .trust import day, report_address

LABELS = {
    "physiotherapy": "Physiotherapy",
    "exercise_class": "Exercise classes",
    "home_visit": "Home visits",
    "online": "Online or by phone",
    "oxygen_therapy": "Oxygen therapy",
    "step_free": "Step-free for a wheelchair",
    "hoist": "Hoist",
    "accepts_ms": "People with MS",
    "self_referral": "People who ask themselves, without a referral",
    "accepts_carers": "Carers",
    "accepts_out_of_area": "People from outside its area",
}
OFFERS = ("physiotherapy", "exercise_class", "home_visit", "online", "oxygen_therapy", "step_free", "hoist")
TAKES = ("accepts_ms", "self_referral", "accepts_carers", "accepts_out_of_area")
VALUES = ((Known.YES, "Yes"), (Known.NO, "No"), (Known.UNKNOWN, "Not known: ask them"))
GETTING_IN = {
    Known.YES: "You can ask them yourself.",
    Known.NO: "Somebody has to refer you. Ask your GP or MS nurse.",
    Known.UNKNOWN: "We do not know yet. Ask them what they need from you.",
}
COST = {
    Price.NHS: "Free on the NHS.",
    Price.FREE: "Free.",
    Price.DONATION: "They ask for a donation.",
    Price.PAID: "You pay. Ask for the price first.",
    Price.UNKNOWN: "Not known: ask them.",
}
SAYS_ALREADY = {Price.FREE: "free", Price.DONATION: "donation"}  # words of its own that say as much as COST
NO_CONTACT = "We have no phone or website for them yet. Ask your MS nurse or GP, or search for the name."
WHOSE_WORDS = {
    Service.Confidence.HIGH: "We read it in the service’s own words.",
    Service.Confidence.MEDIUM: "Somebody else wrote it, such as a newspaper or a charity.",
}
# schema.org types, as narrow as what we know allows.
TYPES = {
    Service.ServiceKind.THERAPY_CENTRE: "NGO",
    Service.ServiceKind.GROUP: "NGO",
    Service.ServiceKind.NHS: "MedicalBusiness",
    Service.ServiceKind.PRIVATE: "MedicalBusiness",
}
NOT_CONFIRMED = "Not confirmed by us yet."
OLD = 3  # years after which what we read is called old
OLD_WORDS = "That is some years ago. Ask whether it is still true."
MOST_FINDERS = 3


@dataclass(frozen=True)
class ServicePage:
    """What the page of a service prints. `offers` and `takes` are rows {label, values}: yes, no, not known.

    `facts` are {icon, text}: where it is, and when an editor confirmed it. `checked` says when that was, or that
    nobody has: also when the confirmation has lapsed.
    """

    name: str
    url: str
    tag: str
    other_names: str
    facts: tuple[dict, ...]
    phone: str
    phone_url: str
    website: str
    offers: tuple[dict, ...]
    takes: tuple[dict, ...]
    who: str
    not_for: str
    area: str
    getting_in: str
    cost: str
    known_from: str
    source_url: str
    source_name: str
    confirmed: bool
    checked: str
    report_url: str
    finders: tuple
    description: str
    entity: dict


def service_page(published):
    """Return the ServicePage of a Published service."""
    return _page(published.document, checked_words(published.approval))


def draft_service_page(document):
    """Return the ServicePage of a working copy, which nobody has confirmed."""
    return _page(document, "")


def checked_words(approval):
    """Return when an editor confirmed a service, as a sentence; "" without an approval on record."""
    return f"We checked these details on {day(approval.date)}." if approval else ""


def seen_words(seen):
    """Return a year, month or day such as 2026-03 as readers read it; as it stands where it is none of these."""
    parts = seen.split("-")
    try:
        numbers = [int(part) for part in parts]
        found = date(*numbers, *[1] * (3 - len(numbers)))
    except (TypeError, ValueError):
        return seen
    return {1: f"{found:%Y}", 2: f"{found:%B %Y}"}.get(len(parts), day(found))


def cost_words(document):
    """Return who pays and how much, of the document of a service, saying nothing twice."""
    price, cost = document.get("price", Price.UNKNOWN), document["cost"]
    says_all = price == Price.UNKNOWN or (price in SAYS_ALREADY and SAYS_ALREADY[price] in cost.lower())
    return cost if cost and says_all else f"{COST[price]} {cost}".strip()


def _page(document, checked):
    address = service_address(document["slug"])
    source = document["source_url"]
    return ServicePage(
        **{name: document[name] for name in ("name", "phone", "website", "not_for")},
        url=address,
        tag=Service.ServiceKind(document["service_kind"]).label,
        other_names=", ".join(document["former_names"]),
        facts=_facts(document, checked),
        phone_url=f"tel:{document['phone'].replace(' ', '')}",
        offers=_rows(document, OFFERS),
        takes=_rows(document, TAKES),
        who=document["who_can_use"],
        area=document["area_served"],
        getting_in=document.get("how_to_get_in") or GETTING_IN[document["self_referral"]],
        cost=cost_words(document),
        known_from=_known_from(document),
        source_url=source,
        source_name=_host(source),
        confirmed=bool(checked),
        checked=checked or NOT_CONFIRMED,
        report_url=report_address(address),
        finders=_finders(document),
        description=_description(document),
        entity=_entity(document),
    )


def _rows(document, names):
    """A row for each value that something has: {label: "Yes", values: what}."""
    found = {value: [LABELS[name] for name in names if document.get(name, Known.UNKNOWN) == value] for value in Known}
    return tuple({"label": label, "values": found[value]} for value, label in VALUES if found[value])


def _facts(document, checked):
    """Where it is, without a town or nation that the address names already, and that it is confirmed."""
    where = document["address"].rstrip(".")
    for part in (document["town"], document["postcode"], _nation(document)):
        where += f"{', ' if where else ''}{part}" if part and part not in where else ""
    found = [{"icon": "tick", "text": checked}] if checked else []
    return tuple([*found, {"icon": "pin", "text": where}] if where else found)


def _nation(document):
    if len(document.get("serves_nations", ())) == len(Nation):
        return "All of the UK"
    return Nation(document["nation"]).label if document["nation"] else ""


def _known_from(document):
    seen = document["seen"]
    dated = f"What we read is from {seen_words(seen)}." if seen else "What we read has no date."
    old = seen[:4].isdecimal() and int(seen[:4]) <= timezone.localdate().year - OLD
    return " ".join(filter(None, (WHOSE_WORDS.get(document["confidence"], ""), dated, OLD_WORDS if old else "")))


def _finders(document):
    """Where else to look: what its nations have of their own first."""
    names = {Nation(nation).label for nation in (*document.get("serves_nations", ()), document["nation"]) if nation}
    fitting = [finder for finder in reading.finders() if not finder.nations or names & set(finder.nations)]
    return tuple(sorted(fitting, key=lambda finder: not finder.nations)[:MOST_FINDERS])


def _description(document):
    place = document["town"] or document["area_served"]
    kind = Service.ServiceKind(document["service_kind"]).label
    return f"{kind}{f', {place}' if place else ''}. {document['who_can_use']}".strip()


def _entity(document):
    """schema.org data of a service: nothing but what its page shows."""
    address = {"streetAddress": document["address"], "addressLocality": document["town"]}
    address |= {"postalCode": document["postcode"], "addressRegion": _nation(document) if document["nation"] else ""}
    known = {
        "name": document["name"],
        "alternateName": document["former_names"],
        "telephone": document["phone"],
        "url": document["website"],
        "areaServed": document["area_served"],
    }
    found = {"@type": TYPES.get(document["service_kind"], "Organization"), **_filled(known)}
    where = _filled(address)
    return found | ({"address": {"@type": "PostalAddress", **where}} if where else {})


def _filled(values):
    return {name: value for name, value in values.items() if value}


def _host(address):
    return (urlsplit(address).hostname or "").removeprefix("www.")

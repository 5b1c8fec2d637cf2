"""The directory as Open Referral UK 3.0 (HSDS 3.0, UK profile): plain data for other directories to take over.

Only what is published, and of it only what is known: an offer that is “no” or “not known” is left out, never guessed.
The standard knows “active” or not: what nobody has confirmed says so in `alert`, and has no `assured_date`. A point on
the map is left out, since ours is the middle of the town. We do not know who runs a service: the service itself stands
as its organization.
"""

from datetime import UTC
from functools import lru_cache
from uuid import UUID, uuid5

from content import directory
from content.models import Known, Price, Service
from content.places import Nation
from content.presenters.service import LABELS, seen_words

VERSION = "HSDS-UK-3.0"
OPENAPI = "https://openreferraluk.org/specifications/3.0/openapi.json"
PER_PAGE, MOST = 50, 100
NAMESPACE = UUID("5d0c3f4e-0d0f-4f0b-9a51-6d2b7c1e8a33")  # ours; ids follow from the address of a service, for ever
TAXONOMY = "MS Physio: what a service offers"
UNCONFIRMED = "Not confirmed by MS Physio yet. Ask the service before you go."
NOTHING_TO_PAY = (Price.NHS, Price.FREE)


def details():
    """Return what a client asks first: which version of the standard this is."""
    return {"version": VERSION, "profile": OPENAPI.removesuffix("openapi.json"), "openapi_url": OPENAPI}


def page(number, per_page):
    """Return one page of services, the first is 1, in the envelope of the standard."""
    found = directory.listed()
    contents = found[(number - 1) * per_page : number * per_page]
    pages = -(-len(found) // per_page)
    return {
        "total_items": len(found),
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": [_summary(published) for published in contents],
    }


def service(identifier):
    """Return one service with all its parts by its id, or None."""
    found = next((thing for thing in directory.listed() if id_of(thing.slug) == str(identifier)), None)
    return _service(found) if found else None


@lru_cache(maxsize=8192)  # one service is looked up among all: their ids are made once
def id_of(slug, *parts):
    """Return the id of a service, or of a part of it: the same for the same address, always."""
    return str(uuid5(NAMESPACE, "/".join((slug, *parts))))


def _summary(published):
    document, slug = published.document, published.slug
    kind = Service.ServiceKind(document["service_kind"]).label
    organization = {"id": id_of(slug, "organization"), "name": document["name"], "description": kind}
    if document["website"]:
        organization["website"] = document["website"]
    return {
        "id": id_of(slug),
        "name": document["name"],
        "status": "active",
        "last_modified": published.published_at.astimezone(UTC).isoformat(timespec="milliseconds"),
        **_filled(
            description=_description(document, kind),
            url=document["website"],
            alternate_name=", ".join(document["former_names"]),
            eligibility_description=_eligibility(document),
        ),
        **_assurance(published),
        "organization": organization,
    }


def _service(published):
    document, slug = published.document, published.slug
    return {
        **_summary(published),
        **_filled(
            contacts=_contacts(slug, document["phone"]),
            service_at_locations=_locations(slug, document),
            service_areas=_areas(slug, document["area_served"]),
            cost_options=_costs(slug, document),
            attributes=_attributes(slug, document),
        ),
    }


def _assurance(published):
    """When an editor confirmed it, else that nobody has."""
    if published.approval:
        return {"assured_date": published.approval.date.isoformat()}
    seen = published.document["seen"]
    return {"alert": f"{UNCONFIRMED} What we read is from {seen_words(seen)}." if seen else UNCONFIRMED}


def _description(document, kind):
    getting_in = document.get("how_to_get_in", "")
    return " ".join(filter(None, (f"{kind}.", f"How to get in: {getting_in}" if getting_in else "")))


def _eligibility(document):
    not_for = f"Not for: {document['not_for']}" if document["not_for"] else ""
    return " ".join(filter(None, (document["who_can_use"], not_for)))


def _contacts(slug, phone):
    if not phone:
        return []
    return [{"id": id_of(slug, "contact"), "phones": [{"id": id_of(slug, "phone"), "number": phone}]}]


def _locations(slug, document):
    where = _where(document["address"], document["town"])
    if not where:
        return []
    location = {
        "id": id_of(slug, "location"),
        "location_type": "physical",
        "name": document["name"],
        "description": where,
        **_filled(addresses=_addresses(slug, document), accessibility=_accessibility(slug, document)),
    }
    return [{"id": id_of(slug, "service_at_location"), "location": location}]


def _where(address, town):
    """The address with the town, which many an address ends with already."""
    has_town = address.casefold() == town.casefold() or address.casefold().endswith(f", {town.casefold()}")
    return address if town and has_town else ", ".join(filter(None, (address, town)))


def _addresses(slug, document):
    """The address, if all of it is known that the standard asks for."""
    known = {
        "address_1": document["address"],
        "city": document["town"],
        "state_province": Nation(document["nation"]).label if document["nation"] else "",
        "postal_code": document["postcode"],
    }
    if not all(known.values()):
        return []
    return [{"id": id_of(slug, "address"), **known, "country": "GB", "address_type": "physical"}]


def _accessibility(slug, document):
    return [
        {"id": id_of(slug, name), "description": LABELS[name]}
        for name in Service.ACCESS
        if document.get(name) == Known.YES
    ]


def _areas(slug, area):
    return [{"id": id_of(slug, "area"), "name": area}] if area else []


def _costs(slug, document):
    price = document.get("price", Price.UNKNOWN)
    known = {"option": Price(price).label if price != Price.UNKNOWN else "", "amount_description": document["cost"]}
    if not any(known.values()):
        return []
    amount = {"amount": 0} if price in NOTHING_TO_PAY else {}
    return [{"id": id_of(slug, "cost"), **_filled(**known), **amount}]


def _attributes(slug, document):
    offered = [name for name in Service.OFFERS if document.get(name) == Known.YES]
    return [
        {"id": id_of(slug, "offer", name), "link_type": "service", "taxonomy_term": _term(name)} for name in offered
    ]


def _term(name):
    label = LABELS[name]
    return {"id": str(uuid5(NAMESPACE, f"term/{name}")), "taxonomy": TAXONOMY, "name": label, "term": label}


def _filled(**values):
    return {name: value for name, value in values.items() if value}

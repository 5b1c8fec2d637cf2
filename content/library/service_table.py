"""Reads services.csv: the directory as it was found, one row for each service.

`other_sources`, `place_unsourced` and `notes` are for editors; no document that readers get has them.
"""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from content.models import Kind, Known, Price, Service
from content.places import Nation

from .faults import LibraryError
from .tables import heading, parts, rows

KNOWN = (*Service.OFFERS, *Service.ACCEPTS, *Service.ACCESS)
LISTS = ("former_names", "serves_nations", "other_sources")
FOR_EDITORS = ("other_sources", "place_unsourced", "notes")
CHOICES = {name: Known.values for name in KNOWN} | {
    "service_kind": Service.ServiceKind.values,
    "price": Price.values,
    "confidence": Service.Confidence.values,
    "nation": ["", *Nation.values],
}
is_web_address = URLValidator(schemes=["http", "https"])


def services(path):
    """Return (document, what only editors read) of each service. Raises LibraryError."""
    found = {}
    for line, row in rows(path):
        values = _values(path, line, row)
        if not values["slug"] or not values["name"]:
            raise LibraryError(path, line, "A service has an address (slug) and a name.")
        if values["slug"] in found:
            raise LibraryError(path, line, f"The address “{values['slug']}” is there twice.")
        extra = {name: values[name] for name in FOR_EDITORS}
        document = {name: values[name] for name in ("slug", *Service.public_fields)}
        found[values["slug"]] = ({**heading(Kind.SERVICE), **document}, extra)
    return list(found.values())


def _values(path, line, row):
    values = {name: text.strip() for name, text in row.items()}
    missing = {"slug", *Service.public_fields, *FOR_EDITORS} - set(values)
    if missing:
        raise LibraryError(path, 1, f"There is no column “{min(missing)}”.")
    for name, choices in CHOICES.items():
        if values[name] not in choices:
            raise LibraryError(path, line, f"“{values[name]}” is not a {name}: {', '.join(filter(None, choices))}.")
    values |= {name: parts(values[name]) for name in LISTS}
    if set(values["serves_nations"]) - set(Nation.values):
        raise LibraryError(path, line, f"serves_nations takes {', '.join(Nation.values)}, with “;” between.")
    values["geoname_id"] = _number(path, line, values["geoname_id"])
    for name in ("website", "source_url"):
        _check_address(path, line, values[name])
    return values


def _number(path, line, text):
    if text and not text.isdecimal():
        raise LibraryError(path, line, f"“{text}” is not a number of GeoNames.")
    return int(text) if text else None


def _check_address(path, line, address):
    try:
        if address:
            is_web_address(address)
    except ValidationError as error:
        raise LibraryError(path, line, f"“{address}” is not a web address.") from error

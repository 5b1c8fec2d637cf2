"""Places in a guide's document: "rules.ask_nurse.when" (by key) or "rules[3].when" (by position)."""

import re
from dataclasses import dataclass

from referrals.engine import document as interchange_document

LISTS = ("questions", "facts", "routes", "rules", "urgent_signs", "exclusive_pairs", "vignettes")
_PLACE = re.compile(r"(?P<list>[a-z_]+)(?:\[(?P<position>\d+)\]|\.(?P<key>[a-z0-9][a-z0-9_-]*))?(?:\.(?P<rest>.+))?$")


@dataclass(frozen=True)
class Place:
    """One item of the document, and what is meant inside it."""

    list: str  # one of LISTS
    position: int
    item: dict
    inside: str  # "when", "options.no", or ""


def find(document, subject):
    """Return the Place that a subject names, or None when it names no single item of the document."""
    match = _PLACE.match(subject)
    if not match or match["list"] not in LISTS:
        return None
    items = document[match["list"]]
    position = _position(items, match)
    if position is None:
        return None
    return Place(match["list"], position, items[position], match["rest"] or "")


def hash_of_places(document, subjects):
    """Return a hash of the items that the subjects name; of the whole logic where one names no single item."""
    places = [find(document, subject) for subject in subjects]
    if not places or None in places:
        return interchange_document.logic_hash(document)
    return interchange_document.content_hash([place.item for place in places])


def _position(items, match):
    if match["position"] is not None:
        return int(match["position"]) if int(match["position"]) < len(items) else None
    return next((n for n, item in enumerate(items) if match["key"] and item.get("key") == match["key"]), None)

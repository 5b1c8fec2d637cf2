"""Services that are perhaps in the directory twice. Suggested to editors, never merged: only a person can tell.

Told by one telephone number, one website, or names that are alike in one town; older names count.
"""

import re
from collections import defaultdict
from difflib import SequenceMatcher
from itertools import combinations, product
from urllib.parse import urlsplit

from content.models import Service
from content.workflow import State

ALIKE = 0.85  # of 1, by difflib: “Example MS Centre” and “Example M.S. Center” are, “East Centre” and “West Clinic” not
# One website of the NHS, of a council, of the MS Society or of all the world speaks for many services.
SHARED = (".nhs.uk", ".nhs.scot", ".nhs.wales", ".hscni.net", ".gov.uk", ".gov.scot", ".gov.wales")
SHARED += (".mssociety.org.uk", ".facebook.com")
COLUMNS = ("pk", "name", "former_names", "town", "place", "phone", "website")
PHONE, WEBSITE, NAME = "the same phone number", "the same website", "a name that is alike, in the same town"


def alike(service):
    """Return (other Service, why) for each that is perhaps the same as a saved one, by name."""
    why = defaultdict(list)
    for one, other, reason in _pairs(_rows(), service.pk):
        why[other if one == service.pk else one].append(reason)
    found = Service.objects.in_bulk(why)
    return [(found[pk], " and ".join(why[pk])) for pk in sorted(found, key=lambda pk: found[pk].name)]


def suspects():
    """Return the keys of the services that are perhaps there twice."""
    return {pk for one, other, _ in _pairs(_rows()) for pk in (one, other)}


def _rows():
    return list(Service.objects.exclude(state=State.WITHDRAWN).values(*COLUMNS).order_by("pk"))


def _pairs(rows, only=None):
    """Yield (one, other, why) for each two that share something, or for one of them with each other."""
    for name_of, reason in ((_number, PHONE), (_site, WEBSITE)):
        for group in _groups(rows, name_of):
            yield from ((one["pk"], other["pk"], reason) for one, other in _twos(group, only))
    for group in _groups(rows, _town):
        yield from ((one["pk"], other["pk"], NAME) for one, other in _twos(group, only) if _names_alike(one, other))


def _twos(group, only):
    if only is None:
        return combinations(group, 2)
    one = [row for row in group if row["pk"] == only]
    return product(one, [row for row in group if row["pk"] != only])


def _groups(rows, name_of):
    groups = defaultdict(list)
    for row in rows:
        if name := name_of(row):
            groups[name].append(row)
    return [group for group in groups.values() if len(group) > 1]


def _number(row):
    digits = re.sub(r"\D", "", row["phone"])
    return re.sub(r"^(0044|44)", "0", digits)


def _site(row):
    """The host, and for what many share its path too; "" where that is the front page of many."""
    parts = urlsplit(row["website"].lower())
    host, path = (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/")
    if f".{host}".endswith(SHARED):
        return host + path if path else ""
    return host


def _town(row):
    return (row["town"] or row["place"]).casefold()


def _names_alike(one, other):
    return any(_is_alike(a, b) for a in _names(one) for b in _names(other))


def _names(row):
    return [re.sub(r"[^\w ]", "", name).casefold() for name in (row["name"], *row["former_names"])]


def _is_alike(a, b):
    matcher = SequenceMatcher(None, a, b)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE

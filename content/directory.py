"""The directory as readers get it: services by nation, and the nearest ones, from the releases held in the process.

Only what is published, of high or medium confidence, not paused, and not known to refuse people with MS. What is not
known is never taken for yes. No database query when warm.
"""

import re
from dataclasses import dataclass

from django.utils.text import slugify

from content import gazetteer, reading
from content.distances import Nearest, miles_between
from content.models import Kind, Known, Price, Service
from content.place_names import fold
from content.places import Nation
from content.published import Published

CLOSE = 50  # miles; where nothing is closer, people are told so
LEAST = 3  # services that are shown when one is close, however far the others are
# How far from its point a service may take people who live elsewhere, where it does not say how far. Our estimates.
OWN_AREA_MILES = 3  # it is known to refuse people from outside its area
NHS_MILES = 10  # an NHS team of which we do not know: most take only people with a GP in their area
SAME_POINT_MILES = 0.01
NOWHERE = "not_known"  # instead of a nation
# What people can narrow the directory by, and the words for it: each is an offer that must be known as “yes”.
FILTERS = {
    "physiotherapy": "Physiotherapy",
    "self_referral": "No referral needed",
    "home_visit": "Home visits",
    "online": "Online or by phone",
    "exercise_class": "Exercise classes",
    "free": "Free, or a donation",
}
FREE = (Price.NHS, Price.FREE, Price.DONATION)
KNOWN = (*Service.OFFERS, *Service.ACCEPTS, *Service.ACCESS)
CONTACT, NOT_PAID = "contact", "not_paid"  # we know a phone or website; it is not known to be paid


@dataclass(frozen=True, slots=True)
class Near:
    """A service and how far it is from a place. `miles`: over the ground in a straight line, rounded, at least 1.

    `here`: the town that the service is measured to is the place itself, so that there is no distance to tell.
    """

    service: Published
    miles: int
    place: gazetteer.Place
    here: bool = False

    @property
    def words(self):
        """How far it is: “about 6 miles from the centre of Leeds”; “in Leeds” where it is in the town itself."""
        if self.here:
            town = self.service.document["town"] or self.service.document["place"]
            return f"in {self.place.name}" if town == self.place.name else f"in or near {self.place.name}"
        return f"about {self.miles} {'mile' if self.miles == 1 else 'miles'} from {self.place.centre}"


@dataclass(frozen=True)
class Around:
    """What is near a place. `close`: how many are within CLOSE miles. Where that is 0, `found` is empty."""

    found: tuple[Near, ...]
    close: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed service: what of it is compared. `yes` holds what is known as yes, "free", CONTACT and NOT_PAID.

    `reach`: how many miles away somebody may live whom it takes. `area_names`: the folded names in the area it serves.
    """

    service: Published
    kind: str
    yes: frozenset
    nations: frozenset
    town: str
    area: str
    latitude: float | None
    longitude: float | None
    reach: int
    area_names: frozenset


def nearest(place, *, kinds=(), must=(), filters=(), nation=None, limit=None, for_residents=False):
    """Return a Near for each service that fits, the nearest to a gazetteer.Place first.

    `kinds`: of these kinds only. `must` and `filters`: names of FILTERS or of what a Service offers, accepts or has;
    each must be known as yes; also CONTACT and NOT_PAID. `nation`: only what serves this nation. `limit`: so many at
    most. `for_residents`: only within CLOSE miles, and only what may take somebody who lives there (see _takes()).
    A service without a confirmed point is never here: see listed().
    """
    fits = _fitting(kinds, {*must, *filters}, nation)
    if not for_residents:
        return _nears(place, _directory().index.to(place, fits=fits, limit=limit))
    found = _directory().index.to(
        place, fits=lambda entry: fits(entry) and _takes(entry, place), limit=limit, within=CLOSE
    )
    return _nears(place, found)


def around(place, *, filters=(), nation=None):
    """Return the Around of a place: everything within CLOSE miles, and at least LEAST services if one is."""
    fits = _fitting((), set(filters), nation)
    index = _directory().index
    close = index.to(place, fits=fits, within=CLOSE)
    found = index.to(place, fits=fits, limit=LEAST) if 0 < len(close) < LEAST else close
    return Around(_nears(place, found), len(close))


def listed(nation=None, area=None, filters=()):
    """Return the Published services of a nation, in a town of it (`area`: a slug of towns()), that fit the filters.

    By town, then by name; those without a town last. What serves all four nations is only under the one that it is in:
    see everywhere(). NOWHERE stands for a nation: of these it is not known.
    """
    fits = _fitting((), set(filters), None)
    return tuple(entry.service for entry in _entries(nation) if fits(entry) and (not area or entry.area == area))


def everywhere(filters=()):
    """Return the Published services that serve all four nations, such as online classes."""
    fits = _fitting((), set(filters), None)
    return tuple(entry.service for entry in _directory().everywhere if fits(entry))


def towns(nation=None):
    """Return the towns that a nation has services in, in order: {slug: name}."""
    return {entry.area: entry.town for entry in _entries(nation) if entry.area}


def counts():
    """Return how many services are listed under each nation, and under NOWHERE."""
    return {nation: len(_entries(nation)) for nation in (*Nation.values, NOWHERE)}


def nations_of(document):
    """Return the nations that a service is in or serves, of its document. All four: it serves the whole UK."""
    return frozenset({*document.get("serves_nations", ()), document["nation"]} - {""})


def _fitting(kinds, needed, nation):
    kinds, needed = frozenset(kinds), frozenset(needed)
    unknown = needed - {*FILTERS, *KNOWN, CONTACT, NOT_PAID}
    if unknown:
        raise ValueError(f"Services are not told apart by {', '.join(sorted(unknown))}.")

    def fits(entry):
        return (
            needed <= entry.yes and (not kinds or entry.kind in kinds) and (nation is None or nation in entry.nations)
        )

    return fits


def _takes(entry, place):
    """Whether a service may take somebody who lives at a place: its area names it, or it is within its reach."""
    return entry.reach >= CLOSE or fold(place.name) in entry.area_names or miles_between(place, entry) <= entry.reach


def _nears(place, found):
    return tuple(
        Near(entry.service, max(1, round(miles)), place, here=miles < SAME_POINT_MILES) for miles, entry in found
    )


class _Directory:
    """What is derived of the releases and the gazetteer; made again when either is another."""

    def __init__(self, services, towns):
        self.made_of = services, towns
        entries = [_entry(service, towns.places) for service in services.values() if _is_listed(service)]
        self.entries = sorted(entries, key=lambda e: (not e.area, e.area, e.service.document["name"]))
        self.everywhere = [entry for entry in self.entries if len(entry.nations) == len(Nation)]
        self.of_nation = {
            nation: [entry for entry in self.entries if _is_in(entry, nation)] for nation in (*Nation.values, NOWHERE)
        }
        self.index = Nearest([entry for entry in entries if entry.latitude is not None])


def _is_listed(service):
    document = service.document
    return (
        not service.paused
        and document["confidence"] != Service.Confidence.LOW
        and document.get("accepts_ms") != Known.NO
    )


def _entry(service, places):
    document = service.document
    place = places.get(document["geoname_id"])
    town = document["town"] or document["place"]
    return Entry(
        service=service,
        kind=document["service_kind"],
        yes=frozenset(_yes(document)),
        nations=nations_of(document),
        town=town,
        area=slugify(town),
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        reach=_reach(document),
        area_names=frozenset(fold(name) for name in re.split(r",|\band\b", document["area_served"])) - {""},
    )


def _yes(document):
    yield from (name for name in KNOWN if document.get(name) == Known.YES)
    price = document.get("price", Price.UNKNOWN)
    derived = {"free": price in FREE, NOT_PAID: price != Price.PAID, CONTACT: document["phone"] or document["website"]}
    yield from (name for name, is_so in derived.items() if is_so)


def _reach(document):
    takes_others = document.get("accepts_out_of_area", Known.UNKNOWN)
    if takes_others == Known.NO:
        return OWN_AREA_MILES
    is_nhs = document["service_kind"] == Service.ServiceKind.NHS
    return NHS_MILES if is_nhs and takes_others == Known.UNKNOWN else CLOSE


def _is_in(entry, nation):
    """Whether it is listed under a nation: it is there, or serves that nation but not all four."""
    if nation == NOWHERE:
        return not entry.nations
    is_everywhere = len(entry.nations) == len(Nation)
    return entry.service.document["nation"] == nation or (nation in entry.nations and not is_everywhere)


def _entries(nation):
    return _directory().entries if nation is None else _directory().of_nation[nation]


_made = None


def _directory():
    global _made
    made, parts = _made, (reading.by_slug(Kind.SERVICE), gazetteer.held())
    if made is None or made.made_of[0] is not parts[0] or made.made_of[1] is not parts[1]:
        _made = made = _Directory(*parts)
    return made

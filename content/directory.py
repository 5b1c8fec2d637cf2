"""The directory as readers get it: services by nation, and the nearest ones, from the releases held in the process.

Only what is published, of high or medium confidence, not paused, and not known to refuse people with MS. What is not
known is never taken for yes. No database query when warm.
"""

from dataclasses import dataclass

from django.utils.text import slugify

from content import gazetteer, reading
from content.distances import Nearest
from content.models import Kind, Known, Price, Service
from content.places import Nation
from content.published import Published

CLOSE = 50  # miles; where nothing is closer, people are told so
LEAST = 3  # services that are shown when one is close, however far the others are
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


@dataclass(frozen=True, slots=True)
class Near:
    """A service and how far it is from a place. `miles`: over the ground in a straight line, rounded, at least 1."""

    service: Published
    miles: int
    place: gazetteer.Place

    @property
    def words(self):
        """How far it is: “about 6 miles from the centre of Leeds”."""
        return f"about {self.miles} {'mile' if self.miles == 1 else 'miles'} from {self.place.centre}"


@dataclass(frozen=True)
class Around:
    """What is near a place. `close`: how many are within CLOSE miles. Where that is 0, `found` is empty."""

    found: tuple[Near, ...]
    close: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed service: what of it is compared. `yes` holds what is known as yes, and "free"."""

    service: Published
    kind: str
    yes: frozenset
    nations: frozenset
    town: str
    area: str
    latitude: float | None
    longitude: float | None


def nearest(place, *, kinds=(), must=(), filters=(), nation=None, limit=None):
    """Return a Near for each service that fits, the nearest to a gazetteer.Place first.

    `kinds`: of these kinds only. `must` and `filters`: names of FILTERS or of what a Service offers, accepts or has;
    each must be known as yes. `nation`: only what serves this nation. `limit`: so many at most.
    A service without a confirmed point is never here: see listed().
    """
    fits = _fitting(kinds, {*must, *filters}, nation)
    return _nears(place, _directory().index.to(place, fits=fits, limit=limit))


def around(place, *, filters=(), nation=None):
    """Return the Around of a place: everything within CLOSE miles, and at least LEAST services if one is."""
    fits = _fitting((), set(filters), nation)
    index = _directory().index
    close = index.to(place, fits=fits, within=CLOSE)
    found = index.to(place, fits=fits, limit=LEAST) if 0 < len(close) < LEAST else close
    return Around(_nears(place, found), len(close))


def listed(nation=None, area=None, filters=()):
    """Return the Published services of a nation, in a town of it (`area`: a slug of towns()), that fit the filters.

    By town, then by name; those without a town last.
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
    """Return how many services each nation has, by nation."""
    return {nation: len(_entries(nation)) for nation in Nation.values}


def nations_of(document):
    """Return the nations that a service is in or serves, of its document. All four: it serves the whole UK."""
    return frozenset({*document.get("serves_nations", ()), document["nation"]} - {""})


def _fitting(kinds, needed, nation):
    kinds, needed = frozenset(kinds), frozenset(needed)
    unknown = needed - {*FILTERS, *KNOWN}
    if unknown:
        raise ValueError(f"Services are not told apart by {', '.join(sorted(unknown))}.")

    def fits(entry):
        return (
            needed <= entry.yes and (not kinds or entry.kind in kinds) and (nation is None or nation in entry.nations)
        )

    return fits


def _nears(place, found):
    return tuple(Near(entry.service, max(1, round(miles)), place) for miles, entry in found)


class _Directory:
    """What is derived of the releases and the gazetteer; made again when either is another."""

    def __init__(self, services, towns):
        self.made_of = services, towns
        entries = [_entry(service, towns.places) for service in services.values() if _is_listed(service)]
        self.entries = sorted(entries, key=lambda e: (not e.area, e.area, e.service.document["name"]))
        self.everywhere = [entry for entry in self.entries if len(entry.nations) == len(Nation)]
        self.of_nation = {
            nation: [entry for entry in self.entries if nation in entry.nations] for nation in Nation.values
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
    yes = {name for name in KNOWN if document.get(name) == Known.YES}
    place = places.get(document["geoname_id"])
    town = document["town"] or document["place"]
    return Entry(
        service=service,
        kind=document["service_kind"],
        yes=frozenset(yes | ({"free"} if document.get("price") in FREE else set())),
        nations=nations_of(document),
        town=town,
        area=slugify(town),
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
    )


def _entries(nation):
    return _directory().entries if nation is None else _directory().of_nation[nation]


_made = None


def _directory():
    global _made
    made, parts = _made, (reading.by_slug(Kind.SERVICE), gazetteer.held())
    if made is None or made.made_of[0] is not parts[0] or made.made_of[1] is not parts[1]:
        _made = made = _Directory(*parts)
    return made

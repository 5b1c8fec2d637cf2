"""Services near the person, under the routes that they belong to.

The place is a town or the first part of a postcode. It is kept with the answers, on the person's own device only. The
directory is held in the process, so no database is asked once it is; while the database is away before that, the page
goes without services.
"""

import logging
from dataclasses import dataclass, replace

from django.db import Error

from content import directory, gazetteer, presenters, reading, resting
from content.places import NATION_NAMES
from referrals.engine.outcome import barriers_of, outcome

MOST = 3  # services under one route: more would be a list to work through
AT_HOME = ("home_visit", "online")  # what a service must offer, one of them, to somebody for whom travel is a barrier
NOT_FOUND = {
    gazetteer.FoundKind.EMPTY: "Type a town, or the first half of the postcode",
    gazetteer.FoundKind.AREA: "This is too large to measure from. Type a town in it",
    gazetteer.FoundKind.UNKNOWN: "We do not know this place. Type the nearest larger town",
    None: "We cannot look up towns at the moment. Try again in a few minutes",
}
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class NearRoute:
    """The services under one route. `place` is the town that they are measured from, "" before anybody said.

    `id` is where they stand on the page: addresses end with it, so it names no need. `miles`: how far away, at most,
    was looked for services of unknown area. `at_home`: whether only what comes to people, or is online, is among them.
    """

    id: str
    place: str
    found: tuple[presenters.ServiceCard, ...]
    miles: int
    at_home: bool

    @property
    def says(self):
        """What it says: of "services", that there are "none", or nothing ("") where there are none and no place."""
        return "services" if self.found else "none" if self.place else ""

    @property
    def summary(self):
        """How many there are, and where."""
        number = f"{len(self.found)} {'place' if len(self.found) == 1 else 'places'}"
        return f"{number} near {self.place}" if any(service.distance for service in self.found) else f"{number} online"


@dataclass(frozen=True)
class NearPage:
    """What the result says of the place itself, once for all routes.

    `wide` are the letters of a wide postcode area, of which `place` is only the main town, else "". `finders` are the
    reading.FinderEntry of the person's nation.
    """

    place: str
    wide: str
    finders: tuple


def look_up(text):
    """Return the gazetteer.Found of what somebody typed, or None while no towns can be looked up."""
    return _unless_away(gazetteer.find, text)


def town(number):
    """Return the gazetteer.Place of a number, or None: there is none, or no towns can be looked up."""
    return _unless_away(gazetteer.place, number)


def chosen(answers):
    """Return the gazetteer.Place that the person chose, or None."""
    return town(answers.place) if answers.place is not None else None


def waiting(answers):
    """Return the towns of which the person has not said yet which they mean."""
    found = look_up(answers.near) if answers.near and answers.place is None else None
    return found.choices if found else ()


def placed(answers, found):
    """Return the answers with the place of a Found, or with what was typed if there is more to ask."""
    number = found.place.id if found.place else None
    return replace(answers, place=number, near=found.text if found.wide or number is None else "")


def at(answers, place):
    """Return the answers with this gazetteer.Place, or without any (None)."""
    return replace(answers, place=place.id if place else None, near="")


def page(walk, place, typed=""):
    """Return the NearPage of a walk. `typed` is Answers.near."""
    wide = look_up(typed) if place and typed else None
    label = NATION_NAMES.get(_nation(walk, place), "")
    lists = [finder for finder in reading.finders() if finder.to_search]
    finders = tuple(finder for finder in lists if not finder.nations or label in finder.nations)
    return NearPage(place.label if place else "", typed if wide and wide.wide else "", finders if label else ())


def under(guide, walk, route, number, place):
    """Return the NearRoute of the route of that number, or None where no kind of service belongs under it.

    Only services that are known to offer what the route needs, that serve the person's nation, are close by and not
    known or likely to refuse people who live there (directory.nearest, for_residents) or are online, and take the
    person as they are: for whom travel is a barrier, only those known to visit at home or to work online; for whom cost
    is one, none that is known to be paid. Those that nobody can call or look up come last.
    """
    if not route.services:
        return None
    barriers = barriers_of(walk)
    at_home = "travel" in barriers
    must = [*route.service_needs, *([directory.NOT_PAID] if "cost" in barriers else [])]
    needs = [(*must, offer) for offer in AT_HOME] if at_home else [must]
    found = [presenters.service_card(*item) for item in (*_close(walk, route, place, needs), *_online(route, must))]
    services = tuple(sorted(found, key=lambda card: not card.can_contact)[:MOST])
    only_nhs = {*route.services} <= {"nhs", "online"}
    miles = directory.NHS_MILES if only_nhs else directory.CLOSE
    return NearRoute(f"near-{number}", place.name if place else "", services, miles, at_home)


def _close(walk, route, place, needs):
    """Return (Published, words) of services close by that meet one of these needs, the nearest first.

    The nearest MOST of each need, and the nearest MOST that people can call or look up.
    """
    if place is None:
        return []
    asked = {"kinds": route.services, "nation": _nation(walk, place), "limit": MOST, "for_residents": True}
    found = {}
    for must in needs:
        for more in ((), (directory.CONTACT,)):
            found |= {near.service.slug: near for near in directory.nearest(place, must=(*must, *more), **asked)}
    return [(near.service, near.words) for near in sorted(found.values(), key=lambda near: (near.miles, not near.here))]


def _online(route, must):
    """Return (Published, "") of online services for the whole UK that have what they must."""
    if "online" not in route.services:
        return []
    found = _unless_away(directory.everywhere, must) or ()
    return [(item, "") for item in found if item.document["service_kind"] == "online"]


def _nation(walk, place):
    return walk.nation or (place.nation if place else None)


def _unless_away(ask, about):
    """What the gazetteer answers; None while the database is away and this process holds no towns yet."""
    try:
        return ask(about)
    except Error:
        resting.told(logger, "no towns are held, and nothing is looked up")
        return None


def anchor(guide, walk):
    """Return where in the result the first services stand, such as “#near-2”; "" when no route has any."""
    routes = enumerate(outcome(guide, walk).routes, start=1)
    found = next((number for number, item in routes if item.route.services), None)
    return f"#near-{found}" if found else ""

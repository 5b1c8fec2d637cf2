"""Towns and first parts of postcodes, held in each process: what somebody types becomes a place to measure from.

Nothing that anybody types is kept, counted or logged, and of a postcode only the first part is ever looked at. Names
and figures are GeoNames' (CC BY 4.0). The town of each postcode area is in content/library/postcode_areas.csv.
"""

import csv
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, F, Max, TextField, Value

from content import large_areas, postcodes
from content.distances import Nearest
from content.held import Held
from content.large_areas import LargeArea
from content.models import Outcode
from content.models import Place as PlaceRow
from content.place_names import Names, fold
from content.places import CrownDependency, Nation

AREAS = Path(__file__).parent / "library" / "postcode_areas.csv"
CHECK_SECONDS = 60  # towns hardly ever change, and load_library rings the bell
LONGEST = 80  # no town of ours has a longer name
MOST_CHOICES = 12
NEAR_MILES = 30 / 1.609344  # 30 km: a larger town within it tells people which town is meant
SAME_MILES = 1.0  # GeoNames has some towns twice, as a town and as a district
ONE_TOWN_MILES = 3.0  # two rows of one name that are closer are one town
SMALL = 30_000  # people; of a smaller town it is said what it is near, as GeoNames may lack another of its name
WELL_KNOWN, TIMES_LARGER = 100_000, 20  # people; a city that is meant unless somebody says otherwise
LABELS = dict([*Nation.choices, *CrownDependency.choices])


class FoundKind(StrEnum):
    """What came of what somebody typed."""

    PLACE = "place"
    CHOOSE = "choose"
    AREA = "area"
    UNKNOWN = "unknown"
    EMPTY = "empty"


UNDERSTOOD = (FoundKind.PLACE, FoundKind.CHOOSE, FoundKind.AREA)


@dataclass(frozen=True, slots=True)
class Place:
    """A point that distances are measured from. Degrees of WGS 84; `nation` is a Nation or a CrownDependency.

    `near` is “near Cardiff” for a town that find() returns, where that helps to tell which it is, else "". `outcode`
    is the first part of a postcode whose own point this is, else "": such a place has the `id` of the nearest town.
    """

    id: int
    name: str
    nation: str
    latitude: float
    longitude: float
    near: str = ""
    population: int = 0
    outcode: str = ""

    @property
    def label(self):
        """The place as people are asked for it: “Newport, Wales, near Cardiff”."""
        return ", ".join(filter(None, (self.name, LABELS[self.nation], self.near)))

    @property
    def centre(self):
        """What was measured from: “the centre of Leeds”, “the middle of LS6”."""
        return f"the middle of {self.outcode}" if self.outcode else f"the centre of {self.name}"

    @property
    def is_abroad(self):
        """Whether it is one of the islands that have health services of their own."""
        return self.nation in CrownDependency.values


@dataclass(frozen=True)
class Found:
    """What somebody typed, understood.

    kind: "place", "choose" (`choices`, the biggest first), "area" (`area`, too large to measure from), "unknown" or
    "empty". `text`: what of it was looked at, with a full postcode cut to its first part; what nobody knows is left
    whole but for that. `outcode`: the first part of a postcode that it held, else "". `wide`: the place is only the
    main town of a wide postcode area; ask for the nearest town. `guessed`: the name was begun or slipped. With "place",
    `choices` are smaller towns of the same name.
    """

    kind: FoundKind
    text: str
    place: Place | None = None
    outcode: str = ""
    choices: tuple[Place, ...] = ()
    wide: bool = False
    guessed: bool = False
    area: LargeArea | None = None


@dataclass(eq=False)
class Towns:
    """Every town and first part of a postcode that this process holds."""

    places: dict[int, Place] = field(default_factory=dict)
    outcodes: dict[str, Place] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    index: Nearest | None = None


def find(text):
    """Return the Found of what somebody typed: a town, or a postcode of which the first part is looked at."""
    text = postcodes.cut(" ".join((text or "").split()))[:LONGEST]
    if not text:
        return Found(FoundKind.EMPTY, "")
    towns = held()
    code = postcodes.outward(text)
    if code:
        return _of_outcode(towns, code)
    if area := large_areas.named(text):
        return Found(FoundKind.AREA, text, area=area)
    own, guesses = _named(towns, text)
    if not own and text.upper() in areas():
        return _of_outcode(towns, text.upper())
    first = text.partition(",")[0]  # “Leeds, West Yorkshire”: what comes after is not looked at
    if not own and first != text and (found := find(first)).kind in UNDERSTOOD:
        return found
    return _chosen(towns, text, own or guesses, guessed=not own)


def place(number):
    """Return the Place with this number in GeoNames, or None."""
    return held().places.get(number)


def held():
    """Return the Towns of this process: the same object until the library has others."""
    return _held.get()


def forget():
    """Drop what this process holds; the next call asks the database."""
    _held.forget()


def areas():
    """Return (number of the town, whether the area is wide) by the letters that postcodes begin with."""
    return _AREAS


def _of_outcode(towns, code):
    exact = towns.outcodes.get(code)
    number, wide = areas().get(postcodes.area(code), (None, False))
    place = exact or towns.places.get(number)
    if place is None:
        return Found(FoundKind.UNKNOWN, code, outcode=code)
    return Found(FoundKind.PLACE, code, place, code, wide=wide and not exact)


def _named(towns, text):
    """Return the towns of this name, and else those that it may stand for; the biggest first."""
    name, nation = fold(text), ""
    for value, label in LABELS.items():  # “Newport, Wales”
        if name.endswith(f" {fold(label)}"):
            name, nation = name.removesuffix(f" {fold(label)}"), value
    names = towns.names
    exact = _known(towns, names.own(name), nation)
    largest = max((place.population for place in exact), default=-1)
    others = _known(towns, [*names.also(name), *names.longer(name)], nation)
    own = _biggest([*exact, *(place for place in others if place.population > largest)])
    guesses = [*names.begun(name), *names.slipped(name)] if not own else ()
    return own, _biggest(_known(towns, guesses, nation))


def _known(towns, numbers, nation):
    """The Places of these numbers that are in a nation, or in any."""
    found = (towns.places[number] for number in dict.fromkeys(numbers))
    return [place for place in found if nation in ("", place.nation)]


def _biggest(places):
    """The places, the biggest first. Rows of one town are one: the first that is given."""
    found = []
    for place in places:
        if not found or not Nearest(found).to(place, within=ONE_TOWN_MILES, limit=1):
            found.append(place)
    return sorted(found, key=lambda place: (-place.population, place.id))


def _chosen(towns, text, found, guessed):
    choices = tuple(
        _told_apart(towns, place) if len(found) > 1 or place.population < SMALL else place
        for place in found[:MOST_CHOICES]
    )
    if not choices:
        return Found(FoundKind.UNKNOWN, text)
    if len(choices) == 1 or (not guessed and _is_meant(choices, text)):
        return Found(FoundKind.PLACE, text, choices[0], choices=choices[1:], guessed=guessed)
    return Found(FoundKind.CHOOSE, text, choices=choices, guessed=guessed)


def _is_meant(choices, text):
    """Whether a city of this very name is so much larger than the others that nobody means them without saying so."""
    first, second = choices[:2]
    return fold(text).startswith(fold(first.name)) and first.population >= max(
        WELL_KNOWN, TIMES_LARGER * second.population
    )


def _told_apart(towns, place):
    """The Place with the town around it that people will know: large, and not far. Nothing is near a larger town."""
    around = towns.index.to(place, within=NEAR_MILES, fits=lambda other: other.population > place.population)
    known = [(other.population / miles, other.name) for miles, other in around if miles > SAME_MILES]
    return replace(place, near=f"near {max(known)[1]}" if known else "")


def _read_areas():
    with AREAS.open(encoding="utf-8", newline="") as file:
        return {row["area"]: (int(row["geonameid"]), row["wide"] == "yes") for row in csv.DictReader(file)}


def _load():
    """Return the Towns of the database. One query."""
    towns = Towns()
    for code, number, name, folded, also, latitude, longitude, population, nation in _rows():
        if code:
            towns.outcodes[code] = Place(number, code, nation, latitude, longitude, outcode=code)
        else:
            towns.places[number] = Place(number, name, nation, latitude, longitude, population=population)
            towns.names.add(number, folded, also)
    towns.names.sort()
    towns.index = Nearest(list(towns.places.values()))
    return towns


def _rows():
    nothing = {"text": Value("", TextField()), "also": Value([], ArrayField(TextField())), "none": Value(0)}
    point = ("latitude", "longitude")
    rows = PlaceRow.objects.using(settings.READ_DATABASE).order_by()
    towns = rows.values_list(nothing["text"], "pk", "name", "folded", "also", *point, "population", "nation")
    codes = Outcode.objects.order_by().values_list(
        "code", "place_id", nothing["text"], nothing["text"], nothing["also"], *point, nothing["none"], F("nation")
    )
    return towns.union(codes, all=True)


def _serial():
    """What changes with every town and first part of a postcode. One query."""
    told = {"number": Count("pk"), "changed": Max("changed_at")}
    counts = [
        model.objects.using(settings.READ_DATABASE).order_by().annotate(one=Value(1)).values("one").annotate(**told)
        for model in (PlaceRow, Outcode)
    ]
    return tuple(tuple(row.values()) for row in counts[0].union(counts[1], all=True))


_AREAS = _read_areas()
_held = Held(load=_load, serial=_serial, seconds=CHECK_SECONDS)

"""Reads official open files of postcodes: the middle of each first part. The second parts are read over, never kept.

Two forms are known: Code-Point Open of the Ordnance Survey (no heading, eastings and northings) and any CSV file with a
heading that names a postcode and a point, such as the ONS Postcode Directory (`pcds`, `lat`, `long`, `ctry`, `doterm`).
"""

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from content import postcodes
from content.places import CrownDependency, Nation

from . import national_grid

CODE_POINT_OPEN = ("postcode", "quality", "easting", "northing", "ctry")
NAMES = {
    "code": ("outcode", "outward", "pcds", "pcd", "pcd2", "pcd7", "pcd8", "postcode", "code"),
    "latitude": ("lat", "latitude"),
    "longitude": ("long", "lon", "lng", "longitude"),
    "easting": ("oseast1m", "easting", "eastings", "east1m"),
    "northing": ("osnrth1m", "northing", "northings", "north1m"),
    "ended": ("doterm",),
    "quality": ("quality", "positional_quality_indicator"),
}
NATIONS = {"E": Nation.ENGLAND, "S": Nation.SCOTLAND, "W": Nation.WALES, "N": Nation.NORTHERN_IRELAND}
ISLANDS = {"JE": CrownDependency.JERSEY, "GY": CrownDependency.GUERNSEY, "IM": CrownDependency.ISLE_OF_MAN}
NO_POSITION = "90"  # the quality that Code-Point Open gives a postcode without a point
MOST_FAULTS = 20
IRISH_GRID = "is in Northern Ireland, where eastings are on another grid: use a file with latitudes and longitudes"
COLUMNS_MISSING = "The heading names no postcode (such as pcds), or no point (lat and long, or oseast1m and osnrth1m)."


class OutcodeFileError(Exception):
    """A file cannot be read. `faults` are sentences, each with its line."""

    def __init__(self, faults):
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass
class Middle:
    """The mean of the points of one first part. `nation` is "" where the file does not say."""

    points: int = 0
    latitude: float = 0.0
    longitude: float = 0.0
    nations: Counter = field(default_factory=Counter)

    def add(self, latitude, longitude, nation):
        """Take one more point into the mean."""
        self.points += 1
        self.latitude += (latitude - self.latitude) / self.points
        self.longitude += (longitude - self.longitude) / self.points
        self.nations[nation] += 1

    @property
    def nation(self):
        """The nation of most of the points."""
        return self.nations.most_common(1)[0][0]


def read(paths):
    """Return {first part: Middle} of some files, taken together. Raises OutcodeFileError with every fault found."""
    found, faults = defaultdict(Middle), []
    for path in paths:
        _read(path, found, faults)
        if len(faults) > MOST_FAULTS:
            faults[MOST_FAULTS:] = ["There are more faults."]
            break
    if not found and not faults:
        faults.append("There is no postcode with a point in it.")
    if faults:
        raise OutcodeFileError(faults)
    return dict(found)


def _read(path, found, faults):
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
        rows = csv.reader(file)
        first = next(rows, [])
        columns = _columns([name.strip().lower() for name in first])
        headed = bool(columns)
        columns = columns or _columns(CODE_POINT_OPEN if len(first) > 4 and postcodes.outward(first[0]) else ())
        if not columns:
            faults.append(f"{path.name}, line 1: {COLUMNS_MISSING}")
            return
        if not headed:
            _take(first, columns, found, lambda text: faults.append(f"{path.name}, line 1: {text}"))
        for row in rows:
            _take(row, columns, found, lambda text: faults.append(f"{path.name}, line {rows.line_num}: {text}"))
            if len(faults) > MOST_FAULTS:
                return


def _columns(names):
    """Where each thing stands, or nothing when the postcode or the point has no column."""
    found = {what: names.index(name) for what, known in NAMES.items() for name in reversed(known) if name in names}
    country = next((n for n, name in enumerate(names) if re.fullmatch(r"ctry\w*|country_code", name)), None)
    found |= {} if country is None else {"country": country}
    has_point = {"latitude", "longitude"} <= found.keys() or {"easting", "northing"} <= found.keys()
    return found if "code" in found and has_point else {}


def _take(row, columns, found, complain):
    """Add the point of one row; rows without a point, and of postcodes that have ended, are passed over."""
    cells = {what: row[number].strip() if number < len(row) else "" for what, number in columns.items()}
    if not any(cells.values()) or cells.get("ended") or cells.get("quality") == NO_POSITION:
        return
    code = postcodes.outward(cells["code"])
    if not code:
        complain(f"“{cells['code']}” is not a postcode of the UK.")
        return
    try:
        point = _point(code, cells)
    except ValueError as error:
        complain(f"{error}.")
        return
    if point:
        found[code].add(*point, _nation(code, cells))


def _point(code, cells):
    """(latitude, longitude), or None where the file has none. Raises ValueError."""
    if "latitude" in cells:
        latitude, longitude = _numbers(cells, "latitude", "longitude")
        if latitude >= 99 or not (latitude or longitude):  # so the ONS marks a postcode without a point
            return None
        if not (49 <= latitude <= 61 and -9 <= longitude <= 2):
            raise ValueError(f"{code}: {latitude}, {longitude} is not in the UK")
        return latitude, longitude
    easting, northing = _numbers(cells, "easting", "northing")
    if not (easting or northing):
        return None
    if postcodes.area(code) == "BT":
        raise ValueError(f"{code} {IRISH_GRID}")
    if not national_grid.is_on_it(easting, northing):
        raise ValueError(f"{code}: {easting:.0f}, {northing:.0f} is not on the National Grid")
    return national_grid.to_degrees(easting, northing)


def _numbers(cells, *names):
    try:
        return [float(cells[name] or 0) for name in names]
    except ValueError:
        texts = " and ".join(f"“{cells[name]}”" for name in names)
        raise ValueError(f"{texts} are not two numbers") from None


def _nation(code, cells):
    return ISLANDS.get(postcodes.area(code)) or NATIONS.get(cells.get("country", "")[:1], "")

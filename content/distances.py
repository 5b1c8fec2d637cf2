"""Straight-line distances over the ground, and the nearest of many points. No database."""

from bisect import bisect_left, bisect_right
from math import asin, cos, degrees, radians, sin, sqrt
from operator import itemgetter

EARTH = 3958.7613  # miles: the mean radius of 6,371.0088 km (IUGG)
FIRST_REACH = 8.0  # miles; where too few are found the reach grows threefold
FARTHEST = EARTH * 3.2  # half way round, and a little more


def miles_between(one, other):
    """Return the miles over the ground between two things with a latitude and a longitude in degrees."""
    return _miles(sum((a - b) ** 2 for a, b in zip(_vector(one), _vector(other), strict=True)))


class Nearest:
    """Finds the nearest of many items, each with a latitude and a longitude in degrees (WGS 84).

    Sorted by latitude once; a question looks at a band of latitudes only. Of items equally far, the first given comes
    first.
    """

    def __init__(self, items):
        order = sorted(enumerate(items), key=lambda pair: pair[1].latitude)
        self._latitudes = [item.latitude for _, item in order]
        self._rows = [(*_vector(item), number, item) for number, item in order]

    def to(self, point, *, fits=None, limit=None, within=None):
        """Return [(miles, item)] of the items nearest to a point, the nearest first.

        `fits(item)`: only these. `limit`: so many at most. `within`: so many miles at most.
        """
        most = FARTHEST if within is None else within
        reach = most if limit is None else min(FIRST_REACH, most)
        while True:
            found = self._within(point, reach, fits)
            if reach >= most or len(found) >= limit:
                found.sort(key=itemgetter(0, 1))
                return [(_miles(square), item) for square, _, item in found[:limit]]
            reach = min(reach * 3, most)

    def _within(self, point, reach, fits):
        """[(square of the chord, number, item)] of all that fit within so many miles."""
        band = degrees(reach / EARTH) + 1e-9
        start = bisect_left(self._latitudes, point.latitude - band)
        end = bisect_right(self._latitudes, point.latitude + band)
        px, py, pz = _vector(point)
        largest = _square(reach)
        return [
            (square, number, item)
            for x, y, z, number, item in self._rows[start:end]
            if (square := (x - px) ** 2 + (y - py) ** 2 + (z - pz) ** 2) <= largest and (fits is None or fits(item))
        ]


def _vector(point):
    latitude, longitude = radians(point.latitude), radians(point.longitude)
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


def _miles(square):
    """Miles over the ground of the square of a chord of the unit sphere."""
    return 2 * EARTH * asin(min(sqrt(square) / 2, 1.0))


def _square(miles):
    return 4.0 if miles >= FARTHEST else (2 * sin(miles / EARTH / 2)) ** 2

"""The National Grid of Great Britain (OSGB36): eastings and northings in metres as degrees of WGS 84, within 5 metres.

After "A guide to coordinate systems in Great Britain" of the Ordnance Survey: the Transverse Mercator projection on the
Airy 1830 ellipsoid (its annex C) and the seven figures that shift it to WGS 84 (its section 6.6).
"""

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

AIRY = (6377563.396, 6356256.909)  # metres: half the longer and half the shorter axis
WGS84 = (6378137.0, 6356752.3142)
SCALE = 0.9996012717
ORIGIN = (radians(49), radians(-2))
FALSE = (400_000.0, -100_000.0)  # easting and northing of the origin
SHIFT = (446.448, -125.157, 542.060)  # metres
TURN = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
GROW = -20.4894e-6
EXTENT = (range(700_001), range(1_300_001))


def is_on_it(easting, northing):
    """Whether these metres are in Great Britain or the sea around it."""
    return int(easting) in EXTENT[0] and int(northing) in EXTENT[1]


def to_degrees(easting, northing):
    """Return (latitude, longitude) in degrees of WGS 84."""
    latitude, longitude = _unproject(easting, northing)
    return _to_wgs84(latitude, longitude)


def _squared(axes):
    return 1 - (axes[1] / axes[0]) ** 2


def _unproject(easting, northing):
    """Latitude and longitude in radians on the Airy ellipsoid."""
    a, e2 = AIRY[0] * SCALE, _squared(AIRY)
    latitude = ORIGIN[0]
    while abs(left := northing - FALSE[1] - _arc(latitude)) > 1e-5:
        latitude += left / a
    bend = 1 - e2 * sin(latitude) ** 2
    nu, rho = a / sqrt(bend), a * (1 - e2) / bend**1.5
    eta2, t, east = nu / rho - 1, tan(latitude), easting - FALSE[0]
    north = (
        t / (2 * rho * nu) * east**2
        - t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2) * east**4
        + t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4) * east**6
    )
    side = (
        east / nu
        - (nu / rho + 2 * t**2) / (6 * nu**3) * east**3
        + (5 + 28 * t**2 + 24 * t**4) / (120 * nu**5) * east**5
        - (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6) / (5040 * nu**7) * east**7
    ) / cos(latitude)
    return latitude - north, ORIGIN[1] + side


def _arc(latitude):
    """The metres along the meridian from the origin."""
    n = (AIRY[0] - AIRY[1]) / (AIRY[0] + AIRY[1])
    less, more = latitude - ORIGIN[0], latitude + ORIGIN[0]
    return (
        AIRY[1]
        * SCALE
        * (
            (1 + n + 1.25 * (n**2 + n**3)) * less
            - (3 * n + 3 * n**2 + 2.625 * n**3) * sin(less) * cos(more)
            + 1.875 * (n**2 + n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )


def _to_wgs84(latitude, longitude):
    e2 = _squared(AIRY)
    nu = AIRY[0] / sqrt(1 - e2 * sin(latitude) ** 2)
    x, y, z = nu * cos(latitude) * cos(longitude), nu * cos(latitude) * sin(longitude), nu * (1 - e2) * sin(latitude)
    (rx, ry, rz), grown = TURN, 1 + GROW
    east = SHIFT[0] + grown * x - rz * y + ry * z
    west = SHIFT[1] + rz * x + grown * y - rx * z
    up = SHIFT[2] - ry * x + rx * y + grown * z
    e2, across = _squared(WGS84), hypot(east, west)
    found = atan2(up, across * (1 - e2))
    for _ in range(6):  # each time a thousand times closer
        nu = WGS84[0] / sqrt(1 - e2 * sin(found) ** 2)
        found = atan2(up + e2 * nu * sin(found), across)
    return degrees(found), degrees(atan2(west, east))

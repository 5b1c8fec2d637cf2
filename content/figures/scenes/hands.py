"""A hand from near by, seen from above: it lies on a table, palm up, with a rolled towel to squeeze."""

from content.figures.drawing import INK, Drawing, limb, path, shape
from content.figures.geometry import Point, line
from content.figures.props import arrow

WIDTH, HEIGHT = 320, 230
KNUCKLES = [Point(206, 98), Point(212, 118), Point(212, 139), Point(206, 160)]
LENGTHS = [56, 66, 64, 50]
THUMB = Point(156, 112)


def _skin(bones: list[tuple[list[Point], float]]) -> str:
    """Return strokes that are one piece: their outlines do not show where they meet."""
    lines = [(line(points, 10), width) for points, width in bones]
    outline = "".join(path(d, stroke="ink", width=width + 2 * INK) for d, width in lines)
    return outline + "".join(path(d, stroke="paper", width=width) for d, width in lines)


def _fingers(spread: float, shown: float = 1) -> list[tuple[list[Point], float]]:
    """Return four fingers; neighbours stand this many degrees apart."""
    angles = [90 + spread * step for step in (1.5, 0.5, -0.5, -1.5)]
    ends = [(root, root.along(a, size * shown)) for root, a, size in zip(KNUCKLES, angles, LENGTHS, strict=True)]
    return [([root, end], 17) for root, end in ends]


def _scene(bones: list[tuple[list[Point], float]], *more: str) -> Drawing:
    """Return a forearm and a hand on a table, both of which go on at our left, and what lies on the palm."""
    table = shape("M-20 14H296a14 14 0 0 1 14 14V202a14 14 0 0 1-14 14H-20z", "mist")
    palm = [([Point(122, 130), Point(160, 130)], 38), ([Point(176, 114), Point(196, 114)], 46)]
    palm += [([Point(176, 144), Point(196, 144)], 46)]
    sleeve = limb([Point(-40, 130), Point(116, 130)], 50, "lavender")
    return Drawing(WIDTH, HEIGHT, (table, _skin([*palm, *bones]), sleeve, *more))


def _towel() -> str:
    roll = limb([Point(200, 70), Point(200, 190)], 32, "honey")
    return roll + path("M190 60v140M208 60v140", stroke="ink", width=2.5)


def open_hand() -> Drawing:
    """The hand is open, a rolled towel across the palm."""
    thumb = ([THUMB, Point(160, 84), Point(176, 56)], 18)
    return _scene([*_fingers(7), thumb], _towel())


def squeeze() -> Drawing:
    """Fingers and thumb close round the towel."""
    fingers = "".join(limb([Point(230, y), Point(192, y)], 16, "paper") for y in (96, 118, 140, 162))
    thumb = limb([THUMB.moved(4, -6), Point(178, 78), Point(206, 74)], 17, "paper", 10)
    return _scene([], _towel(), fingers, thumb, arrow(Point(282, 66), Point(288, 106), Point(258, 130)))


def stretch_out() -> Drawing:
    """Without the towel, the fingers and the thumb open as wide as is comfortable."""
    thumb = ([THUMB, Point(154, 82), Point(158, 46)], 18)
    return _scene([*_fingers(15), thumb], arrow(Point(160, 184), Point(186, 198), Point(218, 198), head=14))


SCENES = {"hand-squeeze-1": open_hand, "hand-squeeze-2": squeeze, "hand-squeeze-3": stretch_out}

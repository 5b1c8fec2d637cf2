"""Heads: a disc of paper, one flat dark shape of hair, dots and a curve. Drawn round 0,0; in profile, facing right."""

from __future__ import annotations

from typing import Final

from content.figures.drawing import circle, group, path
from content.figures.geometry import Point, numbers

RADIUS: Final = 30

HAIR: Final = {
    "bob": "M19-26C8-19-7-8-11 20Q-13 28-22 27Q-31 26-32 14L-32-4A32 32 0 0 1 19-26z",
    "bun": "M23.8-21.4C8-10-10-3-31.7 4A32 32 0 0 1 23.8-21.4z",
    "short": "M27.2-16.9C19-9 4-15-10-11C-20-8-20 4-28.5 14.5A32 32 0 0 1 27.2-16.9z",
    "crop": "M26-18.6C14-11-4-17-13-8C-19-2-17 14-24.5 20.6A32 32 0 0 1 26-18.6z",
    "long": "M19-26C7-19-6-8-8 6C-8 20-8 32-16 40Q-26 46-34 38C-30 26-32 14-32-2A32 32 0 0 1 19-26z",
    "thin": "M-12-29.7C-13-16-13-2-22 23.2A32 32 0 0 1-12-29.7z",
}


def head(
    centre: Point,
    hair: str,
    facing: int = 1,
    turn: float = 0,
    scale: float = 1,
    glasses: bool = False,
    awake: bool = True,
) -> str:
    """Return a calm face under a kind of hair."""
    parts = [circle(Point(0, 0), RADIUS, "paper", "ink", 4 / scale)]
    if hair == "bun":
        parts.append(circle(Point(-23, -26), 12, "ink"))
    parts.append(path(HAIR[hair], "ink"))
    parts.append(circle(Point(14, -2), 3, "ink") if awake else path("M9-2Q14 2 19-2", stroke="ink", width=3))
    parts.append(path("M8 11Q15 18 22 10.5", stroke="ink", width=3))
    if glasses:
        parts.append(circle(Point(15, -2), 8, "", "ink", 2.5) + path("M7-3L-14-5", stroke="ink", width=2.5))
    return group(parts, centre, facing * turn, facing, scale)


def full_face(centre: Point, look: float = 0, turn: float = 0, scale: float = 1) -> str:
    """Return a calm face that looks at us, or to our left (-1) or right (1) as far as a neck turns with comfort."""
    middle = 13 * look
    fringe = f"{numbers(24 + 9 * look, -13, middle, -12)}Q{numbers(9 * look - 24, -13, -31.4, 6)}"
    parts = [circle(Point(0, 0), RADIUS, "paper", "ink", 4 / scale)]
    parts.append(path(f"M-31.4 6A32 32 0 1 1 31.4 6Q{fringe}z", "ink"))
    parts += [circle(Point(middle + eye, -1), 3, "ink") for eye in (-9, 9)]
    parts.append(path(f"M{numbers(middle - 7, 12)}Q{numbers(middle, 19, middle + 7, 12)}", stroke="ink", width=3))
    return group(parts, centre, turn, 1, scale)

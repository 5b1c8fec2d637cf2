"""Points, angles and paths for the drawings. Angles are degrees from straight down; forwards is positive."""

from __future__ import annotations

import math
from typing import NamedTuple


class Point(NamedTuple):
    """A place on the page; x grows to the right, y grows downwards."""

    x: float
    y: float

    def moved(self, dx: float, dy: float) -> Point:
        """Return the point this far away."""
        return Point(self.x + dx, self.y + dy)

    def along(self, angle: float, distance: float, facing: int = 1) -> Point:
        """Return the point this far away at an angle from straight down, forwards being where the person faces."""
        turn = math.radians(angle)
        return self.moved(facing * math.sin(turn) * distance, math.cos(turn) * distance)

    def towards(self, other: Point, distance: float) -> Point:
        """Return the point this far on the way to another."""
        share = distance / (self.to(other) or 1)
        return Point(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share)

    def to(self, other: Point) -> float:
        """Return the distance to another point."""
        return math.hypot(other.x - self.x, other.y - self.y)


def number(value: float) -> str:
    """Return a coordinate with one decimal at most, as short as it can be written."""
    text = f"{value:.1f}".removesuffix(".0")
    if abs(value) < 1:
        text = text.replace("0.", ".")
    return "0" if text == "-0" else text


def numbers(*values: float) -> str:
    """Return coordinates, separated by a space where no minus sign separates them."""
    return " ".join(number(value) for value in values).replace(" -", "-")


def line(points: list[Point], rounding: float = 0) -> str:
    """Return a path through the points, its corners rounded."""
    path = f"M{numbers(*points[0])}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(rounding, before.to(corner) * 0.9, corner.to(after) * 0.9)
        if reach:
            path += f"L{numbers(*corner.towards(before, reach))}Q{numbers(*corner, *corner.towards(after, reach))}"
        else:
            path += f"L{numbers(*corner)}"
    return f"{path}L{numbers(*points[-1])}"


def capsule(start: Point, end: Point, start_radius: float, end_radius: float) -> str:
    """Return the closed outline round two circles: a torso, a hand, a foot."""
    heading = math.atan2(end.y - start.y, end.x - start.x)
    spread = math.acos((start_radius - end_radius) / start.to(end))

    def edge(centre: Point, radius: float, side: int) -> Point:
        turn = heading + side * spread
        return centre.moved(math.cos(turn) * radius, math.sin(turn) * radius)

    def arc(radius: float, other: float, to: Point) -> str:
        return f"A{numbers(radius, radius)} 0 {int(radius > other)} 1 {numbers(*to)}"

    first = arc(start_radius, end_radius, edge(start, start_radius, -1))
    second = arc(end_radius, start_radius, edge(end, end_radius, 1))
    return f"M{numbers(*edge(start, start_radius, 1))}{first}L{numbers(*edge(end, end_radius, -1))}{second}z"


def bend(origin: Point, target: Point, first: float, second: float, facing: int) -> tuple[float, float, float]:
    """Return the angle to a target, the angle to open by, and the bend between two bones that meet it exactly.

    Raises ValueError when the bones are too short: nobody in a drawing has a longer arm than in the next one.
    """
    distance = origin.to(target)
    if not abs(first - second) <= distance <= first + second:
        raise ValueError(f"{number(distance)} is out of reach of {number(first)} and {number(second)}")
    base = math.degrees(math.atan2(facing * (target.x - origin.x), target.y - origin.y))
    opening = math.degrees(math.acos((first**2 + distance**2 - second**2) / (2 * first * distance)))
    inside = math.degrees(math.acos((first**2 + second**2 - distance**2) / (2 * first * second)))
    return base, opening, 180 - inside

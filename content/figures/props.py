"""The things around people: discs, floors, chairs, a wheelchair, a worktop, a stick, arrows."""

from __future__ import annotations

import math
from typing import Final

from content.figures.drawing import INK, circle, group, ink_line, limb, path, shape
from content.figures.geometry import Point, line, number, numbers

WOOD: Final = 9  # the thickness of chair legs, floors and handles


def disc(x: float, y: float, radius: float, colour: str = "honey") -> str:
    """Return the flat disc behind a scene."""
    return circle(Point(x, y), radius, colour)


def mound(width: float, top: float, bottom: float, colour: str = "mist") -> str:
    """Return ground that rises gently in the middle."""
    edge = top + 22
    d = f"M0 {number(bottom)}V{number(edge)}Q{numbers(width / 2, top - 18, width, edge)}V{number(bottom)}z"
    return path(d, colour)


def floor(left: float, right: float, top: float) -> str:
    """Return a floor whose upper edge is at this height."""
    return ink_line([Point(left, top + WOOD / 2), Point(right, top + WOOD / 2)], WOOD)


def arrow(start: Point, control: Point, end: Point, width: float = 5.5, head: float = 17) -> str:
    """Return a curved arrow: the one movement of a picture."""
    back = math.atan2(control.y - end.y, control.x - end.x)
    wings = [end.moved(math.cos(back + turn) * head, math.sin(back + turn) * head) for turn in (0.65, -0.65)]
    curve = f"M{numbers(*start)}Q{numbers(*control, *end)}"
    return path(curve + line([wings[0], end, wings[1]]), stroke="ink", width=width)


def chair(seat: Point, ground: float, facing: int = 1, depth: float = 84, back: float = 92) -> str:
    """Return a dining chair; `seat` is the back end of its seat's upper edge."""
    rear = seat.moved(facing * 2, WOOD / 2)
    front = rear.moved(facing * depth, 0)
    top = rear.moved(-facing * 16, -back)
    feet = [Point(rear.x + facing * 8, ground), Point(front.x - facing * 4, ground)]
    legs = [line([Point(foot.x, rear.y), Point(foot.x, foot.y - 4)]) for foot in feet]
    return path(line([top, rear, front]) + "".join(legs), stroke="ink", width=WOOD)


def chair_front(seat: Point, ground: float, width: float = 128, back: float = 96, arms: float = 0) -> str:
    """Return a chair that faces us; `seat` is the middle of its seat's upper edge, `arms` how high its arms are."""
    left, right = seat.moved(-width / 2, WOOD / 2), seat.moved(width / 2, WOOD / 2)
    rails = [(left.moved(18, -rise), right.moved(-18, -rise)) for rise in (back, back - 30)]
    posts = line([left.moved(18, 0), rails[0][0], rails[0][1], right.moved(-18, 0)], 10) + line([*rails[1]])
    legs = "".join(line([Point(end.x, end.y - arms), Point(end.x, ground - 4)]) for end in (left, right))
    pads = "".join(line([end.moved(-8, -arms), end.moved(8, -arms)]) for end in (left, right)) if arms else ""
    return path(posts + line([left, right]) + legs + pads, stroke="ink", width=WOOD)


def furniture_legs(places: list[float], top: float, ground: float) -> str:
    """Return straight legs down to the ground."""
    legs = "".join(line([Point(x, top), Point(x, ground - 4)]) for x in places)
    return path(legs, stroke="ink", width=WOOD)


def stool(seat: Point, ground: float, width: float = 70) -> str:
    """Return a clinic stool; `seat` is the middle of its seat's upper edge."""
    cushion = ink_line([seat.moved(-width / 2, 7), seat.moved(width / 2, 7)], 14)
    post = line([seat.moved(0, 14), Point(seat.x, ground - 4)])
    base = line([Point(seat.x - 34, ground - 4), Point(seat.x + 34, ground - 4)])
    return cushion + path(post + base, stroke="ink", width=8)


def wheelchair(hip: Point, ground: float, footplate: Point, facing: int = 1, scale: float = 1) -> tuple[str, str]:
    """Return what is behind the person in a wheelchair and what is in front of them."""
    radius = 62 * scale
    hub = Point(hip.x - facing * 4 * scale, ground - radius - 4)
    seat = hip.moved(-facing * 26 * scale, 24 * scale)
    front = seat.moved(facing * 104 * scale, 0)
    post = [seat.moved(-facing * 12 * scale, -106 * scale), seat]
    handle = [post[0].moved(-facing * 24 * scale, 0), post[0]]
    frame = line([*handle, *post[1:], front, footplate], 8) + line([footplate, footplate.moved(facing * 34 * scale, 0)])
    castor = Point(front.x - facing * 14 * scale, ground - 20 * scale)
    fork = line([castor, Point(castor.x, front.y)])
    behind = path(frame + fork, stroke="ink", width=7) + circle(castor, 16 * scale, "paper", "ink", 6)
    turns = [(math.cos(step * math.pi / 4), math.sin(step * math.pi / 4)) for step in range(4)]
    reach = radius - 14 * scale
    spokes = "".join(line([hub.moved(-x * reach, -y * reach), hub.moved(x * reach, y * reach)]) for x, y in turns)
    wheel = (
        circle(hub, radius, "", "ink", 9)
        + circle(hub, reach, "", "ink", 3)
        + path(spokes, stroke="ink", width=2.5)
        + circle(hub, 9 * scale, "honey", "ink")
    )
    return behind, wheel


def wheelchair_front(hip: Point, ground: float) -> tuple[str, str]:
    """Return what is behind someone in a wheelchair that faces us, and what is in front of them."""

    def both(x: float, top: float, other: float, bottom: float) -> str:
        pairs = [(hip.moved(side * x, top), hip.moved(side * other, bottom)) for side in (-1, 1)]
        return "".join(line([*pair]) for pair in pairs)

    floor = ground - hip.y
    x, y = hip.x - 42, hip.y - 62
    back = shape(f"M{numbers(x, y + 12)}q0-12 12-12h60q12 0 12 12v76h-84z", "mint")
    wheels = path(both(66, floor - 118, 66, floor - 6), stroke="ink", width=13)
    castors = path(both(42, floor - 30, 42, floor - 6), stroke="ink", width=10)
    seat = ink_line([hip.moved(-60, 22), hip.moved(60, 22)], 9)
    arms = path(both(50, -20, 50, 22), stroke="ink", width=7) + path(both(40, -24, 60, -24), stroke="ink", width=9)
    plates = path(both(9, floor - 10, 40, floor - 10), stroke="ink", width=7)
    return back + wheels + castors + seat, arms + plates


def plant(foot: Point, scale: float = 1) -> str:
    """Return a plant in a pot standing on this point."""

    def at(x: float, y: float) -> str:
        return numbers(foot.x + x * scale, foot.y + y * scale)

    stem = path(f"M{at(0, -46)}L{at(0, -140)}", stroke="ink", width=5)
    leaves = (
        f"M{at(1, -136)}Q{at(-26, -160)} {at(-14, -190)}Q{at(14, -170)} {at(1, -136)}z"
        f"M{at(0, -104)}Q{at(4, -150)} {at(44, -158)}Q{at(44, -116)} {at(0, -104)}z"
        f"M{at(0, -82)}Q{at(-6, -122)} {at(-44, -134)}Q{at(-44, -90)} {at(0, -82)}z"
    )
    pot = f"M{at(-28, -46)}L{at(28, -46)}L{at(20, 0)}L{at(-20, 0)}z"
    return stem + shape(leaves, "mint") + shape(pot, "paper")


def paper(centre: Point, turn: float = 0, scale: float = 1) -> str:
    """Return a written sheet of paper."""
    sheet = shape("M-36-50H36a8 8 0 0 1 8 8V42a8 8 0 0 1-8 8H-36a8 8 0 0 1-8-8V-42a8 8 0 0 1 8-8z", "paper", 4 / scale)
    return group([sheet, path("M-24-28H22M-24-8H8", stroke="mark", width=7)], centre, turn, scale=scale)


def bed(left: float, right: float, top: float, ground: float) -> str:
    """Return a bed: a firm mattress on short legs."""
    mattress = limb([Point(left + 15, top + 19), Point(right - 15, top + 19)], 30, "paper")
    return furniture_legs([left + 22, right - 22], top + 40, ground) + mattress


def pillow(centre: Point, width: float = 62, height: float = 16) -> str:
    """Return a pillow lying flat."""
    half = width / 2 - height / 2
    return limb([centre.moved(-half, 0), centre.moved(half, 0)], height, "mint")


def worktop(left: float, right: float, top: float, ground: float) -> str:
    """Return a kitchen unit with a firm worktop; `top` is its upper edge."""
    middle = (left + right) / 2 + 8
    unit = shape(f"M{numbers(left + 16, top + 6)}H{number(right)}V{number(ground)}H{number(left + 16)}z", "mint")
    door = path(line([Point(middle, top + 14), Point(middle, ground)]), stroke="ink")
    knobs = line([Point(middle - 12, top + 30), Point(middle - 12, top + 44)])
    knobs += line([Point(middle + 12, top + 30), Point(middle + 12, top + 44)])
    slab = ink_line([Point(left + 6, top + 6), Point(right, top + 6)], 12)
    return unit + door + path(knobs, stroke="ink") + slab


def wall(left: float, right: float, top: float, ground: float) -> str:
    """Return the edge of a wall."""
    d = f"M{numbers(left, top)}H{number(right)}V{number(ground)}H{number(left)}z"
    return path(d, "mint") + ink_line([Point(left, top), Point(left, ground)], WOOD)


def low_step(left: float, right: float, top: float, ground: float) -> str:
    """Return a low, broad step; `top` is where a foot stands on it."""
    d = f"M{numbers(left, top + INK / 2)}H{number(right)}V{number(ground)}H{number(left)}z"
    return shape(d, "mint")


def rail(left: float, right: float, top: float, ground: float) -> str:
    """Return a hand rail on two posts, nearer to us than the person who holds it."""
    ends = [Point(left, ground - 4), Point(left, top + 4), Point(right, top + 4), Point(right, ground - 4)]
    return ink_line(ends, 8, 12)


def stick(handle: Point, foot: Point, facing: int = 1) -> str:
    """Return a walking stick from the hand that holds it to the ground."""
    grip = [
        handle.moved(facing * 11, 2),
        handle.moved(-facing * 7, 0),
        handle.moved(-facing * 3, 12),
        foot.moved(0, -4),
    ]
    return ink_line(grip, 6, 8)


def clipboard(centre: Point, turn: float = 0, scale: float = 1) -> str:
    """Return a clipboard seen from the front."""
    board = shape("M-24-32H24a6 6 0 0 1 6 6V30a6 6 0 0 1-6 6H-24a6 6 0 0 1-6-6V-26a6 6 0 0 1 6-6z", "paper", 4 / scale)
    lines = path("M-16-10H16M-16 6H16M-16 22H4", stroke="mark", width=5)
    return group([board, lines, path("M-9-32H9", stroke="ink", width=12)], centre, turn, scale=scale)


def calendar(centre: Point, scale: float = 1) -> str:
    """Return a wall calendar with one day marked."""
    sheet = shape("M-42-34H42a8 8 0 0 1 8 8V36a8 8 0 0 1-8 8H-42a8 8 0 0 1-8-8V-26a8 8 0 0 1 8-8z", "paper", 4 / scale)
    days = "".join(f"M{x} {y}v.1" for y in (4, 26) for x in (-30, -10, 10, 30))
    parts = [sheet, path("M-50-14H50", stroke="ink"), path("M-24-42V-28M24-42V-28", stroke="ink", width=6)]
    parts += [circle(Point(10, 26), 11, "honey"), path(days, stroke="ink", width=6)]
    return group(parts, centre, scale=scale)

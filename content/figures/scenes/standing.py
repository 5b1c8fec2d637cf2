"""Exercises on your feet, each with something firm to hold."""

from content.figures.body import SHIN, THIGH, Arm, Dress, Leg, Person, Reach, Stand, ankle_height, hip_height
from content.figures.drawing import Drawing, ink_line
from content.figures.front import Front
from content.figures.geometry import Point
from content.figures.props import arrow, chair, floor, wall, worktop

WIDTH, HEIGHT, GROUND, SCALE = 360, 308, 294, 0.82
WORKTOP = 156
ON_WORKTOP = Reach(Point(214, WORKTOP - 9), wrist=24)


def _sit_to_stand(person: Person, *more: str) -> Drawing:
    """Return someone with the chair of this exercise, which never moves; nor do their feet."""
    return Drawing(
        WIDTH,
        HEIGHT,
        (
            wall(58, 22, 40, GROUND),
            person.draw("far_arm", "far_leg"),
            chair(Point(84, 236), GROUND, depth=70, back=84),
            person.draw("near_leg", "trunk", "face", "near_arm"),
            floor(22, 330, GROUND),
            *more,
        ),
    )


FEET = {"near_leg": Stand(Point(184, GROUND)), "far_leg": Stand(Point(196, GROUND))}
STANDER = {"dress": Dress("crop"), "scale": SCALE, **FEET}


def sit_near_front() -> Drawing:
    """Someone sits near the front of a chair, feet under the knees."""
    return _sit_to_stand(Person(Point(128, 216), lean=4, near_arm=Reach(Point(176, 200)), **STANDER))


def lean_and_push() -> Drawing:
    """Nose over toes; the weight goes through the feet and the seat is left."""
    person = Person(Point(134, 202), lean=44, nod=-22, near_arm=Reach(Point(192, 200)), **STANDER)
    return _sit_to_stand(person, arrow(Point(256, 190), Point(280, 144), Point(262, 96)))


def stand_tall() -> Drawing:
    """The same person upright, arms at the sides."""
    hip = Point(188, GROUND - hip_height(scale=SCALE) + 0.4)
    return _sit_to_stand(Person(hip, near_arm=Arm(4, 14), **STANDER))


def at_worktop(person: Person, *more: str) -> Drawing:
    """Return someone whose hands rest on a worktop."""
    unit = worktop(196, 330, WORKTOP, GROUND)
    return Drawing(WIDTH, HEIGHT, (person.draw(), unit, person.draw("near_arm"), floor(30, 340, GROUND), *more))


def _heels(slope: float, *more: str) -> Drawing:
    """Return someone at a worktop, heels down or up."""
    hip = Point(142 - slope / 4, GROUND - hip_height(slope, SCALE))
    legs = {"near_leg": Leg(0, 0, slope), "far_leg": Leg(5, 0, slope)}
    return at_worktop(Person(hip, Dress("long"), lean=2, scale=SCALE, near_arm=ON_WORKTOP, **legs), *more)


def heels_down() -> Drawing:
    """Someone stands tall with both hands on a worktop."""
    return _heels(0)


def heels_up() -> Drawing:
    """The heels come up; the hands stay where they are."""
    return _heels(-32, arrow(Point(96, 278), Point(82, 244), Point(98, 212)))


def behind_table(person: Front, *more: str) -> Drawing:
    """Return someone behind a table, facing us."""
    legs = [[Point(x, WORKTOP + 8), Point(x, GROUND - 4)] for x in (56, 304)]
    table = "".join(ink_line(leg, 9) for leg in legs) + ink_line([Point(46, WORKTOP + 6), Point(314, WORKTOP + 6)], 12)
    return Drawing(
        WIDTH,
        HEIGHT,
        (
            person.draw("legs", "trunk", "face"),
            table,
            person.draw("left_arm", "right_arm"),
            floor(30, 330, GROUND),
            *more,
        ),
    )


def _weight(shift: float, *more: str) -> Drawing:
    """Return someone behind a table, their weight moved to one side."""
    rise = abs(shift) * 0.12
    person = Front(
        hip=Point(180 + shift, GROUND - hip_height(scale=SCALE) + rise),
        left_hand=Point(134, WORKTOP - 9),
        right_hand=Point(226, WORKTOP - 9),
        left_foot=Point(154, GROUND),
        right_foot=Point(206, GROUND),
        dress=Dress("short"),
        facing=-1 if shift < 0 else 1,
        sway=-shift * 0.12,
        reach=0.78,
        scale=SCALE,
    )
    return behind_table(person, *more)


def weight_even() -> Drawing:
    """Someone stands with weight on both feet."""
    return _weight(0)


def weight_right() -> Drawing:
    """The weight moves over one foot."""
    return _weight(22, arrow(Point(254, 52), Point(280, 44), Point(304, 58)))


def weight_left() -> Drawing:
    """The weight moves over the other foot."""
    return _weight(-22, arrow(Point(106, 52), Point(80, 44), Point(56, 58)))


def _at_wall(slant: float, lean: float, wrist: float, *more: str) -> Drawing:
    """Return someone with hands on a wall; the back leg is straight, slants by some degrees and has its heel down."""
    back = Point(126, GROUND)
    person = Person(
        back.moved(0, -ankle_height(scale=SCALE)).along(180 - slant, (THIGH + SHIN) * SCALE - 0.01),
        Dress("bun"),
        lean=lean,
        scale=SCALE,
        near_arm=Reach(Point(254.5, 108), wrist),
        near_leg=Stand(back),
        far_leg=Stand(Point(191, GROUND)),
    )
    return Drawing(WIDTH, HEIGHT, (wall(268, 330, 12, GROUND), person.draw(), floor(30, 340, GROUND), *more))


def step_back() -> Drawing:
    """Hands on the wall, one foot back."""
    return _at_wall(17, 10, 90)


def lean_in() -> Drawing:
    """The front knee bends; the back leg stays straight and its heel stays down."""
    return _at_wall(23, 13, 56, arrow(Point(84, 146), Point(108, 128), Point(138, 136)))


SCENES = {
    "sit-to-stand-1": sit_near_front,
    "sit-to-stand-2": lean_and_push,
    "sit-to-stand-3": stand_tall,
    "heel-raises-1": heels_down,
    "heel-raises-2": heels_up,
    "weight-shift-1": weight_even,
    "weight-shift-2": weight_right,
    "weight-shift-3": weight_left,
    "calf-stretch-1": step_back,
    "calf-stretch-2": lean_in,
}

"""Exercises on your feet at a worktop or a table: small knee bends, a leg to the side or back, heel to toe."""

from content.figures.body import Dress, Leg, Person, Reach, Stand, hip_height
from content.figures.drawing import Drawing
from content.figures.front import Front
from content.figures.geometry import Point
from content.figures.props import arrow, chair
from content.figures.scenes.standing import GROUND, ON_WORKTOP, SCALE, WORKTOP, at_worktop, behind_table

UPRIGHT = GROUND - hip_height(scale=SCALE)
CHAIR = chair(Point(36, 236), GROUND, depth=62, back=84)


def _knee_bend(hip: Point, lean: float, *more: str) -> Drawing:
    """Return someone at a worktop with a chair close behind; their feet never move."""
    woman = Person(
        hip,
        Dress("bun"),
        lean=lean,
        nod=-lean / 2,
        scale=SCALE,
        near_arm=Reach(ON_WORKTOP.palm, wrist=24 - lean / 2),
        near_leg=Stand(Point(146, GROUND)),
        far_leg=Stand(Point(156, GROUND)),
    )
    return at_worktop(woman, CHAIR, *more)


def knees_straight() -> Drawing:
    """Someone stands tall, both hands on the worktop, a chair behind."""
    return _knee_bend(Point(146, UPRIGHT + 1), 2)


def knees_soft() -> Drawing:
    """The knees bend a little and the hips go back, as if to sit; the heels stay down."""
    return _knee_bend(Point(124, UPRIGHT + 17), 24, arrow(Point(86, 88), Point(72, 116), Point(84, 146)))


def _side_leg(hip: float, left: Point, *more: str) -> Drawing:
    """Return someone behind a table who stands on the leg at our right."""
    man = Front(
        hip=Point(hip, UPRIGHT + 0.4),
        left_hand=Point(134, WORKTOP - 9),
        right_hand=Point(226, WORKTOP - 9),
        left_foot=left,
        right_foot=Point(196, GROUND),
        dress=Dress("crop"),
        reach=0.78,
        scale=SCALE,
    )
    return behind_table(man, *more)


def side_leg_down() -> Drawing:
    """Someone stands tall, weight on both feet."""
    return _side_leg(180, Point(164, GROUND))


def side_leg_out() -> Drawing:
    """One straight leg goes a little way out; the body stays upright over the other."""
    return _side_leg(186, Point(134, GROUND - 8), arrow(Point(124, 214), Point(104, 224), Point(78, 212)))


def _leg_back(near: Leg, lean: float, *more: str) -> Drawing:
    """Return someone at a worktop who stands on the far leg."""
    hip = Point(146, UPRIGHT + 0.4)
    far = Stand(Point(150, GROUND))
    man = Person(hip, Dress("short"), lean=lean, scale=SCALE, near_arm=ON_WORKTOP, near_leg=near, far_leg=far)
    return at_worktop(man, *more)


def leg_under() -> Drawing:
    """Someone stands tall, both hands on the worktop."""
    return _leg_back(Leg(-1), 2)


def leg_back() -> Drawing:
    """One straight leg goes a little way back; the back stays long."""
    return _leg_back(Leg(-20, 0, -8), 4, arrow(Point(98, 210), Point(76, 220), Point(54, 206)))


def _heel_to_toe(near: float, far: float, *more: str) -> Drawing:
    """Return someone at a worktop with the feet at these two places, a chair close behind."""
    woman = Person(
        Point((near + far) / 2 + 2, UPRIGHT + abs(near - far) / 18 + 0.4),
        Dress("bob"),
        lean=2,
        scale=SCALE,
        near_arm=ON_WORKTOP,
        near_leg=Stand(Point(near, GROUND)),
        far_leg=Stand(Point(far, GROUND)),
    )
    return at_worktop(woman, CHAIR, *more)


def feet_side_by_side() -> Drawing:
    """Someone stands tall, feet side by side."""
    return _heel_to_toe(138, 144)


def half_step() -> Drawing:
    """One foot goes half a step forward."""
    return _heel_to_toe(156, 132, arrow(Point(182, 226), Point(197, 227), Point(197, 258), head=13))


def heel_at_toe() -> Drawing:
    """The heel of the front foot touches the toes of the back foot."""
    return _heel_to_toe(164, 124)


SCENES = {
    "small-knee-bends-1": knees_straight,
    "small-knee-bends-2": knees_soft,
    "side-leg-lifts-1": side_leg_down,
    "side-leg-lifts-2": side_leg_out,
    "leg-back-1": leg_under,
    "leg-back-2": leg_back,
    "heel-to-toe-1": feet_side_by_side,
    "heel-to-toe-2": half_step,
    "heel-to-toe-3": heel_at_toe,
}

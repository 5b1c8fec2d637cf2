"""Exercises in a wheelchair, brakes on, feet on the footplates; seen from the side, then from the front."""

from content.figures.body import Arm, Dress, Leg, Person, Reach
from content.figures.drawing import Drawing, ink_line
from content.figures.front import Front
from content.figures.geometry import Point
from content.figures.props import arrow, floor, furniture_legs, wheelchair, wheelchair_front

WIDTH, HEIGHT, GROUND = 380, 300, 286
HIP = Point(132, GROUND - 109)
FEET = {"near_leg": Leg(88, 84, 0), "far_leg": Leg(92, 82, 0)}
MIDDLE = Point(190, HIP.y)
PLATES = {"left_foot": Point(168, GROUND - 14), "right_foot": Point(212, GROUND - 14), "seated": True}
ON_THIGH = Reach(Point(196, 158))
TABLE = 142


def _beside(person: Person, table: str, *more: str) -> Drawing:
    """Return someone in a wheelchair seen from the side, a table before them or none."""
    behind, wheel = wheelchair(HIP, GROUND, HIP.moved(70, 102))
    return Drawing(
        WIDTH,
        HEIGHT,
        (
            behind,
            person.draw("far_arm", "far_leg", "near_leg", "trunk", "face"),
            wheel,
            table,
            person.draw("near_arm"),
            floor(24, 356, GROUND),
            *more,
        ),
    )


def sit_tall() -> Drawing:
    """Someone sits tall, hips back in the seat, hands on the thighs."""
    return _beside(Person(HIP, Dress("short"), lean=2, near_arm=ON_THIGH, **FEET), "")


def lean_forward() -> Drawing:
    """The chest goes down towards the thighs, the forearms rest on them; the weight leaves the seat bones."""
    man = Person(HIP, Dress("short"), lean=52, nod=-20, near_arm=Arm(-34, 118), **FEET)
    return _beside(man, "", arrow(Point(142, 32), Point(188, 12), Point(224, 40)))


def _facing_us(person: Front, *more: str) -> Drawing:
    """Return someone in a wheelchair seen from the front."""
    behind, before = wheelchair_front(MIDDLE, GROUND)
    body = person.draw("legs", "trunk", "face") + before + person.draw("left_arm", "right_arm")
    return Drawing(WIDTH, HEIGHT, (behind, body, floor(24, 356, GROUND), *more))


def lean_to_side() -> Drawing:
    """The weight goes on to one side of the seat; that hand holds the armrest."""
    hands = {"left_hand": Point(168, 184), "right_hand": Point(243, HIP.y - 34), "reach": 0.72, "right_reach": 0.4}
    man = Front(MIDDLE.moved(4, 0), sway=14, look=0.3, **hands, **PLATES)
    return _facing_us(man, arrow(Point(258, 26), Point(290, 34), Point(304, 66)))


PUNCHING = {"straight": Arm(84, 8), "bent": Arm(-18, 132)}


def _punch(near: str, far: str) -> Drawing:
    """Return someone who punches forward with one arm; the other is bent at their side."""
    woman = Person(HIP, Dress("bun"), lean=2, near_arm=PUNCHING[near], far_arm=PUNCHING[far], **FEET)
    return _beside(woman, "", arrow(Point(210, 84), Point(246, 66), Point(282, 80)))


def punch_near() -> Drawing:
    """One arm goes forward at chest height, not quite straight."""
    return _punch("straight", "bent")


def punch_far() -> Drawing:
    """That arm comes back and the other goes forward."""
    return _punch("bent", "straight")


def hands_on_thighs() -> Drawing:
    """Someone sits tall, a hand on each thigh."""
    hands = {"left_hand": Point(166, 190), "right_hand": Point(214, 190), "reach": 0.76}
    return _facing_us(Front(MIDDLE, look=0, **hands, **PLATES))


def arms_open() -> Drawing:
    """Both arms go out and a little back; the chest opens."""
    hands = {"left_hand": Point(63, 150), "right_hand": Point(317, 150), "reach": 0.98}
    woman = Front(MIDDLE, look=0, **hands, **PLATES)
    return _facing_us(woman, arrow(Point(282, 222), Point(324, 216), Point(334, 180)))


def _table_reach(lean: float, palm: Point, *more: str) -> Drawing:
    """Return someone with both hands on a table; the wheelchair stays close to it."""
    man = Person(
        HIP, Dress("crop", glasses=True), lean=lean, nod=-lean / 2, near_arm=Reach(palm, wrist=-24 + lean / 2), **FEET
    )
    top = ink_line([Point(214, TABLE), Point(364, TABLE)], 10)
    return _beside(man, top + furniture_legs([268, 346], TABLE, GROUND), *more)


def hands_on_table() -> Drawing:
    """Someone sits tall close to a table, hands on a cloth on it."""
    return _table_reach(2, Point(228, TABLE - 14))


def hands_slide() -> Drawing:
    """The hands slide forward and the back follows; the hips stay in the seat."""
    return _table_reach(24, Point(270, TABLE - 14), arrow(Point(222, 50), Point(266, 50), Point(296, 82)))


SCENES = {
    "wheelchair-weight-shift-1": sit_tall,
    "wheelchair-weight-shift-2": lean_forward,
    "wheelchair-weight-shift-3": lean_to_side,
    "forward-punches-1": punch_near,
    "forward-punches-2": punch_far,
    "chest-opening-1": hands_on_thighs,
    "chest-opening-2": arms_open,
    "wheelchair-reach-1": hands_on_table,
    "wheelchair-reach-2": hands_slide,
}

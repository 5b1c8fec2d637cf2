"""Round icons for the doors on the home page."""

from content.figures.body import Arm, Dress, Leg, Person
from content.figures.drawing import Drawing, circle, ink_line, limb, path, shape
from content.figures.geometry import Point, capsule

SIZE = 112
DISC = circle(Point(56, 56), 56, "mist")


def stiff() -> Drawing:
    """A bent knee that will not go."""
    leg = limb([Point(32, 40), Point(70, 57), Point(53, 92)], 23, "indigo", 6)
    foot = shape(capsule(Point(50, 98), Point(72, 98), 8, 8), "paper")
    return Drawing(
        SIZE, SIZE, (DISC, leg, foot, path("M73 33L77 22M83 44L94 37M88 58L101 60", stroke="ink", width=4.5))
    )


def battery() -> Drawing:
    """A battery that is nearly empty."""
    case = shape("M28 37H76a9 9 0 0 1 9 9V66a9 9 0 0 1-9 9H28a9 9 0 0 1-9-9V46a9 9 0 0 1 9-9z", "paper", 5)
    charge = path("M33 49V63", stroke="honey", width=12)
    return Drawing(SIZE, SIZE, (DISC, case, charge, path("M92.5 51V61", stroke="ink", width=9)))


def unsteady() -> Drawing:
    """Someone steadies themselves, a stick in one hand."""
    person = Person(
        hip=Point(52, 57),
        dress=Dress("bob"),
        lean=9,
        scale=0.29,
        near_arm=Arm(46, 26),
        far_arm=Arm(-76, 20),
        near_leg=Leg(15, 8),
        far_leg=Leg(-12, 8),
    )
    hand = person.arm(person.near_arm)[3]
    stick = ink_line([hand, Point(hand.x + 5, 103)], 4.5)
    return Drawing(SIZE, SIZE, (DISC, stick, person.draw()))


def wave() -> Drawing:
    """A line that goes up, down and up again."""
    line = path("M18 78C34 82 36 35 49 35S60 80 72 80C82 80 84 52 93 45", stroke="ink", width=7)
    return Drawing(SIZE, SIZE, (DISC, line, circle(Point(94, 43), 8, "honey", "ink", 4.5)))


def person() -> Drawing:
    """Someone waves."""
    someone = Person(hip=Point(50, 91), dress=Dress("short"), scale=0.54, near_arm=Arm(100, 55), near_leg=None)
    return Drawing(SIZE, SIZE, (DISC, someone.draw("trunk", "face", "near_arm")))


SCENES = {
    "door-stiff": stiff,
    "door-battery": battery,
    "door-unsteady": unsteady,
    "door-wave": wave,
    "door-person": person,
}

"""Exercises on a chair, and sitting still."""

from content.figures.body import Dress, Leg, Person, Reach, Stand
from content.figures.drawing import Drawing
from content.figures.geometry import Point
from content.figures.props import arrow, chair, disc, floor


def chair_leg_raise() -> Drawing:
    """Someone sits tall on a chair and straightens one knee."""
    ground = 318
    woman = Person(
        hip=Point(116, 206),
        dress=Dress("bun"),
        lean=3,
        scale=1.15,
        near_arm=Reach(Point(196, 200)),
        near_leg=Leg(95, 0, 80),
        far_leg=Stand(Point(208, ground)),
    )
    return Drawing(
        380,
        336,
        (
            disc(196, 158, 150),
            woman.draw("far_leg"),
            chair(Point(82, 230), ground),
            woman.draw("near_leg", "trunk", "face", "near_arm"),
            floor(20, 356, ground),
            arrow(Point(338, 262), Point(352, 215), Point(334, 172)),
        ),
    )


SCENES = {"chair-leg-raise": chair_leg_raise}

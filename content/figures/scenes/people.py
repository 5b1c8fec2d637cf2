"""People together: on the home page and at the head of articles."""

from content.figures.body import Arm, Dress, Leg, Person, Reach, Stand
from content.figures.drawing import Drawing
from content.figures.geometry import Point
from content.figures.props import arrow, disc, mound, paper, plant, stool, wheelchair


def hero() -> Drawing:
    """A woman in a wheelchair lifts her arm; the physiotherapist on a stool guides it."""
    ground = 418
    woman = Person(
        hip=Point(196, 282),
        dress=Dress("bob", "lavender"),
        lean=5,
        scale=1.25,
        near_arm=Arm(14, 62),
        far_arm=Reach(Point(312, 126), wrist=24),
        near_leg=Leg(88, 84, 0),
        far_leg=Leg(92, 82, 0),
    )
    physio = Person(
        hip=Point(464, 300),
        dress=Dress("bun", "mint"),
        facing=-1,
        lean=12,
        scale=1.25,
        near_arm=Reach(Point(332, 146)),
        near_leg=Stand(Point(396, ground)),
        far_leg=Stand(Point(383, ground)),
    )
    behind, wheel = wheelchair(woman.hip, ground, Point(284, 409), scale=1.25)
    parts = (
        disc(352, 214, 166),
        mound(566, 404, 450),
        plant(Point(58, ground), 1.1),
        arrow(Point(380, 88), Point(360, 46), Point(318, 44)),
        physio.draw("far_leg"),
        stool(physio.hip.moved(6, 32), ground),
        behind,
        woman.draw("far_arm", "far_leg", "near_leg", "trunk", "face"),
        wheel,
        woman.draw("near_arm"),
        physio.draw("near_leg", "trunk", "face", "near_arm"),
    )
    return Drawing(566, 450, parts)


def two_people() -> Drawing:
    """Two people read one paper together."""
    left = Person(
        hip=Point(120, 338),
        dress=Dress("bob"),
        lean=5,
        nod=12,
        scale=1.45,
        near_arm=Reach(Point(192, 316)),
        near_leg=None,
    )
    right = Person(
        hip=Point(320, 344),
        dress=Dress("short", "mint"),
        facing=-1,
        lean=5,
        nod=12,
        scale=1.45,
        near_arm=Reach(Point(250, 326)),
        near_leg=None,
    )
    return Drawing(
        440,
        396,
        (
            disc(220, 190, 168, "mist"),
            left.draw("trunk", "face"),
            right.draw("trunk", "face"),
            paper(Point(221, 306), turn=-4),
            left.draw("near_arm"),
            right.draw("near_arm"),
            mound(440, 352, 396, "honey"),
        ),
    )


SCENES = {"hero": hero, "two-people": two_people}

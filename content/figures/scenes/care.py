"""Being seen, and being helped to move. Helpers keep a straight back, stand close and never pull on an arm."""

from content.figures.body import Arm, Dress, Leg, Person, Reach, Stand, hip_height
from content.figures.drawing import Drawing, ink_line
from content.figures.front import Front
from content.figures.geometry import Point
from content.figures.props import arrow, bed, calendar, chair, clipboard, disc, floor, furniture_legs


def assessing() -> Drawing:
    """A physiotherapist tests someone's balance, one foot before the other: close by, hands ready, a chair behind."""
    ground, scale = 330, 0.88
    man = Person(
        Point(160, ground - hip_height(scale=scale) + 2),
        Dress("short"),
        scale=scale,
        near_arm=Arm(-26, 14),
        far_arm=Arm(34, 14),
        near_leg=Stand(Point(182, ground)),
        far_leg=Stand(Point(141, ground)),
    )
    physio = Person(
        Point(290, ground - hip_height(scale=scale) + 6),
        Dress("bun", "mint"),
        facing=-1,
        lean=6,
        scale=scale,
        near_arm=Reach(Point(204, 178)),
        far_arm=Reach(Point(196, 150)),
        near_leg=Stand(Point(312, ground)),
        far_leg=Stand(Point(264, ground)),
    )
    return Drawing(
        420,
        348,
        (
            disc(226, 166, 152),
            chair(Point(44, ground - 80), ground, depth=70, back=84),
            physio.draw("far_arm"),
            man.draw(),
            physio.draw("far_leg", "near_leg", "trunk", "face", "near_arm"),
            floor(24, 396, ground),
        ),
    )


def appointment() -> Drawing:
    """Someone talks with a physiotherapist across a table; a day is marked on the calendar."""
    ground = 330
    sole = {"near_leg": Leg(90, 88), "far_leg": Leg(90, 80)}
    woman = Person(Point(94, ground - 97), Dress("long"), lean=4, near_arm=Reach(Point(172, 191)), **sole)
    physio = Person(
        Point(374, ground - 97),
        Dress("crop", "mint", glasses=True),
        facing=-1,
        lean=5,
        nod=6,
        near_arm=Reach(Point(300, 186)),
        **sole,
    )
    table = ink_line([Point(154, 206), Point(318, 206)], 12) + furniture_legs([235], 206, ground)
    table += ink_line([Point(212, ground - 4), Point(258, ground - 4)], 9)
    return Drawing(
        468,
        348,
        (
            disc(234, 160, 150),
            calendar(Point(226, 78)),
            table,
            woman.draw("far_leg"),
            physio.draw("far_leg"),
            chair(Point(62, ground - 73), ground),
            chair(Point(406, ground - 73), ground, facing=-1),
            woman.draw("near_leg", "trunk", "face"),
            physio.draw("near_leg", "trunk", "face"),
            clipboard(Point(278, 166), 10),
            woman.draw("near_arm"),
            physio.draw("near_arm"),
            floor(24, 444, ground),
        ),
    )


def after_relapse() -> Drawing:
    """Someone stands up from a chair by pushing through their legs; a helper beside them is ready at back and front."""
    ground, scale = 330, 0.9
    helper = Front(
        hip=Point(93, ground - hip_height(scale=scale) + 4),
        left_hand=Point(57, 205),
        right_hand=Point(181, 178),
        left_foot=Point(70, ground),
        right_foot=Point(114, ground),
        dress=Dress("bun", "mint"),
        nod=8,
        scale=scale,
        reach=1,
    )
    woman = Person(
        Point(172, 230),
        Dress("bob"),
        lean=34,
        nod=-18,
        scale=scale,
        near_arm=Reach(Point(228, 224)),
        near_leg=Stand(Point(224, ground)),
        far_leg=Stand(Point(238, ground)),
    )
    return Drawing(
        400,
        348,
        (
            disc(200, 166, 152),
            helper.draw(),
            woman.draw("far_leg"),
            chair(Point(128, ground - 72), ground, depth=62, back=100),
            woman.draw("near_leg", "trunk", "face", "near_arm"),
            floor(24, 376, ground),
            arrow(Point(308, 214), Point(336, 160), Point(314, 106)),
        ),
    )


def transfer() -> Drawing:
    """A helper beside someone on the edge of a bed: knees soft, back straight, a hand on their back."""
    ground = 320
    person = Front(
        hip=Point(252, 212),
        left_hand=Point(206, 214),
        right_hand=Point(300, 222),
        left_foot=Point(234, ground),
        right_foot=Point(272, ground),
        dress=Dress("short"),
        facing=-1,
        scale=0.92,
        reach=0.7,
        seated=True,
    )
    helper = Person(
        Point(120, 184),
        Dress("bun", "mint"),
        lean=14,
        nod=6,
        scale=0.92,
        near_arm=Reach(Point(194, 214)),
        far_arm=Reach(Point(212, 160)),
        near_leg=Stand(Point(92, ground), -24),
        far_leg=Stand(Point(158, ground)),
    )
    return Drawing(
        440,
        338,
        (
            disc(226, 160, 148),
            bed(168, 424, 234, ground),
            helper.draw("far_arm"),
            person.draw(),
            helper.draw("far_leg", "near_leg", "trunk", "face", "near_arm"),
            floor(24, 424, ground),
        ),
    )


SCENES = {
    "physio-assessing": assessing,
    "appointment": appointment,
    "after-relapse": after_relapse,
    "carer-transfer": transfer,
}

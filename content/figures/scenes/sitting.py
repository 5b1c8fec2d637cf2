"""Exercises on a chair, and rest in one."""

from content.figures.body import Arm, Dress, Leg, Person, Reach, Stand
from content.figures.drawing import Drawing, ink_line, limb
from content.figures.geometry import Point
from content.figures.props import arrow, chair, disc, floor, furniture_legs

WIDTH, HEIGHT, GROUND = 350, 282, 266
HIP = Point(126, 169)
SEAT = Point(96, 193)
ON_THIGH = Reach(Point(190, 148))
SEAT_EDGE = Reach(Point(146, 203))


def chair_leg_raise() -> Drawing:
    """Someone sits tall on a chair and straightens one knee."""
    ground = 318
    woman = Person(
        hip=Point(116, 206),
        dress=Dress("bun"),
        lean=3,
        scale=1.15,
        near_arm=Reach(Point(192, 196)),
        near_leg=Leg(95, 0, 80),
        far_leg=Stand(Point(208, ground)),
    )
    return Drawing(
        380,
        336,
        (
            disc(196, 158, 150),
            woman.draw("far_leg"),
            chair(Point(82, 232), ground),
            woman.draw("near_leg", "trunk", "face", "near_arm"),
            floor(20, 356, ground),
            arrow(Point(338, 262), Point(352, 215), Point(334, 172)),
        ),
    )


def seated(person: Person, *more: str, behind: str = "") -> Drawing:
    """Return someone on the chair of the exercises; `behind` is behind both."""
    return Drawing(
        WIDTH,
        HEIGHT,
        (
            behind,
            person.draw("far_arm", "far_leg"),
            chair(SEAT, GROUND),
            person.draw("near_leg", "trunk", "face", "near_arm"),
            floor(24, 326, GROUND),
            *more,
        ),
    )


def feet(near: float = 0, far: float = 0) -> dict[str, Stand]:
    """Return both feet on the floor, each with its slope."""
    return {
        "near_leg": Stand(Point(HIP.x + 80, GROUND), near),
        "far_leg": Stand(Point(HIP.x + 96, GROUND), far),
    }


def ankles_flat() -> Drawing:
    """Someone sits tall, both feet flat."""
    return seated(Person(HIP, Dress("short"), lean=2, near_arm=ON_THIGH, **feet()))


def ankle_lift() -> Drawing:
    """The heel stays down; the front of one foot comes up."""
    man = Person(HIP, Dress("short"), lean=2, near_arm=ON_THIGH, **feet(near=26))
    return seated(man, arrow(Point(272, 262), Point(286, 236), Point(268, 208), head=15))


def march_near() -> Drawing:
    """Someone holds the seat and lifts one knee a little way."""
    far = feet()["far_leg"]
    woman = Person(HIP, Dress("bob"), lean=2, near_arm=SEAT_EDGE, near_leg=Leg(112, 106, -8), far_leg=far)
    return seated(woman, arrow(Point(262, 186), Point(276, 150), Point(258, 112)))


def march_far() -> Drawing:
    """That foot goes down and the other knee comes up."""
    near = feet()["near_leg"]
    woman = Person(HIP, Dress("bob"), lean=2, near_arm=SEAT_EDGE, near_leg=near, far_leg=Leg(112, 106, -8))
    return seated(woman, arrow(Point(262, 186), Point(276, 150), Point(258, 112)))


def dumbbell() -> Drawing:
    """Someone on a chair bends an elbow to lift a small weight."""
    man = Person(
        HIP.moved(4, 12),
        Dress("crop", glasses=True),
        lean=2,
        near_arm=Arm(2, 128),
        near_leg=Stand(Point(HIP.x + 84, GROUND + 12)),
        far_leg=Stand(Point(HIP.x + 100, GROUND + 12)),
    )
    palm = man.arm(man.near_arm)[3]
    ends = [palm.along(42, -23), palm.along(42, 23)]
    bar = ink_line(ends, 7)
    plates = "".join(ink_line([end.along(132, -9), end.along(132, 9)], 14) for end in ends)
    return Drawing(
        360,
        304,
        (
            disc(184, 142, 134),
            man.draw("far_arm", "far_leg"),
            chair(SEAT.moved(4, 12), GROUND + 12),
            man.draw("near_leg", "trunk", "face"),
            bar + plates,
            man.draw("near_arm"),
            floor(24, 336, GROUND + 12),
            arrow(Point(264, 168), Point(286, 122), Point(252, 82)),
        ),
    )


def resting() -> Drawing:
    """Someone rests in an armchair, feet on a stool, eyes closed."""
    ground = 282
    woman = Person(
        hip=Point(140, 192),
        dress=Dress("bun", awake=False),
        lean=-20,
        nod=4,
        near_arm=Reach(Point(196, 158)),
        near_leg=Leg(86, 16, 58),
        far_leg=Leg(90, 18, 58),
    )
    back = limb([Point(92, 104), Point(112, 226)], 40, "mint")
    base = limb([Point(112, 232), Point(196, 232)], 44, "mint")
    rest = limb([Point(104, 176), Point(190, 176), Point(190, 232)], 26, "mint", 10)
    legs = furniture_legs([100, 204], 262, ground) + furniture_legs([262, 304], 262, ground)
    stool = limb([Point(262, 246), Point(304, 246)], 30, "mint")
    return Drawing(
        400,
        302,
        (
            disc(200, 148, 140),
            legs,
            stool,
            back,
            base,
            woman.draw("far_leg", "near_leg", "trunk", "face"),
            rest,
            woman.draw("near_arm"),
            floor(24, 376, ground),
        ),
    )


SCENES = {
    "chair-leg-raise": chair_leg_raise,
    "ankle-lifts-1": ankles_flat,
    "ankle-lifts-2": ankle_lift,
    "seated-march-1": march_near,
    "seated-march-2": march_far,
    "dumbbell": dumbbell,
    "resting": resting,
}

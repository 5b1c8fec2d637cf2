"""On your feet: with a stick, in a standing frame, at a signpost."""

from content.figures.body import Arm, Dress, Leg, Person, Reach, Stand, hip_height
from content.figures.drawing import Drawing, circle, group, ink_line, limb, path, shape
from content.figures.geometry import Point
from content.figures.props import disc, floor, mound, plant, stick


def walking_stick() -> Drawing:
    """Someone walks; the stick goes forward with the leg on the other side, as physiotherapists teach."""
    ground, scale = 338, 0.92
    man = Person(
        Point(172, ground - hip_height(scale=scale) + 7),
        Dress("crop", glasses=True),
        lean=3,
        scale=scale,
        near_arm=Reach(Point(220, 190), wrist=26),
        far_arm=Arm(-24, 16),
        near_leg=Stand(Point(130, ground)),
        far_leg=Stand(Point(216, ground)),
    )
    return Drawing(
        360,
        356,
        (
            disc(184, 170, 156),
            man.draw("far_arm", "far_leg", "near_leg", "trunk", "face"),
            stick(Point(220, 191), Point(240, ground)),
            man.draw("near_arm"),
            floor(24, 336, ground),
        ),
    )


def standing_frame() -> Drawing:
    """Someone stands in a standing frame: feet flat, knees against pads, a strap behind the hips, arms on a tray."""
    ground, scale = 342, 0.9
    deck = ground - 22
    woman = Person(
        Point(160, deck - hip_height(scale=scale)),
        Dress("bob"),
        scale=scale,
        near_arm=Reach(Point(228, 146)),
        near_leg=Leg(),
        far_leg=Leg(4),
    )
    base = ink_line([Point(96, deck + 5), Point(276, deck + 5)], 10)
    wheels = "".join(circle(Point(x, ground - 8), 6, "paper", "ink") for x in (108, 264))
    column = ink_line([Point(252, deck), Point(252, 166)], 10)
    knee_pad = ink_line([Point(252, 242), Point(200, 242)], 8) + limb([Point(193, 228), Point(193, 258)], 14, "mint")
    strap = ink_line([Point(252, 190), Point(140, 190)], 9) + limb([Point(134, 174), Point(134, 206)], 12, "mint")
    tray = limb([Point(198, 163), Point(298, 163)], 10, "paper")
    return Drawing(
        380,
        356,
        (
            disc(190, 172, 156),
            base,
            wheels,
            column,
            woman.draw("far_leg", "near_leg", "trunk", "face"),
            knee_pad,
            strap,
            tray,
            woman.draw("near_arm"),
            floor(40, 340, ground),
        ),
    )


SIGNS = {
    "phone": "M-8-15-2-16 3-7-1-3Q2 3 8 6L12 2 21 7 20 13Q18 17 14 16-10 12-11-11-11-15-8-15z",
    "house": "M-18 0 0-15 18 0M-13-4V15H13V-4M-4 15V4H4V15",
    "pin": "M0 17C-8 9-13 2-13-5A13 13 0 0 1 13-5C13 2 8 9 0 17zM-3-5A3 3 0 0 0 3-5A3 3 0 0 0-3-5",
}


def _board(x: float, y: float, colour: str, sign: str, facing: int = 1) -> str:
    """Return one arm of a signpost with a drawn sign on it."""
    board = shape("M-62-24H52L78 0 52 24H-62a8 8 0 0 1-8-8V-16a8 8 0 0 1 8-8z", colour)
    return group([board], Point(x, y), facing=facing) + group([path(SIGNS[sign], stroke="ink")], Point(x, y))


def signpost() -> Drawing:
    """Someone looks up at a signpost: by phone, at home, at a place nearby."""
    ground = 344
    woman = Person(
        Point(92, ground - hip_height(scale=0.86) + 1),
        Dress("long", "mint"),
        nod=-12,
        scale=0.86,
        near_arm=Arm(6, 18),
        near_leg=Stand(Point(90, ground)),
        far_leg=Stand(Point(102, ground)),
    )
    return Drawing(
        400,
        376,
        (
            disc(216, 170, 156),
            mound(400, ground - 16, 376),
            limb([Point(258, 56), Point(258, ground)], 10, "paper"),
            _board(274, 92, "lavender", "phone"),
            _board(244, 154, "paper", "house", -1),
            _board(274, 216, "mint", "pin"),
            woman.draw(),
            plant(Point(336, ground + 4), 0.5),
        ),
    )


SCENES = {"walking-stick": walking_stick, "standing-frame": standing_frame, "signpost": signpost}

"""Exercises on a bed. The knee rolls are seen from the side, then from the foot of the bed."""

from content.figures.body import Arm, Dress, Person, Stand
from content.figures.drawing import Drawing, limb, shape
from content.figures.geometry import Point, capsule
from content.figures.props import arrow, bed, pillow

WIDTH, HEIGHT, MATTRESS, GROUND = 400, 248, 186, 240


def knees_bent() -> Drawing:
    """Someone lies on their back, knees bent, feet flat."""
    hip = Point(168, MATTRESS - 26)
    man = Person(
        hip=hip,
        dress=Dress("short"),
        facing=-1,
        lean=-90,
        nod=22,
        near_arm=Arm(82, 8),
        near_leg=Stand(Point(hip.x - 102, MATTRESS)),
        far_leg=Stand(Point(hip.x - 92, MATTRESS)),
    )
    parts = (
        bed(14, 386, MATTRESS, GROUND),
        pillow(Point(298, MATTRESS - 8)),
        man.draw("far_leg", "near_leg", "trunk", "face", "near_arm"),
    )
    return Drawing(WIDTH, HEIGHT, parts)


def _from_the_foot(swing: float) -> list[str]:
    """Return the same person seen from the foot of the bed, both knees lowered to one side by some degrees."""
    arms = []
    for side in (-1, 1):
        wrist = Point(200 + side * 146, MATTRESS - 14)
        arms.append(limb([Point(200 + side * 40, MATTRESS - 16), wrist.moved(-side * 8, 0)], 16, "lavender"))
        arms.append(shape(capsule(wrist, wrist.moved(side * 12, 0), 9, 9), "paper"))
    chest = f"M128 {MATTRESS - 2}C128 {MATTRESS - 96} 272 {MATTRESS - 96} 272 {MATTRESS - 2}z"
    legs = []
    for x in (217, 183) if swing else (183, 217):
        ankle = Point(x, MATTRESS - 22)
        legs.append(limb([ankle.along(180 - swing, 80, -1), ankle], 28, "indigo"))
        toes = Point(x, MATTRESS - 11)
        legs.append(shape(capsule(toes.moved(-8, 0), toes.moved(8, 0), 9, 9), "paper"))
    return [*arms, shape(chest, "lavender"), *legs]


def arms_out() -> Drawing:
    """The same person from the foot of the bed: arms out, shoulders soft."""
    return Drawing(WIDTH, HEIGHT, (bed(14, 386, MATTRESS, GROUND), *_from_the_foot(0)))


def knees_lowered() -> Drawing:
    """Both knees go down to one side; the shoulders stay on the bed."""
    turn = arrow(Point(272, 60), Point(208, 16), Point(124, 52))
    return Drawing(WIDTH, HEIGHT, (bed(14, 386, MATTRESS, GROUND), *_from_the_foot(42), turn))


SCENES = {"knee-rolls-1": knees_bent, "knee-rolls-2": arms_out, "knee-rolls-3": knees_lowered}

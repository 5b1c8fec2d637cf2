"""Exercises on your back in bed, the head on a pillow. In each picture only what the step names has moved."""

from dataclasses import replace

from content.figures.body import Arm, Dress, Leg, Person, Reach, Stand, foot
from content.figures.drawing import Drawing, limb, path, shape
from content.figures.geometry import Point, capsule
from content.figures.props import arrow, bed, pillow

WIDTH = 420
LOW, MIDDLE, HIGH = 152, 178, 226  # the upper edge of the mattress, lower where an arm or a leg goes up
BED_LEGS = 54
HIP_X, HIP_RISE = 196, 26
STRAIGHT = Leg(87, 0, 88)
BESIDE = Arm(82, 8)


def _hip(mattress: float = LOW) -> Point:
    return Point(HIP_X, mattress - HIP_RISE)


def _bent(mattress: float = LOW, far: float = 0) -> Stand:
    """Return a leg whose foot is flat on the bed."""
    return Stand(Point(HIP_X - 102 + far, mattress))


def _on_back(hair: str, mattress: float = LOW, **pose) -> Person:
    """Return someone flat on their back, legs straight, arms beside them, unless a pose says more."""
    rest = {"near_arm": BESIDE, "near_leg": STRAIGHT, "far_leg": STRAIGHT}
    return Person(_hip(mattress), Dress(hair), facing=-1, lean=-90, nod=22, **{**rest, **pose})


def _scene(person: Person, *more: str, mattress: float = LOW, under: str = "", over: str = "") -> Drawing:
    """Return someone in bed; `under` is behind them, `over` in front of all but the face and the near arm."""
    parts = (
        bed(6, WIDTH - 6, mattress, mattress + BED_LEGS),
        pillow(Point(HIP_X + 130, mattress - 8)),
        under,
        person.draw("far_arm", "far_leg", "near_leg", "trunk"),
        over,
        person.draw("face", "near_arm"),
        *more,
    )
    return Drawing(WIDTH, mattress + BED_LEGS + 8, parts)


def _knees_bent(hair: str, **pose) -> Person:
    return _on_back(hair, **{"near_leg": _bent(), "far_leg": _bent(far=10), **pose})


def bridge_ready() -> Drawing:
    """Someone lies on their back, knees bent, feet flat, arms beside them."""
    return _scene(_knees_bent("bob"))


def bridge_lift() -> Drawing:
    """The hips come up a little way; shoulders, head and feet stay down."""
    woman = replace(_knees_bent("bob"), hip=_hip().moved(0, -30), lean=-113, nod=66, near_arm=Arm(79, 3))
    return _scene(woman, arrow(Point(214, 82), Point(210, 60), Point(210, 34)))


def legs_straight() -> Drawing:
    """Someone lies on their back, legs straight."""
    return _scene(_on_back("crop"))


def heel_slid() -> Drawing:
    """One heel slides along the bed towards the bottom; the knee bends."""
    return _scene(_on_back("crop", near_leg=_bent()), arrow(Point(34, 171), Point(64, 171), Point(98, 171), head=13))


def feet_up() -> Drawing:
    """Both feet pull up towards the shins."""
    man = _on_back("short", near_leg=replace(STRAIGHT, foot=108), far_leg=replace(STRAIGHT, foot=108))
    return _scene(man, arrow(Point(16, 84), Point(34, 66), Point(64, 74)))


def feet_down() -> Drawing:
    """Both feet point away."""
    man = _on_back("short", near_leg=replace(STRAIGHT, foot=58), far_leg=replace(STRAIGHT, foot=58))
    return _scene(man, arrow(Point(66, 84), Point(44, 66), Point(18, 82)))


def hug_ready() -> Drawing:
    """Someone lies on their back, both knees bent, feet flat."""
    return _scene(_knees_bent("thin"))


def knee_hug() -> Drawing:
    """Both hands hold one leg behind the thigh and bring the knee nearer; the other foot stays flat."""
    hold = Reach(Point(HIP_X + 2, LOW - 66))
    woman = _knees_bent("thin", near_leg=Leg(200, 112, 76), near_arm=hold, far_arm=hold)
    return _scene(woman, arrow(Point(150, 22), Point(184, 6), Point(226, 20)))


def towel_leg(hip: float, *more: str) -> Drawing:
    """A towel round one foot holds that leg up; the other knee is bent."""
    man = _on_back("short", HIGH, near_arm=Reach(Point(HIP_X + 22, HIGH - 62)), far_leg=_bent(HIGH))
    man = replace(man, near_leg=Leg(hip, 10, hip - 6))
    heel, toes = foot(man.leg(man.near_leg)[2], hip - 6, facing=-1)
    ball = heel.towards(toes, 20)
    band = [man.arm(man.near_arm)[3], ball.along(hip + 174, 8, -1), ball.along(hip - 6, 8, -1)]
    towel = limb(band, 8, "honey", 4)
    return _scene(man, *more, mattress=HIGH, over=towel + man.draw("trunk"))


def towel_ready() -> Drawing:
    """The leg is part of the way up."""
    return towel_leg(136)


def towel_up() -> Drawing:
    """The leg is higher, as far as is comfortable."""
    return towel_leg(158, arrow(Point(44, 96), Point(54, 54), Point(84, 30)))


def _arms(near: Arm, far: Arm | None, *more: str) -> Drawing:
    legs = {"near_leg": _bent(MIDDLE), "far_leg": _bent(MIDDLE, 10)}
    return _scene(_on_back("crop", MIDDLE, near_arm=near, far_arm=far, **legs), *more, mattress=MIDDLE)


def arms_down() -> Drawing:
    """Someone lies on their back, knees bent, arms beside them."""
    return _arms(BESIDE, None)


def arms_to_ceiling() -> Drawing:
    """Both arms point at the ceiling."""
    return _arms(Arm(178, 4), Arm(172, 4), arrow(Point(158, 74), Point(176, 34), Point(222, 24)))


def arms_back() -> Drawing:
    """Both arms go back beside the head, as far as is comfortable."""
    return _arms(Arm(214, 10), Arm(208, 10), arrow(Point(236, 22), Point(292, 4), Point(350, 26)))


def _breathing(rise: float, *more: str) -> Drawing:
    """Return someone with a pillow under their knees and a hand on their ribs, which have risen by this much."""
    legs = {"near_leg": Leg(104, 34, 78), "far_leg": Leg(104, 34, 78)}
    woman = _on_back("bob", near_arm=Reach(_hip().moved(18, -16 - rise / 2)), reach=0.62, **legs)
    ends = _hip().moved(8, -3 - rise), _hip().moved(56, -3 - rise)
    ribs = shape(capsule(*ends, 19, 17), "lavender") + path(capsule(_hip(), _hip().moved(70, 0), 20, 18), "lavender")
    return _scene(woman, *more, under=pillow(Point(HIP_X - 74, LOW - 15), 60, 28), over=ribs if rise else "")


def breathe_in() -> Drawing:
    """The ribs rise under the hand."""
    return _breathing(6, arrow(Point(196, 74), Point(190, 50), Point(196, 28)))


def breathe_out() -> Drawing:
    """The ribs sink again."""
    return _breathing(0, arrow(Point(196, 28), Point(190, 52), Point(196, 76)))


SCENES = {
    "bridge-1": bridge_ready,
    "bridge-2": bridge_lift,
    "heel-slides-1": legs_straight,
    "heel-slides-2": heel_slid,
    "ankle-pumps-1": feet_up,
    "ankle-pumps-2": feet_down,
    "knee-hug-1": hug_ready,
    "knee-hug-2": knee_hug,
    "towel-leg-stretch-1": towel_ready,
    "towel-leg-stretch-2": towel_up,
    "arms-overhead-1": arms_down,
    "arms-overhead-2": arms_to_ceiling,
    "arms-overhead-3": arms_back,
    "slow-breathing-1": breathe_in,
    "slow-breathing-2": breathe_out,
}

"""Exercises on your feet that need more room: a low step with a rail, and leaning on a wall."""

from content.figures.body import SHIN, THIGH, Dress, Person, Reach, Stand, ankle_height, hip_height
from content.figures.drawing import Drawing
from content.figures.geometry import Point
from content.figures.props import arrow, floor, low_step, rail, wall
from content.figures.scenes.standing import SCALE

WIDTH, HEIGHT, GROUND = 360, 318, 304
STEP = GROUND - 18
RAIL = 158


def _step(hip: Point, near: Point, far: Point, *more: str) -> Drawing:
    """Return someone beside a rail, each foot on the floor or on the step."""
    man = Person(
        hip,
        Dress("crop", glasses=True),
        lean=4,
        scale=SCALE,
        near_arm=Reach(Point(hip.x + 50, RAIL), wrist=14),
        near_leg=Stand(near),
        far_leg=Stand(far),
    )
    return Drawing(
        WIDTH,
        HEIGHT,
        (
            low_step(184, 300, STEP, GROUND),
            man.draw("far_leg", "near_leg", "trunk", "face"),
            rail(66, 330, RAIL, GROUND),
            man.draw("near_arm"),
            floor(24, 344, GROUND),
            *more,
        ),
    )


def before_the_step() -> Drawing:
    """Someone stands close to a low step, a hand on the rail."""
    upright = GROUND - hip_height(scale=SCALE)
    return _step(Point(144, upright + 1), Point(142, GROUND), Point(152, GROUND))


def one_foot_up() -> Drawing:
    """One whole foot is on the step; the knee is over the foot."""
    hip = Point(158, GROUND - hip_height(scale=SCALE) + 6)
    return _step(hip, Point(208, STEP), Point(146, GROUND), arrow(Point(238, 252), Point(262, 226), Point(256, 190)))


def both_feet_up() -> Drawing:
    """Both feet are on the step; the hand is still on the rail."""
    upright = STEP - hip_height(scale=SCALE)
    return _step(Point(222, upright + 1), Point(218, STEP), Point(228, STEP))


def _push_up(slant: float, wrist: float, *more: str) -> Drawing:
    """Return someone with both hands on a wall, their body one straight line that slants by some degrees."""
    feet = Point(146, GROUND)
    hip = feet.moved(0, -ankle_height(scale=SCALE)).along(180 - slant, (THIGH + SHIN) * SCALE - 0.01)
    woman = Person(
        hip,
        Dress("long"),
        lean=slant,
        nod=-slant / 2,
        scale=SCALE,
        near_arm=Reach(Point(254.5, 118), wrist),
        near_leg=Stand(feet),
        far_leg=Stand(feet.moved(2, 0)),
    )
    return Drawing(WIDTH, HEIGHT, (wall(268, 330, 12, GROUND), woman.draw(), floor(30, 340, GROUND), *more))


def arms_long() -> Drawing:
    """Hands on the wall at chest height, arms nearly straight."""
    return _push_up(9, 84)


def chest_to_wall() -> Drawing:
    """The elbows bend and the chest comes nearer to the wall; the body stays straight, the heels down."""
    return _push_up(16, 56, arrow(Point(118, 104), Point(128, 76), Point(158, 66)))


SCENES = {
    "step-ups-1": before_the_step,
    "step-ups-2": one_foot_up,
    "step-ups-3": both_feet_up,
    "wall-push-ups-1": arms_long,
    "wall-push-ups-2": chest_to_wall,
}

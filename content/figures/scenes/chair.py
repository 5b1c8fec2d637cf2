"""More exercises on a chair: seen from the side on the chair of scenes.sitting, or from the front."""

from content.figures.body import Arm, Dress, Leg, Person, Reach, Stand
from content.figures.drawing import Drawing
from content.figures.front import Front
from content.figures.geometry import Point
from content.figures.props import arrow, chair_front, floor, wall
from content.figures.scenes.sitting import GROUND, HEIGHT, HIP, ON_THIGH, SEAT_EDGE, WIDTH, feet, seated

MIDDLE = 175
FRONT_GROUND = 304
FRONT_HIP = Point(MIDDLE, FRONT_GROUND - 112)
LEFT_THIGH, RIGHT_THIGH = FRONT_HIP.moved(-26, 18), FRONT_HIP.moved(26, 18)
ARMS = 46


def slumped() -> Drawing:
    """Someone slides down in a chair; the back is round and the head hangs."""
    return seated(Person(HIP.moved(14, 0), Dress("crop"), lean=-16, nod=44, near_arm=Reach(Point(186, 152)), **feet()))


def tall() -> Drawing:
    """The same person with the hips at the back of the seat, the head over the hips."""
    man = Person(HIP, Dress("crop"), lean=2, near_arm=ON_THIGH, **feet())
    return seated(man, arrow(Point(204, 106), Point(212, 68), Point(204, 30)))


def knee_bent() -> Drawing:
    """Someone holds the seat, both feet flat."""
    return seated(Person(HIP, Dress("bun"), lean=2, near_arm=SEAT_EDGE, **feet()))


def knee_straight() -> Drawing:
    """One knee straightens; the thigh stays on the seat."""
    woman = Person(HIP, Dress("bun"), lean=2, near_arm=SEAT_EDGE, near_leg=Leg(92, 6, 84), far_leg=feet()["far_leg"])
    return seated(woman, arrow(Point(298, 244), Point(326, 206), Point(318, 160)))


def elbows_forward() -> Drawing:
    """Someone sits tall, away from the back of the chair, elbows bent by their sides."""
    return seated(Person(HIP.moved(8, 0), Dress("short"), lean=2, near_arm=Arm(4, 92), **feet()))


def elbows_back() -> Drawing:
    """The elbows go back; the shoulders stay low."""
    man = Person(HIP.moved(8, 0), Dress("short"), lean=0, near_arm=Arm(-52, 126), **feet())
    return seated(man, arrow(Point(76, 138), Point(56, 130), Point(30, 138)))


def _reaching(near: Arm | Reach, far: Arm | None, *more: str) -> Drawing:
    return seated(Person(HIP, Dress("bob"), lean=2, near_arm=near, far_arm=far, **feet()), *more)


def hands_on_thighs() -> Drawing:
    """Someone sits tall, hands on their thighs."""
    return _reaching(ON_THIGH, None)


def arms_forward() -> Drawing:
    """Both arms reach forward at the height of the chest."""
    return _reaching(Arm(80, 8), Arm(74, 8), arrow(Point(222, 62), Point(254, 52), Point(284, 62)))


def arms_up() -> Drawing:
    """Both arms go up as high as is comfortable."""
    return _reaching(Arm(130, 8), Arm(124, 8), arrow(Point(286, 124), Point(298, 82), Point(274, 44)))


def leg_out() -> Drawing:
    """Someone sits near the front, one leg out straight with its heel on the floor."""
    return _hamstring(6)


def lean_over() -> Drawing:
    """The trunk leans forward from the hips, the back straight."""
    return _hamstring(30, arrow(Point(230, 12), Point(268, 18), Point(284, 54)))


def _hamstring(lean: float, *more: str) -> Drawing:
    hip = HIP.moved(16, 0)
    legs = {"near_leg": Stand(Point(hip.x + 134, GROUND), 40), "far_leg": Stand(Point(hip.x + 68, GROUND))}
    man = Person(hip, Dress("crop"), lean=lean, near_arm=Reach(Point(hip.x + 58, 150)), **legs)
    return seated(man, *more, behind=wall(66, 26, 30, GROUND))


def _facing(person: Front, *more: str, arms: float = 0) -> Drawing:
    """Return someone on a chair that faces us."""
    parts = (
        chair_front(Point(MIDDLE, FRONT_GROUND - 90), FRONT_GROUND, arms=arms),
        person.draw(),
        floor(24, 326, FRONT_GROUND),
    )
    return Drawing(WIDTH, FRONT_GROUND + HEIGHT - GROUND, (*parts, *more))


def _front(hair: str = "bob", **pose) -> Front:
    """Return someone who sits tall and faces us, hands on their thighs, unless a pose says more."""
    rest = {"hip": FRONT_HIP, "left_hand": LEFT_THIGH, "right_hand": RIGHT_THIGH, "reach": 0.76, "look": 0}
    soles = {"left_foot": Point(MIDDLE - 24, FRONT_GROUND), "right_foot": Point(MIDDLE + 24, FRONT_GROUND)}
    return Front(dress=Dress(hair), seated=True, **{**rest, **soles, **pose})


def shift_ready() -> Drawing:
    """Someone sits tall on a chair with arms, feet flat."""
    return _facing(_front(), arms=ARMS)


def shift_left() -> Drawing:
    """Their weight goes on to one hip; the trunk leans a little, a hand near the arm of the chair."""
    person = _front(hip=FRONT_HIP.moved(-5, 0), sway=-11)
    return _facing(person, arrow(Point(106, 42), Point(82, 34), Point(58, 58)), arms=ARMS)


def shift_right() -> Drawing:
    """Their weight goes on to the other hip."""
    person = _front(hip=FRONT_HIP.moved(5, 0), sway=11)
    return _facing(person, arrow(Point(244, 42), Point(268, 34), Point(292, 58)), arms=ARMS)


def look_left() -> Drawing:
    """Someone sits tall and turns their head to one side; the shoulders stay still."""
    return _facing(_front(look=-0.8), arrow(Point(146, 24), Point(114, 28), Point(112, 66)))


def look_right() -> Drawing:
    """The head turns to the other side."""
    return _facing(_front(look=0.8), arrow(Point(204, 24), Point(236, 28), Point(238, 66)))


def turn_ready() -> Drawing:
    """Someone sits tall on a chair with arms, hands on their thighs."""
    return _facing(_front(), arms=ARMS)


def turned() -> Drawing:
    """One hand goes to the other thigh, one holds the seat; the chest and the face turn that way."""
    person = _front(left_hand=FRONT_HIP.moved(20, 10), right_hand=FRONT_HIP.moved(54, 16), look=0.8, reach=0.8)
    return _facing(person, arrow(Point(204, 24), Point(236, 28), Point(238, 66)), arms=ARMS)


SCENES = {
    "sit-tall-1": slumped,
    "sit-tall-2": tall,
    "knee-straightening-1": knee_bent,
    "knee-straightening-2": knee_straight,
    "shoulder-squeeze-1": elbows_forward,
    "shoulder-squeeze-2": elbows_back,
    "arm-reach-1": hands_on_thighs,
    "arm-reach-2": arms_forward,
    "arm-reach-3": arms_up,
    "seated-leg-stretch-1": leg_out,
    "seated-leg-stretch-2": lean_over,
    "side-shifts-1": shift_ready,
    "side-shifts-2": shift_left,
    "side-shifts-3": shift_right,
    "neck-turns-1": look_left,
    "neck-turns-2": look_right,
    "trunk-turn-1": turn_ready,
    "trunk-turn-2": turned,
}

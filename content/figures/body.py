"""People: a skeleton of fixed proportions, posed by its joints, drawn as rounded strokes.

Seen from the side. Angles are degrees: of a thigh or an upper arm from straight down, forwards positive; of a knee or
an elbow from straight, and these only bend the way people do.
"""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from content.figures import heads
from content.figures.drawing import INK, limb, shape
from content.figures.geometry import Point, bend, capsule

TRUNK, NECK, UPPER_ARM, FOREARM, THIGH, SHIN = 76, 50, 54, 50, 78, 76
ANKLE: Final = 11  # from the ankle joint down to the middle of the foot
HEEL, TOES, FOOT_RADIUS = 7, 24, 8.5  # how far the foot goes back and forth, and half its thickness
HAND: Final = 12  # from the wrist to the palm
DROP: Final = 11  # from the top joint of the trunk, where the neck begins, down to the joint of the arms
HIP_WIDTH, SHOULDER_WIDTH, LEG_WIDTH, ARM_WIDTH = 22, 20, 28, 16
SMALLEST: Final = 4  # a hand or foot is never thinner than its outline
KNEE_LIMIT, ELBOW_LIMIT = 150, 150
POINTED, PULLED_UP = -50, 30  # how far a foot goes from its place square to the shin, toes down and toes up


@dataclass(frozen=True)
class Arm:
    """An arm by its joints."""

    shoulder: float = 0
    elbow: float = 10
    wrist: float = 0

    def __post_init__(self):
        if not 0 <= self.elbow <= ELBOW_LIMIT:
            raise ValueError(f"An elbow cannot bend by {self.elbow} degrees")


@dataclass(frozen=True)
class Leg:
    """A leg by its joints; the foot by its slope, toes up positive."""

    hip: float = 0
    knee: float = 0
    foot: float = 0

    def __post_init__(self):
        if not 0 <= self.knee <= KNEE_LIMIT:
            raise ValueError(f"A knee cannot bend by {self.knee} degrees")


@dataclass(frozen=True)
class Reach:
    """A hand placed on something: where the palm is."""

    palm: Point
    wrist: float = 0


@dataclass(frozen=True)
class Stand:
    """A foot placed on the ground: the point of the ground that is straight below the ankle."""

    ground: Point
    foot: float = 0


@dataclass(frozen=True)
class Dress:
    """How someone looks."""

    hair: str = "bob"
    top: str = "lavender"
    glasses: bool = False
    awake: bool = True


def foot(ankle: Point, slope: float, scale: float = 1, facing: int = 1) -> tuple[Point, Point]:
    """Return the middle of the heel and of the toes under an ankle."""
    middle = ankle.along(slope, ANKLE * scale, facing)
    return middle.along(90 + slope, -HEEL * scale, facing), middle.along(90 + slope, TOES * scale, facing)


def ankle_height(slope: float = 0, scale: float = 1) -> float:
    """Return how high the ankle is when the foot touches the ground with its sole, its heel or its toes."""
    lowest = max(end.y for end in foot(Point(0, 0), slope, scale))
    return lowest + max(FOOT_RADIUS * scale, SMALLEST) + INK / 2


def hip_height(slope: float = 0, scale: float = 1) -> float:
    """Return how high the hip is when someone stands on straight legs."""
    return ankle_height(slope, scale) + (THIGH + SHIN) * scale - 0.01


@dataclass(frozen=True)
class Person:
    """Someone seen from the side, posed from the hip."""

    hip: Point
    dress: Dress = Dress()
    facing: int = 1
    lean: float = 0
    nod: float = 0
    scale: float = 1
    near_arm: Arm | Reach | None = Arm()
    far_arm: Arm | Reach | None = None
    near_leg: Leg | Stand | None = Leg()
    far_leg: Leg | Stand | None = None
    reach: float = 1  # how much of their length the arms show: less when the elbows point at us

    @cached_property
    def neck(self) -> Point:
        """The top joint of the trunk."""
        return self.hip.along(180 - self.lean, TRUNK * self.scale, self.facing)

    @cached_property
    def shoulder(self) -> Point:
        """The joint both arms hang from."""
        return self.neck.towards(self.hip, DROP * self.scale)

    @cached_property
    def head(self) -> Point:
        """The middle of the head."""
        return self.neck.along(180 - self.lean - self.nod / 2, NECK * self.scale, self.facing)

    def draw(self, *names: str) -> str:
        """Return the named parts, back to front; all of them when none is named."""
        order = names or ("far_arm", "far_leg", "near_leg", "trunk", "face", "near_arm")
        return "".join(getattr(self, f"_{name}")() for name in order)

    def arm(self, pose: Arm | Reach) -> tuple[Point, Point, Point, Point]:
        """Return shoulder, elbow, wrist and palm."""
        shown = self.scale * self.reach
        upper, lower = UPPER_ARM * shown, FOREARM * shown
        if isinstance(pose, Reach):
            pose = self._reaching(pose, upper, lower)
        elbow = self.shoulder.along(pose.shoulder, upper, self.facing)
        wrist = elbow.along(pose.shoulder + pose.elbow, lower, self.facing)
        palm = wrist.along(pose.shoulder + pose.elbow + pose.wrist, HAND * self.scale, self.facing)
        return self.shoulder, elbow, wrist, palm

    def leg(self, pose: Leg | Stand) -> tuple[Point, Point, Point]:
        """Return hip, knee and ankle."""
        upper, lower = THIGH * self.scale, SHIN * self.scale
        if isinstance(pose, Stand):
            pose = self._standing(pose, upper, lower)
        knee = self.hip.along(pose.hip, upper, self.facing)
        return self.hip, knee, knee.along(pose.hip - pose.knee, lower, self.facing)

    def _reaching(self, pose: Reach, upper: float, lower: float) -> Arm:
        turn = math.radians(pose.wrist)
        hand = complex(lower, 0) + HAND * self.scale * complex(math.cos(turn), math.sin(turn))  # elbow to palm
        base, opening, elbow = bend(self.shoulder, pose.palm, upper, abs(hand), self.facing)
        return Arm(base - opening, elbow - math.degrees(cmath.phase(hand)), pose.wrist)

    def _standing(self, pose: Stand, upper: float, lower: float) -> Leg:
        ankle = pose.ground.moved(0, -ankle_height(pose.foot, self.scale))
        base, opening, knee = bend(self.hip, ankle, upper, lower, self.facing)
        return Leg(base + opening, knee, pose.foot)

    def _draw_arm(self, pose: Arm | Reach | None) -> str:
        if pose is None:
            return ""
        shoulder, elbow, wrist, palm = self.arm(pose)
        cuff = wrist.towards(elbow, 7 * self.scale)
        sleeve = limb([shoulder, elbow, cuff], ARM_WIDTH * self.scale, self.dress.top, 44 * self.scale)
        radius = max(9 * self.scale, SMALLEST)
        return sleeve + shape(capsule(wrist, palm, radius, radius), "paper")

    def _draw_leg(self, pose: Leg | Stand | None, colour: str) -> str:
        if pose is None:
            return ""
        hip, knee, ankle = self.leg(pose)
        shin = math.degrees(math.atan2(self.facing * (ankle.x - knee.x), ankle.y - knee.y))
        pulled = (pose.foot - shin + 180) % 360 - 180
        if not POINTED <= pulled <= PULLED_UP:
            raise ValueError(f"An ankle cannot bend by {pulled:.0f} degrees")
        trouser = limb([hip, knee, ankle], LEG_WIDTH * self.scale, colour, 14 * self.scale)
        return trouser + self._draw_foot(ankle, pose.foot)

    def _draw_foot(self, ankle: Point, slope: float) -> str:
        heel, toes = foot(ankle, slope, self.scale, self.facing)
        radius = max(FOOT_RADIUS * self.scale, SMALLEST)
        return shape(capsule(heel, toes, radius, radius), "paper")

    def _far_arm(self) -> str:
        return self._draw_arm(self.far_arm)

    def _near_arm(self) -> str:
        return self._draw_arm(self.near_arm)

    def _far_leg(self) -> str:
        return self._draw_leg(self.far_leg, "deep")

    def _near_leg(self) -> str:
        return self._draw_leg(self.near_leg, "indigo")

    def _trunk(self) -> str:
        outline = capsule(self.hip, self.neck, HIP_WIDTH * self.scale, SHOULDER_WIDTH * self.scale)
        return shape(outline, self.dress.top)

    def _face(self) -> str:
        turn = self.lean + self.nod
        dress = self.dress
        return heads.head(self.head, dress.hair, self.facing, turn, self.scale, dress.glasses, dress.awake)

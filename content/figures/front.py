"""People seen from the front, built from the same lengths as people seen from the side."""

from __future__ import annotations

from dataclasses import dataclass

from content.figures import heads
from content.figures.body import (
    ARM_WIDTH,
    FOOT_RADIUS,
    FOREARM,
    HAND,
    HIP_WIDTH,
    LEG_WIDTH,
    NECK,
    SHIN,
    TRUNK,
    UPPER_ARM,
    Dress,
)
from content.figures.drawing import limb, shape
from content.figures.geometry import Point, bend, capsule

SHOULDERS, HIPS = 23, 12  # half of the distance between the two joints


@dataclass(frozen=True)
class Front:
    """Someone who faces us; their head may turn to one side. Left and right are ours."""

    hip: Point
    left_hand: Point
    right_hand: Point
    left_foot: Point
    right_foot: Point
    dress: Dress = Dress()
    facing: int = 1
    sway: float = 0
    nod: float = 0
    scale: float = 1
    reach: float = 0.86  # how much of their length the arms show: less when the hands are nearer to us
    right_reach: float | None = None  # of that arm alone
    seated: bool = False  # the thighs come towards us, so they hardly show
    look: float | None = None  # their face seen from the front, turned to our left (-1) or right (1)

    @property
    def neck(self) -> Point:
        """The top joint of the trunk."""
        return self.hip.along(180 - self.sway, TRUNK * self.scale)

    def draw(self, *names: str) -> str:
        """Return the named parts, back to front; all of them when none is named."""
        order = names or ("legs", "trunk", "face", "left_arm", "right_arm")
        return "".join(getattr(self, f"_{name}")() for name in order)

    def _legs(self) -> str:
        return self._leg(-1, self.left_foot) + self._leg(1, self.right_foot)

    def _leg(self, side: int, ground: Point) -> str:
        hip = self.hip.moved(side * HIPS * self.scale, 0)
        toes = ground.moved(0, -10.5 * self.scale)
        ankle = toes.moved(0, -12 * self.scale)
        knee = ankle.towards(hip, SHIN * self.scale) if not self.seated else ankle.moved(0, -SHIN * self.scale)
        width = LEG_WIDTH * self.scale
        half, radius = 9 * self.scale, FOOT_RADIUS * self.scale
        foot = capsule(toes.moved(-half, 0), toes.moved(half, 0), radius, radius)
        return limb([hip, knee, ankle], width, "indigo", 10 * self.scale) + shape(foot, "paper")

    def _trunk(self) -> str:
        hips, shoulders = (HIP_WIDTH + 5) * self.scale, (HIP_WIDTH + 7) * self.scale
        return shape(capsule(self.hip, self.neck.towards(self.hip, 8 * self.scale), hips, shoulders), self.dress.top)

    def _face(self) -> str:
        centre = self.neck.along(180 - self.sway, (NECK + 2) * self.scale)
        if self.look is not None:
            return heads.full_face(centre, self.look, self.sway, self.scale)
        turn = self.sway * self.facing + self.nod
        return heads.head(centre, self.dress.hair, self.facing, turn, self.scale, self.dress.glasses)

    def _left_arm(self) -> str:
        return self._arm(-1, self.left_hand, self.reach)

    def _right_arm(self) -> str:
        return self._arm(1, self.right_hand, self.right_reach or self.reach)

    def _arm(self, side: int, palm: Point, reach: float) -> str:
        shoulder = self.neck.moved(side * SHOULDERS * self.scale, 12 * self.scale)
        shown = self.scale * reach
        upper, lower, width = UPPER_ARM * shown, (FOREARM + HAND) * shown, ARM_WIDTH * self.scale
        base, opening, _ = bend(shoulder, palm, upper, lower, side)
        elbow = shoulder.along(base + opening, upper, side)
        wrist = palm.towards(elbow, HAND * self.scale)
        cuff = wrist.towards(elbow, 7 * self.scale)
        sleeve = limb([shoulder, elbow, cuff], width, self.dress.top, 40 * self.scale)
        return sleeve + shape(capsule(wrist, palm, 9 * self.scale, 9 * self.scale), "paper")

"""Every scene by the name of its figure."""

from collections.abc import Callable

from content.figures.drawing import Drawing
from content.figures.scenes import (
    bed,
    care,
    chair,
    doors,
    hands,
    lying,
    people,
    sitting,
    standing,
    steps,
    walking,
    wheelchair,
    worktop,
)

MODULES = (people, care, walking, sitting, standing, lying, doors, bed, chair, hands, worktop, steps, wheelchair)
SCENES: dict[str, Callable[[], Drawing]] = {name: scene for module in MODULES for name, scene in module.SCENES.items()}

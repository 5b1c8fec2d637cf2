"""Every scene by the name of its figure."""

from collections.abc import Callable

from content.figures.drawing import Drawing
from content.figures.scenes import bed, care, doors, lying, people, sitting, standing, steps, walking, worktop

MODULES = (people, care, walking, sitting, standing, lying, doors, bed, worktop, steps)
SCENES: dict[str, Callable[[], Drawing]] = {name: scene for module in MODULES for name, scene in module.SCENES.items()}

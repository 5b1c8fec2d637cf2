"""Every scene by the name of its figure."""

from collections.abc import Callable

from content.figures.drawing import Drawing
from content.figures.scenes import doors, lying, people, sitting

SCENES: dict[str, Callable[[], Drawing]] = {**people.SCENES, **sitting.SCENES, **lying.SCENES, **doors.SCENES}

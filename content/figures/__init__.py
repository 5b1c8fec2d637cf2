"""The drawings of the site: people made of joints and rounded strokes, and the things around them.

`drawings()` returns every figure by name; the command `draw_figures` writes them to templates/figures.
"""

from content.figures.drawing import Drawing
from content.figures.scenes import SCENES

__all__ = ["Drawing", "drawings"]


def drawings() -> dict[str, str]:
    """Return the SVG text of every figure by name, the same on every machine."""
    return {name: scene().svg() for name, scene in sorted(SCENES.items())}

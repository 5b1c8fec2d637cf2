"""A whole guide to look at: what it asks whom, which signs need help first, and which rule leads to which route.

`outline` says it as nested lists, `draw` lays the same out for a picture. Neither knows how to write SVG or HTML.
"""

from .layout import draw
from .outline import outline

__all__ = ["draw", "outline"]

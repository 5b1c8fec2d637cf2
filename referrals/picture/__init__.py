"""A whole guide to look at: what it asks whom, which signs need help first, and which rule leads to which route.

`outline` says it as nested lists, `as_text` as plain text, `draw` lays the same out for a picture. None of them knows
how to write SVG or HTML.
"""

from .layout import draw
from .outline import outline
from .plain import as_text

__all__ = ["as_text", "draw", "outline"]

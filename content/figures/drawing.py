"""Strokes and shapes as SVG elements. A colour is only ever a class.

static/css/components/figures.css holds the values: `fig-NAME` fills, `fig-line` strokes in ink and
`fig-line-NAME` strokes in a colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from content.figures.geometry import Point, line, number, numbers

INK: Final = 4  # the outline round everything, in the units of the drawing
COLOURS: Final = ("ink", "paper", "lavender", "mint", "indigo", "deep", "honey", "mist", "mark")


@dataclass(frozen=True)
class Drawing:
    """A finished scene: how big it is and what is in it, from back to front."""

    width: float
    height: float
    parts: tuple[str, ...]

    def svg(self) -> str:
        """Return the scene as one SVG element on its own lines."""
        size = numbers(0, 0, self.width, self.height)
        style = f'fill="none" stroke-width="{INK}" stroke-linecap="round" stroke-linejoin="round"'
        opening = f'<svg xmlns="http://www.w3.org/2000/svg" class="fig" viewBox="{size}" {style} focusable="false">'
        return "\n".join((opening, *(part for part in self.parts if part), "</svg>")) + "\n"


def path(d: str, fill: str = "", stroke: str = "", width: float = INK) -> str:
    """Return a path with a flat fill, a stroke, or both."""
    classes = [f"fig-{fill}"] if fill else []
    if stroke:
        classes.append("fig-line" if stroke == "ink" else f"fig-line-{stroke}")
    thickness = f' stroke-width="{number(width)}"' if stroke and width != INK else ""
    return f'<path class="{" ".join(classes)}"{thickness} d="{d}"/>'


def shape(d: str, fill: str, width: float = INK) -> str:
    """Return a flat shape with the ink outline."""
    return path(d, fill, "ink", width)


def limb(points: list[Point], width: float, colour: str, rounding: float = 0) -> str:
    """Return a limb: one rounded stroke in ink, and the same stroke in its colour, thinner, on top."""
    d = line(points, rounding)
    return path(d, stroke="ink", width=width + 2 * INK) + path(d, stroke=colour, width=width)


def ink_line(points: list[Point], width: float = INK, rounding: float = 0) -> str:
    """Return a line in ink: the leg of a chair, a stick, a floor."""
    return path(line(points, rounding), stroke="ink", width=width)


def circle(centre: Point, radius: float, fill: str = "", stroke: str = "", width: float = INK) -> str:
    """Return a disc, a ring, or both."""
    classes = " ".join(filter(None, (fill and f"fig-{fill}", stroke and "fig-line")))
    thickness = f' stroke-width="{number(width)}"' if stroke and width != INK else ""
    x, y, r = number(centre.x), number(centre.y), number(radius)
    return f'<circle class="{classes}"{thickness} cx="{x}" cy="{y}" r="{r}"/>'


def group(parts: list[str], centre: Point, turn: float = 0, facing: int = 1, scale: float = 1) -> str:
    """Return parts drawn round 0,0 and moved to a place, turned, mirrored and scaled."""
    moves = [f"translate({numbers(*centre)})"]
    if turn:
        moves.append(f"rotate({number(turn)})")
    if facing * scale != 1:
        size = f"{scale:.3g}"
        moves.append(f"scale({'-' if facing < 0 else ''}{size} {size})" if facing < 0 else f"scale({size})")
    return f'<g transform="{" ".join(moves)}">{"".join(parts)}</g>'

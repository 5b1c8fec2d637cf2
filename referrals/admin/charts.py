"""Bars drawn to scale: where each label, bar and number of a small chart goes. The template draws them."""

import textwrap
from dataclasses import dataclass

WIDTH = 340
LONGEST_BAR = 260  # leaves room for the number behind it
LETTERS = 42  # of a label, on one line
LINE, BAR, GAP = 20, 16, 12  # heights


@dataclass(frozen=True)
class Bar:
    """One number. `text` stands behind the bar; `tone` is "a" or "b"."""

    y: int
    width: int
    text: str
    tone: str

    @property
    def text_x(self):
        """Where the number begins."""
        return self.width + 8

    @property
    def text_y(self):
        """The base line of the number."""
        return self.y + BAR - 3


@dataclass(frozen=True)
class Label:
    """One line of words above its bars."""

    y: int
    text: str


@dataclass(frozen=True)
class Chart:
    """A chart of bars below labels. `name` begins its ids in the page, `legend` says what each tone is."""

    name: str
    title: str
    description: str
    legend: tuple[str, ...]
    labels: tuple[Label, ...]
    bars: tuple[Bar, ...]
    height: int
    width: int = WIDTH
    bar_height: int = BAR


def chart(name, title, rows, *, legend=()):
    """Return a Chart of `rows`, each `(label, numbers)`; the longest bar is the largest number. None is "not shown"."""
    largest = max((number for _, numbers in rows for number in numbers if number), default=1)
    labels, bars, y = [], [], 0
    for label, numbers in rows:
        for line in textwrap.wrap(label, LETTERS) or [""]:
            y += LINE
            labels.append(Label(y - 5, line))
        for tone, number in zip("ab", numbers, strict=False):
            bars.append(Bar(y, round(LONGEST_BAR * (number or 0) / largest), _say(number), tone))
            y += BAR + 2
        y += GAP
    description = "; ".join(f"{label}: {', '.join(map(_say, numbers))}" for label, numbers in rows) + "."
    return Chart(name, title, description, legend, tuple(labels), tuple(bars), max(y - GAP, 1))


def _say(number):
    return "not shown" if number is None else f"{number:,}"

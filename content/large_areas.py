"""Nations, counties and islands that people type instead of a town: too large to measure from. No database.

They are in content/library/large_areas.csv, with the nation that each is in.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from content.place_names import fold
from content.places import Nation

AREAS = Path(__file__).parent / "library" / "large_areas.csv"


@dataclass(frozen=True, slots=True)
class LargeArea:
    """A nation, county or island. `nation` is the Nation that it is, or is in."""

    name: str
    nation: str

    @property
    def is_nation(self):
        """Whether it is all of its nation."""
        return self.name == Nation(self.nation).label


def named(text):
    """Return the LargeArea that is called so, however it is written, or None."""
    return _AREAS.get(fold(text))


def every():
    """Return each LargeArea by the folded names that it has."""
    return dict(_AREAS)


def _read():
    found = {}
    with AREAS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            area = LargeArea(row["area"], row["nation"])
            found |= {fold(name): area for name in (row["area"], *filter(None, row["also"].split("; ")))}
    return found


_AREAS = _read()

"""What people type when they look for a thing of the library. It helps to find the thing; nobody is shown it."""

import csv
from functools import cache
from pathlib import Path

ASKED = Path(__file__).resolve().parents[1] / "library" / "asked_as.csv"


def asked_as(kind, slug):
    """Return the phrases that people type for a thing, by its Kind and slug: often none."""
    return _phrases().get((str(kind), slug), ())


def every_phrase():
    """Return {(kind, slug): its phrases}."""
    return _phrases()


@cache
def _phrases():
    with ASKED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["kind"], row["slug"]): tuple(filter(None, map(str.strip, row["asked"].split(";")))) for row in rows}

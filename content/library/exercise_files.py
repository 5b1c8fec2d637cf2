"""Reads an exercise's file: one YAML mapping. The name of the file is the address of its page.

The result is the document of content.snapshots, but for its sources: of those it has the keys only.
"""

from pathlib import Path

from content.models import Exercise, Kind
from content.models.fields import STEPS
from content.snapshots import FORMAT_VERSION

from . import front_matter

REQUIRED = {"title", "summary", "figure", "positions", "purposes", "energy", "steps", "how_many", "easier", "stop_if"}
REQUIRED |= {"ask_first", "heat", "position", "topics", "sources"}
OPTIONAL = {"harder"}
LISTS = ("positions", "purposes", "steps", "stop_if", "topics", "sources")
LONGEST = {"title": 80, "summary": 160, **dict.fromkeys(("how_many", "easier", "harder", "ask_first", "heat"), 200)}
CHOICES = {"positions": Exercise.Position, "purposes": Exercise.Purpose}


def read(path: Path) -> dict:
    """Return the document of the exercise at `path`. Raises LibraryError."""
    values = front_matter.values(path, path.read_text("utf-8"), _faults)
    return {
        "format": f"msphysio-{Kind.EXERCISE}",
        "format_version": FORMAT_VERSION,
        "slug": path.stem,
        **{name: values[name] for name in ("title", "summary", "figure", "energy", "how_many", "easier", "position")},
        **{name: list(values[name]) for name in ("positions", "purposes", "stop_if")},
        **{name: values.get(name) or "" for name in ("harder", "ask_first", "heat")},
        "steps": [{"figure": step.get("figure", ""), "text": step["text"]} for step in values["steps"]],
        "topics": sorted(values["topics"]),
        "sources": [{"key": key} for key in sorted(values["sources"])],
    }


def _faults(values):
    """What is missing, unknown or of the wrong shape: name and sentence. Each check relies on those before it."""
    yield from front_matter.unknown_or_missing(values, REQUIRED, OPTIONAL)
    yield from front_matter.not_lists(values, LISTS)
    yield from front_matter.too_long(values, LONGEST)
    for name, choices in CHOICES.items():
        if not values[name] or not set(values[name]) <= set(choices.values):
            yield name, f"“{name}” is one or more of {', '.join(choices.values)}."
    if values["energy"] not in Exercise.Energy.values:
        yield "energy", f"“energy” is one of {', '.join(Exercise.Energy.values)}."
    if not 1 <= len(values["steps"] or []) <= STEPS:
        yield "steps", f"It has 1 to {STEPS} steps."
    if not all(isinstance(step, dict) and {"text"} <= step.keys() <= {"figure", "text"} for step in values["steps"]):
        yield "steps", "Each step has a text and may have a figure, and nothing else."

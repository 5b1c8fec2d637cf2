"""Reads the head of a file: YAML between two lines of ---, or a file that is all YAML. A fault names its line."""

from collections.abc import Callable, Iterable
from pathlib import Path

import frontmatter
import yaml

from .faults import LibraryError

# For the values of a head: the name and a sentence for each thing that is wrong with them.
Faults = Callable[[dict], Iterable[tuple[str, str]]]


def split(path: Path) -> tuple[str, str, int]:
    """Return the head of a file, its body, and the line on which the body begins. Raises LibraryError."""
    text = path.read_text("utf-8")
    try:
        head, body = frontmatter.YAMLHandler().split(text)
    except ValueError as error:
        raise LibraryError(path, 1, "The file does not begin with front matter between two lines of ---.") from error
    return head, body, text[: len(text) - len(body)].count("\n") + 1


def values(path: Path, head: str, faults: Faults) -> dict:
    """Return what a head says. Raises LibraryError, with the line, for the first of its faults."""
    try:
        found = yaml.safe_load(head)
    except yaml.YAMLError as error:
        raise LibraryError(path, error.problem_mark.line + 1, f"This is not YAML: {error.problem}.") from error
    found = found if isinstance(found, dict) else {}
    for name, sentence in faults(found):
        lines = enumerate(head.splitlines(), start=1)
        raise LibraryError(path, next((n for n, line in lines if line.startswith(f"{name}:")), 1), sentence)
    return found


def unknown_or_missing(found: dict, required: set, optional: set):
    """Yield a fault for each name that is missing, and for each that is not known."""
    yield from ((name, f"“{name}” is missing.") for name in sorted(required - found.keys()))
    yield from ((name, f"“{name}” is not known here.") for name in sorted(found.keys() - required - optional))


def too_long(found: dict, longest: dict):
    """Yield a fault for each text that is longer than its column."""
    for name, most in longest.items():
        if len(str(found.get(name) or "")) > most:
            yield name, f"“{name}” is longer than {most} characters."


def not_lists(found: dict, names: Iterable):
    """Yield a fault for each of these names that is there and not a list."""
    yield from ((name, f"“{name}” is not a list.") for name in names if not isinstance(found.get(name) or [], list))

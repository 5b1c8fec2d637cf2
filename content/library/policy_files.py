"""Reads a page about the site itself: a head with title, lead and position, then Markdown with ## headings."""

import re
from pathlib import Path

from content.models import Kind
from content.snapshots import FORMAT_VERSION

from . import fences, front_matter

REQUIRED = {"title", "lead", "position"}
LONGEST = {"title": 80, "lead": 200}
HEADING = re.compile(r"^## ", re.M)


def read(path: Path) -> dict:
    """Return the document of the page at `path`. Raises LibraryError."""
    head, body, _ = front_matter.split(path)
    values = front_matter.values(path, head, _faults)
    return {
        "format": f"msphysio-{Kind.POLICY}",
        "format_version": FORMAT_VERSION,
        "slug": path.stem,
        **{name: values[name] for name in sorted(REQUIRED)},
        "body": fences.html(HEADING.sub("### ", body)),  # rich text has headings of one level
    }


def _faults(values):
    yield from front_matter.unknown_or_missing(values, REQUIRED, set())
    yield from front_matter.too_long(values, LONGEST)

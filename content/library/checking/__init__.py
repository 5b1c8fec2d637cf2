"""Checks everything there is to read, as a whole: complete, sound, plain, and in our own words.

One way for the files of the library, which needs no database, and for the working copies in the database: both are
documents of content.snapshots. What an editor is told of one thing before it is sent for approval: content.readiness.
"""

from dataclasses import dataclass

from .completeness import incomplete
from .library import Library, Page, in_database, in_files
from .overlap import overlapping
from .plainness import Spread, not_plain, spreads
from .resolving import unresolved
from .wholeness import not_whole

__all__ = ["Library", "Page", "Report", "check", "faults_of", "in_database", "in_files"]


@dataclass(frozen=True)
class Report:
    """Each fault as “file:line: what is wrong, and what to do”, and the measures of what patients read."""

    faults: tuple[str, ...]
    spreads: tuple[Spread, ...]


def check(library: Library) -> Report:
    """Return the Report of a Library."""
    pages = (fault for page in library.pages for fault in faults_of(page, library))
    return Report((*library.unreadable, *not_whole(library), *pages), spreads(library))


def faults_of(page: Page, library: Library):
    """Yield the faults of one Page among the others."""
    yield from incomplete(page)
    yield from unresolved(page, library)
    yield from not_plain(page)
    yield from overlapping(page)

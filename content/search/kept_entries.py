"""What entries of the index say, in the memory of each process: PostgreSQL finds and weighs them, and sends numbers.

No list of words is here, so nothing has to be kept in step with what is published: an entry is never changed in its
place, and all are read anew when the index is in another state.
"""

import math
from typing import NamedTuple

from content.audiences import Reader
from content.models import Kind

from .nearness import phrases_of
from .prepared import Statement
from .version import version

MOST = 40_000  # entries, of 1.5 to 3 KB; then everything begins anew
KINDS = {
    "article": 1.0,
    "faq": 1.0,
    "term": 0.7,
    "route": 0.75,
    "exercise": 0.85,
    "topic": 0.8,
    "service": 0.7,
    "story": 0.6,
    "policy": 0.5,
}
PROFESSIONAL = 0.6  # words for professionals are seldom what somebody meant
READ = Statement(
    """
SELECT id, kind, object_id, slug, place, title, heading, url, reader, text, names, length(vector)
FROM content_searchentry WHERE id = ANY(%(ids)s)
""",
    (("ids", "bigint[]"),),
)


class Entry(NamedTuple):
    """One SearchEntry: `called` is what people call it, for nearness(), `worth` how much a score counts in it."""

    id: int
    kind: str
    object_id: int
    slug: str
    place: int
    title: str
    heading: str
    url: str
    reader: str
    text: str
    called: tuple
    worth: float


COLUMNS = Entry._fields.index("called")  # of the table, as they are
_state, _kept = None, {}


def entries_of(ids):
    """Return {id: Entry}, with these among them but for those that are gone. One query at most."""
    global _state, _kept
    state = version.get()
    if state != _state or len(_kept) > MOST:
        _state, _kept = state, {}
    kept = _kept  # another thread may begin anew
    missing = [id_ for id_ in ids if id_ not in kept]
    if missing:
        kept.update((row[0], _entry(row)) for row in READ.rows({"ids": missing}))
    return kept


def _entry(row):
    *columns, names, size = row
    _, kind, _, _, _, title, heading, _, reader, _ = columns
    called = names if kind != Kind.TERM else title  # what people say for a term is often said of more
    worth = KINDS.get(kind, 0.7) / (1 + math.log1p(size / 60) * 0.12)
    worth *= PROFESSIONAL if reader == Reader.PROFESSIONAL else 1
    return Entry(*columns, phrases_of(f"{called} / {heading} / {title}" if heading else called), worth)

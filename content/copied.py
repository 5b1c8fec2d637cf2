"""A Published as a line of text for the copy on the disk, and back. Pure; see content.local_copy."""

import hashlib
import json
import sys
from dataclasses import astuple, fields
from datetime import date, datetime
from pathlib import Path

from content import article_text, documents, prose
from content.published import Approval, Change, Published

DERIVED = ("approval", "due")  # what depends on the day is not kept
KEPT = tuple(field.name for field in fields(Published) if field.name not in DERIVED)
MADE_BY = (__file__, documents.__file__, article_text.__file__, prose.__file__)
FORM = hashlib.sha256(b"".join(Path(file).read_bytes() for file in MADE_BY)).hexdigest()  # another with other code


def to_text(thing):
    """Return a Published as text: the same for the same, whatever the day."""
    return json.dumps([getattr(thing, name) for name in KEPT], ensure_ascii=False, default=_plain)


def from_text(text):
    """Return the Published of a text. Its `approval` and `due` are those of the record: see published.of_today."""
    values = dict(zip(KEPT, json.loads(text, object_pairs_hook=_named), strict=True))
    record = values["on_record"]
    if record:
        role, day, review, clinical = record
        record = Approval(role, date.fromisoformat(day), date.fromisoformat(review), clinical)
    values |= {
        "published_at": datetime.fromisoformat(values["published_at"]),
        "on_record": record,
        "approval": record,
        "paused_parts": frozenset(values["paused_parts"]),
        "changes": tuple(_change(*change) for change in values["changes"]),
    }
    return Published(**values)


def _plain(value):
    """What JSON has no word for."""
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date | datetime) else astuple(value)


def _change(number, at, *others):
    return Change(number, datetime.fromisoformat(at), *others)


def _named(pairs):
    """Names that thousands of documents share, once."""
    return {sys.intern(name): value for name, value in pairs}

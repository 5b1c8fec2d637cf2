"""Reads the library's tables: sources.csv, topics.csv, finders.csv and glossary.csv. The directory: service_table."""

import csv

from django.utils.text import slugify

from content.models import Finder, Kind, Source
from content.places import Nation
from content.snapshots import FORMAT_VERSION

from .faults import LibraryError

SOURCE_COLUMNS = {
    "key": "key",
    "authors": "authors",
    "year": "year",
    "title": "title",
    "publisher": "publisher_or_journal",
    "doi": "doi",
    "url": "url",
    "source_kind": "kind",
    "note": "note",
}


def sources(path):
    """Return the columns of each Source, by key. Raises LibraryError."""
    found = {}
    for line, row in rows(path):
        values = {name: row[column].strip() for name, column in SOURCE_COLUMNS.items()}
        if values["source_kind"] not in Source.SourceKind.values:
            raise LibraryError(path, line, f"“{values['source_kind']}” is not a kind of source.")
        if values["key"] in found:
            raise LibraryError(path, line, f"The key “{values['key']}” is there twice.")
        found[values["key"]] = values
    return found


def topics(path):
    """Return the document of each topic. Raises LibraryError."""
    names = ("slug", "title", "summary", "figure", "door_title", "door_text")
    return [
        {
            **heading(Kind.TOPIC),
            **{name: row[name].strip() for name in names},
            "position": int(row["position"]),
            "on_home": row["on_home"].strip() == "yes",
        }
        for _, row in rows(path)
    ]


def finders(path):
    """Return the document of each finder. Raises LibraryError."""
    return [
        {
            **heading(Kind.FINDER),
            **{name: row[name].strip() for name in ("organisation", "finder", "url", "checked")},
            "use": _use(path, line, row.get("use", Finder.Use.SEARCH).strip()),
            "slug": slugify(f"{row['organisation']} {row['finder']}")[:80].strip("-"),
            "what": row["what_it_finds"].strip(),
            "nations": _nations(path, line, row["nations"]),
        }
        for line, row in rows(path)
    ]


def terms(path):
    """Return the document of each glossary term. Raises LibraryError."""
    found = {}
    for line, row in rows(path):
        slug = row["slug"].strip()
        if not slug or not row["term"].strip() or not row["meaning"].strip():
            raise LibraryError(path, line, "A term has an address (slug), a word and a meaning.")
        if slug in found:
            raise LibraryError(path, line, f"The address “{slug}” is there twice.")
        found[slug] = {
            **heading(Kind.TERM),
            **{name: row[name].strip() for name in ("slug", "term", "meaning")},
            "lay_words": parts(row["lay_words"]),
            "marked": row.get("marked", "").strip() != "no",
            "sources": [{"key": key} for key in sorted(parts(row["sources"]))],
        }
    return list(found.values())


def rows(path):
    """Yield the line that each row ends on, and the row; every column is there. Raises LibraryError."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            if None in row or None in row.values():
                raise LibraryError(path, reader.line_num, "This row does not have as many columns as the first line.")
            yield reader.line_num, row


def heading(kind):
    """Return what the document of a Kind begins with."""
    return {"format": f"msphysio-{kind}", "format_version": FORMAT_VERSION}


def parts(text):
    """Return the items of a cell that has “;” between them."""
    return [part.strip() for part in text.split(";") if part.strip()]


def _use(path, line, text):
    if text not in Finder.Use.values:
        raise LibraryError(path, line, f"“{text}” is not one of {', '.join(Finder.Use.values)}.")
    return text


def _nations(path, line, text):
    labels = {nation.label: nation.value for nation in Nation}
    try:
        return [labels[label.strip()] for label in text.split(",")]
    except KeyError as error:
        raise LibraryError(path, line, f"{error} is not one of {', '.join(labels)}.") from error

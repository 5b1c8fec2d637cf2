"""Everything there is to read as Pages, from the files of a folder or from the database."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from django.conf import settings

from content import snapshots
from content.models import Article, Exercise, Faq, Kind, Policy, Service, Source, Term, Topic
from content.models.fields import drawn_figures

from .. import article_files, exercise_files, faq_files, policy_files, tables
from ..faults import LibraryError

NOTICE = "notice"  # first aid of the search, see content.search.urgent: no Kind of its own
CHECKED = (Article, Exercise, Faq, Term, Policy, Topic)
ADDRESS = re.compile(r"\]\([^)]*\)")


@dataclass(frozen=True)
class Page:
    """One thing to read: its document, for the clinician to check (of articles), and the file that holds it, if any."""

    kind: str
    document: dict
    to_check: tuple[str, ...] = ()
    path: Path | None = None

    @property
    def slug(self):
        return self.document["slug"]

    def fault(self, mention, sentence):
        """Return a fault with the place where the words of `mention` stand; "" for the beginning."""
        if self.path is None:
            return f"{self.kind} “{self.slug}”: {sentence}"
        return f"{_short(self.path)}:{_line_of(self.path.read_text('utf-8'), mention, self.slug)}: {sentence}"


@dataclass(frozen=True)
class Library:
    """All Pages, and the names that they may use."""

    pages: tuple[Page, ...]
    sources: frozenset[str]
    services: frozenset[str]
    unreadable: tuple[str, ...] = ()
    figures: frozenset[str] = field(default_factory=lambda: frozenset(name for name, _ in drawn_figures() if name))

    def of(self, kind):
        """Return the Pages of a kind."""
        return [page for page in self.pages if page.kind == kind]

    @cached_property
    def by_name(self):
        """The Pages by kind and slug."""
        return {(page.kind, page.slug): page for page in self.pages}


def in_files(folder: Path) -> Library:
    """Return the Library of a folder. A file that cannot be read is named; the others are read all the same."""
    unreadable = []

    def read(reader, path):
        try:
            return list(reader(path)) if path.exists() else []
        except LibraryError as error:
            unreadable.append(str(error).replace(str(path), _short(path)))
            return []

    pages = [page for reader, path in _files(folder) for page in read(reader, path)]
    sources = read(tables.sources, folder / "sources.csv")
    services = [row["slug"] for _, row in read(tables.rows, folder / "services.csv")]
    return Library(tuple(pages), frozenset(sources), frozenset(services), tuple(unreadable))


def in_database() -> Library:
    """Return the Library of the working copies in the database, as editors left them."""
    pages = tuple(
        Page(thing.kind, snapshots.document(thing), tuple(getattr(thing, "to_check", ())))
        for model in CHECKED
        for thing in model.objects.all()
    )
    sources = frozenset(Source.objects.values_list("key", flat=True))
    return Library(pages, sources, frozenset(Service.objects.values_list("slug", flat=True)))


def _files(folder):
    """Yield how to read each file as Pages, and the file."""
    yield from ((_article, path) for path in sorted((folder / "articles").glob("*.md")))
    yield from ((_one(Kind.EXERCISE, exercise_files.read), path) for path in sorted(folder.glob("exercises/*.yaml")))
    yield from ((_one(Kind.POLICY, policy_files.read), path) for path in sorted((folder / "policies").glob("*.md")))
    yield _many(Kind.FAQ, faq_files.read), folder / "faqs.md"
    yield _many(Kind.TERM, tables.terms), folder / "glossary.csv"
    yield _many(Kind.TOPIC, tables.topics), folder / "topics.csv"
    yield _notices, folder / "urgent_notices.csv"


def _article(path):
    file = article_files.read(path)
    yield Page(Kind.ARTICLE, file.document, tuple(file.to_check), path)


def _one(kind, read):
    return lambda path: [Page(kind, read(path), path=path)]


def _many(kind, read):
    return lambda path: [Page(kind, document, path=path) for document in read(path)]


def _notices(path):
    for _, row in tables.rows(path):
        text = row["text"].replace("|", "\n")
        yield Page(NOTICE, {"slug": row["key"], "heading": row["heading"], "text": text}, path=path)


def _short(path):
    return str(path.relative_to(settings.BASE_DIR)) if path.is_relative_to(settings.BASE_DIR) else str(path)


def _line_of(text, mention, slug):
    """The first line with these words, or with the first of them; in a file of many things, after the name of one."""
    lines = text.splitlines()
    start = next((n for n, line in enumerate(lines) if re.search(rf"(^|slug=){re.escape(slug)}[ ,]", line)), 0)
    words = _words(mention)
    for read, wanted in ((str, mention), (_words, words), (_words, words[:25])):
        number = next((n for n, line in enumerate(lines[start:], start + 1) if wanted and wanted in read(line)), None)
        if number:
            return number
    return start + 1


def _words(text):
    return " ".join(re.findall(r"[a-z]+", ADDRESS.sub("]", text).lower()))

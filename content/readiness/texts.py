"""Every text of a working copy that readers get, with the field of the change form that holds it."""

from dataclasses import dataclass

from content import prose
from content.models import BLOCKS, CareNotice, Kind

# What is no running text: addresses, names of drawings, choices.
SILENT = frozenset({"slug", "figure", "position", "on_home", "next_url", "link_url", "url", "website", "source_url"})
# Their own words are what people say, not what we say.
SAID_BY_PEOPLE = frozenset({"lay_words", "former_names"})
TOLD = frozenset({"title", "told_by", "body"})  # of a story
READ_IN_BLOCKS = frozenset(
    {"heading", "body", "do", "do_not", "title", "purpose", "steps", "how_many", "easier", "caption", "question"}
    | {"answer", "transcript"}
)
NAMES = frozenset(
    {"title", "heading", "question", "term", "name", "also_called", "next_label", "link_label", "caption"}
)
HTML = frozenset({"body", "answer", "transcript"})


@dataclass(frozen=True)
class Text:
    """One text: its field, its words as plain lines, its HTML where it has any, and where it stands."""

    field: str
    words: str
    html: str = ""
    numbers: bool = False  # telephone numbers belong there: care notices, the directory
    professional: bool = False  # only professionals read it
    name: bool = False  # a title or a label: not a sentence
    told: bool = False  # what somebody told us, in words of their own


def texts(thing):
    """Return the Texts of a Reviewable, in the order of its change form."""
    numbers = thing.kind in (Kind.SERVICE, Kind.FINDER)
    names = [name for name in thing.public_fields if name not in SILENT | SAID_BY_PEOPLE]
    told = TOLD if thing.kind == Kind.STORY else ()
    own = [text for n in names for text in _of(n, getattr(thing, n), numbers=numbers, told=n in told)]
    return (*own, *(_of_article(thing) if thing.kind == Kind.ARTICLE and thing.pk else ()))


def block_field(row, number, name):
    """Return the id of a field of a block, the `number`th of its kind in the change form."""
    return f"content_{row._meta.model_name}_set-{number}-{name}"


def blocks(article):
    """Yield (block, its number among its kind in the change form) for all blocks of an article."""
    for model in BLOCKS:
        for number, row in enumerate(model.objects.filter(parent=article).order_by("ordering", "pk")):
            yield row, number


def _of_article(article):
    for row, number in blocks(article):
        for field in row._meta.concrete_fields:
            if field.name in READ_IN_BLOCKS and field.name not in SILENT:
                yield from _of(
                    field.name,
                    getattr(row, field.name),
                    at=block_field(row, number, field.name),
                    numbers=isinstance(row, CareNotice),
                    professional=list(row.readers) == ["professional"],
                )
    for number, citation in enumerate(article.citations.all()):
        yield Text(f"citations-{number}-claim", citation.claim, professional=True)


def _of(name, value, at="", **where):
    """One Text of a column, whatever it holds; nothing where it is empty or holds no words."""
    if isinstance(value, list):
        value = "\n".join(item["text"] if isinstance(item, dict) else str(item) for item in value)
    if not isinstance(value, str) or not value.strip():
        return
    html = value if name in HTML else ""
    yield Text(at or name, "\n".join(prose.lines(value)) if html else value, html, name=name in NAMES, **where)

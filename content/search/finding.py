"""Which entries answer a question best: PostgreSQL finds and weighs them; what they are and are called counts here."""

from typing import NamedTuple

from content.models.search import LANGUAGE

from .finding_sql import FIND
from .kept_entries import COLUMNS, entries_of
from .nearness import asked_weight, nearest, nearness, typed_stems

ENOUGH = 500  # entries in the lists that are gone through
CANDIDATES = 1000  # entries at most that PostgreSQL weighs, of those with a name that was asked for and of the others
MOST_LOOKED_AT = 250  # entries that are weighed once more here
NAMED = 2.4  # a word in a heading, a title or another name, over the same word in the text
ALIKE = 2.0  # more for an entry that people call, or ask for, just as the question does
PART = 0.8  # the heading of a part, over the name of the whole thing
NEAR = 0.55  # how near a phrase is that finds a thing by itself
TRIES = 3  # while something is published just then
FLOOR = 1.5  # what such a phrase is worth, by what the question weighs


class Found(NamedTuple):
    """One entry that was found, and how well it fits."""

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
    score: float
    share: float  # of the ideas of the question that it meets


def find(question, *, kinds=None, slugs=None):
    """Return every Found that meets some Concept of a Question, the best first; see finding_sql.

    Two queries at most, unless something is published just then. `kinds` with `slugs` narrow it.
    """
    concepts = question.concepts
    ordered = sorted(concepts, key=lambda concept: concept.meant)
    asked = [(n, words, weight) for n, concept in enumerate(ordered) for words, weight in concept.words]
    typed = sum(not concept.meant for concept in concepts) or 1
    said = typed_stems(question), asked_weight(question)
    asked_for = nearest(*said)
    if not concepts and max(asked_for.values(), default=0) < NEAR:
        return ()
    values = {name: [row[at] for row in asked] for at, name in enumerate(("numbers", "words", "weights"))}
    values |= {"language": LANGUAGE, "named": NAMED, "asked": typed}
    values |= {"enough": ENOUGH, "candidates": CANDIDATES, "most": MOST_LOOKED_AT}
    values |= {"kinds": list(kinds) if kinds else None, "slugs": list(slugs or ())}
    values |= _near({thing for thing, near in asked_for.items() if near >= NEAR}, kinds, slugs)
    found = [_weighed(entry, raw, met / typed, said, asked_for) for entry, raw, met in _rows(values)]
    return tuple(sorted(found, key=lambda one: (-one.score, one.kind, one.slug, one.place)))


def _rows(values):
    """Return [(Entry, raw score, concepts met)], found again where an entry was written anew before it was read."""
    for _ in range(TRIES):
        rows = FIND.rows(values)
        entries = entries_of([id_ for id_, _, _ in rows])
        if all(id_ in entries for id_, _, _ in rows):
            break
    return [(entries[id_], raw, met) for id_, raw, met in rows if id_ in entries]


def _near(things, kinds, slugs):
    if kinds:
        things = [(kind, slug) for kind, slug in things if kind in kinds and slug in slugs]
    return {"near_kinds": [kind for kind, _ in things], "near_slugs": [slug for _, slug in things]}


def _weighed(entry, raw, share, said, asked_for):
    near = nearness(entry.called, *said)
    near = max(near, asked_for.get((entry.kind, entry.slug), 0)) if entry.place == 0 else near * PART
    score = max(raw, FLOOR * near * said[1]) * (0.55 + 0.45 * max(share, near)) * (1 + ALIKE * near)
    return Found(*entry[:COLUMNS], score * entry.worth, share)

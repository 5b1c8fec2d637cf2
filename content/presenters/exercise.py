"""Exercises that stand alone: a page for each, and a list that can be narrowed by position, purpose and energy."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.http import urlencode

from content import reading
from content.addresses import exercise_address
from content.models import Exercise, Kind

from .lists import ArticleCard, cards_of_topics
from .trust import Trust, served, trust_in, trust_in_draft

MOST_RELATED = 3
# What the list can be narrowed by: name in the address, words above it, choices, where the document keeps it.
FACETS = (
    ("position", "How you do it", Exercise.Position, "positions"),
    ("purpose", "What it is for", Exercise.Purpose, "purposes"),
    ("energy", "How much energy", Exercise.Energy, "energy"),
)


@dataclass(frozen=True)
class ExerciseCard:
    """An exercise in a list."""

    title: str
    summary: str
    figure: str
    url: str
    facts: str


@dataclass(frozen=True)
class ExercisePage:
    """One exercise. `exercise` is what the component prints; `related` are articles on the same topics."""

    title: str
    summary: str
    figure: str
    facts: tuple[dict, ...]
    exercise: dict
    ask_first: str
    stop_if: tuple[str, ...]
    heat: str
    related: tuple[ArticleCard, ...]
    trust: Trust


@dataclass(frozen=True)
class ExerciseList:
    """The exercises that fit what was chosen; `filters` are [{label, options: [{label, url, current}]}]."""

    cards: tuple[ExerciseCard, ...]
    filters: tuple[dict, ...]
    narrowed: bool


def exercise_page(published):
    """Return the ExercisePage of a Published exercise."""
    return _page(published.document, trust_in(published, exercise_address(published.slug)))


def draft_exercise_page(document):
    """Return the ExercisePage of a working copy."""
    return _page(document, trust_in_draft(document, Kind.EXERCISE, exercise_address(document["slug"])))


def exercise_list(asked):
    """Return the ExerciseList for what was asked: {name of a facet: value}. What is not a choice is not asked for."""
    chosen = {name: asked[name] for name, _, choices, _ in FACETS if asked.get(name) in choices.values}
    found = served(reading.every(Kind.EXERCISE))
    return ExerciseList(
        cards=tuple(exercise_card(published) for published in found if _fits(published.document, chosen)),
        filters=tuple(_filter(facet, chosen, found) for facet in FACETS),
        narrowed=bool(chosen),
    )


@lru_cache(maxsize=512)
def exercise_card(published):
    """Return the ExerciseCard of a Published exercise."""
    document = published.document
    return ExerciseCard(
        **{name: document[name] for name in ("title", "summary", "figure")},
        url=exercise_address(published.slug),
        facts=". ".join([_how(document), Exercise.Energy(document["energy"]).label]) + ".",
    )


def _page(document, trust):
    return ExercisePage(
        **{name: document[name] for name in ("title", "summary", "figure", "ask_first", "heat")},
        facts=(
            {"icon": "chair", "text": _how(document)},
            {"icon": "cup", "text": Exercise.Energy(document["energy"]).label},
        ),
        exercise={name: document[name] for name in ("steps", "how_many", "easier", "harder")},
        stop_if=tuple(document["stop_if"]),
        related=cards_of_topics(document["topics"])[:MOST_RELATED],
        trust=trust,
    )


def _how(document):
    first, *others = [Exercise.Position(position).label for position in document["positions"]]
    return " or ".join([first, *(label.lower() for label in others)])


def _values(document, column):
    value = document[column]
    return value if isinstance(value, list) else [value]


def _fits(document, chosen):
    return all(chosen[name] in _values(document, column) for name, _, _, column in FACETS if name in chosen)


def _filter(facet, chosen, found):
    """The choices of a facet that some exercise has; the one chosen leads back to all."""
    name, label, choices, column = facet
    had = {value for published in found for value in _values(published.document, column)}
    return {
        "id": f"by-{name}",
        "label": label,
        "options": tuple(_option(name, choice, chosen) for choice in choices if choice.value in had),
    }


def _option(name, choice, chosen):
    current = chosen.get(name) == choice.value
    others = {key: value for key, value in chosen.items() if key != name}
    query = urlencode(others if current else {**others, name: choice.value})
    address = reverse("exercise_list")
    return {"label": choice.label, "url": f"{address}?{query}" if query else address, "current": current}

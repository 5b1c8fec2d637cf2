"""Exercises that stand alone: a page for each, and a list that can be narrowed by position, purpose and energy."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import urlencode

from django.urls import reverse

from content import reading
from content.addresses import exercise_address
from content.models import Exercise, Kind

from .exercise_sheet import TWO_HOUR_CHECK, address_with
from .lists import ArticleCard, article_card, cards_of_topics
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

    slug: str
    title: str
    summary: str
    figure: str
    url: str
    facts: str


@dataclass(frozen=True)
class ExercisePage:
    """One exercise. `exercise` is what the component prints; `related` are articles on the same topics.

    `sheet_url` is a sheet with this exercise alone; `check` leads to the two-hour check, None while that is not there.
    """

    slug: str
    title: str
    summary: str
    figure: str
    facts: tuple[dict, ...]
    exercise: dict
    ask_first: str
    stop_if: tuple[str, ...]
    heat: str
    check: ArticleCard | None
    related: tuple[ArticleCard, ...]
    sheet_url: str
    trust: Trust


@dataclass(frozen=True)
class ExerciseList:
    """The exercises that fit what was chosen; `filters` are [{id, label, options: [{label, count, url, current}]}].

    `on_sheet` are the addresses of those on the reader's sheet, with commas between; `to_add` are cards not on it.
    """

    cards: tuple[ExerciseCard, ...]
    filters: tuple[dict, ...]
    narrowed: bool
    all_url: str
    on_sheet: str
    to_add: tuple[ExerciseCard, ...]


def exercise_page(published):
    """Return the ExercisePage of a Published exercise."""
    return _page(published.document, trust_in(published, exercise_address(published.slug)))


def draft_exercise_page(document):
    """Return the ExercisePage of a working copy."""
    return _page(document, trust_in_draft(document, Kind.EXERCISE, exercise_address(document["slug"])))


def exercise_list(asked, chosen=()):
    """Return the ExerciseList for what was asked: {name of a facet: value}. What is not a choice is not asked for.

    `chosen` are the Published exercises on the reader's sheet: every address keeps them.
    """
    narrowing = {name: asked[name] for name, _, choices, _ in FACETS if asked.get(name) in choices.values}
    kept = {"with": ",".join(published.slug for published in chosen)} if chosen else {}
    found = served(reading.every(Kind.EXERCISE))
    fitting = tuple(published for published in found if _fits(published.light, narrowing))
    return ExerciseList(
        cards=tuple(map(exercise_card, fitting)),
        filters=tuple(_filter(facet, narrowing, kept, found) for facet in FACETS),
        narrowed=bool(narrowing),
        all_url=_list_address(kept),
        on_sheet=kept.get("with", ""),
        to_add=tuple(exercise_card(published) for published in fitting if published not in chosen),
    )


@lru_cache(maxsize=512)
def exercise_card(published):
    """Return the ExerciseCard of a Published exercise."""
    document = published.light
    return ExerciseCard(
        **{name: document[name] for name in ("slug", "title", "summary", "figure")},
        url=exercise_address(published.slug),
        facts=". ".join([_how(document), Exercise.Energy(document["energy"]).label]) + ".",
    )


def _page(document, trust):
    return ExercisePage(
        **{name: document[name] for name in ("slug", "title", "summary", "figure", "ask_first", "heat")},
        facts=(
            {"icon": "chair", "text": _how(document)},
            {"icon": "cup", "text": Exercise.Energy(document["energy"]).label},
        ),
        exercise={name: document[name] for name in ("steps", "how_many", "easier", "harder")},
        stop_if=tuple(document["stop_if"]),
        check=article_card(TWO_HOUR_CHECK),
        related=tuple(islice(cards_of_topics(document["topics"]), MOST_RELATED)),
        sheet_url=address_with("exercise_sheet", [document["slug"]]),
        trust=trust,
    )


def _how(document):
    first, *others = [Exercise.Position(position).label for position in document["positions"]]
    return " or ".join([first, *(label.lower() for label in others)])


def _values(document, column):
    value = document[column]
    return value if isinstance(value, list) else [value]


def _fits(document, narrowing):
    return all(narrowing[name] in _values(document, column) for name, _, _, column in FACETS if name in narrowing)


def _filter(facet, narrowing, kept, found):
    """The choices of a facet that lead to some exercise, each with how many; the one chosen leads back."""
    name, label, choices, column = facet
    others = {key: value for key, value in narrowing.items() if key != name}
    values = [_values(published.light, column) for published in found if _fits(published.light, others)]
    counts = Counter(value for each in values for value in each)
    current = narrowing.get(name)
    return {
        "id": f"by-{name}",
        "label": label,
        "options": tuple(
            {
                "label": choice.label,
                "count": counts[choice.value],
                "url": _list_address(others | ({} if choice.value == current else {name: choice.value}) | kept),
                "current": choice.value == current,
            }
            for choice in choices
            if counts[choice.value] or choice.value == current
        ),
    }


def _list_address(query):
    address = reverse("exercise_list")
    return f"{address}?{urlencode(query, safe=',')}" if query else address

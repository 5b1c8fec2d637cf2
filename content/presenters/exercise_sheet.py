"""“My exercises”: a sheet of some exercises to print and take along. Its address names them; nothing is kept here."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from content import reading
from content.addresses import exercise_address
from content.models import Kind

from .lists import ArticleCard, article_card
from .trust import Standing, served, standing, trust_in_all

TWO_HOUR_CHECK = "two-hour-check"  # the article whose “In short” stands on every sheet
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SHEET_TEXTS = ("title", "steps", "how_many", "easier", "ask_first", "stop_if")


@dataclass(frozen=True)
class OnSheet:
    """One exercise on a sheet; `earlier`, `later` and `without` are addresses of the sheet after that change."""

    number: int
    title: str
    url: str
    steps: tuple[dict, ...]
    how_many: str
    easier: str
    ask_first: str
    stop_if: tuple[str, ...]
    standing: Standing
    earlier: str
    later: str
    without: str


@dataclass(frozen=True)
class ExerciseSheet:
    """The sheet. `with_these` is what its address holds; `check` is the two-hour check, None while it is not there."""

    exercises: tuple[OnSheet, ...]
    with_these: str
    checked: str
    waiting: bool
    check: ArticleCard | None
    check_points: tuple[str, ...]
    days: tuple[str, ...]
    add_url: str


def exercises_asked_for(values):
    """Return the Published exercises that the values of “with” name, in their order, each once.

    A value holds addresses with commas between. What is not published or is paused is left out.
    """
    slugs = dict.fromkeys(slug for value in values for slug in value.split(","))
    held = reading.by_slug(Kind.EXERCISE)
    return served(held[slug] for slug in slugs if slug in held)


def exercise_sheet(chosen):
    """Return the ExerciseSheet of Published exercises."""
    slugs = [published.slug for published in chosen]
    trust = trust_in_all(chosen, reverse("exercise_sheet"))
    check = article_card(TWO_HOUR_CHECK)
    return ExerciseSheet(
        exercises=tuple(_on_sheet(place, published, slugs) for place, published in enumerate(chosen)),
        with_these=",".join(slugs),
        checked=trust.checked if trust else "",
        waiting=bool(trust and trust.waiting),
        check=check,
        check_points=tuple(reading.article(TWO_HOUR_CHECK).document["in_short"]) if check else (),
        days=DAYS,
        add_url=address_with("exercise_list", slugs),
    )


def address_with(name, slugs):
    """Return the address of the page `name` that holds these exercises, in this order."""
    return f"{reverse(name)}?{urlencode({'with': ','.join(slugs)}, safe=',')}"


def _on_sheet(place, published, slugs):
    return OnSheet(
        number=place + 1,
        url=exercise_address(published.slug),
        standing=standing(published),
        earlier=address_with("exercise_sheet", _swapped(slugs, place - 1)) if place else "",
        later=address_with("exercise_sheet", _swapped(slugs, place)) if place + 1 < len(slugs) else "",
        without=address_with("exercise_sheet", slugs[:place] + slugs[place + 1 :]),
        **{name: published.document[name] for name in SHEET_TEXTS},
    )


def _swapped(slugs, place):
    """Return the slugs with that one and the next in each other's place."""
    return [*slugs[:place], slugs[place + 1], slugs[place], *slugs[place + 2 :]]

"""Which counts are shown: no small one, and none that somebody who knows the rule could work out."""

from collections import defaultdict
from datetime import date
from itertools import product

import pytest
import time_machine

from referrals import counters
from referrals.counters.disclosure import suppress, suppress_week
from referrals.models import WeeklyCount

LARGEST = 19


def possible_values(tables):
    """For every hidden number of every published table, yield the values that it may have, given all that is shown."""
    alike = defaultdict(list)
    for real, shown in tables:
        alike[shown].append(real)
    for shown, reals in alike.items():
        for place, number in enumerate(shown):
            if number is None:
                yield shown, {real[place] for real in reals}


def test_no_small_number_can_be_worked_out_from_a_total():
    tables = [
        ((sum(parts), *parts), (total, *shown.values()))
        for parts in product(range(30), repeat=3)
        for total, shown in [suppress(sum(parts), dict(enumerate(parts)))]
    ]
    # Sums that need a part of 30 or more to be any other are left out: their other tables are not in the list.
    inside = [(real, shown) for real, shown in tables if hidden_sum(shown) < 30]
    assert min(len(values) for _, values in possible_values(inside)) >= 10


def hidden_sum(shown):
    total, *parts = shown
    return 0 if total is None else total - sum(part or 0 for part in parts)


def test_no_small_number_can_be_worked_out_from_a_whole_week():
    tables = []
    for early, late, one, other in product(range(LARGEST + 1), repeat=4):
        finishes = one + other
        starts = finishes + early + late
        a, b, left, routes = suppress_week(starts, finishes, {"q": early, "r": late}, {"x": one, "y": other})
        if hidden_sum((a, b, *left.values())) <= LARGEST and hidden_sum((b, *routes.values())) <= LARGEST:
            tables.append(((starts, finishes, early, late, one, other), (a, b, *left.values(), *routes.values())))
    assert min(len(values) for _, values in possible_values(tables)) >= 5


@pytest.mark.parametrize("parts", [{"a": 9, "b": 40}, {"a": 0, "b": 10, "c": 300}, {"a": 3, "b": 3}])
def test_nothing_under_ten_is_shown(parts):
    _, shown = suppress(sum(parts.values()), parts)
    assert all(number is None or number >= 10 for number in shown.values())


def test_large_numbers_are_all_shown():
    assert suppress(70, {"a": 10, "b": 60}) == (70, {"a": 10, "b": 60})


# --- the summary -------------------------------------------------------------------------------------------------
def write(week, kind, key="", number=40, version=1):
    WeeklyCount.objects.create(week=week, version=version, kind=kind, key=key, number=number)


@pytest.fixture
def two_weeks(guide_version):
    for week, version in ((date(2026, 11, 2), 1), (date(2026, 11, 9), 1), (date(2026, 11, 9), 2)):
        for kind, key, number in (
            ("start", "", 100),
            ("reached", "nation", 100),
            ("went_on", "nation", 75),
            ("reached", "care", 75),
            ("went_on", "care", 50),
            ("finish", "", 50),
            ("first_route", "gp", 47),
            ("first_route", "helpline", 3),
        ):
            write(week, kind, key, number, version)
    write(date(2026, 11, 16), "start", number=500)  # a week that still counts


def by_label(series):
    return {one.label: one.numbers for one in series}


@pytest.mark.django_db
@time_machine.travel("2026-11-21 10:00")
def test_the_summary_adds_versions_and_shows_closed_weeks_only(two_weeks):
    found = counters.summary(weeks=3)
    assert found.weeks == (date(2026, 10, 26), date(2026, 11, 2), date(2026, 11, 9))
    assert found.starts.numbers == (None, 100, 200) and found.starts.total == 300
    assert found.next_on == date(2026, 11, 24)


@pytest.mark.django_db
@time_machine.travel("2026-11-21 10:00")
def test_the_summary_hides_the_small_and_what_gives_them_away(two_weeks):
    found = counters.summary(weeks=2)
    routes = by_label(found.first_routes)
    assert routes["Call the MS Helpline to talk it through"] == (None, None)
    assert routes["Ask your GP surgery to refer you to a neuro-physiotherapist"] == (None, None)
    left = by_label(found.left_at)
    assert (left["Nation"], left["MS care"]) == ((25, 50), (None, None))


@pytest.mark.django_db
def test_the_summary_of_nothing_is_empty(db):
    found = counters.summary()
    assert found.empty and found.starts.total is None


@pytest.mark.django_db
def test_the_summary_asks_the_database_once(two_weeks, django_assert_num_queries, monkeypatch):
    counters.summary()
    with django_assert_num_queries(1):
        counters.summary()

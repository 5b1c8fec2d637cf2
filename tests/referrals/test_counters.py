"""The weekly counts: each walk once, nothing about anybody, and never in the way of a page."""

from collections import Counter
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from referrals import counters, definitions
from referrals.counters import buffer
from referrals.engine.walk import walk
from referrals.models import WeeklyCount
from tests.engine.strategies import answer, chances, guides, person
from tests.support.walking import Walker

SATURDAY = "2026-11-21 10:00"
MONDAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def nothing_waiting():
    counters.forget()
    yield
    counters.forget()


@pytest.fixture
def saturday():
    with time_machine.travel(SATURDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def walker(client, guide_version, saturday):
    return Walker(client)


def counted(kind):
    """Return {key: number} of what was written of one kind."""
    counters.flush()
    return {row.key: row.number for row in WeeklyCount.objects.filter(kind=kind)}


def left_at():
    reached, went_on = Counter(counted("reached")), Counter(counted("went_on"))
    return {key: number for key, number in (reached - went_on).items() if number}


# --- what is counted ---------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_whole_walk_is_one_start_one_finish_and_one_first_route(walker):
    walker.answer_until_end(care=["nurse"], physio=["none"], difficulties=["walking"])
    assert counted("start") == {"": 1} and counted("finish") == {"": 1}
    assert counted("first_route") == {"ms_nurse": 1}
    assert set(counted("reached").values()) == {1} and left_at() == {}
    assert {(row.week, row.version) for row in WeeklyCount.objects.all()} == {(MONDAY, 1)}


@pytest.mark.django_db
def test_somebody_who_stops_is_counted_at_the_question_they_stopped_at(walker):
    walker.answer("who", "me")
    walker.answer("nation", "england")
    assert left_at() == {"emergency": 1} and counted("finish") == {}


@pytest.mark.django_db
def test_an_emergency_is_a_finish_without_a_route(walker):
    walker.answer_until_end(emergency=["stroke"])
    assert counted("first_route") == {"": 1} and left_at() == {}


@pytest.mark.django_db
def test_changing_answers_after_the_end_counts_nothing_again(walker):
    walker.answer_until_end()
    before = [counted(kind) for kind in WeeklyCount.Kind.values]
    walker.answer("care", "gp")
    walker.answer("who", "carer")
    walker.answer("emergency", "stroke")
    assert [counted(kind) for kind in WeeklyCount.Kind.values] == before


@pytest.mark.django_db
def test_a_walk_counts_in_the_week_it_began(walker, saturday):
    walker.answer("who", "me")
    saturday.shift(timedelta(hours=23))
    walker.answer("nation", "england")
    saturday.shift(timedelta(hours=23))  # Monday
    walker.answer_until_end()
    assert set(WeeklyCount.objects.values_list("week", flat=True)) | {MONDAY} == {MONDAY}
    assert counted("start") == {"": 1} == counted("finish")


@pytest.mark.django_db
def test_a_closed_week_never_changes(walker, saturday):
    walker.answer("who", "me")
    for _ in range(3):  # Sunday, Monday, Tuesday
        saturday.shift(timedelta(hours=23, minutes=50))
        walker.answer("who", "me")
    before = counted("reached")
    walker.answer_until_end()
    assert counted("reached") == before and counted("finish") == {}


@settings(max_examples=60, deadline=None)
@given(guides(), chances(), st.integers(1, 12))
def test_starts_are_finishes_and_leavers_however_people_go_back_and_forth(guide, chance, people):
    counters.forget()
    version = definitions.PublicVersion(number=1, guide=guide, approved_at=None, current=True)
    for _ in range(people):
        kept, given_answers, whole = (), {}, person(chance, guide)
        for _ in range(chance.randint(0, 9)):
            key = next_to_answer(guide, given_answers, chance)
            given_answers[key] = whole[key] if chance.random() < 0.7 else answer(chance, guide.question(key))
            kept = counters.progressed(kept, version, walk(guide, given_answers))
    found = {kind: sum_of(kind) for kind in WeeklyCount.Kind.values}
    assert found["start"] == found["finish"] + found["reached"] - found["went_on"]
    assert found["finish"] == found["first_route"]
    reached, went_on = of_kind("reached"), of_kind("went_on")
    assert all(went_on[key] <= reached[key] for key in went_on)


def next_to_answer(guide, given_answers, chance):
    """Return the question that waits, or now and then any other."""
    current = walk(guide, given_answers).current
    return current.key if current and chance.random() < 0.8 else chance.choice(guide.questions).key


def of_kind(wanted):
    found = Counter()
    for (_, _, kind, key), number in buffer._waiting.items():
        if kind == wanted:
            found[key] += number
    return found


def sum_of(kind):
    return sum(of_kind(kind).values())


# --- never in the way --------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_counting_waits_while_the_database_does_not_take_it(walker, caplog):
    rename = "ALTER TABLE {} RENAME TO {}"
    table = WeeklyCount._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(rename.format(table, "elsewhere"))
        assert walker.answer_until_end().status_code == 200
        counters.flush()
        cursor.execute(rename.format("elsewhere", table))
    assert "counts of the guide wait" in caplog.text
    assert counted("finish") == {"": 1}


@pytest.mark.django_db
def test_no_answer_is_written_only_questions_and_routes(walker):
    walker.answer_until_end(care=["nurse"])
    counters.flush()
    keys = set(WeeklyCount.objects.values_list("key", flat=True)) - {""}
    assert keys <= {question.key for question in walker.guide.questions} | {route.key for route in walker.guide.routes}
    assert {field.name for field in WeeklyCount._meta.get_fields()} == {
        "id",
        "week",
        "version",
        "kind",
        "key",
        "number",
    }

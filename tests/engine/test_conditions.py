"""What each row of a condition means for an answer, an answer left empty, and a question that was not asked."""

import pytest

from referrals.engine.conditions import holds, place, reads, sentence
from tests.engine.sample import guide, multi, number, sample, single, when

OPTIONAL = {"required": False}
GUIDE = guide(
    [single("one", "a b c", **OPTIONAL), multi("many", "a b c", **OPTIONAL), number("age", 0, 100, **OPTIONAL)],
    facts={"first": when("one any_of a"), "both": when("first holds", "age ge 18")},
)
SKIPPED = {"one": None, "many": None, "age": None}
NOT_ASKED = {}


@pytest.mark.parametrize(
    ("row", "answered", "skipped", "not_asked"),
    [
        ("one any_of a,b", {"one": "a"}, False, False),
        ("one none_of a,b", {"one": "c"}, True, True),
        ("many any_of a,b", {"many": frozenset("bc")}, False, False),
        ("many all_of a,b", {"many": frozenset("abc")}, False, False),
        ("many none_of a,b", {"many": frozenset("c")}, True, True),
        ("one answered", {"one": "a"}, False, False),
        ("age lt 18", {"age": 17}, False, False),
        ("age le 18", {"age": 18}, False, False),
        ("age eq 0", {"age": 0}, False, False),
        ("age ge 18", {"age": 18}, False, False),
        ("age gt 18", {"age": 19}, False, False),
        ("first holds", {"one": "a"}, False, False),
        ("first not_holds", {"one": "b"}, True, True),
    ],
)
def test_a_row_in_the_three_states_of_a_question(row, answered, skipped, not_asked):
    assert holds(GUIDE, when(row), answered)
    assert holds(GUIDE, when(row), SKIPPED) is skipped
    assert holds(GUIDE, when(row), NOT_ASKED) is not_asked


@pytest.mark.parametrize(
    ("row", "answers"),
    [
        ("one any_of a,b", {"one": "c"}),
        ("one none_of a,b", {"one": "a"}),
        ("many all_of a,b", {"many": frozenset("ac")}),
        ("many none_of a,b", {"many": frozenset("bc")}),
        ("one not_answered", {"one": "a"}),
        ("age lt 18", {"age": 18}),
        ("age le 18", {"age": 19}),
        ("age eq 0", {"age": 1}),
        ("age ge 18", {"age": 17}),
        ("age gt 18", {"age": 18}),
        ("first not_holds", {"one": "a"}),
    ],
)
def test_a_row_that_does_not_hold(row, answers):
    assert not holds(GUIDE, when(row), answers)


def test_was_not_answered_is_true_of_a_skipped_and_of_a_question_not_asked():
    assert holds(GUIDE, when("one not_answered"), SKIPPED)
    assert holds(GUIDE, when("one not_answered"), NOT_ASKED)


def test_all_lines_must_hold_and_one_row_is_enough_for_a_line():
    condition = when("one any_of a or age ge 90", "many any_of b")
    assert holds(GUIDE, condition, {"age": 90, "many": frozenset("b")})
    assert not holds(GUIDE, condition, {"one": "a", "many": frozenset("c")})


def test_a_missing_condition_is_always_true_and_reads_nothing():
    assert holds(GUIDE, None, {})
    assert reads(GUIDE, None) == frozenset()
    assert place(GUIDE, None) == -1


def test_reads_and_place_see_through_facts():
    assert reads(GUIDE, when("both holds")) == {"one", "age"}
    assert place(GUIDE, when("both holds")) == 2
    assert place(GUIDE, when("first not_holds")) == 0


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (None, "Always."),
        (when("walking any_of aid,cannot"), "“walking label” is any of “aid”, “cannot”."),
        (when("age lt 16"), "“age label” is less than 16."),
        (when("falls not_answered"), "“falls label” was not answered."),
        (
            when("unsteady holds or fever any_of yes", "age answered"),
            "(“the fact unsteady” holds or “fever label” is any of “yes”), and “age label” was answered.",
        ),
    ],
)
def test_a_condition_reads_aloud(condition, said):
    assert sentence(sample(), condition) == said

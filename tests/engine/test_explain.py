"""Which of their own answers a person is shown as the reason for a sign or a rule."""

import pytest

from referrals.engine.explain import chosen
from referrals.engine.walk import walk
from tests.engine.sample import sample, well, when

GUIDE = sample()


def quoted(condition, **answers):
    found = chosen(GUIDE, walk(GUIDE, well() | answers), condition)
    return [(question.key, item if isinstance(item, int) else item.key) for question, item in found]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (when("walking any_of aid,cannot"), [("walking", "aid")]),
        (when("unsteady holds"), [("walking", "aid")]),
        (when("age ge 18"), [("age", 45)]),
        (when("age answered"), [("age", 45)]),
        (when("nurse any_of yes or falls any_of yes"), [("falls", "yes"), ("nurse", "yes")]),
        (when("nurse any_of no or falls any_of yes", "walking any_of aid"), [("walking", "aid"), ("falls", "yes")]),
        (when("walking any_of aid", "unsteady holds"), [("walking", "aid")]),
        (when("walking any_of aid", "falls any_of no"), []),
        (when("fever none_of yes"), []),
        (None, []),
    ],
)
def test_answers_that_make_the_rows_true(condition, expected):
    assert quoted(condition) == expected


def test_only_the_options_that_the_row_names_are_quoted():
    answers = {"fever": "no", "wishes": frozenset(["exercise_class", "home_visit"])}
    assert quoted(when("wishes any_of home_visit"), **answers) == [("wishes", "home_visit")]
    assert quoted(when("wishes answered"), **answers) == [("wishes", "exercise_class"), ("wishes", "home_visit")]

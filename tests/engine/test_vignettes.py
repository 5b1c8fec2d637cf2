"""Vignettes: a guide that changes its mind about an imagined person is told so."""

import pytest

from referrals.engine.vignettes import expectation, replay
from tests.engine.sample import sample, vignette

GUIDE = sample()
ANSWERS = {
    "who": ("me",),
    "nation": ("england",),
    "danger": ("none",),
    "fever": ("no",),
    "age": 45,
    "walking": ("well",),
    "wishes": None,
    "nurse": ("yes",),
}
EXPECTED = {"first_route": "nurse_referral", "must": [("self_referral", 2)], "must_not": ["gp"], "not_asked": ["falls"]}


def test_a_vignette_that_gets_what_it_expects():
    assert replay(GUIDE, vignette(ANSWERS, **EXPECTED)) == ()


def test_a_vignette_that_stops():
    assert replay(GUIDE, vignette(ANSWERS | {"danger": ("face_droop",)}, signs=["stroke"])) == ()


@pytest.mark.parametrize(
    ("expected", "difference"),
    [
        ({"signs": ["stroke"]}, "Expected urgent signs: “Sign of stroke”. Found: none."),
        ({"first_route": "gp"}, "Expected first route: “Ask for gp”. Found: “Ask for nurse_referral”."),
        ({"first_route": None}, "Expected first route: none. Found: “Ask for nurse_referral”."),
        ({"must": [("gp", 1)]}, "Expected the route “Ask for gp”. It is not in the result."),
        (
            {"must": [("self_referral", 1)]},
            "Expected the route “Ask for self_referral” in step 1. Found in step 2.",
        ),
        ({"must_not": ["self_referral"]}, "Expected no route “Ask for self_referral”. It is in the result."),
        ({"not_asked": ["walking"]}, "Expected “walking label” not to be asked. It is asked."),
    ],
)
def test_a_difference_is_a_sentence(expected, difference):
    assert replay(GUIDE, vignette(ANSWERS, **{**EXPECTED, **expected})) == (difference,)


@pytest.mark.parametrize(
    ("answers", "difference"),
    [
        ({"nurse": ("maybe",)}, "The answer to “nurse label” is not allowed (unknown option)."),
        ({"nurse": ("yes", "no")}, "The answer to “nurse label” is not allowed (unknown option)."),
        ({"old": ("yes",)}, "There is no question “old”."),
        ({"age": 200}, "The answers end too early: “age label” is asked and has no answer."),
    ],
)
def test_answers_that_the_guide_does_not_allow_are_told(answers, difference):
    assert difference in replay(GUIDE, vignette(ANSWERS | answers, **EXPECTED))


def test_what_is_expected_reads_as_sentences():
    assert expectation(GUIDE, vignette(ANSWERS, **EXPECTED).expected) == (
        "Urgent signs: none. First route: “Ask for nurse_referral”. In step 2: “Ask for self_referral”. "
        "Not in the result: “Ask for gp”. Not asked: “falls label”."
    )

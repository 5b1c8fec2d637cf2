"""The walk: what is asked, what counts, where it stops, and which answers a question allows."""

import pytest

from referrals.engine.walk import InvalidAnswer, before, check_answer, next_after, walk
from tests.engine.sample import changed, sample, well, when

GUIDE = sample()


def keys(items):
    return [item.key for item in items]


def test_a_walk_begins_at_the_first_question():
    walked = walk(GUIDE, {})
    assert walked.current.key == "who"
    assert keys(walked.asked) == ["who"]
    assert not walked.finished
    assert (walked.voice, walked.nation) == ("self", None)


def test_a_walk_to_the_end():
    walked = walk(GUIDE, well())
    assert walked.finished
    assert not walked.stopped
    assert walked.signs == ()
    assert dict(walked.answers) == well()
    assert walked.nation == "england"


def test_a_question_is_asked_only_when_its_condition_holds():
    assert "falls" not in keys(walk(GUIDE, well() | {"walking": "well"}).asked)


def test_an_answer_to_a_question_that_is_no_longer_asked_does_not_count():
    walked = walk(GUIDE, well() | {"walking": "well"})
    assert "falls" not in walked.answers
    assert walked.finished


def test_an_answer_left_empty_counts_as_asked_where_that_is_allowed():
    assert walk(GUIDE, well() | {"age": None}).answers["age"] is None
    assert walk(GUIDE, well() | {"fever": None}).current.key == "fever"


def test_missing_is_not_the_same_as_left_empty():
    answers = well()
    del answers["age"]
    assert walk(GUIDE, answers).current.key == "age"


@pytest.mark.parametrize(
    "value", ["nonsense", "", [], ["me"], {}, 3, 1.5, True, object()], ids=lambda value: type(value).__name__
)
def test_a_stored_answer_that_is_not_allowed_is_no_answer(value):
    assert walk(GUIDE, well() | {"who": value}).current.key == "who"


def test_answers_to_unknown_questions_are_ignored():
    assert walk(GUIDE, well() | {"old_question": "yes"}) == walk(GUIDE, well())


def test_a_stopping_sign_ends_the_walk_after_its_place():
    walked = walk(GUIDE, well() | {"danger": frozenset(["face_droop"])})
    assert walked.stopped
    assert walked.finished
    assert keys(walked.asked) == ["who", "nation", "danger"]
    assert set(walked.answers) == {"who", "nation", "danger"}
    assert keys(walked.signs) == ["stroke"]


def test_all_signs_of_the_place_of_a_stop_are_found():
    walked = walk(GUIDE, well() | {"danger": frozenset(["face_droop", "new_numbness"])})
    assert keys(walked.signs) == ["stroke", "relapse"]


def test_a_sign_that_does_not_stop_is_known_at_once_and_the_walk_goes_on():
    walked = walk(GUIDE, {"who": "me", "nation": "wales", "danger": ["none"], "fever": "yes"})
    assert keys(walked.signs) == ["infection"]
    assert walked.current.key == "age"


def test_a_sign_is_not_tested_before_the_walk_passed_its_place():
    guide = changed(GUIDE, "urgent_signs", "infection", when=when("fever any_of yes or age ge 90"))
    assert walk(guide, {"who": "me", "nation": "wales", "danger": ["none"], "fever": "yes"}).signs == ()


def test_a_sign_is_tested_at_a_place_whose_question_is_not_asked():
    guide = changed(GUIDE, "urgent_signs", "infection", when=when("fever any_of yes or falls any_of yes"))
    assert keys(walk(guide, well() | {"fever": "yes", "walking": "well"}).signs) == ["infection"]


def test_voice_and_nation_follow_the_answers_that_count():
    walked = walk(GUIDE, {"who": "carer", "nation": "elsewhere"})
    assert (walked.voice, walked.nation) == ("carer", None)


def test_next_and_before_skip_questions_that_are_not_asked():
    walked = walk(GUIDE, well() | {"walking": "well"})
    assert next_after(GUIDE, walked, "walking").key == "wishes"
    assert before(GUIDE, walked, "wishes").key == "walking"
    assert before(GUIDE, walked, "falls").key == "walking"
    assert next_after(GUIDE, walked, "nurse") is None
    assert before(GUIDE, walked, "who") is None
    with pytest.raises(KeyError):
        next_after(GUIDE, walked, "nonsense")


@pytest.mark.parametrize(
    ("key", "value", "answer"),
    [
        ("fever", "yes", "yes"),
        ("danger", ["face_droop", "face_droop"], frozenset(["face_droop"])),
        ("danger", ("none",), frozenset(["none"])),
        ("age", "42", 42),
        ("age", " 0042 ", 42),
        ("age", 120, 120),
        ("age", "", None),
        ("age", None, None),
        ("wishes", [], None),
    ],
)
def test_answers_that_are_allowed(key, value, answer):
    assert check_answer(GUIDE.question(key), value) == answer


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("fever", None, "missing"),
        ("fever", "", "missing"),
        ("danger", [], "missing"),
        ("fever", "maybe", "unknown_option"),
        ("fever", ["yes"], "unknown_option"),
        ("fever", 1, "unknown_option"),
        ("danger", "face_droop", "unknown_option"),
        ("danger", ["maybe"], "unknown_option"),
        ("danger", [["none"]], "unknown_option"),
        ("danger", ["none", "face_droop"], "exclusive_with_others"),
        ("age", "old", "not_a_number"),
        ("age", "4.5", "not_a_number"),
        ("age", 4.5, "not_a_number"),
        ("age", True, "not_a_number"),
        ("age", "٤٢", "not_a_number"),
        ("age", ["42"], "not_a_number"),
        ("age", "-1", "out_of_range"),
        ("age", 121, "out_of_range"),
        ("age", "9" * 5000, "out_of_range"),
    ],
)
def test_answers_that_are_not_allowed(key, value, code):
    with pytest.raises(InvalidAnswer) as caught:
        check_answer(GUIDE.question(key), value)
    assert caught.value.code == code

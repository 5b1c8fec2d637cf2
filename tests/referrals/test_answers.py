"""The answer cookie: what goes in comes out, and nothing else does."""

import json
import zlib
from datetime import date, timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from content import sealing
from referrals import answers
from tests.factories.referrals import founding_document

KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
VALUES = st.one_of(KEYS, st.frozensets(KEYS, max_size=5), st.integers(0, 999), st.none())


def written(kept):
    response = HttpResponse()
    answers.write(response, kept)
    return response.cookies[answers.COOKIE]


def read_back(token):
    request = RequestFactory().get("/get-physio/")
    request.COOKIES[answers.COOKIE] = token
    return answers.read(request)


@given(
    st.integers(1, 10_000),
    st.dictionaries(KEYS, VALUES, max_size=8),
    st.integers(1, 99_999) | st.none(),
    st.dates() | st.none(),
)
def test_what_was_written_is_read_back(version, given_answers, place, seen):
    kept, lost = read_back(written(answers.Answers(version=version, given=given_answers, place=place, seen=seen)).value)
    assert (kept.version, kept.given, kept.place, kept.seen, lost) == (version, given_answers, place, seen, False)


def test_a_cookie_from_before_there_were_places_and_codes_is_still_read():
    old = zlib.compress(json.dumps({"v": 3, "a": {"walking": "stick"}}).encode())
    kept, lost = read_back(sealing.seal(answers.PURPOSE, old))
    assert (kept.version, kept.given, kept.counted, kept.place) == (3, {"walking": "stick"}, (), None)
    assert not kept.saved and kept.seen is None and not lost


@given(st.text(max_size=300))
def test_any_other_text_is_lost_and_never_an_error(token):
    assert read_back(token) == (None, bool(token))


def test_the_cookie_is_limited_as_promised(settings):
    settings.SESSION_COOKIE_SECURE = True
    cookie = written(answers.Answers(version=1, given={"walking": "stick"}))
    assert cookie["httponly"] and cookie["secure"]
    assert (cookie["samesite"], cookie["path"], cookie["max-age"]) == ("Lax", "/get-physio/", 24 * 60 * 60)
    assert "walking" not in cookie.value and "stick" not in cookie.value


def test_an_answer_is_readable_for_24_hours_and_no_longer():
    with time_machine.travel("2026-11-21 09:40", tick=False) as clock:
        token = written(answers.Answers(version=1, given={"walking": "stick"})).value
        kept, _ = read_back(token)
        assert kept.kept_until - kept.saved_at == timedelta(hours=24)
        clock.shift(timedelta(hours=23, minutes=59))
        assert read_back(token)[0].given == {"walking": "stick"}
        clock.shift(timedelta(minutes=2))
        assert read_back(token) == (None, True)


def test_the_first_look_at_a_result_is_kept_and_renews_no_lifetime():
    with time_machine.travel("2026-11-21 09:40", tick=False) as clock:
        kept, _ = read_back(written(answers.Answers(version=1, given={"walking": "stick"})).value)
        clock.shift(timedelta(hours=20))
        response = HttpResponse()
        answers.keep_day(response, kept)
        cookie = response.cookies[answers.COOKIE]
        assert (read_back(cookie.value)[0].seen, cookie["max-age"]) == (date(2026, 11, 22), 4 * 60 * 60)
        clock.shift(timedelta(hours=4, seconds=1))
        assert read_back(cookie.value) == (None, True)


def test_the_day_of_the_first_look_stays_at_the_next():
    response = HttpResponse()
    answers.keep_day(response, answers.Answers(version=1, seen=date(2026, 11, 1)))
    assert answers.COOKIE not in response.cookies


@pytest.mark.parametrize(("value", "seen"), [("stick", date(2026, 11, 1)), ("frame", None)])
def test_only_an_answer_that_changes_makes_a_result_that_nobody_has_seen(value, seen):
    kept = answers.Answers(version=1, given={"walking": "stick"}, seen=date(2026, 11, 1))
    assert answers.answer(kept, "walking", value).seen == seen


def test_one_changed_character_makes_the_cookie_unreadable():
    token = written(answers.Answers(version=1, given={"walking": "stick"})).value
    middle = len(token) // 2
    changed = token[:middle] + ("A" if token[middle] != "A" else "B") + token[middle + 1 :]
    assert read_back(changed) == (None, True)


def test_a_new_secret_does_not_lose_answers(settings):
    settings.SECRET_KEY = "old" * 20
    token = written(answers.Answers(version=1, given={"walking": "stick"})).value
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, ["old" * 20]
    assert read_back(token)[0].given == {"walking": "stick"}
    settings.SECRET_KEY_FALLBACKS = []
    assert read_back(token) == (None, True)


def test_every_answer_of_the_founding_guide_fits_into_one_cookie():
    everything = {
        question["key"]: frozenset(option["key"] for option in question["options"])
        for question in founding_document()["questions"]
    }
    kept = answers.Answers(version=999, given=everything, place=2644688, seen=date(2026, 11, 21), saved="x" * 44)
    assert len(written(kept).value) < answers.MAX_COOKIE_BYTES


def test_answers_that_do_not_fit_are_refused_and_not_cut():
    unheard_of = {f"question_{n}": frozenset(f"{n}_{m}_{hash((n, m))}" for m in range(40)) for n in range(40)}
    with pytest.raises(ValueError, match="a cookie holds"):
        written(answers.Answers(version=1, given=unheard_of))

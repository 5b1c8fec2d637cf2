"""The pages of the guide: the way through, and every way to go wrong."""

import logging
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from referrals import answers, definitions, saved
from referrals.models import GuideVersion
from tests.factories.referrals import founding_document, make_public_version
from tests.support.walking import Walker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("guide_version")]


@pytest.fixture
def walker(client):
    return Walker(client)


@pytest.fixture
def first(guide_version):
    return definitions.published().guide.questions[0]


def address(key):
    return reverse("question", args=[key])


# --- the way through ---------------------------------------------------------------------------------------------
def test_somebody_who_is_not_sure_gets_to_a_result(walker):
    response = walker.answer_until_end()
    assert response.status_code == 200
    assert "Your ways to physiotherapy" in response.content.decode()
    assert "Start here" in response.content.decode()


@pytest.mark.parametrize("voice", ["self", "carer"])
def test_each_question_is_asked_in_the_voice_of_who_answers(walker, first, voice):
    who = next(option.key for option in first.options if option.voice == voice)
    walker.answer(first.key, who)
    page = walker.client.get(address(walker.here.current.key)).content.decode()
    assert walker.here.current.text.in_voice(voice) in page


def test_back_shows_what_was_chosen(walker, first):
    walker.answer(first.key, first.options[0].key)
    page = walker.client.get(address(first.key)).content.decode()
    assert f'value="{first.options[0].key}"' in page.split("checked")[0][-200:]


def test_changing_an_answer_from_the_check_page_comes_back_to_it(walker):
    walker.answer_until_end()
    last = walker.here.asked[-1]
    response = walker.client.post(address(last.key), {last.key: [last.options[0].key], "change": "1"})
    assert response["Location"] == reverse("check")


def test_the_day_to_ask_again_stays_when_somebody_comes_back_with_a_code(walker):
    with time_machine.travel("2026-11-23 12:00", tick=False) as clock:
        page = walker.answer_until_end().content.decode()
        request = RequestFactory().get("/")
        request.COOKIES[answers.COOKIE] = walker.client.cookies[answers.COOKIE].value
        made = saved.save(answers.read(request)[0])
        clock.shift(timedelta(days=21))
        walker.client.post(reverse("come_back"), {"code": " ".join(made.code)})
        later = walker.client.get(reverse("result")).content.decode()
    days = re.findall(r"Note this day: (\w+ \d+ \w+)\.", page)
    assert days
    assert re.findall(r"(?:Note this day|This day has come): (\w+ \d+ \w+)\.", later) == days
    assert "This day has come" in later


def test_before_the_first_answer_of_a_device_it_asks_whether_answers_may_be_used(walker, first):
    asked = walker.client.get(address(first.key)).content.decode()
    assert "May we use your answers?" in asked and "They are about health." in asked
    assert re.findall(r'<button class="(?:btn|action)"[^>]*>(.*?)</button>', asked) == ["I agree, continue"]
    refused = walker.client.post(address(first.key), {}).content.decode()
    assert "I agree, continue" in refused
    walker.answer(first.key, first.options[0].key)
    for key in (first.key, walker.here.current.key):
        later = walker.client.get(address(key)).content.decode()
        assert "I agree" not in later and ">Continue</button>" in later and "Take a break" in later


def test_take_a_break_keeps_the_answer_of_the_page(walker, first):
    response = walker.client.post(address(first.key), {first.key: first.options[0].key, "then": "break"})
    assert response["Location"] == reverse("break")
    page = walker.client.get(reverse("break")).content.decode()
    assert "24 hours" in page
    assert "Carry on with my questions" in walker.client.get(reverse("guide_start")).content.decode()


def test_take_a_break_without_an_answer_is_no_error(client, first):
    response = client.post(address(first.key), {"then": "break"})
    assert response["Location"] == reverse("break")


def test_somebody_under_18_is_told_whom_to_call_when_very_unwell(walker):
    page = walker.answer_until_end(who="under_18").content.decode().split("<footer")[0]
    assert "Ask a GP or the children" in page
    assert 'href="tel:999"' in page and 'href="tel:111"' in page


def test_what_change_changes_keeps_the_capitals_of_ms(walker):
    walker.answer_until_end()
    page = walker.client.get(reverse("check")).content.decode()
    words = re.sub("<[^>]*>", " ", page)  # without the form's token, which has letters at random
    assert "mS" not in words and "MS care" in words


def test_clearing_forgets_everything(walker, first):
    walker.answer(first.key, first.options[0].key)
    response = walker.client.post(reverse("clear"), follow=True)
    assert "Your answers are cleared" in response.content.decode()
    assert not walker.client.cookies[answers.COOKIE].value
    assert walker.client.get(reverse("check"))["Location"] == reverse("guide_start")


# --- promises ----------------------------------------------------------------------------------------------------
def test_no_page_with_answers_is_kept_by_a_browser(walker, first):
    walker.answer(first.key, first.options[0].key)
    for name in ("guide_start", "check", "break", "result", "help_today", "cleared"):
        assert "no-store" in walker.client.get(reverse(name))["Cache-Control"], name
    assert "no-store" in walker.client.get(address(first.key))["Cache-Control"]


def test_answers_are_in_no_address_no_header_no_log_and_no_table(walker, caplog):
    caplog.set_level(logging.DEBUG)
    with CaptureQueriesContext(connection) as queries:
        response = walker.answer_until_end()
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
    chosen = {key for value in walker.given.values() for key in (value if isinstance(value, frozenset) else [value])}
    long_ones = {key for key in chosen if len(key) > 6}
    assert long_ones
    headers = str(response.headers) + str(walker.client.cookies)
    assert not [key for key in long_ones if key in headers or key in caplog.text]


# --- bad input ---------------------------------------------------------------------------------------------------
def test_no_answer_says_what_to_do(client, first):
    response = client.post(address(first.key), {})
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count(first.error.you) == 2, "once in the summary and once beside the question"
    assert "<title>Error: " in page
    assert f'href="#id_{first.key}_0"' in page


@pytest.mark.parametrize("value", ["nonsense", "", "%00", "a" * 10_000, "<script>alert(1)</script>", "%C3%A9%FF", "%"])
def test_an_answer_that_is_not_offered_is_refused_kindly(client, first, value):
    form = "application/x-www-form-urlencoded"
    response = client.post(address(first.key), f"{first.key}={value}", content_type=form)
    assert response.status_code == 422
    assert "<script>alert" not in response.content.decode()


def test_an_option_of_another_question_is_refused(walker, first):
    other = definitions.published().guide.questions[1].options[0].key
    assert walker.client.post(address(first.key), {first.key: other}).status_code == 422


def test_none_of_these_with_others_is_explained_and_keeps_both(walker):
    guide = walker.guide
    question = next(q for q in guide.questions if q.kind == "multi" and any(o.exclusive for o in q.options))
    while walker.here.current.key != question.key:
        walker.answer(walker.here.current.key, walker.here.current.options[0].key)
    none = next(option for option in question.options if option.exclusive)
    other = next(option for option in question.options if not option.exclusive)
    response = walker.client.post(address(question.key), {question.key: [none.key, other.key]})
    assert response.status_code == 422
    assert response.content.decode().count("checked") == 2


def test_an_unknown_question_is_not_found(client):
    response = client.get("/get-physio/no-such-question/")
    assert response.status_code == 404
    assert "MS Physio" in response.content.decode()


def test_a_question_that_is_not_reached_leads_to_the_one_that_is(client, first):
    last = definitions.published().guide.questions[-1]
    assert client.get(address(last.key))["Location"] == address(first.key)


def test_an_unreadable_cookie_is_said_kindly_and_forgotten(client, first):
    client.cookies[answers.COOKIE] = "tampered"
    last = definitions.published().guide.questions[-1]
    response = client.get(address(last.key), follow=True)
    assert "Your answers have gone from this device" in response.content.decode()
    assert not client.cookies[answers.COOKIE].value


def test_an_answer_given_after_the_others_ended_is_kept(client):
    late = definitions.published().guide.questions[3]
    response = client.post(address(late.key), {late.key: [late.options[0].key]}, follow=True)
    assert "We kept the answer that you gave last" in response.content.decode()
    assert client.cookies[answers.COOKIE].value


@pytest.mark.parametrize("name", ["guide_start", "check", "result", "break", "help_today"])
def test_a_wrong_method_gets_a_page_with_a_way_on(client, name):
    response = client.delete(reverse(name))
    assert response.status_code == 405
    assert "<h1" in response.content.decode()


def test_clearing_needs_a_post(client):
    assert client.get(reverse("clear")).status_code == 405


def test_a_post_of_a_megabyte_is_refused_kindly(client, first):
    response = client.post(address(first.key), {first.key: "a" * 1_000_000})
    assert response.status_code in (400, 413)
    assert "<h1" in response.content.decode()


def test_a_post_without_the_token_is_refused(guide_version, first):
    response = Client(enforce_csrf_checks=True).post(address(first.key), {first.key: first.options[0].key})
    assert response.status_code == 403
    assert "<h1" in response.content.decode()


# --- a guide that changes while somebody walks -------------------------------------------------------------------
def test_a_walk_goes_on_with_the_version_it_began_on(walker, first, guide_version):
    walker.answer(first.key, first.options[0].key)
    changed = founding_document()
    changed["questions"][1]["text"] = {"self": "A new second question?", "carer": "A new second question?"}
    GuideVersion.objects.filter(pk=guide_version.pk).update(state="retired", retired_at=guide_version.published_at)
    make_public_version(changed)
    second = walker.guide.questions[1]
    assert "A new second question?" not in walker.client.get(address(second.key)).content.decode()


def test_answers_on_a_version_that_is_gone_are_kept_for_the_new_one(walker, first, guide_version):
    walker.answer(first.key, first.options[0].key)
    gone = {"state": "withdrawn", "withdrawn_at": guide_version.published_at, "withdrawn_reason": "A fault."}
    GuideVersion.objects.filter(pk=guide_version.pk).update(**gone)
    make_public_version(number=42)
    page = walker.client.get(address(walker.guide.questions[1].key)).content.decode()
    assert "We have updated the questions" in page

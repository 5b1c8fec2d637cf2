"""The pages for stopping, coming back, erasing and leaving: the way through, and every way to go wrong."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as site_settings
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone

from content import code_keys, codes
from referrals import answers, cards, saved
from referrals.models import SavedAnswers
from tests.support.walking import Walker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("guide_version")]


@pytest.fixture(autouse=True)
def open_doors():
    saved.SAVING.forget()
    code_keys.TRYING.forget()


@pytest.fixture
def walker(client):
    walker = Walker(client)
    first, second = walker.guide.questions[:2]
    walker.answer(first.key, first.options[0].key)
    walker.answer(second.key, second.options[0].key)
    return walker


def code_on(page):
    """The words of the code on a card."""
    return page.context["card"].code


def gone(*_):
    raise OperationalError("gone")


def saved_code(client):
    return code_on(client.post(reverse("break"), follow=True))


# --- saving and coming back --------------------------------------------------------------------------------------
def test_a_code_brings_the_answers_to_another_device_where_the_person_was(walker, client_class):
    code = saved_code(walker.client)
    other = client_class()
    response = other.post(reverse("come_back"), {"code": " ".join(code)})
    assert response["Location"] == reverse("question", args=[walker.here.current.key])
    assert other.get(response["Location"]).context["visit"].answers.given == walker.given


@pytest.fixture
def client_class(client):
    return type(client)


def test_the_card_has_the_words_the_address_and_the_last_day(walker):
    page = walker.client.post(reverse("break"), follow=True)
    text = page.content.decode()
    assert all(word in text for word in code_on(page))
    assert reverse("come_back") in text and f"{page.context['card'].last_day:%B %Y}" in text
    assert "no-store" in page["Cache-Control"]


def test_the_card_is_gone_after_half_an_hour(walker):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        saved_code(walker.client)
        clock.shift(timedelta(minutes=29))
        assert walker.client.get(reverse("saved")).status_code == 200
        clock.shift(timedelta(minutes=2))
        assert walker.client.get(reverse("saved"))["Location"] == reverse("break")


def test_no_cookie_holds_a_word_of_the_code_in_clear(walker):
    code = saved_code(walker.client)
    cookies = " ".join(morsel.OutputString() for morsel in walker.client.cookies.values())
    assert not [word for word in code if word in cookies]
    assert cards.COOKIE in cookies


def test_what_was_typed_is_kept_when_it_is_no_code(client):
    response = client.post(reverse("come_back"), {"code": "Apple bananna"})
    assert response.status_code == 422
    assert "Apple bananna" in response.content.decode()
    assert "You typed 2" in response.content.decode()


def test_a_right_code_that_opens_nothing_says_why(client):
    response = client.post(reverse("come_back"), {"code": " ".join(codes.draw())})
    assert response.status_code == 422
    assert "We have no answers for this code" in response.content.decode()


def test_nobody_without_answers_can_save(client):
    assert client.post(reverse("break"))["Location"] == reverse("guide_start")
    assert not SavedAnswers.objects.exists()


# --- erasing -----------------------------------------------------------------------------------------------------
def test_the_saved_copy_is_erased_from_the_card(walker):
    page = walker.client.post(reverse("break"), follow=True)
    response = walker.client.post(reverse("erase"), {"copy": page.context["copy"]}, follow=True)
    assert "Your saved answers are erased" in response.content.decode()
    assert not SavedAnswers.objects.exists()
    assert not walker.client.cookies[cards.COOKIE].value
    assert walker.client.get(reverse("break")).context["visit"].answers.saved == ""


def test_the_saved_copy_is_erased_with_the_code(walker, client_class):
    code = saved_code(walker.client)
    client_class().post(reverse("come_back"), {"code": " ".join(code), "then": "erase"})
    assert not SavedAnswers.objects.exists()


def test_clearing_offers_to_erase_the_saved_copy_too(walker):
    saved_code(walker.client)
    page = walker.client.post(reverse("clear"))
    assert not walker.client.cookies[answers.COOKIE].value and not walker.client.cookies[cards.COOKIE].value
    assert SavedAnswers.objects.exists()
    walker.client.post(reverse("erase"), {"copy": page.context["copy"]})
    assert not SavedAnswers.objects.exists()


def test_a_token_that_is_not_ours_erases_nothing(walker):
    saved_code(walker.client)
    response = walker.client.post(reverse("erase"), {"copy": walker.client.cookies[answers.COOKIE].value})
    assert response["Location"] == reverse("come_back")
    assert SavedAnswers.objects.exists()


# --- floods, and a database that is away -------------------------------------------------------------------------
def test_too_much_at_once_says_wait_and_keeps_what_was_typed(walker):
    code = " ".join(saved_code(walker.client))
    answered = [walker.client.post(reverse("come_back"), {"code": code}) for _ in range(7)]
    assert [response.status_code for response in answered] == [302] * 6 + [429]
    page = answered[-1].content.decode()
    assert "This code was tried several times just now. Your words are still here." in page and code in page
    while saved.SAVING.admits():
        pass
    response = walker.client.post(reverse("break"))
    assert response.status_code == 429 and "still on this device" in response.content.decode()


def test_while_the_database_is_away_saving_rests_and_nothing_is_lost(walker, monkeypatch):
    page = walker.client.post(reverse("break"), follow=True)
    code, copy = " ".join(code_on(page)), page.context["copy"]
    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", gone)
        for address, sent in (
            ("break", {}),
            ("come_back", {"code": code}),
            ("come_back", {"code": code, "then": "erase"}),
            ("erase", {"copy": copy}),
        ):
            response = walker.client.post(reverse(address), sent)
            assert response.status_code == 503, address
            assert "Saving rests for a moment" in response.content.decode()
        assert walker.client.get(reverse("break")).context["visit"].answers.given == walker.given
        assert walker.client.post(reverse("clear")).status_code == 200


@pytest.mark.parametrize("broken", ["cursor", "ensure_connection"])  # under a kept connection, and for a new one
def test_tries_that_find_the_database_away_are_not_counted(walker, monkeypatch, broken):
    code = " ".join(saved_code(walker.client))
    with monkeypatch.context() as away:
        away.setattr(connection, broken, gone)
        assert {walker.client.post(reverse("come_back"), {"code": code}).status_code for _ in range(7)} == {503}
    assert walker.client.post(reverse("come_back"), {"code": code}).status_code == 302


def test_while_no_connection_can_be_had_nothing_is_stretched_or_counted(walker, monkeypatch):
    code = " ".join(saved_code(walker.client))
    with monkeypatch.context() as away:
        away.setattr(code_keys, "Argon2id", lambda **_: pytest.fail("stretched in vain"))
        away.setattr(connection, "ensure_connection", gone)
        assert {walker.client.post(reverse("break")).status_code for _ in range(101)} == {503}
        assert walker.client.post(reverse("come_back"), {"code": code, "then": "erase"}).status_code == 503
    assert walker.client.post(reverse("break"))["Location"] == reverse("saved")


# --- leaving -----------------------------------------------------------------------------------------------------
def test_the_quick_exit_forgets_everything_without_a_token(walker, client_class):
    saved_code(walker.client)
    strict = client_class(enforce_csrf_checks=True)
    strict.cookies = walker.client.cookies
    response = strict.post(reverse("leave"))
    assert response["Refresh"] == f"0; url={site_settings.QUICK_EXIT}"
    assert "no-store" in response["Cache-Control"]
    assert not strict.cookies[answers.COOKIE].value and not strict.cookies[cards.COOKIE].value
    assert "physio" not in response.content.decode().lower()


def test_the_quick_exit_stands_on_safety_questions_and_after_signs(walker):
    for question in walker.guide.questions:
        if question.key in {asked.key for asked in walker.here.asked}:
            page = walker.client.get(reverse("question", args=[question.key])).content.decode()
            assert ("Leave this site quickly" in page) == (question.purpose == "safety")
    walker.answer("emergency", "stroke")
    assert "Leave this site quickly" in walker.client.get(reverse("result")).content.decode()

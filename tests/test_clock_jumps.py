"""The clock of the machine is wrong, and then right again: readers notice nothing, and nobody is shut out or let in."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from content import reading
from msphysio import lock_out, sign_in
from referrals import saved
from referrals.answers import Answers
from tests.factories.content import make_rich_article, person, publish_founding
from tests.factories.referrals import make_public_version
from tests.support.second_steps import PASSWORD, give_password

pytestmark = pytest.mark.django_db
NOW = "2026-11-21T10:00:00Z"
JUMPS = [timedelta(days=1), timedelta(days=-365)]
HOST = {"host": "testserver"}
DESK, LOGIN = reverse("admin:index"), reverse("admin:login")


@pytest.fixture(autouse=True)
def clock(settings):
    settings.DEMO = True
    reading.forget()
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling
    reading.forget()


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_readers_have_their_pages_and_what_is_published_meanwhile(clock, jump):
    article = make_rich_article(slug="stiffness", title="As it was")
    publish_founding(article.topic)
    publish_founding(article)
    reader = Client(headers=HOST)
    assert "As it was" in reader.get("/articles/stiffness/").text
    clock.shift(jump)
    assert "As it was" in reader.get("/articles/stiffness/").text
    article.title = "As it is"
    article.save()
    publish_founding(article)
    assert "As it is" in reader.get("/articles/stiffness/").text
    clock.shift(-jump)
    assert "As it is" in reader.get("/articles/stiffness/").text


@pytest.mark.parametrize("jump", [timedelta(hours=23), timedelta(minutes=-50)], ids=str)
def test_answers_outlast_a_clock_that_is_put_right(clock, jump):
    make_public_version()
    reader = Client(headers=HOST)
    reader.post("/get-physio/who/", {"who": "me"})
    clock.shift(jump)
    assert reader.get("/get-physio/nation/").status_code == 200


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_where_answers_are_of_another_time_people_are_told_and_begin_again(clock, jump):
    """Answers are kept for a day: which of the two times is right, nobody can tell."""
    make_public_version()
    reader = Client(headers=HOST)
    reader.post("/get-physio/who/", {"who": "me"})
    clock.shift(jump * 1.1)
    assert reader.get("/get-physio/nation/").url == reverse("guide_lost")
    assert reader.get(reverse("guide_lost")).status_code == 200
    reader.post("/get-physio/who/", {"who": "me"})
    assert reader.get("/get-physio/nation/").status_code == 200


def test_answers_that_were_saved_outlast_a_clock_that_is_wrong(clock):
    code = saved.save(Answers(version=1, given={"who": "me"})).code
    clock.shift(timedelta(days=1))
    assert saved.purge() == 0
    clock.shift(timedelta(days=-366))
    assert saved.bring_back(code).given == {"who": "me"}


@pytest.mark.parametrize("jump", [timedelta(days=365), timedelta(days=-365)], ids=str)
def test_whoever_signed_in_signs_in_again_and_is_not_in_for_ever(client, clock, jump):
    ann = person("ann", "author")
    give_password(client, ann)
    assert client.get(DESK).status_code == 200
    clock.shift(jump)
    assert client.get(DESK).status_code == 302
    assert sign_in_as_ann(client).status_code == 302
    assert client.get(DESK).status_code == 200


def test_failures_that_a_wrong_clock_noted_lock_nobody_out_when_it_is_right(client, clock):
    give_password(Client(), person("ann", "author"))
    clock.shift(timedelta(days=365))
    for _ in range(lock_out.TRIES):
        refused = sign_in_as_ann(client, "wrong")
    assert refused.status_code == 429
    clock.shift(timedelta(days=-365))
    assert sign_in_as_ann(client, "wrong").status_code == 200, "the first failure of the right time"
    assert sign_in_as_ann(client).status_code == 302


def test_clocks_of_two_machines_that_differ_by_seconds_end_no_session(client, clock):
    give_password(client, person("ann", "author"))
    clock.shift(timedelta(seconds=-sign_in.CLOCKS_DIFFER / 2))
    assert client.get(DESK).status_code == 200


def sign_in_as_ann(client, password=PASSWORD):
    return client.post(LOGIN, {"username": "ann", "password": password})

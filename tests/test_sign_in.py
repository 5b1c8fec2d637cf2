"""How long a sign-in lasts, and what asks again who sits there."""

import os
import re
import subprocess
import sys
from datetime import date, timedelta
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from content import pausing
from content.models import Article, Reviewer
from content.workflow import WAY_TO_READERS, Move
from msphysio import proving
from tests.factories.content import ArticleFactory, approver_of, person, publish_approved
from tests.support.editing import address
from tests.support.second_steps import PASSWORD, code_now, give_password, later, set_up

pytestmark = pytest.mark.django_db
DESK, LOGIN = reverse("admin:index"), reverse("admin:login")
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def ann(client, clock):
    user = person("ann", "author", "publisher")
    give_password(client, user)
    return user


@pytest.fixture
def article(ann):
    made = ArticleFactory(in_short_carer=["a", "b", "c"])
    approver_of(made)
    Reviewer.objects.update(expires_date=date(2100, 1, 1))  # the database has a clock that does not stand still
    publish_approved(made)
    return made


def carried(page):
    """What the page that asks again will send on."""
    found = [(unescape(name), unescape(value)) for name, value in HIDDEN.findall(page.text)]
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


class TestLimits:
    def test_half_an_hour_without_use_ends_it(self, client, ann, clock):
        clock.shift(timedelta(minutes=29))
        assert client.get(DESK).status_code == 200
        clock.shift(timedelta(minutes=31))
        assert client.get(DESK)["Location"] == f"{LOGIN}?next={DESK}"
        assert "nobody used this page" in client.get(LOGIN).text

    def test_a_form_that_stays_open_is_use(self, client, ann, clock, article):
        for _ in range(50):
            clock.shift(timedelta(minutes=1))
            client.post(address("article_presence", article.pk))
        assert client.get(DESK).status_code == 200

    def test_eight_hours_end_it_however_busy_somebody_was(self, client, ann, clock):
        for _ in range(8 * 4):
            clock.shift(timedelta(minutes=15))
            last = client.get(DESK)
        assert last.status_code == 200
        clock.shift(timedelta(minutes=1))
        assert client.get(DESK).status_code == 302

    def test_words_that_were_sent_too_late_wait_until_somebody_has_signed_in_again(self, client, ann, clock):
        sent = {"title": "Fatigue & “rest”\nin two lines", "slug": "fatigue", "_save": "Save"}
        clock.shift(timedelta(hours=2))
        asked = client.post(address("article_add"), sent)
        assert "Is it still you?" in asked.text
        assert carried(asked) == sent
        assert not Article.objects.filter(slug="fatigue").exists()
        answer = client.post(address("article_add"), carried(asked) | {"prove-password": PASSWORD})
        assert answer.status_code == 200 and "Fatigue &amp; “rest”" in answer.text  # the form, with its own questions
        assert client.get(DESK).status_code == 200

    def test_what_was_over_stays_over_for_everybody_else(self, client, ann, clock):
        clock.shift(timedelta(hours=2))
        refused = client.post(address("article_add"), {"title": "x", "prove-password": "wrong"})
        assert refused.status_code == 422 and "not your password" in refused.text
        assert client.get(DESK).status_code == 302
        assert not client.session.get("_auth_user_id")


class TestProof:
    def test_a_move_soon_after_signing_in_asks_nothing(self, client, ann, article):
        move = address("article_move", article.pk, "withdraw")
        assert "Is it still you?" not in client.post(move, {"reason": "Old."}).text

    def test_ten_minutes_later_it_asks_and_the_typed_reason_goes_on(self, client, ann, article, clock):
        clock.shift(timedelta(minutes=11))
        move = address("article_move", article.pk, "withdraw")
        asked = client.post(move, {"reason": "The service <b>closed</b>."})
        assert asked.status_code == 403 and f'action="{move}"' in asked.text
        wrong = client.post(move, carried(asked) | {"prove-password": "wrong"})
        assert wrong.status_code == 422 and carried(wrong) == {"reason": "The service <b>closed</b>."}
        right = client.post(move, carried(wrong) | {"prove-password": PASSWORD})
        assert (right.status_code, right["Location"]) == (302, address("article_change", article.pk))
        again = client.post(move, {"reason": "Once more."})
        assert "Is it still you?" not in again.text

    def test_a_code_is_asked_for_where_codes_are_required(self, client, ann, article, clock, settings):
        settings.SECOND_FACTOR = True
        set_up(client, ann)
        clock.shift(timedelta(minutes=11))
        move = address("article_move", article.pk, "publish")
        asked = client.post(move)
        assert "Your password" in asked.text and "one-time-code" in asked.text
        for answers in ({"prove-password": PASSWORD}, {"prove-password": "", "prove-code": code_now(ann)}):
            assert client.post(move, answers).status_code == 422
        assert client.post(move, {"prove-password": PASSWORD, "prove-code": "000000"}).status_code == 422
        later(clock)
        assert client.post(move, {"prove-password": PASSWORD, "prove-code": code_now(ann)}).status_code == 302

    def test_what_does_not_count_is_never_asked_about(self, client, ann, article, clock):
        clock.shift(timedelta(minutes=11))
        for move in ("take", "pause"):
            assert "Is it still you?" not in client.post(address("article_move", article.pk, move)).text
        assert "Is it still you?" not in client.get(address("article_move", article.pk, "withdraw")).text

    def test_changing_people_and_moving_many_pages_counts(self, client, clock, article):
        give_password(client, User.objects.create_superuser("root"))
        clock.shift(timedelta(minutes=11))
        for path, sent in (
            (reverse("admin:auth_user_add"), {"username": "new"}),
            (reverse("admin:auth_user_changelist"), {"action": "delete_selected"}),
            (reverse("admin:auth_group_add"), {"name": "new"}),
            (address("reviewer_add"), {"number": "1"}),
            (address("article_changelist"), {"action": "publish_selected", "_selected_action": [article.pk]}),
            (reverse("admin:guide_move", args=[1, "approve"]), {}),
        ):
            assert "Is it still you?" in client.post(path, sent).text, path
        assert not User.objects.filter(username="new").exists()

    def test_so_do_putting_back_what_was_paused_a_reply_that_readers_see_and_new_recovery_codes(
        self, client, clock, article
    ):
        give_password(client, User.objects.create_superuser("root"))
        clock.shift(timedelta(minutes=11))
        for path, sent in (
            (address("article_move", article.pk, "resume"), {"pause": "1", "reason": "Corrected."}),
            (reverse("admin:guide_lift", args=[1]), {"reason": "They take people again."}),
            (address("storyreply_change", 1), {"decision": "shown"}),
            (reverse("admin:recovery_codes"), {}),
        ):
            asked = client.post(path, sent)
            assert "Is it still you?" in asked.text and carried(asked) == sent, path

    def test_what_was_paused_comes_back_once_it_was_proved(self, client, ann, article, clock):
        paused = pausing.pause(article, by=ann, reason="The number is wrong.")
        clock.shift(timedelta(minutes=11))
        move, sent = address("article_move", article.pk, "resume"), {"pause": paused.pk, "reason": "Corrected."}
        asked = client.post(move, sent)
        assert list(pausing.open_pauses(article)) == [paused]
        assert client.post(move, carried(asked) | {"prove-password": PASSWORD}).status_code == 302
        assert not pausing.open_pauses(article)

    def test_wrong_passwords_there_are_counted_as_at_the_door(self, client, ann, article, clock):
        clock.shift(timedelta(minutes=11))
        move = address("article_move", article.pk, "withdraw")
        answers = [client.post(move, {"prove-password": "wrong"}).status_code for _ in range(6)]
        assert answers == [422] * 5 + [429]

    def test_a_demonstration_does_not_ask(self, client, ann, article, clock, settings):
        settings.DEMO = True
        clock.shift(timedelta(minutes=11))
        assert "Is it still you?" not in client.post(address("article_move", article.pk, "publish")).text


def test_every_move_on_the_way_to_or_from_readers_counts():
    assert {*WAY_TO_READERS, Move.WITHDRAW, Move.RESUME} - {Move.TAKE, Move.SEND_BACK} == proving.MOVES


def test_production_does_not_start_without_a_second_factor():
    environment = {
        **os.environ,
        "SECOND_FACTOR": "0",
        "DEMO": "0",
        "DEBUG": "0",
        "SECRET_KEY": "x",
        "ENV_FILE": os.devnull,
    }
    environment["DJANGO_SETTINGS_MODULE"] = "msphysio.settings"
    said = subprocess.run(
        [sys.executable, "-c", "import msphysio.settings"], env=environment, capture_output=True, text=True
    )
    assert "SECOND_FACTOR=0 is for demonstrations" in said.stderr

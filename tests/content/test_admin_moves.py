"""The buttons of the admin: each role makes its own moves, and what stops one is said with what was typed kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content import pausing, publishing, reading, scheduling
from content.models import Article, Pause, Release, Schedule
from content.workflow import Move, State
from tests.factories.content import publish_approved, publish_founding
from tests.support.editing import ROLES, address

pytestmark = pytest.mark.django_db

LATER = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def move(sign_in, draft):
    """Make a move as somebody of a role; returns where it led."""

    def move(role, name, **data):
        return sign_in(role).post(address("article_move", draft.pk, name), data, follow=True)

    return move


@pytest.fixture
def page_of(sign_in, draft):
    return lambda role: sign_in(role).get(address("article_change", draft.pk))


def offered(page, move):
    """The form of a move that a change form's page offers."""
    box = page.context["review"]
    return next(form for form in (*box["next"], *box["more"]) if form.move == move)


def offers(page):
    box = page.context["review"]
    return [form.move for form in (*box["next"], *box["more"])]


class TestTheWayToReaders:
    def test_author_reviewer_publisher(self, move, page_of):
        move("author", "submit")
        move("clinical", "take")
        seen = offered(page_of("clinical"), Move.APPROVE)["seen"].value()
        move("clinical", "approve", seen=seen)
        response = move("publisher", "publish")
        assert "Readers see it now" in response.content.decode()
        assert reading.article("stiffness").approval.role == "neuro-physiotherapist"

    def test_a_stale_approval_is_refused(self, draft, people, move):
        publishing.submit(draft, by=people["author"])
        response = move("clinical", "approve", seen="0" * 64)
        assert "Read it again" in response.content.decode()
        assert Article.objects.get().state == State.SUBMITTED

    def test_sent_back_with_a_reason_that_the_writer_sees(self, draft, people, move, page_of):
        publishing.submit(draft, by=people["author"])
        move("clinical", "send_back", reason="Say who to call.")
        assert "Say who to call." in page_of("author").content.decode()

    def test_without_a_reason_it_asks_again(self, draft, people, move):
        publishing.submit(draft, by=people["author"])
        response = move("clinical", "send_back", reason=" ")
        assert response.status_code == 422
        assert "This field is required" in response.content.decode()
        assert Article.objects.get().state == State.SUBMITTED

    def test_a_change_of_what_is_public_needs_what_and_why_and_keeps_what_was_typed(self, draft, people, move):
        publish_approved(draft)
        Article.objects.update(title="Tight muscles")
        publishing.record_edit(draft, by=people["author"])
        refused = move("author", "submit", change_note="A new number.")
        assert refused.status_code == 422
        assert "A new number." in refused.content.decode()
        move("author", "submit", change_note="A new number.", change_kind="clinical")
        assert Article.objects.get().state == State.SUBMITTED

    def test_withdrawn_at_once(self, draft, move, demonstration):
        publish_founding(draft)
        move("publisher", "withdraw", reason="A wrong number.")
        assert reading.article("stiffness") is None


class TestPlans:
    def plan(self, move, **data):
        return move("publisher", "schedule", **{"plan": "withdraw", "at": LATER, "reason": "The trial ends.", **data})

    def test_a_plan_is_shown_with_a_button_that_cancels_it(self, draft, move, page_of, demonstration):
        publish_founding(draft)
        assert "It happens by itself" in self.plan(move).content.decode()
        html = page_of("publisher").content.decode()
        assert "Planned: withdraw" in html and "Cancel the plan" in html
        assert "Cancel the plan" not in page_of("author").content.decode()
        move("publisher", "unschedule", schedule=Schedule.objects.get().pk)
        assert not scheduling.open_plans(draft).exists()

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ({"at": "2020-01-01T09:00"}, "still to come"),
            ({"at": "soon"}, "Enter a valid date/time"),
            ({"reason": ""}, "Say why it will be withdrawn"),
            ({"plan": "publish"}, "not one of the available choices"),
        ],
    )
    def test_a_plan_that_cannot_be_is_refused_with_what_was_typed(self, draft, move, demonstration, data, words):
        publish_founding(draft)
        response = self.plan(move, **data)
        assert response.status_code == 422
        assert words in response.content.decode()
        assert "The trial ends." in response.content.decode() or "reason" in data
        assert not Schedule.objects.exists()

    def test_a_plan_of_another_page_cannot_be_cancelled_from_here(self, draft, move, demonstration):
        publish_founding(draft.topic)
        publish_founding(draft)
        self.plan(move)
        Schedule.objects.update(kind="topic", object_id=draft.topic_id)
        move("publisher", "unschedule", schedule=Schedule.objects.get().pk)
        assert Schedule.objects.get().done_at is None


class TestPauses:
    def test_a_whole_page_is_paused_and_put_back(self, draft, move, page_of, demonstration):
        publish_founding(draft)
        move("clinical", "pause", part="", reason="The number is wrong.")
        assert reading.article("stiffness").paused
        assert "The number is wrong." in page_of("author").content.decode()
        move("clinical", "resume", pause=Pause.objects.get().pk, reason="It is mended.")
        assert not reading.article("stiffness").paused

    def test_one_block_is_paused_by_its_name(self, draft, move, page_of, demonstration):
        publish_founding(draft)
        choices = offered(page_of("clinical"), Move.PAUSE).fields["part"].choices
        part = next(value for value, label in choices if "Keeping safe" in label)
        move("clinical", "pause", part=part, reason="The number is wrong.")
        assert reading.article("stiffness").paused_parts == {part}
        assert "Keeping safe" in pausing.open_pauses(draft).get().label

    def test_a_block_that_readers_do_not_have_cannot_be_paused(self, draft, move, demonstration):
        publish_founding(draft)
        response = move("clinical", "pause", part="0" * 64, reason="The number is wrong.")
        assert response.status_code == 422
        assert "The number is wrong." in response.content.decode()
        assert not Pause.objects.exists()


class TestRights:
    ALLOWED = {
        "submit": {"author", "publisher"},
        "take": {"clinical"},
        "approve": {"clinical"},
        "send_back": {"clinical"},
        "publish": {"publisher"},
        "withdraw": {"publisher"},
        "restore": {"author", "publisher"},
        "schedule": {"publisher"},
        "unschedule": {"publisher"},
        "pause": {"clinical", "publisher", "moderator"},
        "resume": {"clinical", "publisher", "moderator"},
    }

    @pytest.mark.parametrize("name", ALLOWED)
    @pytest.mark.parametrize("role", ROLES)
    def test_each_role_makes_its_own_moves(self, move, role, name):
        assert (move(role, name).status_code != 403) == (role in self.ALLOWED[name])

    @pytest.mark.parametrize("name", ["edit", "mark_due", "nonsense"])
    def test_other_moves_do_not_exist(self, move, name):
        assert move("publisher", name).status_code == 404

    def test_a_move_that_asks_nothing_is_posted(self, draft, sign_in):
        assert sign_in("publisher").get(address("article_move", draft.pk, "publish")).status_code == 405

    def test_a_move_that_asks_something_has_a_page(self, draft, sign_in):
        response = sign_in("publisher").get(address("article_move", draft.pk, "withdraw"))
        assert (response.status_code, "Withdraw from readers" in response.content.decode()) == (200, True)

    def test_a_visitor_is_asked_to_sign_in(self, draft, client):
        response = client.post(address("article_move", draft.pk, "submit"))
        assert response.status_code == 302
        assert "/admin/login/" in response.url

    def test_a_superuser_has_no_way_round_the_review(self, draft, people, admin_client):
        publishing.submit(draft, by=people["author"])
        for name in ("approve", "publish"):
            assert admin_client.post(address("article_move", draft.pk, name)).status_code == 403
        assert not Release.objects.exists()

    def test_the_buttons_are_those_that_work(self, draft, people, page_of):
        publishing.submit(draft, by=people["author"])
        assert offers(page_of("clinical")) == [Move.TAKE, Move.APPROVE, Move.SEND_BACK]
        assert offers(page_of("author")) == offers(page_of("moderator")) == []

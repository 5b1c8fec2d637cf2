"""Who may make which move with what: each role, each move, each kind, tried for real."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from content import pausing, publishing, scheduling, snapshots
from content.models import Kind, Revision, Schedule
from content.publishing import Refused
from content.workflow import Move
from tests.factories.content import MAKE, person, publish_approved

pytestmark = pytest.mark.django_db

AUTHORS, PUBLISHERS, CLINICIANS = {"author", "publisher"}, {"publisher"}, {"clinical"}
WRITERS = {
    **dict.fromkeys((Kind.ARTICLE, Kind.EXERCISE, Kind.FAQ, Kind.TERM), AUTHORS),
    **dict.fromkeys((Kind.TOPIC, Kind.POLICY), PUBLISHERS),
    Kind.STORY: {"moderator"},
    **dict.fromkeys((Kind.SERVICE, Kind.FINDER), {"directory"}),
}
APPROVERS = {
    **dict.fromkeys((Kind.ARTICLE, Kind.EXERCISE, Kind.FAQ, Kind.TERM, Kind.TOPIC, Kind.STORY), CLINICIANS),
    **dict.fromkeys((Kind.SERVICE, Kind.FINDER), {"directory"}),
    Kind.POLICY: PUBLISHERS,
}
PAUSERS = {"clinical", "publisher", "moderator"}
# A superuser writes, takes away and pauses; on the way to readers a superuser counts as anybody.
ALLOWED = {
    **{move: lambda kind: WRITERS[kind] | {"superuser"} for move in (Move.EDIT, Move.SUBMIT, Move.RESTORE)},
    **{move: lambda kind: APPROVERS[kind] for move in (Move.TAKE, Move.SEND_BACK, Move.APPROVE)},
    **{move: lambda kind: PUBLISHERS for move in (Move.PUBLISH, Move.SCHEDULE)},
    **{move: lambda kind: PUBLISHERS | {"superuser"} for move in (Move.WITHDRAW, Move.UNSCHEDULE)},
    **{move: lambda kind: PAUSERS | {"superuser"} for move in (Move.PAUSE, Move.RESUME)},
    Move.MARK_DUE: lambda kind: set(),
}


@pytest.fixture
def everybody(people):
    gone = person("gone", "author", "clinical reviewer", "publisher", "directory editor", "moderator")
    gone.is_active = False
    gone.save()
    return people | {
        "superuser": User.objects.create_superuser("root"),
        "nobody": person("nobody"),
        "gone": gone,
    }


class Page:
    """One thing whose public edition differs from its draft, and the ways to each stage of the next one."""

    def __init__(self, kind, people):
        self.thing, self.people = MAKE[kind](), people
        self.publisher = people["publisher"]
        publish_approved(self.thing)
        self.revision = Revision.objects.get()

    def act(self, move, by):
        """Bring it to where the move is possible, then let somebody try."""
        getattr(self, f"before_{move}", lambda: None)()
        return getattr(self, move)(by)

    def sent(self):
        """As if somebody had written and sent it who is none of those who try."""
        writer = User.objects.get(username="writer")
        publishing.submit(publishing.record_edit(self.thing, by=writer), by=writer)

    def approved(self):
        self.sent()
        approver = User.objects.get(username="clinician" if self.thing.clinical else "confirmer")
        publishing.approve(self.thing, by=approver, seen=snapshots.hash_of(self.thing))

    def planned(self):
        self.plan = scheduling.plan(self.thing, "withdraw", in_an_hour(), by=self.publisher, reason="Old.")

    def paused(self):
        self.pause_made = pausing.pause(self.thing, by=self.publisher, reason="Wrong.")

    before_take = before_send_back = before_approve = sent
    before_publish = before_schedule = approved
    before_unschedule, before_resume = planned, paused

    def submit(self, by):
        publishing.submit(self.thing, by=by)

    def take(self, by):
        publishing.take(self.thing, by=by)

    def send_back(self, by):
        publishing.send_back(self.thing, by=by, reason="Mend it.")

    def approve(self, by):
        publishing.approve(self.thing, by=by, seen=snapshots.hash_of(self.thing))

    def publish(self, by):
        publishing.publish(self.thing, by=by)

    def withdraw(self, by):
        publishing.withdraw(self.thing, by=by, reason="Wrong.")

    def restore(self, by):
        publishing.restore(self.thing, self.revision, by=by)

    def schedule(self, by):
        scheduling.plan(self.thing, Schedule.Plan.PUBLISH, in_an_hour(), by=by)

    def unschedule(self, by):
        scheduling.cancel(self.plan, by=by)

    def pause(self, by):
        pausing.pause(self.thing, by=by, reason="Wrong.")

    def resume(self, by):
        pausing.lift(self.pause_made, by=by, reason="Right.")


def in_an_hour():
    return timezone.now() + timedelta(hours=1)


def can(page, move, by):
    """Try a move for real, and undo it."""
    with transaction.atomic():
        try:
            page.act(move, by)
        except Refused as refusal:
            assert "right" in str(refusal), f"{move} was refused for another reason: {refusal}"
            return False
        finally:
            transaction.set_rollback(True)
    return True


@pytest.mark.parametrize("kind", Kind)
def test_each_role_makes_its_own_moves_and_no_other(kind, everybody):
    page = Page(kind, everybody)
    for move in set(Move) - {Move.EDIT, Move.MARK_DUE}:
        made_by = {name for name, by in everybody.items() if can(page, move, by)}
        assert made_by == ALLOWED[move](kind), f"{move} of {kind}"


@pytest.mark.parametrize("kind", Kind)
def test_what_is_asked_before_a_button_is_shown_agrees(kind, everybody):
    thing = MAKE[kind]()
    for move in Move:
        assert {name for name, by in everybody.items() if publishing.may(by, move, thing)} == ALLOWED[move](kind), move


@pytest.mark.parametrize("kind", Kind)
def test_the_trail_names_the_profession_or_the_group(kind, everybody):
    thing, (approver,) = MAKE[kind](), APPROVERS[kind]
    role = {"clinical": "neuro-physiotherapist", "directory": "directory editor", "publisher": "publisher"}[approver]
    assert publishing.role_of(everybody[approver], thing) == role
    assert publishing.role_of(everybody["superuser"], thing) == ""

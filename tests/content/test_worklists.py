"""Which work is waiting for whom."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from content import publishing
from content.models import Article, Pause, Recheck, Schedule
from content.worklists import Work, condition
from tests.factories.content import ArticleFactory, publish_approved, publish_founding

pytestmark = pytest.mark.django_db


def listed(work, user):
    return [article.slug for article in Article.objects.filter(condition(work, Article, user)).order_by("slug")]


@pytest.fixture
def submitted(draft, people):
    return publishing.submit(draft, by=people["author"])


class TestWaitingForMe:
    def test_what_was_sent_for_approval_waits_for_those_who_approve(self, submitted, people):
        assert listed(Work.WAITING, people["clinical"]) == ["stiffness"]
        assert listed(Work.WAITING, people["author"]) == []

    def test_nothing_that_i_changed_last_waits_for_my_approval(self, submitted, people):
        Article.objects.update(edited_by=people["clinical"])
        assert listed(Work.WAITING, people["clinical"]) == []

    def test_nothing_that_i_sent_myself_waits_for_my_approval(self, submitted, people):
        publishing.file_event(submitted, "submit", people["clinical"])
        assert listed(Work.WAITING, people["clinical"]) == []

    def test_what_was_sent_back_waits_for_its_writer_until_it_is_mended(self, submitted, people):
        publishing.send_back(submitted, by=people["clinical"], reason="Say who to call.")
        assert listed(Work.WAITING, people["author"]) == ["stiffness"]
        assert listed(Work.SENT_BACK, people["clinical"]) == ["stiffness"]
        publishing.record_edit(submitted, by=people["author"])
        assert listed(Work.WAITING, people["author"]) == []

    def test_what_is_approved_waits_for_those_who_publish(self, submitted, people):
        Article.objects.update(state="approved")
        assert listed(Work.WAITING, people["publisher"]) == ["stiffness"]
        assert listed(Work.WAITING, people["clinical"]) == []


def test_my_drafts_are_mine(draft, people):
    assert listed(Work.MINE, people["author"]) == ["stiffness"]
    assert listed(Work.MINE, people["publisher"]) == []


def test_what_is_sent_for_approval_is_listed_for_everybody(submitted, people):
    assert listed(Work.SUBMITTED, people["author"]) == ["stiffness"]


def test_a_check_is_due_for_sixty_days_and_then_overdue(people):
    revision = publish_approved(ArticleFactory(slug="balance"))
    on = revision.next_review_date
    seen = {}
    for days in (-61, -60, 0, 1):
        day = timezone.make_aware(timezone.datetime(on.year, on.month, on.day, 12)) + timedelta(days=days)
        with time_machine.travel(day, tick=False):
            seen[days] = [bool(listed(work, people["author"])) for work in (Work.DUE, Work.OVERDUE)]
    assert seen == {-61: [False, False], -60: [True, False], 0: [True, False], 1: [False, True]}


def test_an_open_recheck_is_overdue_and_a_settled_one_is_not(draft, people):
    check = Recheck.objects.create(**draft.key, reason="The guideline changed.")
    assert listed(Work.OVERDUE, people["author"]) == ["stiffness"]
    Recheck.objects.filter(pk=check.pk).update(settled_at=timezone.now())
    assert listed(Work.OVERDUE, people["author"]) == []


def test_founding_content_is_never_approved_until_somebody_approves_it(people, demonstration):
    publish_founding(ArticleFactory(slug="founding"))
    publish_approved(ArticleFactory(slug="approved"))
    assert listed(Work.UNAPPROVED, people["author"]) == ["founding"]


def test_what_was_withdrawn_waits_for_no_approval(people, demonstration):
    founding = ArticleFactory(slug="founding")
    publish_founding(founding)
    publishing.withdraw(founding, by=people["publisher"], reason="It was doubtful.")
    assert listed(Work.UNAPPROVED, people["author"]) == []


def test_what_is_planned_or_paused_is_listed_until_it_is_over(draft, people):
    tomorrow = timezone.now() + timedelta(days=1)
    plan = Schedule.objects.create(
        **draft.key, plan="withdraw", reason="It closes.", at=tomorrow, planned_by=people["publisher"]
    )
    pause = Pause.objects.create(**draft.key, reason="A wrong number.", paused_by=people["clinical"])
    assert listed(Work.PLANNED, people["author"]) == listed(Work.PAUSED, people["author"]) == ["stiffness"]
    Schedule.objects.filter(pk=plan.pk).update(done_at=timezone.now())
    Pause.objects.filter(pk=pause.pk).update(lifted_by=people["clinical"], lifted_at=timezone.now())
    assert listed(Work.PLANNED, people["author"]) == listed(Work.PAUSED, people["author"]) == []


def test_another_kind_with_the_same_number_is_not_meant(draft, people):
    Pause.objects.create(kind="topic", object_id=draft.pk, reason="A wrong number.", paused_by=people["clinical"])
    assert listed(Work.PAUSED, people["author"]) == []

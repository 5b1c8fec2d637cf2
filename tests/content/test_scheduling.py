"""Plans: made for approved bytes, carried out once, at their moment, and ended with a reason when that cannot be."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from content import publishing, reading, scheduling, snapshots
from content.models import Article, Recheck, ReviewEvent, Schedule
from content.publishing import Refused
from content.workflow import Move, State
from tests.factories.content import ArticleFactory, publish_approved

pytestmark = pytest.mark.django_db

PUBLISH, WITHDRAW = Schedule.Plan.PUBLISH, Schedule.Plan.WITHDRAW
HOUR = timedelta(hours=1)


@pytest.fixture
def approved(people):
    article = publishing.record_edit(ArticleFactory(slug="stiffness"), by=people["author"])
    publishing.submit(article, by=people["author"])
    return publishing.approve(article, by=people["clinical"], seen=snapshots.hash_of(article))


def in_an_hour():
    return timezone.now() + HOUR


def run_later(hours=2):
    """Run publish_due so many hours from now; returns what it says."""
    said = StringIO()
    with time_machine.travel(timezone.now() + hours * HOUR):
        call_command("publish_due", stdout=said)
    reading.forget()
    return said.getvalue()


class TestPublishing:
    def test_it_is_public_from_its_moment_on_and_not_before(self, approved, people):
        scheduling.plan(approved, PUBLISH, in_an_hour(), by=people["publisher"])
        assert run_later(hours=0) == ""
        assert reading.article("stiffness") is None
        assert "done." in run_later()
        assert reading.article("stiffness").approval.role == "neuro-physiotherapist"

    def test_the_record_says_who_planned_it_and_that_it_was_planned(self, approved, people):
        schedule = scheduling.plan(approved, PUBLISH, in_an_hour(), by=people["publisher"])
        run_later()
        published, planned = ReviewEvent.objects.all()[:2]
        assert (planned.act, planned.actor, planned.reason) == (Move.SCHEDULE, people["publisher"], str(schedule))
        assert (published.act, published.actor, published.reason) == (Move.PUBLISH, people["publisher"], str(schedule))

    def test_it_is_carried_out_once(self, approved, people):
        scheduling.plan(approved, PUBLISH, in_an_hour(), by=people["publisher"])
        later = timezone.now() + 2 * HOUR
        assert len(scheduling.run_due(later)) == 1
        assert scheduling.run_due(later) == []
        assert ReviewEvent.objects.filter(act=Move.PUBLISH).count() == 1

    def test_a_changed_page_is_not_published_and_the_plan_says_why(self, approved, people):
        schedule = scheduling.plan(approved, PUBLISH, in_an_hour(), by=people["publisher"])
        Article.objects.update(title="Changed by raw SQL or by nobody knows whom")
        assert "It was changed after this was planned" in run_later()
        schedule.refresh_from_db()
        assert schedule.done_at and "Plan it again" in schedule.outcome
        assert reading.article("stiffness") is None

    def test_other_bytes_that_were_approved_since_are_not_what_was_planned(self, approved, people):
        scheduling.plan(approved, PUBLISH, in_an_hour(), by=people["publisher"])
        Article.objects.update(title="Another title")
        article = publishing.record_edit(approved, by=people["author"])
        publishing.submit(article, by=people["author"])
        publishing.approve(article, by=people["clinical"], seen=snapshots.hash_of(article))
        assert "It was changed after this was planned" in run_later()
        assert reading.article("stiffness") is None

    def test_an_edit_ends_the_approval_and_with_it_the_plan(self, approved, people):
        scheduling.plan(approved, PUBLISH, in_an_hour(), by=people["publisher"])
        publishing.record_edit(approved, by=people["author"])
        assert "not approved any more" in run_later()

    def test_who_lost_the_right_meanwhile_publishes_nothing(self, approved, people):
        scheduling.plan(approved, PUBLISH, in_an_hour(), by=people["publisher"])
        people["publisher"].groups.clear()
        assert "does not have the right" in run_later()
        assert reading.article("stiffness") is None

    @pytest.mark.parametrize("demo", [True, False])
    def test_only_what_is_approved_can_be_planned(self, approved, people, settings, demo):
        settings.DEMO = demo
        draft = publishing.record_edit(approved, by=people["author"])
        with pytest.raises(Refused, match="Only what is approved"):
            scheduling.plan(draft, PUBLISH, in_an_hour(), by=people["publisher"])

    def test_a_plan_that_nobody_foresaw_to_fail_stops_neither_the_others_nor_the_marks(self, approved, people, caplog):
        lost, late = ArticleFactory(slug="lost"), ArticleFactory(slug="late")
        for article in (lost, late):
            publish_approved(article)
        broken = scheduling.plan(lost, WITHDRAW, in_an_hour(), by=people["publisher"], reason="Old.")
        Schedule.objects.update(object_id=999_999)
        scheduling.plan(approved, PUBLISH, in_an_hour() + HOUR / 2, by=people["publisher"])
        Recheck.objects.create(**late.key, reason="A source changed.")
        with pytest.raises(CommandError, match="1 of the plans"):
            run_later()
        reading.forget()
        broken.refresh_from_db()
        assert broken.done_at and "Something went wrong" in broken.outcome
        assert f"plan {broken.pk}" in caplog.text
        assert reading.article("stiffness")
        assert Article.objects.get(slug="late").state == State.DUE

    def test_one_plan_that_fails_does_not_stop_the_others(self, approved, people):
        scheduling.plan(approved, PUBLISH, in_an_hour(), by=people["publisher"])
        publishing.record_edit(approved, by=people["author"])
        other = ArticleFactory(slug="walking")
        publish_approved(other)
        scheduling.plan(other, WITHDRAW, in_an_hour() + HOUR / 2, by=people["publisher"], reason="Out of date.")
        said = run_later()
        assert "not done" in said and "done." in said
        assert reading.article("walking") is None


class TestWithdrawing:
    def test_it_is_gone_from_its_moment_on_even_if_who_planned_it_is(self, people):
        article = ArticleFactory(slug="stiffness")
        publish_approved(article)
        scheduling.plan(article, WITHDRAW, in_an_hour(), by=people["publisher"], reason="The trial ends.")
        people["publisher"].is_active = False
        people["publisher"].save()
        run_later()
        assert reading.article("stiffness") is None
        assert Article.objects.get().state == State.WITHDRAWN
        assert ReviewEvent.objects.first().reason == "The trial ends."

    def test_it_needs_a_reason_and_something_public(self, approved, people):
        with pytest.raises(Refused, match="Say why"):
            scheduling.plan(approved, WITHDRAW, in_an_hour(), by=people["publisher"], reason=" ")
        with pytest.raises(Refused, match="not published"):
            scheduling.plan(approved, WITHDRAW, in_an_hour(), by=people["publisher"], reason="Old.")

    def test_from_this_day_to_that(self, approved, people):
        scheduling.plan(approved, PUBLISH, in_an_hour(), by=people["publisher"])
        run_later()
        scheduling.plan(approved, WITHDRAW, in_an_hour() + 3 * HOUR, by=people["publisher"], reason="It is over.")
        assert reading.article("stiffness")
        run_later(hours=5)
        assert reading.article("stiffness") is None


class TestPlans:
    def test_a_moment_that_has_passed_is_refused(self, approved, people):
        with pytest.raises(Refused, match="still ahead"):
            scheduling.plan(approved, PUBLISH, timezone.now(), by=people["publisher"])

    def test_a_moment_that_is_years_away_is_refused(self, approved, people):
        in_two_years = timezone.now() + timedelta(days=730)
        with pytest.raises(Refused, match="within the next two years"):
            scheduling.plan(approved, PUBLISH, in_two_years + timedelta(days=2), by=people["publisher"])
        scheduling.plan(approved, PUBLISH, in_two_years, by=people["publisher"])

    def test_there_is_one_plan_of_each_kind(self, approved, people):
        scheduling.plan(approved, PUBLISH, in_an_hour(), by=people["publisher"])
        with pytest.raises(Refused, match="such a plan already"):
            scheduling.plan(approved, PUBLISH, in_an_hour(), by=people["publisher"])

    def test_a_cancelled_plan_does_nothing(self, approved, people):
        schedule = scheduling.plan(approved, PUBLISH, in_an_hour(), by=people["publisher"])
        assert Move.UNSCHEDULE in publishing.possible_moves(people["publisher"], approved)
        scheduling.cancel(schedule, by=people["publisher"])
        assert run_later() == ""
        assert ReviewEvent.objects.first().act == Move.UNSCHEDULE
        with pytest.raises(Refused, match="ended already"):
            scheduling.cancel(schedule, by=people["publisher"])

    @pytest.mark.parametrize("who", ["author", "clinical", "guide", "directory", "moderator"])
    def test_only_publishers_plan_and_cancel(self, approved, people, who):
        schedule = scheduling.plan(approved, PUBLISH, in_an_hour(), by=people["publisher"])
        for act in (
            lambda: scheduling.plan(approved, PUBLISH, in_an_hour(), by=people[who]),
            lambda: scheduling.cancel(schedule, by=people[who]),
        ):
            with pytest.raises(Refused, match="right"):
                act()
        assert scheduling.possible_plans(people[who], approved) == []

    def test_the_plans_offered_are_those_that_can_be_made(self, approved, people):
        assert scheduling.possible_plans(people["publisher"], approved) == [PUBLISH]
        publishing.publish(approved, by=people["publisher"])
        assert scheduling.possible_plans(people["publisher"], Article.objects.get()) == [WITHDRAW]

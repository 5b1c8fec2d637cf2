"""Plans: what is published or withdrawn by itself at a moment that a publisher chose.

`manage.py publish_due` carries them out, on as many machines as you like: each plan is carried out once. What is
published then is what was approved and planned, byte for byte; else the plan ends and says why.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from content import publishing, snapshots
from content.models import REVIEWABLES, Release, Schedule
from content.publishing import Refused
from content.workflow import Move, State

logger = logging.getLogger(__name__)

PUBLISH, WITHDRAW = Schedule.Plan.PUBLISH, Schedule.Plan.WITHDRAW
NOT_APPROVED = "Only what is approved can be planned. If it changed since, send it for approval again."
FURTHEST = timedelta(days=731)  # two years: by then every page is due for a check
UNEXPECTED = "Something went wrong on our side. Ask whoever runs the site to look into its log, then plan it again."
MODELS = {model.kind: model for model in REVIEWABLES}


@dataclass(frozen=True)
class Done:
    """What became of one plan. `why_not` is empty when it was carried out; `failed`: for a reason nobody foresaw."""

    schedule: Schedule
    why_not: str
    failed: bool = False

    def __str__(self):
        name = f"{self.schedule.get_plan_display()} {self.schedule.get_kind_display()} {self.schedule.object_id}"
        return f"{name}: not done. {self.why_not}" if self.why_not else f"{name}: done."


def possible_plans(by, thing):
    """Return the plans (Schedule.Plan) that a person can make for a thing now."""
    if not publishing.may(by, Move.SCHEDULE, thing):
        return []
    return [plan for plan in Schedule.Plan if POSSIBLE[plan](thing) and not open_plans(thing).filter(plan=plan)]


def open_plans(thing):
    """Return the Schedules of a thing that wait for their moment, the first one first."""
    return Schedule.objects.filter(**thing.key, done_at=None).select_related("planned_by")


@transaction.atomic
def plan(thing, plan, at, *, by, reason=""):
    """Plan to publish what is approved, or to withdraw what is public, at a moment ahead; returns the Schedule.

    Raises Refused.
    """
    thing = publishing.lock(thing)
    if not publishing.may(by, Move.SCHEDULE, thing):
        raise Refused("Your account does not have the right to do this.")
    _refuse_plan(thing, plan, at, reason.strip())
    schedule = Schedule.objects.create(
        **thing.key,
        plan=plan,
        at=at,
        sha256=snapshots.hash_of(thing) if plan == PUBLISH else "",
        reason=reason.strip(),
        planned_by=by,
        planned_at=timezone.now(),
    )
    publishing.file_event(thing, Move.SCHEDULE, by, reason=str(schedule))
    return schedule


@transaction.atomic
def cancel(schedule, *, by):
    """Give up a plan that waits for its moment. Raises Refused."""
    thing = _thing(schedule)
    if not publishing.may(by, Move.UNSCHEDULE, thing):
        raise Refused("Your account does not have the right to do this.")
    schedule = Schedule.objects.select_for_update().get(pk=schedule.pk)
    if schedule.done_at:
        raise Refused("This plan has ended already.")
    _end(schedule, f"Cancelled by {by}.", timezone.now())
    publishing.file_event(thing, Move.UNSCHEDULE, by, reason=str(schedule))
    return schedule


def run_due(now=None):
    """Carry out every plan whose moment has come; returns what was Done. Any number of machines may run it at once."""
    now, done = now or timezone.now(), []
    while found := _carry_out_next(now):
        done.append(found)
    return done


@transaction.atomic
def _carry_out_next(now):
    """Take the next plan that no other machine is busy with; None when there is none."""
    waiting = Schedule.objects.select_for_update(skip_locked=True, of=("self",)).select_related("planned_by")
    schedule = waiting.filter(done_at=None, at__lte=now).first()
    if schedule is None:
        return None
    try:
        with transaction.atomic():
            CARRY_OUT[schedule.plan](_thing(schedule), schedule)
    except (Refused, IntegrityError) as refusal:
        return _ended(schedule, str(refusal), now)
    except Exception:  # whatever it is, the plans behind it are carried out
        logger.exception("plan %s could not be carried out", schedule.pk)
        return _ended(schedule, UNEXPECTED, now, failed=True)
    return _ended(schedule, "", now)


def _publish(thing, schedule):
    thing = publishing.lock(thing)
    if thing.state == State.APPROVED and snapshots.hash_of(thing) != schedule.sha256:
        raise Refused("It was changed after this was planned. Plan it again.")
    if thing.state != State.APPROVED:
        raise Refused("It is not approved any more.")
    publishing.publish(thing, by=schedule.planned_by, reason=str(schedule))


def _withdraw(thing, schedule):
    publishing.withdraw_as_planned(thing, by=schedule.planned_by, reason=schedule.reason)


def _ended(schedule, outcome, now, *, failed=False):
    _end(schedule, outcome, now)
    return Done(schedule, outcome, failed)


def _end(schedule, outcome, now):
    schedule.done_at, schedule.outcome = now, outcome
    schedule.save(update_fields=["done_at", "outcome"])


def _refuse_plan(thing, plan, at, reason):
    if at <= timezone.now():
        raise Refused("Choose a moment that is still ahead.")
    if at > timezone.now() + FURTHEST:
        raise Refused("This is too far away. Choose a moment within the next two years.")
    if plan == WITHDRAW and not reason:
        raise Refused("Say why it will be withdrawn.")
    if not POSSIBLE[plan](thing):
        raise Refused(NOT_APPROVED if plan == PUBLISH else "It is not published.")
    if open_plans(thing).filter(plan=plan):
        raise Refused("There is such a plan already. Cancel it first.")


def _thing(schedule):
    return MODELS[schedule.kind].objects.get(pk=schedule.object_id)


POSSIBLE = {
    PUBLISH: publishing.is_approved,
    WITHDRAW: lambda thing: Release.objects.filter(**thing.key).exists(),
}
CARRY_OUT = {PUBLISH: _publish, WITHDRAW: _withdraw}

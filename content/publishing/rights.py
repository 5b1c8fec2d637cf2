"""Who may make which move. A right comes from a group; who approves clinical content is registered as well."""

from django.conf import settings
from django.contrib.auth.models import Permission
from django.utils import timezone

from content import snapshots, workflow
from content.models import Pause, Release, Reviewer, ReviewEvent, Revision, Schedule
from content.workflow import Move

EDITED_LAST = "You were the last to change this. Ask somebody else to approve it."
SENT_IT = "You sent this for approval yourself. Ask somebody else to approve it."
NOT_REGISTERED = (
    "Clinical content is approved by a registered professional. Ask an administrator to record your registration."
)
ONLY_TRIES = "An account of a demonstration approves in a demonstration only."
TRY = Reviewer.Profession.DEMONSTRATION.value
REGISTRATION_ENDED = "Your registration on record has ended. Ask an administrator to record its new end, then approve."


def may(by, move, thing):
    """Whether a person has the right that a move needs. Says nothing about the state."""
    right = workflow.RULES[move].right
    if not right or not by.is_active:
        return False
    codename = "pause_content" if right == "pause" else f"{right}_{thing.kind}"
    if move in workflow.WAY_TO_READERS:
        return codename in _granted(by)
    return by.has_perm(f"content.{codename}")


def possible_moves(by, thing):
    """Return the moves that a person can make now: they have the right, and the state allows it."""
    return [
        move
        for move in Move
        if may(by, move, thing)
        and workflow.is_legal(move, thing.state, demo=settings.DEMO)
        and NEEDS.get(move, _nothing)(thing)
        and (move != Move.APPROVE or approval_refusal(by, thing) is None)
    ]


def role_of(by, thing):
    """Return what the review trail calls somebody who approves this: their profession, or for the rest their group.

    In a demonstration no group counts: what it approves of the rest is a try, for good.
    """
    if thing.clinical:
        reviewer = _reviewer(by)
        return reviewer.profession if reviewer else ""
    group = _granted(by).get(f"approve_{thing.kind}", "")
    return TRY if group and settings.DEMO else group


def approval_refusal(by, thing):
    """Return why this person cannot approve this thing, in a sentence that says what to do, or None when they can."""
    if last_editor_id(thing) == by.pk or thing.edited_by_id == by.pk:
        return EDITED_LAST
    if _last_actor_id(thing, [Move.SUBMIT]) == by.pk:
        return SENT_IT
    if not thing.clinical:
        return None
    reviewer = _reviewer(by)
    if reviewer is None:
        return NOT_REGISTERED
    if reviewer.profession == TRY and not settings.DEMO:
        return ONLY_TRIES
    return REGISTRATION_ENDED if reviewer.expires_date < timezone.localdate() else None


def last_editor_id(thing):
    """Return the id of the person whose edit is the last on record, or None: nobody, or the founding library."""
    return _last_actor_id(thing, workflow.WRITES)


def standing_approval(thing):
    """Return the approval of exactly what the working copy holds now, or None. A try counts in a demonstration only."""
    approval = ReviewEvent.objects.filter(**thing.key, act=Move.APPROVE).first()
    if approval is None or (approval.actor_role == TRY and not settings.DEMO):
        return None
    return approval if approval.sha256 == snapshots.hash_of(thing) else None


def is_approved(thing):
    """Whether it can go to readers as it is: approved, and nothing that it holds or names has changed since."""
    return thing.state == workflow.State.APPROVED and standing_approval(thing) is not None


def is_released(thing):
    """Whether the public can read some revision of it."""
    return Release.objects.filter(**thing.key).exists()


def _granted(by):
    """Return {codename: name of a group} of the rights over content that groups gave; asked once for each person."""
    if not hasattr(by, "_granted_over_content"):
        rows = Permission.objects.filter(content_type__app_label="content", group__user=by)
        by._granted_over_content = dict(rows.order_by("-group__name").values_list("codename", "group__name"))
    return by._granted_over_content


def _reviewer(by):
    return Reviewer.objects.filter(user=by).first()


def _last_actor_id(thing, acts):
    return ReviewEvent.objects.filter(**thing.key, act__in=acts).values_list("actor_id", flat=True).first()


def _nothing(thing):
    return True


NEEDS = {
    Move.SUBMIT: lambda thing: not is_approved(thing),
    Move.PUBLISH: lambda thing: thing.state != workflow.State.APPROVED or is_approved(thing),
    Move.WITHDRAW: is_released,
    Move.PAUSE: is_released,
    Move.SCHEDULE: lambda thing: is_released(thing) or is_approved(thing),
    Move.RESTORE: lambda thing: Revision.objects.filter(**thing.key).exists(),
    Move.RESUME: lambda thing: Pause.objects.filter(**thing.key, lifted_at=None).exists(),
    Move.UNSCHEDULE: lambda thing: Schedule.objects.filter(**thing.key, done_at=None).exists(),
}

"""The way of a page from draft to reader: which moves are legal from which state, and which right each needs.

Pure: no database, no permissions, no time. `content.publishing` and its neighbours make the moves.
"""

from dataclasses import dataclass

from django.db.models import TextChoices


class State(TextChoices):
    """Where the working copy stands. What the public reads is the release, which stays while a new draft is written."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waiting for approval"
    IN_REVIEW = "in_review", "Being reviewed"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    DUE = "due", "Due for a check"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Move(TextChoices):
    """What people do to a page. The label is what the history says."""

    EDIT = "edit", "Edited"
    SUBMIT = "submit", "Sent for approval"
    TAKE = "take", "Taken for review"
    SEND_BACK = "send_back", "Sent back"
    APPROVE = "approve", "Approved"
    PUBLISH = "publish", "Published"
    WITHDRAW = "withdraw", "Withdrawn"
    RESTORE = "restore", "An older edition restored"
    MARK_DUE = "mark_due", "Found due for a check"
    SCHEDULE = "schedule", "Planned"
    UNSCHEDULE = "unschedule", "Plan cancelled"
    PAUSE = "pause", "Paused"
    RESUME = "resume", "Back in service"


class IllegalMove(Exception):
    """The move is not possible from this state. The text says so in plain words."""


@dataclass(frozen=True)
class Rule:
    """From where a move is legal, where it leads (None: the state stays), and the right it needs.

    The right is change, approve or publish, each of one kind; pause, of all content; or empty: the clock makes it.
    """

    origins: frozenset
    target: State | None
    right: str


UNAPPROVED = frozenset({State.DRAFT, State.SUBMITTED, State.IN_REVIEW, State.DUE, State.WITHDRAWN})
ANYWHERE = frozenset(State)
# On these a superuser counts as anybody: the right has to come from a group. Taking away and pausing are always safe.
WAY_TO_READERS = frozenset({Move.TAKE, Move.SEND_BACK, Move.APPROVE, Move.PUBLISH, Move.SCHEDULE})
WRITES = (Move.EDIT, Move.RESTORE)  # what makes somebody the last editor

RULES = {
    Move.EDIT: Rule(ANYWHERE, State.DRAFT, "change"),
    # What is published may be sent again as it is: for its first approval in a demonstration, or for its next check.
    # What is approved only when it is not what was approved any more: content.publishing looks.
    Move.SUBMIT: Rule(ANYWHERE - {State.SUBMITTED, State.IN_REVIEW}, State.SUBMITTED, "change"),
    Move.TAKE: Rule(frozenset({State.SUBMITTED}), State.IN_REVIEW, "approve"),
    Move.SEND_BACK: Rule(frozenset({State.SUBMITTED, State.IN_REVIEW, State.APPROVED}), State.DRAFT, "approve"),
    Move.APPROVE: Rule(frozenset({State.SUBMITTED, State.IN_REVIEW}), State.APPROVED, "approve"),
    Move.PUBLISH: Rule(frozenset({State.APPROVED}), State.PUBLISHED, "publish"),
    Move.WITHDRAW: Rule(ANYWHERE - {State.WITHDRAWN}, State.WITHDRAWN, "publish"),
    Move.RESTORE: Rule(ANYWHERE, State.DRAFT, "change"),
    Move.MARK_DUE: Rule(frozenset({State.PUBLISHED}), State.DUE, ""),
    Move.SCHEDULE: Rule(ANYWHERE, None, "publish"),
    Move.UNSCHEDULE: Rule(ANYWHERE, None, "publish"),
    Move.PAUSE: Rule(ANYWHERE, None, "pause"),
    Move.RESUME: Rule(ANYWHERE, None, "pause"),
}


def is_legal(move, state, *, demo=False):
    """Whether `move` may be made from `state`. In a demonstration, publishing needs no approval."""
    origins = RULES[move].origins
    if demo and move == Move.PUBLISH:
        origins |= UNAPPROVED
    return state in origins


def state_after(move, state, *, demo=False):
    """Return the state that `move` leads to from `state`. Raises IllegalMove."""
    if not is_legal(move, state, demo=demo):
        raise IllegalMove(f"This is not possible now: the page is “{State(state).label.lower()}”.")
    return RULES[move].target or State(state)

"""The way of a page from draft to reader: which moves are legal from which state, and which right each needs.

Pure: no database, no permissions, no time. `content.publishing` makes the moves.
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
    SEND_BACK = "send_back", "Sent back"
    APPROVE = "approve", "Approved"
    PUBLISH = "publish", "Published"
    WITHDRAW = "withdraw", "Withdrawn"


class IllegalMove(Exception):
    """The move is not possible from this state. The text says so in plain words."""


@dataclass(frozen=True)
class Rule:
    """From where a move is legal, where it leads, and the right it needs: change, approve or publish."""

    origins: frozenset
    target: State
    right: str


UNAPPROVED = frozenset({State.DRAFT, State.SUBMITTED, State.IN_REVIEW, State.DUE, State.WITHDRAWN})

RULES = {
    Move.EDIT: Rule(frozenset(State), State.DRAFT, "change"),
    Move.SUBMIT: Rule(frozenset({State.DRAFT, State.WITHDRAWN}), State.SUBMITTED, "change"),
    Move.SEND_BACK: Rule(frozenset({State.SUBMITTED, State.APPROVED}), State.DRAFT, "approve"),
    Move.APPROVE: Rule(frozenset({State.SUBMITTED}), State.APPROVED, "approve"),
    Move.PUBLISH: Rule(frozenset({State.APPROVED}), State.PUBLISHED, "publish"),
    Move.WITHDRAW: Rule(frozenset(State) - {State.WITHDRAWN}, State.WITHDRAWN, "publish"),
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
    return RULES[move].target

"""The pure half: legal moves, and who sees what."""

import pytest

from content import workflow
from content.audiences import Reader, sees
from content.workflow import IllegalMove, Move, State


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("demo", [True, False])
def test_only_what_is_approved_is_published_outside_a_demonstration(state, demo):
    allowed = workflow.is_legal(Move.PUBLISH, state, demo=demo)
    assert allowed == (state == State.APPROVED or (demo and state != State.PUBLISHED))


@pytest.mark.parametrize("state", State)
def test_an_edit_always_leads_back_to_a_draft(state):
    assert workflow.state_after(Move.EDIT, state) == State.DRAFT


def test_only_what_was_sent_for_approval_is_approved():
    assert [s for s in State if workflow.is_legal(Move.APPROVE, s)] == [State.SUBMITTED, State.IN_REVIEW]


def test_an_illegal_move_says_why_in_plain_words():
    with pytest.raises(IllegalMove, match="“published”"):
        workflow.state_after(Move.APPROVE, State.PUBLISHED)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", [Move.SCHEDULE, Move.UNSCHEDULE, Move.PAUSE, Move.RESUME])
def test_the_desk_moves_nothing_on_its_way(move, state):
    assert workflow.state_after(move, state) == state


def test_only_what_is_published_is_found_due_and_by_nobody():
    assert [state for state in State if workflow.is_legal(Move.MARK_DUE, state)] == [State.PUBLISHED]
    assert workflow.RULES[Move.MARK_DUE].right == ""


@pytest.mark.parametrize("state", [State.DRAFT, State.APPROVED, State.PUBLISHED, State.DUE, State.WITHDRAWN])
def test_what_no_reviewer_has_before_them_can_be_sent_for_approval(state):
    assert workflow.state_after(Move.SUBMIT, state) == State.SUBMITTED


@pytest.mark.parametrize("reader", Reader)
def test_a_part_for_nobody_in_particular_is_for_everyone(reader):
    assert sees(reader, [])


@pytest.mark.parametrize(
    ("readers", "seen_by"),
    [
        (["patient"], {"patient", "professional"}),
        (["carer"], {"carer"}),
        (["professional"], {"professional"}),
        (["patient", "carer"], {"patient", "carer", "professional"}),
    ],
)
def test_a_part_is_seen_by_those_it_names(readers, seen_by):
    assert {reader.value for reader in Reader if sees(reader, readers)} == seen_by

"""People of the founding guide who get letters, and their papers, without a database."""

from functools import cache

from hypothesis import assume
from hypothesis import strategies as st

from referrals import letters
from referrals.definitions import PublicVersion
from referrals.engine import document
from referrals.engine.definition import NATIONS
from referrals.engine.walk import walk
from tests.engine.strategies import chances, person
from tests.factories.referrals import founding_document

USUAL = {
    "who": "me",
    "nation": "england",
    "emergency": frozenset(["none"]),
    "today": frozenset(["none"]),
    "changes": frozenset(["slow"]),
    "care": "nurse",
    "difficulties": frozenset(["walking", "stiffness"]),
    "life": frozenset(["goal_out", "barriers"]),
    "getting_there": frozenset(["travel", "aid"]),
    "physio": "none",
}
STOPPING = {"mind", "cannot_wee", "head"}  # answers to `today` that are an emergency beside others
VOICES = {"self": "me", "carer": "carer"}
PLACES = (*NATIONS, "not_sure")


@cache
def founding_version():
    """The founding guide as a version that waits for approval."""
    return PublicVersion(number=1, guide=document.load(founding_document()), approved_at=None, current=True)


def walk_of(**answers):
    """The walk of somebody in England who has an MS nurse and finds walking hard, but for these answers."""
    walked = walk(founding_version().guide, USUAL | answers)
    assert walked.finished and not walked.stopped, walked.current
    return walked


def walk_with_everything(voice="self", nation="england", **answers):
    """The walk of somebody who ticks every box that does not stop the walk."""
    ticked = {
        question.key: frozenset(option.key for option in question.options if not option.exclusive)
        for question in founding_version().guide.questions
        if question.kind == "multi" and question.key != "emergency"
    }
    ticked["today"] -= STOPPING
    return walk_of(**ticked, **{"who": VOICES[voice], "nation": nation, "care": "gp", "physio": "refused"} | answers)


@st.composite
def walks(draw):
    """Walks of random people to an end where there are letters."""
    answers = person(draw(chances()), founding_version().guide)
    answers |= {"who": draw(st.sampled_from(sorted(VOICES.values()))), "emergency": frozenset(["none"])}
    answers |= {"nation": draw(st.sampled_from(PLACES))}
    walked = walk(founding_version().guide, answers)
    assume(walked.finished and not walked.stopped)
    return walked


def papers_of(walked):
    """Every Paper of a walk, in the order of the list of papers."""
    found = letters.papers(founding_version(), walked)
    return (*found.main, *found.more)


def paper_of(walked, route):
    """The Paper for a route, "" for the summary; None when there is none."""
    return next((paper for paper in papers_of(walked) if paper.route == route), None)

"""What the founding guide says to do today: no card speaks against another, and one warning has one wording."""

import re
from itertools import combinations

import pytest

from referrals.engine.definition import NATIONS
from referrals.engine.walk import walk
from tests.engine.test_founding_people import GUIDE

TODAY = [option.key for option in GUIDE.question("today").options if not option.apart]
# What “Call 999 if” must not tell somebody who ticked it: a word of the line, and the answers that say the same.
RESTATED = {
    "confused": {("today", "mind")},
    "fever": {("today", "infection"), ("today", "skin"), ("today", "swallow"), ("changes", "new_infection")},
    "no wee": {("today", "cannot_wee")},
    "newly weak": {("today", "weak")},
    "someone is in danger": {("emergency", "danger")},
    "choking": {("emergency", "breathing")},
    "cough up blood": {("emergency", "chest")},
}
WARNINGS = (
    "confused",
    "breathing",
    "skin",
    "hard to wake",
    "shivering",
    "no wee",
    "chest pain",
    "face",
    "fit",
    "danger",
)
VOICES = {"self": "me", "carer": "carer"}


def people():
    """Everybody without an emergency who ticks one or two signs for today, with and without a possible infection."""
    for ticked in (pair for count in (1, 2) for pair in combinations(TODAY, count)):
        for changed in ("none", "new_infection"):
            given = {"emergency": frozenset(["none"]), "today": frozenset(ticked), "changes": frozenset([changed])}
            yield given | {"who": "me", "nation": "england"}


def watch_for(signs, voice="self"):
    """The lines of “Call 999 if” under these signs, each once; none where an emergency already says to call."""
    if any(sign.level == "A" for sign in signs):
        return set()
    texts = [sign.watch_for.in_voice(voice) for sign in signs if sign.level == "B" and sign.watch_for]
    return {line for text in texts for line in text.splitlines() if line.strip()}


def chosen(walked):
    return {(key, option) for key, value in walked.answers.items() if key != "who" for option in value}


def test_nobody_is_told_to_call_999_if_what_they_just_ticked():
    seen = set()
    for given in people():
        walked = walk(GUIDE, given)
        for line in watch_for(walked.signs):
            words = {word for word in RESTATED if word in line}
            seen |= words
            assert not {word for word in words if RESTATED[word] & chosen(walked)}, (line, given)
    assert seen == set(RESTATED)


@pytest.mark.parametrize("voice", VOICES)
def test_a_warning_has_one_wording_so_that_cards_can_share_it(voice):
    lines = watch_for([sign for sign in GUIDE.urgent_signs if sign.level != "A"], voice)
    for warning in WARNINGS:
        assert len([line for line in lines if re.search(rf"\b{warning}\b", line)]) == 1, warning


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("nation", [*NATIONS, "not_sure"])
@pytest.mark.parametrize(
    "ticked", [("infection", "mind"), ("skin", "mind"), ("infection", "cannot_wee"), ("head", "mind")]
)
def test_two_answers_that_are_an_emergency_together_are_one_at_once(ticked, nation, voice):
    given = {"who": VOICES[voice], "nation": nation, "emergency": frozenset(["none"]), "today": frozenset(ticked)}
    walked = walk(GUIDE, given)
    (sign,) = (sign for sign in walked.signs if sign.level == "A")
    advice = sign.advice[walked.nation or "unknown"]
    assert walked.stopped and advice.phone == "999"
    assert advice.act.in_voice(voice).startswith("Call 999")
    assert ("you take" in advice.text.in_voice(voice)) <= (voice == "self")


def test_one_of_the_two_alone_is_no_emergency():
    for key in TODAY:
        given = {"who": "me", "nation": "england", "emergency": frozenset(["none"]), "today": frozenset([key])}
        assert not walk(GUIDE, given).stopped, key

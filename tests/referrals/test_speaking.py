"""What to say on the telephone: the person's own words, those first for which the way is suggested."""

import pytest

from referrals.speaking import spoken
from tests.support.papers import VOICES, founding_version, walk_of


def said_for(route, **answers):
    guide = founding_version().guide
    return spoken(guide, walk_of(**answers), guide.route(route))


@pytest.mark.parametrize(
    ("voice", "reason"),
    [
        ("self", "The person who helps me is getting hurt or worn out."),
        ("carer", "I help them, and I am getting hurt or worn out."),
    ],
)
def test_a_carers_assessment_is_asked_for_with_its_own_reason(voice, reason):
    said = said_for("carer_assessment", who=VOICES[voice], changes=frozenset(["slow", "skin", "helper"]))
    assert reason in said and "skin" not in said


def test_each_way_says_first_what_it_is_suggested_for():
    needs = {"difficulties": frozenset(["walking", "stiffness", "fatigue", "bladder", "swallowing"])}
    assert "I have bladder or bowel trouble." in said_for("continence", **needs)
    assert "Swallowing, speech or breathing is hard for me." in said_for("speech_language", **needs)
    assert "bladder" not in said_for("speech_language", **needs)


def test_who_speaks_comes_first_and_the_request_last():
    said = said_for("ms_nurse")
    assert said.startswith("I have MS.") and said.endswith("Can you refer me to a neuro-physiotherapist?")

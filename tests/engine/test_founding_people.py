"""What must be true of everybody who can answer the founding guide, decided by proof and not by trying."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from referrals.engine.definition import Condition
from referrals.engine.document import load
from referrals.engine.outcome import outcome
from referrals.engine.proof.compare import compare
from referrals.engine.proof.inquiry import Inquiry
from referrals.engine.walk import walk
from tests.engine.strategies import chances, for_all, person

FOUNDING = Path(__file__).resolve().parents[2] / "referrals" / "guides" / "ways-to-physiotherapy.json"
GUIDE = load(json.loads(FOUNDING.read_text()))
URGENT = ("A", "B", "C", "D")  # most severe first


def unsure_options(question):
    """The options that say “I am not sure”: they stand apart and, unlike “None of these”, do not exclude others."""
    return [option for option in question.options if option.apart and not option.exclusive]


UNSURE = [(question, option) for question in GUIDE.questions for option in unsure_options(question)]
CHOICES = [
    (question, option, other)
    for question, option in UNSURE
    for other in question.options
    if question.kind == "single" and other is not option
]


def reread(key, change):
    """The guide with the options of every row about one question changed; `change` takes and returns their keys."""

    def condition(found):
        return found and Condition(tuple(tuple(row_of(row) for row in line) for line in found.lines))

    def row_of(row):
        return replace(row, options=change(row.options)) if row.question == key and row.options else row

    def part(items, *fields):
        return tuple(replace(item, **{name: condition(getattr(item, name)) for name in fields}) for item in items)

    return replace(
        GUIDE,
        questions=part(GUIDE.questions, "shown_when"),
        facts=part(GUIDE.facts, "when"),
        rules=part(GUIDE.rules, "when", "asserts"),
        urgent_signs=part(GUIDE.urgent_signs, "when", "may_skip_when"),
    )


def test_every_question_but_of_who_can_be_answered_with_not_sure():
    questions = {question.key for question, _ in UNSURE}
    assert questions == {question.key for question in GUIDE.questions if question.role != "respondent"}
    assert all("not sure" in option.text.you for _, option in UNSURE)


@pytest.mark.parametrize(("question", "unsure", "other"), CHOICES, ids=lambda item: item.key)
def test_not_sure_never_lowers_urgency_against_another_choice(question, unsure, other):
    """Who is not sure keeps every sign of the other choice: compared with a guide that takes one for the other."""
    as_if = reread(question.key, lambda keys: as_other(keys, unsure.key, other.key))
    lost = [group.subject for group in compare(as_if, GUIDE).groups if group.kind == "sign_lost"]
    levels = {f"urgent_signs.{sign.key}": sign.level for sign in GUIDE.urgent_signs}
    assert {levels[subject] for subject in lost} <= {"exit"}


def as_other(keys, unsure, other):
    """Option keys of a row among which "not sure" counts as the other choice does."""
    rest = tuple(key for key in keys if key != unsure)
    return (*rest, unsure) if other in keys else rest or ("no-such-answer",)


@pytest.mark.parametrize(("question", "unsure"), [item for item in UNSURE if item[0].kind == "multi"])
def test_ticking_not_sure_never_lowers_urgency(question, unsure):
    inquiry = Inquiry(GUIDE)
    sides = (inquiry.vary(taken=(question.key, unsure.key)), inquiry.encoding)
    for severe in range(1, len(URGENT) + 1):
        signs = [sign.key for sign in GUIDE.urgent_signs if sign.level in URGENT[:severe]]
        without, ticked = (inquiry.formula.any_of([side.holding[key] for key in signs]) for side in sides)
        assert inquiry.anybody(inquiry.formula.all_of((without, -ticked))).found is False


@for_all(chances())
def test_not_sure_is_as_urgent_as_anything_it_may_stand_for(chance):
    question, unsure = chance.choice(UNSURE)
    answers = calm(chance, person(chance, GUIDE))
    here = walk(GUIDE, answers)
    not_sure = walk(GUIDE, answers | {question.key: with_not_sure(question, unsure, answers[question.key])})
    assert urgency(outcome(GUIDE, not_sure)) <= urgency(outcome(GUIDE, here))


def with_not_sure(question, unsure, answer):
    """“Not sure” in place of a single choice; beside what is ticked, but for “None of these”."""
    if question.kind == "single":
        return unsure.key
    return frozenset([unsure.key, *(key for key in answer or () if not question.option(key).exclusive)])


def calm(chance, answers):
    """Answers of somebody who, mostly, has no emergency, so that the walk goes on."""
    usual = {"who": chance.choice(("me", "carer")), "emergency": frozenset(["none"]), "today": frozenset(["none"])}
    return answers | {key: value for key, value in usual.items() if chance.random() < 0.8}


def urgency(found):
    """How urgent an outcome is: 0 for level A."""
    return min((URGENT.index(sign.level) for sign in found.urgent if sign.level in URGENT), default=len(URGENT))


def test_carers_get_the_same_as_those_they_care_for():
    """Nobody gets anything else when the guide takes who cares for who has MS, and the other way round."""
    voices = {"self": [], "carer": []}
    for option in GUIDE.respondent_question.options:
        voices[option.voice].append(option.key)
    assert [len(keys) for keys in voices.values()] == [2, 2]
    turned = dict(zip((*voices["self"], *voices["carer"]), (*voices["carer"], *voices["self"]), strict=True))
    found = compare(GUIDE, reread(GUIDE.respondent_question.key, lambda keys: tuple(turned[key] for key in keys)))
    assert (found.groups, found.complete) == ((), True)

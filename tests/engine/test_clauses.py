"""Conditions multiplied out say the same as the conditions themselves."""

import pytest

from referrals.engine.clauses import TooComplex, clauses
from referrals.engine.conditions import COMPARE, holds, options_chosen
from referrals.engine.walk import walk
from tests.engine.sample import guide as make_guide
from tests.engine.sample import multi, single, when
from tests.engine.strategies import for_all, guides_and_people

LETTERS = "a b c d e f g h i j k l m n o p q r s t u v w x y z"


def atom_holds(atom, answers):
    answer = answers.get(atom.question)
    if atom.op in COMPARE:
        return answer is not None and COMPARE[atom.op](answer, atom.value)
    if atom.op in ("is", "is_not"):
        return (atom.value in options_chosen(answer)) == (atom.op == "is")
    return (answer is not None) == (atom.op == "exists")


@for_all(guides_and_people())
def test_clauses_are_true_exactly_when_their_condition_is(guide_and_person):
    guide, person = guide_and_person
    answers = walk(guide, person).answers
    conditions = [thing.shown_when for thing in guide.questions] + [rule.when for rule in guide.rules]
    for condition in conditions + [sign.when for sign in guide.urgent_signs]:
        for negated in (False, True):
            found = clauses(guide, condition, negated=negated, most=4096)
            said = all(any(atom_holds(atom, answers) for atom in clause) for clause in found)
            assert said == (holds(guide, condition, answers) != negated)


def test_a_missing_condition_has_no_clauses_and_its_opposite_is_never_true():
    guide = make_guide([single("one", "a b")])
    assert clauses(guide, None) == [] and clauses(guide, None, negated=True) == [frozenset()]


def test_what_is_always_true_or_follows_is_left_out():
    guide = make_guide([single("one", "a b c")])
    assert clauses(guide, when("one any_of a or one none_of a")) == []
    assert len(clauses(guide, when("one any_of a", "one any_of a,b"))) == 1


def test_more_than_32_clauses_are_too_complex():
    facts = {
        f"f{n}": when(*(f"many any_of {letter}" for letter in LETTERS.split()[n * 6 : n * 6 + 6])) for n in range(2)
    }
    guide = make_guide([multi("many", LETTERS)], facts=facts)
    with pytest.raises(TooComplex, match="36 lines"):
        clauses(guide, when("f0 holds or f1 holds"))
    assert len(clauses(guide, when("f0 holds"))) == 6

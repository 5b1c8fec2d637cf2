"""Faults planted one at a time in random guides: none that changes an outcome goes unreported, and none is invented.

Whether an outcome changes is decided by walking everybody through both versions. MUTANTS=100 tries more of each kind.
"""

import os
from dataclasses import replace
from itertools import count, islice
from random import Random

import pytest

from referrals.engine.definition import ExclusivePair, Expected, ExpectedRoute, Member, Vignette
from referrals.engine.proof.compare import compare
from referrals.engine.proof.compare_results import differences, result
from referrals.engine.vignettes import replay
from tests.engine import mutations
from tests.engine.respondents import how_many, respondents
from tests.engine.strategies import sound_guide
from tests.engine.test_compare import assert_true_for_everybody

MUTANTS = int(os.environ.get("MUTANTS", "8"))  # of each kind
MOST_PEOPLE = 600
CHANGE_NO_OUTCOME = ("change_asserts", "change_reason", "drop_pair", "drop_fact", "drop_route")
CHANGE_WHAT_CAN_BE_ANSWERED = ("change_required", "change_bounds", "drop_option", "change_exclusive")
SEEN_BY_VIGNETTES = {"sign_gained", "sign_lost", "empty", "no_longer_empty", "first_route"}


def planted(plant):
    """Yield `(guide, mutant)` with one fault of this kind, small enough to count everybody out."""
    for seed in count():
        chance = Random(f"{plant.__name__} {seed}")  # noqa: S311 - not for secrets
        guide = with_pair(sound_guide(chance, chance.choice((1, 1, 2))))
        mutant = plant(chance, guide)
        fit = mutant not in (None, guide) and mutations.can_be_walked(mutant)
        if fit and 0 < how_many(guide, mutant) <= MOST_PEOPLE:
            yield guide, mutant


def with_pair(guide):
    routes = guide.routes[:2]
    return replace(guide, exclusive_pairs=(ExclusivePair(*(Member("route", route.key) for route in routes), "No."),))


@pytest.mark.parametrize("plant", mutations.PLANTS, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_reported_exactly_if_it_changes_an_outcome(plant):
    changing, narrowing = 0, 0
    for tried, (guide, mutant) in enumerate(islice(planted(plant), 20 * MUTANTS), start=1):
        people = assert_true_for_everybody(guide, mutant)
        found = compare(guide, mutant)
        assert bool(found.groups) == bool(people)
        assert all(group.edits for group in found.groups)
        changing += bool(people)
        narrowing += bool(found.added or found.removed)
        if tried >= MUTANTS and (changing or plant.__name__ in (*CHANGE_NO_OUTCOME, *CHANGE_WHAT_CAN_BE_ANSWERED)):
            break
    assert narrowing or plant.__name__ not in CHANGE_WHAT_CAN_BE_ANSWERED
    assert bool(changing) != (plant.__name__ in (*CHANGE_NO_OUTCOME, *CHANGE_WHAT_CAN_BE_ANSWERED))


@pytest.mark.parametrize("plant", mutations.PLANTS, ids=lambda plant: plant.__name__)
def test_a_vignette_fails_only_if_its_outcome_changes(plant):
    for guide, mutant in islice(planted(plant), MUTANTS):
        for answers in islice(respondents(guide, mutant), 0, None, 31):
            here = [result(version, answers) for version in (guide, mutant)]
            vignette = vignette_of(guide, here[0], answers)
            assert replay(guide, vignette) == ()
            kinds = {kind for kind, _ in differences(*here)}
            faults = [fault for fault in replay(mutant, vignette) if "There is no question" not in fault]
            assert not faults or kinds
            assert faults or not kinds & SEEN_BY_VIGNETTES


def vignette_of(guide, here, answers):
    """A vignette that expects what the engine gives now."""
    routes = tuple(ExpectedRoute(key, found.tier) for key, found in here.routes.items())
    expected = Expected(tuple(here.signs), next(iter(here.routes), None), routes, (), ())
    given = {question.key: in_document(answers[question.key]) for question in guide.questions}
    return Vignette("now", "As it is now", "", "", given, expected)


def in_document(answer):
    if isinstance(answer, frozenset):
        return tuple(sorted(answer))
    return (answer,) if isinstance(answer, str) else answer


def test_enough_faults_are_planted():
    assert len(mutations.PLANTS) * MUTANTS >= 200

"""A changed answer leads where walking again leads: the bits against the plain way, on random guides and people."""

from referrals.engine.bits import Bits, is_true, read_by
from referrals.engine.conditions import holds
from referrals.engine.outcome import outcome
from referrals.engine.references import conditions_with_paths
from referrals.engine.trials import Trials
from referrals.engine.walk import walk
from tests.engine.enumeration import allowed
from tests.engine.sample import sample
from tests.engine.strategies import answer, chances, for_all, guides_and_people, person
from tests.engine.test_founding_people import GUIDE


def bits_of(bits, answers):
    return sum(bits.of(key, answer) for key, answer in answers.items())


@for_all(guides_and_people(), chances())
def test_a_condition_is_as_true_of_bits_as_of_answers(both, chance):
    guide, answers = both
    bits = Bits(guide)
    asked = chance.sample(list(answers), chance.randint(0, len(answers)))
    some = {key: answers[key] for key in asked}
    for _, condition in conditions_with_paths(guide):
        assert is_true(bits.lines(condition), bits_of(bits, some)) == holds(guide, condition, some)


@for_all(guides_and_people(), chances())
def test_people_who_differ_in_nothing_that_a_condition_reads_are_one_to_it(both, chance):
    guide, answers = both
    bits, other = Bits(guide), person(chance, guide)
    for _, condition in conditions_with_paths(guide):
        lines = bits.lines(condition)
        here, there = bits_of(bits, answers), bits_of(bits, other)
        mixed = here & read_by(lines) | there & ~read_by(lines)
        assert is_true(lines, mixed) == is_true(lines, here)


@for_all(guides_and_people())
def test_a_trial_is_what_walking_again_comes_to(both):
    guide, answers = both
    agree(guide, walk(guide, answers))


def test_a_trial_is_what_walking_again_comes_to_in_the_sample_guide():
    guide = sample()
    for vignette in guide.vignettes:
        agree(guide, walk(guide, vignette.answers))


@for_all(chances())
def test_a_trial_is_what_walking_again_comes_to_in_the_founding_guide(chance):
    here = walk(GUIDE, person(chance, GUIDE) | {"emergency": frozenset(["none"])})
    trials, urgent = Trials(GUIDE, here), outcome(GUIDE, here).urgent
    for question in here.asked:
        other = answer(chance, question)
        assert_same(trials.change(question, other), GUIDE, {**here.answers, question.key: other}, urgent)


def agree(guide, here):
    """Every other answer to every question that was asked, one at a time."""
    trials, urgent = Trials(guide, here), outcome(guide, here).urgent
    for question in here.asked:
        for other in allowed(question):
            assert_same(trials.change(question, other), guide, {**here.answers, question.key: other}, urgent)


def assert_same(trial, guide, answers, urgent):
    again = walk(guide, answers)
    assert (trial is not None) == again.finished
    if again.finished:
        found = outcome(guide, again)
        assert trial.tiers == {item.route.key: item.tier for item in found.routes}
        assert trial.same_urgent == (found.urgent == urgent and not found.stopped)

"""A changed answer leads where walking again leads: the crowd against the plain way, on random guides and people."""

from referrals.engine.bits import Marks, who
from referrals.engine.conditions import holds
from referrals.engine.outcome import outcome
from referrals.engine.references import conditions_with_paths
from referrals.engine.trials import Crowd
from referrals.engine.walk import walk
from tests.engine.enumeration import allowed
from tests.engine.sample import sample
from tests.engine.strategies import answer, chances, for_all, guides_and_people, person
from tests.engine.test_founding_people import GUIDE


@for_all(guides_and_people(), chances())
def test_a_condition_is_as_true_of_each_of_many_people_as_of_their_answers(both, chance):
    guide, answers = both
    marks, people = Marks(guide), []
    for given in (answers, person(chance, guide), person(chance, guide)):
        asked = chance.sample(list(given), chance.randint(0, len(given)))
        people.append({key: given[key] for key in asked})
    having = [0] * marks.number
    for n, given in enumerate(people):
        for mark in {mark for key, told in given.items() for mark in marks.of(key, told)}:
            having[mark] |= 1 << n
    for _, condition in conditions_with_paths(guide):
        true = who(marks.lines(condition), having, 0b111)
        assert [bool(true >> n & 1) for n in range(3)] == [holds(guide, condition, given) for given in people]


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
    agree(GUIDE, here, [(question, answer(chance, question)) for question in here.asked])


def agree(guide, here, changed=None):
    """Every other answer to every question that was asked, one at a time, or those that are `changed`."""
    changed = changed or [(question, other) for question in here.asked for other in allowed(question)]
    crowd = Crowd(guide, here, [(question.key, other) for question, other in changed])
    urgent = outcome(guide, here).urgent
    for n, (question, other) in enumerate(changed, start=1):
        assert_same(crowd, n, guide, {**here.answers, question.key: other}, urgent)


def assert_same(crowd, n, guide, answers, urgent):
    again = walk(guide, answers)
    assert bool(crowd.arrived >> n & 1) == again.finished
    if again.finished:
        found = outcome(guide, again)
        tiers = crowd.tiers_of(n)
        assert tiers == {item.route.key: item.tier for item in found.routes}
        assert [bool(crowd.shown(route.key) >> n & 1) for route in guide.routes] == [
            route.key in tiers for route in guide.routes
        ]
        assert bool(crowd.same_urgent >> n & 1) == (found.urgent == urgent and not found.stopped)

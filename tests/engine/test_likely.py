"""No condition that is true is passed over, on random guides and people; and most that are false are."""

from referrals.engine.conditions import holds, options_chosen
from referrals.engine.likely import Likely, needs
from referrals.engine.walk import walk
from tests.engine.sample import sample
from tests.engine.strategies import chances, for_all, guides_and_people
from tests.engine.test_founding_people import GUIDE


@for_all(guides_and_people(), chances())
def test_what_is_true_is_among_what_is_likely(both, chance):
    guide, answers = both
    asked = chance.sample(list(answers), chance.randint(0, len(answers)))
    for given in (answers, {key: answers[key] for key in asked}):
        for items in (guide.rules, guide.urgent_signs):
            likely = Likely(guide, items).among(given)
            assert [item for item in items if item in likely] == likely
            assert [item for item in items if holds(guide, item.when, given)] == [
                item for item in likely if holds(guide, item.when, given)
            ]


def test_of_a_line_of_options_one_must_be_chosen():
    guide = sample()
    for vignette in guide.vignettes:
        given = walk(guide, vignette.answers).answers
        likely = Likely(guide, guide.rules).among(given)
        for rule in guide.rules:
            pairs = needs(guide, rule.when)
            chosen = pairs is None or any(option in options_chosen(given.get(question)) for question, option in pairs)
            assert (rule in likely) == chosen


def test_somebody_who_chose_nothing_is_asked_about_few_conditions():
    assert Likely(GUIDE, GUIDE.rules).among({}) == []
    assert Likely(GUIDE, GUIDE.urgent_signs).among({}) == []

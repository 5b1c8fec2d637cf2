"""The ways to make a rule true that are known of a guide are, for each person, those that are found for them alone."""

from referrals.engine import explain_ways
from referrals.engine.explain_ways import Ways, true_of, ways_for_anybody
from referrals.engine.walk import walk
from tests.engine.sample import sample
from tests.engine.strategies import for_all, guides_and_people
from tests.engine.test_founding_people import GUIDE


@for_all(guides_and_people())
def test_the_ways_of_a_person_are_those_for_anybody_that_fit(both):
    guide, answers = both
    fits = true_of(guide, walk(guide, answers).answers)
    for rule in guide.rules:
        known = ways_for_anybody(guide, rule.key)
        if known is not None:
            assert [way for way in known if all(map(fits, way))] == Ways(guide, {}, fits, len).of(rule.when)


def test_a_rule_that_turns_on_a_number_has_no_ways_for_anybody():
    guide = sample()
    assert {rule.key for rule in guide.rules if ways_for_anybody(guide, rule.key) is None} == {"too_old_for_self"}


def test_ways_of_which_some_are_missing_are_not_used(monkeypatch):
    whole = {rule.key: ways_for_anybody(GUIDE, rule.key) for rule in GUIDE.rules}
    assert {len(found) for found in whole.values()} > {1}
    monkeypatch.setattr(explain_ways, "LIMIT", 1)
    for key, found in whole.items():
        assert ways_for_anybody.__wrapped__(GUIDE, key) == (found if len(found) == 1 else None)

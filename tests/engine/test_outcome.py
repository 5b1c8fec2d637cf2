"""The outcome: urgent advice first, then routes in order with their reasons, and what was left out."""

import pytest

from referrals.engine.outcome import Unfinished, outcome
from referrals.engine.walk import walk
from tests.engine.sample import changed, guide, route, rule, sample, sign, single, well, when, withhold

GUIDE = sample()


def result(answers, guide=GUIDE):
    return outcome(guide, walk(guide, answers))


def routes(found):
    return [(item.route.key, item.tier) for item in found.routes]


def two_answers(rules, routes=("a", "b", "c"), **fields):
    """A guide of one question with the options yes and no."""
    made = [item if not isinstance(item, str) else route(item) for item in routes]
    return guide([single("q", "yes no")], routes=made, rules=rules, **fields)


def test_an_unfinished_walk_has_no_outcome():
    with pytest.raises(Unfinished):
        result({"who": "me"})


def test_routes_come_by_tier_then_in_the_order_of_the_guide():
    assert routes(result(well())) == [("nurse_referral", 1), ("self_referral", 2), ("falls_team", 2)]


def test_the_number_of_rules_for_a_route_plays_no_part():
    made = two_answers([rule("one", "b", tier=2), rule("two", "b", tier=2), rule("three", "a", tier=2)])
    assert routes(result({"q": "yes"}, made)) == [("a", 2), ("b", 2)]


def test_a_route_has_the_smallest_tier_and_its_reasons_by_tier_then_rule():
    made = two_answers([rule("third", "a", tier=3), rule("first", "a", tier=1), rule("later", "a", tier=3)])
    found = result({"q": "yes"}, made).routes[0]
    assert found.tier == 1
    assert [reason.you for reason in found.reasons] == ["because first", "because third", "because later"]
    assert [item.key for item in found.rules] == ["first", "third", "later"]


def test_identical_reasons_are_given_once_where_they_come_first():
    made = two_answers([rule("x", "a", reason="A"), rule("y", "a", reason="B"), rule("z", "a", reason="A")])
    assert [reason.you for reason in result({"q": "yes"}, made).routes[0].reasons] == ["A", "B"]


@pytest.mark.parametrize(
    ("nation", "expected"),
    [
        ("england", ("self_referral", None)),
        ("wales", ("gp", "self_referral")),
        ("elsewhere", ("self_referral", None)),
    ],
)
def test_a_route_that_the_nation_does_not_offer_is_replaced(nation, expected):
    found = result(well() | {"nation": nation})
    item = next(item for item in found.routes if item.tier == 2)
    assert (item.route.key, item.instead_of.key if item.instead_of else None) == expected


def test_a_substitute_that_is_also_recommended_itself_stands_for_nothing():
    found = result(well() | {"nation": "northern_ireland"})
    assert routes(found) == [("nurse_referral", 1), ("falls_team", 2)]
    assert found.routes[0].instead_of is None
    assert [item.key for item in found.routes[0].rules] == ["ask_nurse", "refer_self"]


def test_a_route_recommended_itself_stands_for_nothing_even_if_a_replaced_one_comes_first():
    replaced = changed(GUIDE, "rules", "refer_self", tier=1)
    replaced = changed(replaced, "rules", "ask_gp", tier=3, when=None)
    found = result(well() | {"nation": "wales"}, replaced)
    gp = next(item for item in found.routes if item.route.key == "gp")
    assert [item.key for item in gp.rules] == ["refer_self", "ask_gp"]
    assert gp.instead_of is None


def test_substitutes_are_followed_to_the_end_and_circles_lead_nowhere():
    chain = [route("a", instead={"wales": "b"}), route("b", instead={"wales": "c"}), route("c")]
    circle = [route("a", instead={"wales": "b"}), route("b", instead={"wales": "a"}), route("c")]
    where = changed(two_answers([rule("x", "a")], chain), "questions", "q", role="nation")
    where = changed(where, "questions", "q", options=GUIDE.question("nation").options)
    assert routes(result({"q": "wales"}, where)) == [("c", 1)]
    assert routes(result({"q": "wales"}, changed_routes(where, circle))) == []


def changed_routes(guide, items):
    for item in items:
        guide = changed(guide, "routes", item.key, availability=item.availability)
    return guide


def test_a_withheld_route_is_listed_with_the_reason():
    found = result(well() | {"age": 95})
    assert "self_referral" not in dict(routes(found))
    assert [(item.route.key, [reason.you for reason in item.reasons]) for item in found.not_suggested] == [
        ("self_referral", ["it is for people under 90"])
    ]


def test_a_withheld_route_that_nothing_recommends_is_not_listed():
    assert result(well() | {"age": 95, "walking": "cannot"}).not_suggested == ()


def test_withholding_a_route_also_stops_its_substitute():
    found = result(well() | {"age": 95, "nation": "wales"})
    assert "gp" not in dict(routes(found))
    assert [item.route.key for item in found.not_suggested] == ["gp"]


def test_a_substitute_that_another_rule_recommends_is_not_listed_as_left_out():
    found = result(well() | {"age": 95, "nation": "northern_ireland"})
    assert dict(routes(found))["nurse_referral"] == 1
    assert found.not_suggested == ()


def test_withholding_a_substitute_stops_what_it_stands_for():
    made = two_answers([rule("x", "a"), withhold("w", "b", None)], [route("a", instead={"wales": "b"}), route("b")])
    made = changed(made, "questions", "q", role="nation", options=GUIDE.question("nation").options)
    assert routes(result({"q": "wales"}, made)) == []
    assert [item.route.key for item in result({"q": "wales"}, made).not_suggested] == ["b"]
    assert routes(result({"q": "england"}, made)) == [("a", 1)]


def test_a_catch_all_serves_only_those_who_get_no_other_route():
    nothing = well() | {"walking": "cannot", "nurse": "yes"}
    bare = changed(GUIDE, "rules", "ask_nurse", when=when("nurse any_of no"))
    bare = changed(bare, "rules", "unsteady_team", when=when("fever any_of yes"))
    assert routes(result(nothing | {"falls": "no"}, bare)) == [("helpline", 3)]
    assert "helpline" not in dict(routes(result(well())))


def test_a_catch_all_serves_those_whose_routes_were_all_withheld():
    made = two_answers([rule("x", "a"), withhold("w", "a", None), rule("all", "b", catch_all=True)])
    found = result({"q": "yes"}, made)
    assert routes(found) == [("b", 1)]
    assert [item.route.key for item in found.not_suggested] == ["a"]


def test_urgent_advice_comes_by_level_then_in_the_order_of_the_guide():
    levels = {"d1": "D", "c1": "C", "b1": "B", "c2": "C", "b2": "B"}
    signs = [sign(key, level, when("q answered")) for key, level in levels.items()]
    made = two_answers([rule("x", "a")], signs=signs)
    assert [item.key for item in result({"q": "yes"}, made).urgent] == ["b1", "b2", "c1", "c2", "d1"]


def test_after_a_stop_there_are_no_routes():
    found = result(well() | {"danger": frozenset(["chest_pain"]), "age": 95})
    assert found.stopped
    assert [item.key for item in found.urgent] == ["stroke"]
    assert (found.routes, found.not_suggested) == ((), ())


def test_the_voice_changes_no_route():
    you, carer = result(well()), result(well() | {"who": "carer"})
    assert carer.voice == "carer"
    assert routes(you) == routes(carer)

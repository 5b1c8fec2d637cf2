"""Barriers: what a route demands of a person, when it steps down, and the proof that something is left (P19)."""

from dataclasses import replace

import pytest

from referrals.engine.definition import BARRIERS
from referrals.engine.outcome import barriers_of, outcome
from referrals.engine.pausing import Paused, without
from referrals.engine.proof.compare import compare
from referrals.engine.proof.names import BARRIERS as NAMED
from referrals.engine.proof.prove import prove
from referrals.engine.vignettes import answers, replay
from referrals.engine.walk import walk
from tests.engine.sample import changed, demand, multi, option, sample, single, vignette, well

BARRED = {"home_visit": "travel"}


def with_barriers(guide=None, **demands):
    """The sample in which who wishes a home visit cannot travel, and some routes have demands."""
    guide = guide or sample()
    wishes = guide.question("wishes").options
    options = tuple(replace(item, barrier=BARRED.get(item.key)) for item in wishes)
    guide = changed(guide, "questions", "wishes", options=options)
    for key, demanded in demands.items():
        guide = changed(guide, "routes", key, demands=tuple(demanded))
    return guide


def result(guide, **given):
    return outcome(guide, walk(guide, {**well(), **given}))


def shown(found):
    return [(item.route.key, item.stepped_down) for item in found.routes]


HOME = {"wishes": frozenset(["home_visit"])}
STEEP = demand("travel", way_round=False)


def test_an_answer_names_a_barrier_only_if_its_question_is_asked():
    falls = single("falls", "yes no", shown_when=sample().question("falls").shown_when)
    guide = changed(with_barriers(), "questions", "falls", options=(option("yes", barrier="pain"), *falls.options[1:]))
    assert barriers_of(walk(guide, {**well(), **HOME})) == ("travel", "pain")
    assert barriers_of(walk(guide, {**well(), **HOME, "walking": "well"})) == ("travel",)
    assert barriers_of(walk(guide, {**well(), "falls": "no"})) == ()


def test_demands_that_meet_a_barrier_come_in_the_order_of_barriers():
    wishes = [option("home_visit", barrier="cost"), option("class", barrier="fatigue"), option("no", exclusive=True)]
    guide = changed(sample(), "questions", "wishes", options=tuple(wishes))
    guide = changed(
        guide, "routes", "nurse_referral", demands=tuple(demand(barrier) for barrier in ("cost", "heat", "fatigue"))
    )
    found = result(guide, wishes=frozenset(["home_visit", "class"]))
    assert [one.barrier for one in found.routes[0].clashes] == ["fatigue", "cost"]
    assert result(guide, wishes=None).routes[0].clashes == ()


def test_a_route_without_a_way_round_comes_after_all_others_and_keeps_its_tier():
    guide = with_barriers(nurse_referral=[STEEP])
    assert shown(result(guide))[0] == ("nurse_referral", False)
    found = result(guide, **HOME)
    assert shown(found)[-1] == ("nurse_referral", True)
    assert found.routes[-1].tier == 1
    assert [item.tier for item in found.routes[:-1]] == sorted(item.tier for item in found.routes[:-1])


def test_a_way_round_leaves_the_order_as_it_is():
    guide = with_barriers(nurse_referral=[demand("travel")])
    found = result(guide, **HOME)
    assert shown(found) == shown(result(guide))
    assert found.routes[0].clashes == (demand("travel"),)


def test_one_demand_without_a_way_round_is_enough():
    guide = with_barriers(nurse_referral=[demand("cost", way_round=False), demand("travel")])
    assert not result(guide, **HOME).routes[0].stepped_down
    guide = with_barriers(nurse_referral=[demand("cost"), STEEP])
    assert result(guide, **HOME).routes[-1].stepped_down


def test_a_test_case_expects_the_first_route_after_stepping_down():
    guide = with_barriers(nurse_referral=[STEEP])
    case = vignette(in_document({**well(), **HOME}), first_route="self_referral")
    assert replay(guide, case) == ()
    assert replay(with_barriers(), case) != ()


def in_document(given):
    return {
        key: tuple(value) if isinstance(value, frozenset) else (value,) if isinstance(value, str) else value
        for key, value in given.items()
    }


def test_what_stands_in_for_a_paused_route_meets_the_barriers_too():
    guide = without(with_barriers(helpline=[STEEP]), [Paused("route", "nurse_referral", "helpline")])
    assert shown(result(guide, **HOME))[-1] == ("helpline", True)


# --- the proof ---
def p19(guide):
    return [finding for finding in prove(guide).findings if finding.property == "P19"]


def test_a_barrier_that_leaves_everybody_something_is_no_finding():
    assert prove(with_barriers(falls_team=[STEEP], helpline=[demand("travel")])).verdicts["P19"] == "holds"


def test_who_is_left_with_nothing_but_routes_that_step_down_is_found_in_each_nation():
    steep = dict.fromkeys(("nurse_referral", "self_referral", "gp", "falls_team", "helpline"), [STEEP])
    found = p19(with_barriers(**steep))
    assert len(found) == 5, "four nations, and people whose nation is not known"
    for finding in found:
        assert finding.blocks and "who cannot easily travel" in finding.sentence
        assert "routes.nurse_referral.demands" in finding.mend
    guide = with_barriers(**steep)
    walked = walk(guide, answers(guide, found[0].example))
    assert barriers_of(walked) == ("travel",) and walked.nation == "england"
    assert all(item.stepped_down for item in outcome(guide, walked).routes)


def test_one_nation_alone_can_be_left_without():
    guide = with_barriers(nurse_referral=[STEEP], gp=[STEEP], falls_team=[STEEP], helpline=[STEEP])
    nations = {finding.sentence.split(", ")[1] for finding in p19(guide)}
    assert "in Northern Ireland" in nations, "there, the nurse takes the place of self-referral"


def test_the_smallest_example_names_only_what_matters():
    steep = dict.fromkeys(("nurse_referral", "self_referral", "gp", "falls_team", "helpline"), [STEEP])
    example = p19(with_barriers(**steep))[0].example
    assert {"nation", "wishes"} <= set(example.matters)
    assert example.answers["wishes"] == ("home_visit",)


def test_every_barrier_has_a_name_for_findings():
    assert tuple(NAMED) == BARRIERS


# --- what counts ---
def test_an_answer_that_only_names_a_barrier_counts_where_a_route_demands_it():
    alone = with_barriers(changed(sample(), "questions", "wishes", options=multi("wishes", "home_visit").options))
    subject = "questions.wishes.options.home_visit"
    assert subject in {finding.subject for finding in prove(alone).findings if finding.property == "P9"}
    asked = with_barriers(alone, gp=[demand("travel")])
    assert subject not in {finding.subject for finding in prove(asked).findings if finding.property == "P9"}


# --- comparisons ---
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {"falls_team": [STEEP]}, ("stepped_down", "routes.falls_team")),
        ({"falls_team": [STEEP]}, {}, ("no_longer_stepped_down", "routes.falls_team")),
        ({}, {"nurse_referral": [STEEP]}, ("first_route", "routes")),
        ({}, {"gp": [demand("travel")]}, ("clash", "routes.gp")),
        ({"gp": [STEEP]}, {"gp": [demand("travel")]}, ("no_longer_stepped_down", "routes.gp")),
    ],
)
def test_what_demands_change_is_found(old, new, expected):
    found = compare(with_barriers(**old), with_barriers(**new))
    assert expected in [(group.kind, group.subject) for group in found.groups]
    key = next(iter({**old, **new}))
    assert all(group.edits == (f"Route “Ask for {key}”: what it demands changed.",) for group in found.groups)
    assert all("home visit" in group.sentence for group in found.groups)


def test_another_barrier_at_an_answer_is_found_and_named():
    old = with_barriers(gp=[demand("travel")], nurse_referral=[STEEP])
    plain = changed(old, "questions", "wishes", options=sample().question("wishes").options)
    groups = compare(old, plain).groups
    assert {group.edits for group in groups} == {
        ("Question “wishes label”, answer “home visit”: the barrier changed.",)
    }


def test_a_group_says_what_is_demanded_before_and_after():
    groups = compare(with_barriers(), with_barriers(gp=[demand("travel")])).groups
    assert [(group.before, group.after) for group in groups] == [
        ("Nothing.", "It asks travel Another way than travel")
    ] * len(groups)


def test_other_words_of_a_demand_change_no_outcome_and_are_named():
    old = with_barriers(gp=[demand("travel")])
    new = with_barriers(gp=[replace(demand("travel"), reason=demand("cost").reason)])
    found = compare(old, new)
    assert found.groups == () and found.wording == ("Route “Ask for gp”: demands.",)

"""Why a route is there, why another is not, and which single answer would change it: the sample, then random guides."""

from itertools import combinations

import pytest

from referrals.engine.conditions import FACT_OPERATORS, holds, options_chosen, row_holds
from referrals.engine.definition import Option
from referrals.engine.explain import what_would_change, why, why_not
from referrals.engine.explain_changes import NotChosen, changes, ordinary_changes
from referrals.engine.outcome import outcome
from referrals.engine.walk import walk
from tests.engine.enumeration import allowed
from tests.engine.sample import sample, well
from tests.engine.strategies import answer, chances, for_all, guides_and_people

GUIDE = sample()


def walked(**answers):
    return walk(GUIDE, well() | answers)


def named(pairs):
    return [(question.key, name(item)) for question, item in pairs]


def name(item):
    if isinstance(item, NotChosen):
        return f"not {item.option.key}"
    return item.key if isinstance(item, Option) else item


# --- the sample ---
def test_why_is_the_answers_that_make_a_rule_true():
    assert named(why(GUIDE, walked(), "nurse_referral")) == [("nurse", "yes")]
    assert named(why(GUIDE, walked(nurse="unsure"), "gp")) == [("walking", "aid"), ("nurse", "unsure")]


def test_of_two_reasons_the_one_with_the_earlier_question_is_given():
    assert named(why(GUIDE, walked(), "falls_team")) == [("walking", "aid")]


def test_a_route_for_everyone_and_a_route_that_is_not_there_need_no_answers():
    alone = walked(walking="cannot", falls="no", nurse="yes", age=95)
    assert why(GUIDE, alone, "gp") == ()
    assert why(GUIDE, alone, "helpline") == ()


@pytest.mark.parametrize(
    ("answers", "route", "kind"),
    [
        ({"danger": frozenset(["chest_pain"])}, "nurse_referral", "stopped"),
        ({"nation": "wales"}, "self_referral", "not_offered"),
        ({"age": 95}, "self_referral", "withheld"),
        ({}, "helpline", "last_resort"),
        ({}, "gp", "no_rule"),
        ({}, "nurse_referral", None),
    ],
)
def test_why_not(answers, route, kind):
    found = why_not(GUIDE, walked(**answers), route)
    assert (found and found.kind) == kind


def test_why_not_names_the_rule_that_left_it_out_and_the_route_in_its_place():
    assert [rule.key for rule in why_not(GUIDE, walked(age=95), "self_referral").withheld_by] == ["too_old_for_self"]
    assert why_not(GUIDE, walked(nation="wales"), "self_referral").instead.key == "gp"


def test_why_not_names_the_nearest_rule_and_what_is_missing():
    found = why_not(GUIDE, walked(), "gp")
    assert found.nearest.key == "ask_gp"
    assert named(found.missing) == [("nurse", "no")]


def test_one_answer_that_would_bring_a_route_or_take_it_away():
    found = what_would_change(GUIDE, walked(), "gp")
    assert (found.question.key, found.item.key, found.shows("gp")) == ("nurse", "no", True)
    gone = what_would_change(GUIDE, walked(), "nurse_referral")
    assert (gone.question.key, gone.item.key, gone.shows("nurse_referral")) == ("nurse", "no", False)


def test_nothing_single_brings_a_route_that_needs_two_other_answers():
    assert what_would_change(GUIDE, walked(walking="well", age=95), "gp") is None


def test_questions_of_safety_who_and_where_are_not_for_telling():
    told = ordinary_changes(GUIDE, walked(age=20))
    assert {change.question.key for change in told} == {"age", "walking", "falls", "wishes", "nurse"}
    assert all(change.same_urgent for change in told)


# --- random guides ---
def pieces(guide, counted):
    """Everything that can be said of a person's answers, as (question, item)."""
    for question in guide.questions:
        given = counted.get(question.key)
        for option in question.options:
            yield question, option if option.key in options_chosen(given) else NotChosen(option)
        if given is None or isinstance(given, int):
            yield question, given


def agrees(question, given, item):
    if isinstance(item, NotChosen):
        return item.option.key not in options_chosen(given)
    return item.key in options_chosen(given) if isinstance(item, Option) else given == item


def answers_sharing(question, shared):
    """Every answer to a question that shares these pieces, None among them: it may be left empty or never asked."""
    possible = dict.fromkeys([*allowed(question), None])
    return [given for given in possible if all(agrees(question, given, item) for q, item in shared if q is question)]


def certain(guide, condition, shared, wanted=True):
    """Whether each line has a row true for every answer that shares these pieces; if not wanted, the opposite."""
    if condition is None:
        return wanted
    lines = [[row_certain(guide, row, shared, wanted) for row in line] for line in condition.lines]
    return all(map(any, lines)) if wanted else any(map(all, lines))


def row_certain(guide, row, shared, wanted):
    if row.op in FACT_OPERATORS:
        return certain(guide, guide.fact(row.fact).when, shared, wanted == (row.op == "holds"))
    question = guide.question(row.question)
    possible = answers_sharing(question, shared)
    return all(row_holds(guide, row, {question.key: given}) == wanted for given in possible)


@for_all(guides_and_people(), chances())
def test_whoever_shares_the_answers_has_the_rule_fire(both, chance):
    guide, answers = both
    here = walk(guide, answers)
    for found in outcome(guide, here).routes:
        shared = why(guide, here, found.route.key)
        assert all(agrees(question, here.answers.get(question.key), item) for question, item in shared)
        people = [{q.key: chance.choice(answers_sharing(q, shared)) for q in guide.questions} for _ in range(10)]
        assert any(all(holds(guide, rule.when, person) for person in people) for rule in found.rules)


@for_all(guides_and_people())
def test_no_smaller_set_of_answers_is_enough(both):
    guide, answers = both
    here = walk(guide, answers)
    true = list(pieces(guide, here.answers))
    for found in outcome(guide, here).routes:
        size = len(why(guide, here, found.route.key))
        for smaller in combinations(true, max(size - 1, 0)) if 0 < size < 4 else ():
            assert not any(certain(guide, rule.when, smaller) for rule in found.rules)


@for_all(guides_and_people())
def test_a_flip_really_flips_and_changes_one_answer(both):
    guide, answers = both
    here = walk(guide, answers)
    shown = {found.route.key for found in outcome(guide, here).routes}
    tried = changes(guide, here)
    for route in guide.routes:
        change = what_would_change(guide, here, route.key)
        assert change == what_would_change(guide, here, route.key, tried)
        if change is not None:
            result = outcome(guide, walk(guide, here.answers | {change.question.key: answer_after(here, change)}))
            assert {found.route.key: found.tier for found in result.routes} == change.tiers
            assert (route.key in {found.route.key for found in result.routes}) == (route.key not in shown)


def answer_after(here, change):
    """The whole answer to the question after the change."""
    question, item = change.question, change.item
    if question.kind != "multi":
        return item.key if isinstance(item, Option) else item
    chosen = options_chosen(here.answers[question.key])
    if isinstance(item, NotChosen):
        return chosen - {item.option.key}
    if item is None or item.exclusive:
        return item and frozenset([item.key])
    return frozenset(key for key in chosen if not question.option(key).exclusive) | {item.key}


@for_all(guides_and_people(), chances())
def test_where_no_change_is_found_no_single_choice_flips_the_route(both, chance):
    guide, answers = both
    here = walk(guide, answers)
    shown = {found.route.key for found in outcome(guide, here).routes}
    singles = [question for question in here.asked if question.kind == "single"]
    for route in guide.routes:
        if what_would_change(guide, here, route.key) is None and singles:
            question = chance.choice(singles)
            again = walk(guide, here.answers | {question.key: answer(chance, question)})
            found = outcome(guide, again).routes if again.finished else None
            assert found is None or (route.key in {item.route.key for item in found}) == (route.key in shown)


@for_all(guides_and_people())
def test_why_not_agrees_with_the_outcome(both):
    guide, answers = both
    here = walk(guide, answers)
    result = outcome(guide, here)
    left_out = {item.route.key for item in result.not_suggested}
    for route in guide.routes:
        found = why_not(guide, here, route.key)
        assert (found is None) == (route.key in {item.route.key for item in result.routes})
        if found:
            assert (found.kind == "stopped") == result.stopped
            assert (found.kind == "withheld") == (route.key in left_out)
            assert bool(found.withheld_by) or found.kind != "withheld"


@for_all(guides_and_people())
def test_the_missing_answers_make_the_nearest_rule_true(both):
    guide, answers = both
    here = walk(guide, answers)
    for route in guide.routes:
        found = why_not(guide, here, route.key)
        if found and found.nearest:
            others = {question.key for question, _ in found.missing}
            assert found.missing and not holds(guide, found.nearest.when, here.answers)
            given = {q.key: given_with(q, here.answers.get(q.key), found.missing) for q in guide.questions}
            assert holds(guide, found.nearest.when, given)
            assert len(others) == 1 or not one_is_enough(guide, here.answers, found.nearest)


def given_with(question, given, missing):
    """An answer with the missing pieces put in: as it was, if that agrees; else the one that changes least."""
    wanted = [item for q, item in missing if q is question]
    possible = [other for other in [*allowed(question), None] if all(agrees(question, other, i) for i in wanted)]
    return min(possible, key=lambda other: (other != given, len(options_chosen(other) ^ options_chosen(given))))


def one_is_enough(guide, counted, rule):
    return any(
        holds(guide, rule.when, {**counted, question.key: given})
        for question in guide.questions
        for given in allowed(question)
    )

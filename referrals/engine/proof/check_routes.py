"""P5, P5c and P6: everybody who reaches the end gets a route, and a first step."""

from referrals.engine.conditions import holds, reads, row_holds
from referrals.engine.proof import names
from referrals.engine.vignettes import answers
from referrals.engine.walk import walk

LIKELY = 5


def check_a_route(inquiry):
    """P5: nobody reaches the end without a route, catch-all rules left aside."""
    yield from inquiry.nobody_may(
        "P5",
        _without_route(inquiry),
        "rules",
        "Some people get no route at all.",
        lambda walked, found: not walked.stopped and not _ordinary(found),
        required="Everybody who reaches the end gets a route, without the rules that are a last resort.",
        mend=lambda example: likely_rules(inquiry.guide, example),
    )


def check_last_resort(inquiry):
    """P5c: whom a catch-all rule serves."""
    for key in inquiry.encoding.index.catch_all:
        rule = inquiry.encoding.index.rules[key]
        shown = [inquiry.encoding.shown[key, route] for route in inquiry.encoding.index.targets[key]]
        yield from inquiry.nobody_may(
            "P5c",
            inquiry.formula.any_of(shown),
            f"rules.{key}",
            f"Some people get nothing but {names.route(inquiry.guide, rule.route)}, the last resort.",
            lambda _, found, key=key: key in {rule.key for item in found.routes for rule in item.rules},
            mend=lambda example: likely_rules(inquiry.guide, example),
        )


def check_first_step(inquiry):
    """P6: everybody who reaches the end has a route of tier 1."""
    encoding = inquiry.encoding
    first = [literal for (key, _), literal in encoding.shown.items() if encoding.index.rules[key].tier == 1]
    yield from inquiry.nobody_may(
        "P6",
        inquiry.formula.all_of((encoding.end, -inquiry.formula.any_of(first))),
        "rules",
        "Some people get no route to start with (tier 1).",
        lambda walked, found: not walked.stopped and all(item.tier != 1 for item in found.routes),
        required="Everybody who reaches the end gets a first step.",
        mend=lambda example: likely_rules(inquiry.guide, example),
    )


def _without_route(inquiry):
    return inquiry.formula.all_of((inquiry.encoding.end, -inquiry.encoding.any_route))


def _ordinary(found):
    return [item for item in found.routes if not all(rule.catch_all for rule in item.rules)]


def likely_rules(guide, example):
    """Return the conditions to look at first: rules that took routes away, then those that nearly fired."""
    given = walk(guide, answers(guide, example)).answers
    taking = [rule for rule in guide.rules if rule.effect == "withhold" and holds(guide, rule.when, given)]
    near = [rule for rule in guide.rules if rule.effect == "recommend" and _reads(guide, rule, example.matters)]
    near.sort(key=lambda rule: _missing(guide, rule, given))
    return tuple(f"rules.{rule.key}.when" for rule in [*taking, *near][:LIKELY])


def _reads(guide, rule, matters):
    return not reads(guide, rule.when).isdisjoint(matters)


def _missing(guide, rule, given):
    """Return how many lines of a rule are not true."""
    return sum(not any(row_holds(guide, row, given) for row in line) for line in rule.when.lines)

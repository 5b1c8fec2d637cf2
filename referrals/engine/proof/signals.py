"""What the outcome says about one route, as literals: two outcomes say the same if and only if all of these are equal.

Said are: in which tier the route is, its reasons and their order, which of its demands meet a barrier, whether it is
not suggested, and why not. The words count, not the rules that bring them: rules with the same reason stand in for each
other. The order of routes follows from their tiers and from the demands that meet a barrier.
"""

from itertools import combinations


def signals(encoding, route):
    """Yield `(name, voice, literal)` of what is said about a route; voice is None for what both voices read."""
    entries = encoding.index.entries.get(route, ())
    if not entries:
        return
    rules = [encoding.index.rules[key] for key in entries]
    shown = [encoding.shown[key, route] for key in entries]
    for tier in sorted({rule.tier for rule in rules}):
        reached = [literal for rule, literal in zip(rules, shown, strict=True) if rule.tier <= tier]
        yield ("tier", tier), None, encoding.formula.any_of(reached)
    yield from _texts(encoding.formula, "reason", rules, shown)
    there = encoding.formula.any_of(shown)
    for demand in encoding.guide.route(route).demands:
        yield ("clash", demand.barrier), None, encoding.formula.all_of((there, encoding.barriers[demand.barrier]))
    yield from _not_suggested(encoding, route)


def _not_suggested(encoding, route):
    left_out = not_suggested(encoding, route)
    yield ("left out",), None, left_out
    rules, taking = [], []
    for rule, literal in taken_by(encoding, route, left_out):
        rules.append(rule)
        taking.append(literal)
    yield from _texts(encoding.formula, "reason against", rules, taking)


def not_suggested(encoding, route):
    """Return the literal that rules lead to a route and none of them is shown."""
    leading = [encoding.leads[key, route] for key in encoding.ordinary(route)]
    return encoding.formula.all_of((encoding.formula.any_of(leading), -encoding.present[route]))


def taken_by(encoding, route, left_out):
    """Yield `(rule, literal)` for the withholding rules that are named as taking a route away, by tier and position."""
    own = {}
    for key in encoding.ordinary(route):
        own.setdefault(encoding.index.rules[key].route, []).append(encoding.leads[key, route])
    rules = [encoding.index.rules[key] for name in {route: None, **own} for key in encoding.index.withholding[name]]
    for rule in sorted(rules, key=lambda rule: (rule.tier, encoding.index.order[rule.key])):
        named = left_out
        if rule.route != route:
            named = encoding.formula.all_of((left_out, encoding.formula.any_of(own[rule.route])))
        yield rule, encoding.formula.all_of((encoding.fired[rule.key], named))


def _texts(formula, name, rules, literals):
    """Yield the signals of a list of reasons: which texts are there, and which of two comes first."""
    spoken = [(rule.reason, literal) for rule, literal in zip(rules, literals, strict=True) if rule.reason]
    groups = {voice: _grouped(spoken, voice) for voice in ("self", "carer")}
    if groups["self"] == groups["carer"]:
        groups = {None: groups["self"]}
    for voice, members in groups.items():
        for group in members:
            yield (name, voice, group[0][0]), voice, formula.any_of([literal for _, literal in group])
        for one, other in combinations(members, 2):
            if one[-1][0] > other[0][0]:  # they begin in this order, so that only then it is open which comes first
                yield (name, voice, one[0][0], other[0][0]), voice, _before(formula, one, other)


def _grouped(spoken, voice):
    groups = {}
    for place, (reason, literal) in enumerate(spoken):
        groups.setdefault(reason.in_voice(voice), []).append((place, literal))
    return list(groups.values())


def _before(formula, one, other):
    """Return the literal that a text comes before another: a rule of it is shown, and none of the other's earlier."""
    return formula.any_of(
        [formula.all_of([literal, *(-rival for earlier, rival in other if earlier < place)]) for place, literal in one]
    )

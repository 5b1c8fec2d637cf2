"""P13 and P13w: what excludes each other never meets; which rules take away what others recommend."""

from referrals.engine.conditions import holds
from referrals.engine.outcome import target
from referrals.engine.proof import names
from referrals.engine.proof.findings import fails
from referrals.engine.proof.inquiry import undecided
from referrals.engine.proof.signals import not_suggested, taken_by


def check_exclusive(inquiry):
    """P13: the two members of an exclusive pair never appear in one outcome."""
    guide = inquiry.guide
    for n, pair in enumerate(guide.exclusive_pairs):
        if guide.has(pair.a.kind, pair.a.key) and guide.has(pair.b.kind, pair.b.key):
            yield from inquiry.nobody_may(
                "P13",
                inquiry.formula.all_of((_appears(inquiry, pair.a), _appears(inquiry, pair.b))),
                f"exclusive_pairs.{n}",
                f"{_name(guide, pair.a)} and {_name(guide, pair.b)} meet in the result of some people.",
                lambda walked, found, pair=pair: all(
                    member_appears(guide, walked, found, member) for member in (pair.a, pair.b)
                ),
                required=pair.why,
                mend=(*_mended(guide, pair.a), *_mended(guide, pair.b), f"exclusive_pairs.{n}"),
            )


def _appears(inquiry, member):
    """Return the literal that a sign, a route or (by one of its reasons) a rule is in the outcome."""
    encoding = inquiry.encoding
    if member.kind == "sign":
        return encoding.holding[member.key]
    if member.kind == "route":
        return encoding.in_outcome(member.key)
    rule = encoding.index.rules[member.key]
    if rule.effect == "recommend" or rule.catch_all:
        shown = [encoding.shown[rule.key, route] for route in encoding.index.targets[rule.key]]
        return inquiry.formula.any_of(shown)
    taking = [
        literal
        for route in encoding.index.touched_by[rule.route]
        for other, literal in taken_by(encoding, route, not_suggested(encoding, route))
        if other.key == rule.key
    ]
    return inquiry.formula.any_of(taking)


def member_appears(guide, walked, found, member):
    """Whether the engine's outcome shows a sign, a route, or a rule: what it recommends or takes away."""
    if member.kind == "sign":
        return member.key in {sign.key for sign in found.urgent}
    if member.kind == "route":
        return member.key in {item.route.key for item in found.routes}
    rule = next(rule for rule in guide.rules if rule.key == member.key)
    if rule.effect == "recommend" or rule.catch_all:
        return rule in [item for route in found.routes for item in route.rules]
    return not walked.stopped and holds(guide, rule.when, walked.answers) and _takes_away(guide, walked, found, rule)


def _takes_away(guide, walked, found, rule):
    left_out = {item.route.key for item in found.not_suggested}
    for other in guide.rules:
        if other.effect == "recommend" and not other.catch_all and holds(guide, other.when, walked.answers):
            route = target(guide, guide.route(other.route), walked.nation)
            if route is not None and route.key in left_out and rule.route in (other.route, route.key):
                return True
    return False


def _name(guide, member):
    if member.kind == "sign":
        return names.sign(next(sign for sign in guide.urgent_signs if sign.key == member.key))
    return names.route(guide, member.key) if member.kind == "route" else f"The rule {names.rule(member.key)}"


def _mended(guide, member):
    if member.kind == "sign":
        return (f"urgent_signs.{member.key}.when",)
    if member.kind == "rule":
        return (f"rules.{member.key}.when",)
    return tuple(
        f"rules.{rule.key}.when"
        for effect in ("withhold", "recommend")
        for rule in guide.rules
        if rule.route == member.key and rule.effect == effect
    )


def check_withheld(inquiry):
    """P13w: for each withholding rule, the rules whose route it can take away; one finding lists them all."""
    for rule in inquiry.guide.rules:
        if rule.effect == "withhold" and not rule.catch_all:
            yield from _check_withholding(inquiry, rule)


def _check_withholding(inquiry, rule):
    encoding, taken = inquiry.encoding, []
    for key in _recommending(encoding, rule):
        answer = inquiry.anybody(_both(inquiry, rule, key))
        if answer.found is None:
            yield undecided("P13w", f"rules.{rule.key}")
        elif answer.found:
            taken.append((key, None if taken else answer.answers))
    if taken:
        first, answers = taken[0]
        example = inquiry.example(_both(inquiry, rule, first), answers, _fire_together(inquiry.guide, rule, first))
        route = names.route(inquiry.guide, rule.route)
        text = f"The rule {names.rule(rule.key)} can take away {route}, which is recommended by"
        text = f"{text} {names.listed(names.rule(key) for key, _ in taken)}."
        yield fails(
            "P13w",
            f"rules.{rule.key}",
            text,
            required="Somebody has looked at it, and it is meant so.",
            mend=(f"rules.{rule.key}.when", *(f"rules.{key}.when" for key, _ in taken)),
            example=example,
        )


def _recommending(encoding, rule):
    """Return the ordinary rules whose own route or target a rule withholds, in the order of the guide."""
    keys = {key for route in encoding.index.touched_by[rule.route] for key in encoding.ordinary(route)}
    keys = [key for key in keys if _routes_taken(encoding, rule, key)]
    return sorted(keys, key=encoding.index.order.get)


def _routes_taken(encoding, rule, key):
    own = encoding.index.rules[key].route
    return [route for route in encoding.index.targets[key] if rule.route in (own, route)]


def _both(inquiry, rule, key):
    encoding = inquiry.encoding
    leads = inquiry.formula.any_of([encoding.leads[key, route] for route in _routes_taken(encoding, rule, key)])
    return inquiry.formula.all_of((encoding.fired[rule.key], leads))


def _fire_together(guide, rule, key):
    other = next(item for item in guide.rules if item.key == key)

    def seen(walked, _):
        fired = not walked.stopped and all(holds(guide, item.when, walked.answers) for item in (rule, other))
        route = target(guide, guide.route(other.route), walked.nation)
        return fired and route is not None and rule.route in (other.route, route.key)

    return seen

"""What a finished walk leads to: urgent advice first, then routes in order, each with its reasons."""

from dataclasses import dataclass
from functools import lru_cache

from referrals.engine.conditions import holds
from referrals.engine.definition import BARRIERS, LEVELS, Demand, Route, Rule, UrgentSign, Wording
from referrals.engine.likely import Likely


class Unfinished(ValueError):
    """A walk that still has a question to ask has no outcome."""


@dataclass(frozen=True)
class Recommendation:
    """A route for this person. `instead_of` is the route it replaces, where their nation does not offer that one.

    `clashes` are its demands that meet a barrier of this person, in the order of BARRIERS.
    """

    route: Route
    tier: int
    reasons: tuple[Wording, ...]
    rules: tuple[Rule, ...]
    instead_of: Route | None
    clashes: tuple[Demand, ...] = ()

    @property
    def stepped_down(self):
        """Whether it comes after all other routes: some clash has no way round."""
        return any(demand.way_round is None for demand in self.clashes)


@dataclass(frozen=True)
class NotSuggested:
    """A route that would have been recommended but for a withholding rule, and why it was left out."""

    route: Route
    reasons: tuple[Wording, ...]


@dataclass(frozen=True)
class Outcome:
    """The answer to a finished walk. When `stopped`, there are no routes. The urgent part always comes first."""

    voice: str
    nation: str | None
    urgent: tuple[UrgentSign, ...]
    stopped: bool
    routes: tuple[Recommendation, ...]
    not_suggested: tuple[NotSuggested, ...]


def outcome(guide, walk):
    """Return the Outcome of a finished walk; the same walk always gives the same outcome. Raises Unfinished."""
    if not walk.finished:
        raise Unfinished(f"The question {walk.current.key} has no answer yet.")
    routes, not_suggested = ((), ()) if walk.stopped else _routes(guide, walk)
    return Outcome(
        voice=walk.voice,
        nation=walk.nation,
        urgent=in_urgent_order(guide, walk.signs),
        stopped=walk.stopped,
        routes=routes,
        not_suggested=not_suggested,
    )


def barriers_of(walk):
    """Return the barriers that this person's answers name, in the order of BARRIERS."""
    named = {option.barrier for _, option in walk.chosen}
    return tuple(barrier for barrier in BARRIERS if barrier in named)


def in_urgent_order(guide, signs):
    """Return signs by level A, B, C, D, exit, and within a level by their position in the guide."""
    keys = {sign.key for sign in signs}
    in_order = [sign for sign in guide.urgent_signs if sign.key in keys]
    return tuple(sorted(in_order, key=lambda sign: LEVELS.index(sign.level)))  # a stable sort: then by position


def target(guide, route, nation):
    """Return the route that a nation offers in place of `route`, the route itself when the nation is not known (None).

    Returns None when the substitutes end nowhere, which S4 rules out.
    """
    seen = set()
    while nation is not None and not route.availability[nation].offered:
        seen.add(route.key)
        substitute = route.availability[nation].substitute
        if substitute is None or substitute in seen:
            return None
        route = guide.route(substitute)
    return route


def _routes(guide, walk):
    """Return the recommendations and what was left out, for a walk that reached the end."""
    likely = _ordinary_rules(guide).among(walk.answers)
    fired = [rule for rule in likely if holds(guide, rule.when, walk.answers)]
    withholding = [rule for rule in fired if rule.effect == "withhold"]
    recommending = [rule for rule in fired if rule.effect == "recommend"]
    routes = _recommended(guide, walk, recommending, withholding)
    not_suggested = _not_suggested(guide, walk, recommending, withholding, routes)
    if not routes:
        catch_all = [rule for rule in guide.rules if rule.catch_all and holds(guide, rule.when, walk.answers)]
        routes = _recommended(guide, walk, catch_all, withholding)
    return routes, not_suggested


@lru_cache(maxsize=8)
def _ordinary_rules(guide):
    return Likely(guide, [rule for rule in guide.rules if not rule.catch_all])


def _recommended(guide, walk, recommending, withholding):
    withheld = {rule.route for rule in withholding}
    shown = {}
    for rule in _by_tier(recommending):
        found = target(guide, guide.route(rule.route), walk.nation)
        if found is not None and withheld.isdisjoint((rule.route, found.key)):
            shown.setdefault(found.key, []).append(rule)
    barriers = barriers_of(walk)
    made = [
        _recommendation(guide, walk, route, shown[route.key], barriers) for route in guide.routes if route.key in shown
    ]
    return tuple(sorted(made, key=lambda found: (found.stepped_down, found.tier)))  # a stable sort: then by position


def _recommendation(guide, walk, route, rules, barriers):
    named = [rule.route for rule in rules]
    return Recommendation(
        route=route,
        tier=rules[0].tier,
        reasons=_reasons(walk, rules),
        rules=tuple(rules),
        instead_of=None if route.key in named else guide.route(named[0]),
        clashes=clashes(route, barriers),
    )


def clashes(route, barriers):
    """Return the demands of a route that meet one of these barriers, in the order of BARRIERS."""
    met = [demand for demand in route.demands if demand.barrier in barriers]
    return tuple(sorted(met, key=lambda demand: BARRIERS.index(demand.barrier)))


def _not_suggested(guide, walk, recommending, withholding, routes):
    """Return the targets of rules that were not shown, each with the reasons of the rules that withheld it."""
    shown = {recommendation.route.key for recommendation in routes}
    blockers = {}
    for rule in recommending:
        found = target(guide, guide.route(rule.route), walk.nation)
        if found is not None and found.key not in shown:
            blockers.setdefault(found.key, set()).update((rule.route, found.key))
    return tuple(
        NotSuggested(
            route=route,
            reasons=_reasons(walk, _by_tier(rule for rule in withholding if rule.route in blockers[route.key])),
        )
        for route in guide.routes
        if route.key in blockers
    )


def _by_tier(rules):
    return sorted(rules, key=lambda rule: rule.tier)  # a stable sort: then by position


def _reasons(walk, rules):
    """Return the reasons of rules in their order, identical texts once."""
    reasons = {}
    for rule in rules:
        if rule.reason:
            reasons.setdefault(rule.reason.in_voice(walk.voice), rule.reason)
    return tuple(reasons.values())

"""A guide with parts out of service: whatever a paused part would recommend, people get a safe way instead of it."""

from dataclasses import dataclass, replace

from referrals.engine.definition import NATIONS


@dataclass(frozen=True)
class Paused:
    """A "route" or "rule" that is out of service, and the key of the route that people get instead."""

    kind: str
    key: str
    instead: str


def safe_routes(guide):
    """Return the routes that can stand in for others: those offered in every nation."""
    return tuple(route for route in guide.routes if all(route.availability[nation].offered for nation in NATIONS))


def can_be_without(guide, paused):
    """Whether a Guide has the route that people get instead of each Paused: only then may without() be asked."""
    return all(guide.has("route", part.instead) for part in paused)


def without(guide, paused):
    """Return the Guide in which nobody gets what is Paused.

    A rule that would recommend it recommends the other route, in the same tier and without a reason: the reasons spoke
    of what is paused. To pause a rule that leaves a route out pauses that route, because the rule protected people.
    Urgent signs are never paused. Raises KeyError unless can_be_without().
    """
    routes = {part.key: part.instead for part in paused if part.kind == "route"}
    rules = {part.key: part.instead for part in paused if part.kind == "rule"}
    for rule in guide.rules:
        if rule.key in rules and rule.effect == "withhold":
            routes[rule.route] = rules[rule.key]
    standing = {guide.route(instead).key for instead in (*routes.values(), *rules.values())}
    kept = [_redirected(rule, routes, rules) for rule in guide.rules if _still_says(rule, routes, standing)]
    return replace(guide, rules=tuple(kept), routes=tuple(_resubstituted(route, routes) for route in guide.routes))


def _still_says(rule, routes, standing):
    """A rule that leaves out a route which is paused, or which stands in for one, has nothing to say any more."""
    return rule.effect == "recommend" or not (rule.route in routes or rule.route in standing)


def _redirected(rule, routes, rules):
    instead = rules.get(rule.key) if rule.effect == "recommend" else None
    instead = instead or routes.get(rule.route)
    return replace(rule, route=instead, reason=None, asserts=None) if instead else rule


def _resubstituted(route, routes):
    """Where a paused route took the place of one that a nation does not offer, the other route takes it."""
    availability = {
        nation: replace(where, substitute=routes[where.substitute]) if where.substitute in routes else where
        for nation, where in route.availability.items()
    }
    return route if availability == route.availability else replace(route, availability=availability)

"""Why: the person's own answers behind a sign, a rule or a route, and what other answers would lead to."""

from dataclasses import dataclass

from referrals.engine.conditions import NUMBER_OPERATORS, holds, options_chosen, row_holds
from referrals.engine.definition import Route, Rule
from referrals.engine.explain_changes import NotChosen, changes
from referrals.engine.explain_ways import CHOSEN, NOT_CHOSEN, NOTHING, Ways, telling_numbers, true_of, ways_for_anybody
from referrals.engine.outcome import outcome, target

NEGATIVE = ("none_of", "not_answered", "not_holds")


@dataclass(frozen=True)
class WhyNot:
    """Why a route is not there. `kind` says which of the other fields count.

    - "stopped": an urgent sign ended the questions;
    - "not_offered": the nation does not offer it; `instead` takes its place, or None;
    - "withheld": the rules `withheld_by` left it out, each with its reason;
    - "last_resort": it is for people who get no other route;
    - "no_rule": no rule for it was true. `nearest` is the rule that the fewest other answers would make true, and
      `missing` are those answers, as in why(). `withheld_by` are rules that would still leave it out.
    """

    kind: str
    withheld_by: tuple[Rule, ...] = ()
    nearest: Rule | None = None
    missing: tuple = ()
    instead: Route | None = None


def why(guide, walk, route_key):
    """Return the smallest true set of answers behind a route of this person: `(question, item)`, in question order.

    Whoever reaches the end with these answers has a rule for the route that fires, whatever else they were asked. An
    item is the option chosen, NotChosen(option), a number, or None for a question left empty or never asked. Fewest
    items win, then the earliest questions. Empty when a rule is for everyone, or the route is not there.
    """
    rules = [rule for found in outcome(guide, walk).routes if found.route.key == route_key for rule in found.rules]
    return behind(guide, walk, rules)


def behind(guide, walk, rules):
    """Return the smallest true set of answers for one of these rules, which are true of this person: see why()."""
    fits = true_of(guide, walk.answers)
    found = [way for rule in rules if (way := _own_way(guide, walk, rule, fits)) is not None]
    return _pieces(guide, min(found, key=lambda way: (len(way), sorted(way)), default=()))


def why_not(guide, walk, route_key):
    """Return the WhyNot of a route in a finished walk, or None when the route is there. Raises KeyError."""
    result, route = outcome(guide, walk), guide.route(route_key)
    if any(found.route.key == route_key for found in result.routes):
        return None
    if result.stopped:
        return WhyNot("stopped")
    offered = target(guide, route, walk.nation)
    if offered != route:
        return WhyNot("not_offered", instead=offered)
    leading = [
        rule
        for rule in guide.rules
        if rule.effect == "recommend" and target(guide, guide.route(rule.route), walk.nation) == route
    ]
    fired = [rule for rule in leading if not rule.catch_all and holds(guide, rule.when, walk.answers)]
    withheld_by = _withholding(guide, walk, {route_key, *(rule.route for rule in fired)})
    if fired:
        return WhyNot("withheld", withheld_by=withheld_by)
    if leading and all(rule.catch_all for rule in leading):
        return WhyNot("last_resort", withheld_by=withheld_by)
    nearest, missing = _nearest(guide, walk, [rule for rule in leading if not rule.catch_all])
    return WhyNot("no_rule", withheld_by=withheld_by, nearest=nearest, missing=missing)


def what_would_change(guide, walk, route_key, tried=None):
    """Return the Change of one answer that takes a route away, or brings one that is not there; None if none does.

    Ordinary changes before all others; then the earliest. `tried` are the changes() of this walk where a caller asks
    for many routes.
    """
    tried = changes(guide, walk) if tried is None else tried
    return tried.ordinary().first_flip(route_key) or tried.first_flip(route_key)


def chosen(guide, walk, condition):
    """Return `(question, option or number)` for each of the person's answers that make rows of the condition true.

    In the order of the questions and options, each once. Empty when the condition does not hold. Rows that are true
    because something was not chosen quote nothing.
    """
    found = _quoted(guide, walk, condition)
    return tuple(
        (question, item)
        for question in walk.asked
        for item in _items(question, walk.answers.get(question.key))
        if (question.key, item if isinstance(item, int) else item.key) in found
    )


def _quoted(guide, walk, condition):
    """Return the set of `(question key, option key or number)` that true rows speak of, also through facts."""
    if condition is None or not holds(guide, condition, walk.answers):
        return set()
    found = set()
    for row in condition.rows:
        if row.op in NEGATIVE or not row_holds(guide, row, walk.answers):
            continue
        if row.fact is not None:
            found |= _quoted(guide, walk, guide.fact(row.fact).when)
            continue
        answer = walk.answers[row.question]
        if row.op in NUMBER_OPERATORS or isinstance(answer, int):
            found.add((row.question, answer))
        else:
            keys = options_chosen(answer)
            found |= {(row.question, key) for key in (keys if row.op == "answered" else keys.intersection(row.options))}
    return found


def _items(question, answer):
    if isinstance(answer, int):
        return [answer]
    return [option for option in question.options if option.key in options_chosen(answer)]


def _own_way(guide, walk, rule, fits):
    """Return the smallest way to make a rule true with pieces that are true of this person (`fits`), or None."""
    ways = ways_for_anybody(guide, rule.key)
    if ways is None:
        ways = Ways(guide, _own_numbers(guide, walk), fits, len).of(rule.when)
    return next((way for way in ways if all(map(fits, way))), None)


def _withholding(guide, walk, route_keys):
    rules = (rule for rule in guide.rules if rule.effect == "withhold" and rule.route in route_keys)
    return tuple(rule for rule in rules if holds(guide, rule.when, walk.answers))


def _nearest(guide, walk, rules):
    """Return the rule that the fewest other answers would make true and those answers; (None, ()) without a rule."""
    own, own_numbers = true_of(guide, walk.answers), _own_numbers(guide, walk)

    def others(way):
        return len({piece[0] for piece in way if not own(piece)})

    numbers = {n: sorted({*own_numbers[n], *telling}) for n, telling in telling_numbers(guide).items()}
    ways = Ways(guide, numbers, lambda piece: True, others)
    found = [(others(way), n, way) for n, rule in enumerate(rules) for way in ways.of(rule.when)[:1]]
    if not found:
        return None, ()
    _, n, way = min(found, key=lambda item: item[:2])
    return rules[n], _pieces(guide, [piece for piece in way if not own(piece)])


def _own_numbers(guide, walk):
    given = {n: walk.answers.get(guide.questions[n].key) for n in telling_numbers(guide)}
    return {n: [] if number is None else [number] for n, number in given.items()}


def _pieces(guide, way):
    return tuple(_piece(guide.questions[position], kind, value) for position, kind, value in sorted(way))


def _piece(question, kind, value):
    if kind == CHOSEN:
        return question, question.options[value]
    if kind == NOT_CHOSEN:
        return question, NotChosen(question.options[value])
    return question, None if kind == NOTHING else value

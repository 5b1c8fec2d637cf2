"""How one thing is changed somewhere in a guide, so that mutations.py can say what is changed."""

from dataclasses import replace

from referrals.engine import definition as d
from tests.engine.strategies import condition

CONDITIONS = {"questions": "shown_when", "facts": "when", "rules": "when", "urgent_signs": "when"}


def left_out(chance, items):
    """Items without one of them; None when nothing would be left."""
    place = chance.randrange(len(items)) if items else 0
    return (*items[:place], *items[place + 1 :]) or None


def without(chance, guide, part):
    items = getattr(guide, part)
    return replace(guide, **{part: left_out(chance, items) or ()}) if items else None


def swapped(chance, guide, part):
    items = list(getattr(guide, part))
    if len(items) < 2:
        return None
    one, other = chance.sample(range(len(items)), 2)
    items[one], items[other] = items[other], items[one]
    return replace(guide, **{part: tuple(items)})


def changed(chance, guide, part, fields):
    """The guide with other fields in one item of a part; None when a field would be left without what it needs."""
    items = getattr(guide, part)
    if not items:
        return None
    item = chance.choice(items)
    new = fields(item)
    if new.get("options", item) is None:
        return None
    return replace(guide, **{part: tuple(replace(other, **new) if other is item else other for other in items)})


def changed_option(chance, guide, fields):
    def options(question):
        if not question.options:
            return {"options": ()}
        option = chance.choice(question.options)
        return {"options": tuple(replace(o, **fields(o)) if o is option else o for o in question.options)}

    return changed(chance, guide, "questions", options)


def recondition(chance, guide, change):
    """The guide with one condition changed; None when nothing of it would be left."""
    part = chance.choice(list(CONDITIONS))
    field = CONDITIONS[part]
    items = [item for item in getattr(guide, part) if getattr(item, field)]
    lines = items and change(getattr(chance_item := chance.choice(items), field).lines)
    if not lines:
        return None
    new = replace(chance_item, **{field: d.Condition(lines)})
    return replace(guide, **{part: tuple(new if item is chance_item else item for item in getattr(guide, part))})


def with_line(chance, lines, change):
    place = chance.randrange(len(lines))
    line = change(lines[place])
    return (*lines[:place], line, *lines[place + 1 :]) if line else None


def rerow(chance, guide, change):
    def line_with(line):
        place = chance.randrange(len(line))
        row = change(line[place])
        return None if row.options is None else (*line[:place], row, *line[place + 1 :])

    return recondition(chance, guide, lambda lines: with_line(chance, lines, line_with))


def some_condition(chance, guide):
    first = [question for question in guide.questions[:3] if question.kind == "number" or len(question.options) > 1]
    return condition(chance, first) if len(first) > 1 else None


def redemand(chance, guide, change):
    """The guide with one demand of a route changed; routes that demand something are chosen."""
    demanding = [route for route in guide.routes if route.demands]
    if not demanding:
        return None
    route = chance.choice(demanding)
    demands = list(route.demands)
    place = chance.randrange(len(demands))
    demands[place] = change(demands[place])
    if len({demand.barrier for demand in demands}) < len(demands):
        return None
    routes = (replace(item, demands=tuple(demands)) if item is route else item for item in guide.routes)
    return replace(guide, routes=tuple(routes))

"""Faults of reference: what must be right before a guide can be walked at all (S2, S3 and S6)."""

from collections import Counter
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from referrals.engine.conditions import FACT_OPERATORS, NUMBER_OPERATORS, OPTION_OPERATORS


@dataclass(frozen=True)
class Fault:
    """A broken reference: the property it breaks, the path in the document, and a sentence that says what is wrong."""

    property: str
    path: str
    sentence: str


def broken_references(guide):
    """Return the faults that make a guide impossible to walk; empty when there are none."""
    return (
        *_repeated_keys(guide),
        *_repeated_roles(guide),
        *_broken_questions(guide),
        *_broken_rows(guide),
        *_broken_routes(guide),
        *_circles(guide),
    )


def conditions_with_paths(guide):
    """Yield `(path, condition)` for every condition of the guide that is not missing."""
    places = (
        ("questions", guide.questions, ("shown_when",)),
        ("facts", guide.facts, ("when",)),
        ("rules", guide.rules, ("when", "asserts")),
        ("urgent_signs", guide.urgent_signs, ("when", "may_skip_when")),
    )
    for name, owners, fields in places:
        for n, owner in enumerate(owners):
            for field in fields:
                if getattr(owner, field) is not None:
                    yield f"{name}[{n}].{field}", getattr(owner, field)


def _repeated_keys(guide):
    names = ("questions", "facts", "routes", "rules", "urgent_signs", "vignettes")
    lists = {name: getattr(guide, name) for name in names}
    lists |= {f"questions[{n}].options": question.options for n, question in enumerate(guide.questions)}
    for path, items in lists.items():
        seen = set()
        for n, item in enumerate(items):
            if item.key in seen:
                yield Fault("S6", f"{path}[{n}].key", f"the key {item.key} is used before; expected a key of its own")
            seen.add(item.key)


def _repeated_roles(guide):
    seen = set()
    for n, question in enumerate(guide.questions):
        if question.role != "none" and question.role in seen:
            yield Fault("S6", f"questions[{n}].role", f"another question is the {question.role} question; expected one")
        seen.add(question.role)


def _broken_questions(guide):
    for n, question in enumerate(guide.questions):
        bounds = (question.min, question.max)
        if question.kind != "number":
            if bounds != (None, None):
                yield Fault("S3", f"questions[{n}].min", "bounds belong to a number question; expected null for both")
        elif None in bounds or question.min > question.max:
            yield Fault("S3", f"questions[{n}].min", "a number question needs a min and a max that is not smaller")
        elif question.options:
            yield Fault("S3", f"questions[{n}].options", "a number question has no options; expected an empty list")


def _broken_rows(guide):
    for path, condition in conditions_with_paths(guide):
        for n, line in enumerate(condition.lines):
            for m, row in enumerate(line):
                fault = _row_fault(guide, row)
                if fault:
                    field, sentence = fault
                    yield Fault("S3", f"{path}[{n}][{m}].{field}", sentence)


def _row_fault(guide, row):
    """Return `(field, sentence)` for a row that does not fit what it names, else None."""
    if row.op in FACT_OPERATORS:
        return None if guide.has("fact", row.fact) else ("fact", f"there is no fact {row.fact}")
    if not guide.has("question", row.question):
        return "question", f"there is no question {row.question}"
    question = guide.question(row.question)
    if row.op in OPTION_OPERATORS:
        return _options_fault(question, row)
    if row.op in NUMBER_OPERATORS:
        return _number_fault(question, row)
    return None


def _options_fault(question, row):
    if question.kind == "number" or (row.op == "all_of" and question.kind != "multi"):
        return "op", f"{row.op} does not fit {question.key}, a {question.kind} question"
    for n, key in enumerate(row.options):
        if not question.has_option(key):
            return f"options[{n}]", f"{question.key} has no option {key}"
    repeated = [key for key, times in Counter(row.options).items() if times > 1]
    return ("options", f"the option {repeated[0]} is named twice") if repeated else None


def _number_fault(question, row):
    if question.kind != "number":
        return "op", f"{row.op} does not fit {question.key}, a {question.kind} question"
    if None in (question.min, question.max) or question.min <= row.number <= question.max:
        return None
    return "number", f"expected a number from {question.min} to {question.max}, the bounds of {question.key}"


def _broken_routes(guide):
    for n, route in enumerate(guide.routes):
        for nation, place in route.availability.items():
            if place.substitute is not None and not guide.has("route", place.substitute):
                yield Fault(
                    "S3", f"routes[{n}].availability.{nation}.substitute", f"there is no route {place.substitute}"
                )
        for m, demand in enumerate(route.demands):
            if demand.barrier in {earlier.barrier for earlier in route.demands[:m]}:
                sentence = f"the barrier {demand.barrier} is named before; expected one demand for each barrier"
                yield Fault("S6", f"routes[{n}].demands[{m}].barrier", sentence)
    for n, rule in enumerate(guide.rules):
        if not guide.has("route", rule.route):
            yield Fault("S3", f"rules[{n}].route", f"there is no route {rule.route}")


def _circles(guide):
    # Lists, not sets: the circle that is reported must not depend on the order of hashes.
    uses = {fact.key: [row.fact for row in fact.when.rows if row.fact] for fact in guide.facts}
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as error:
        circle = error.args[1]
        position = min(n for n, fact in enumerate(guide.facts) if fact.key in circle)
        yield Fault("S2", f"facts[{position}].when", f"facts refer to each other in a circle: {', '.join(circle)}")

"""Random guides that are sound, and random people who answer them.

Hypothesis chooses a size and a seed; ordinary chance does the rest. Drawing every detail from hypothesis would shrink
better, and take twenty times as long: many small guides find more than few that shrink well.
"""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from referrals.engine import definition as d
from referrals.engine.conditions import NUMBER_OPERATORS
from referrals.engine.proof.structure import check_masking, check_safety_first
from tests.engine.sample import demand, multi, nation, number, respondent, route, rule, sign, single
from tests.engine.sample import guide as make_guide

EXAMPLES = 150
BARRIERS = d.BARRIERS[:3]  # few, so that they meet


def for_all(*strategies):
    """Run a test on many values of these strategies."""
    return lambda test: settings(max_examples=EXAMPLES, deadline=None)(given(*strategies)(test))


def chances():
    """Sources of chance that give the same again when a failure is replayed."""
    return st.integers(0, 2**32 - 1).map(Random)


def guides():
    """Sound guides: check_structure finds no fault. No condition reads who is answering."""
    return st.builds(sound_guide, chances(), st.integers(1, 6))


def guides_and_people():
    """A sound guide and somebody who has an allowed answer for every question, asked or not."""
    return st.builds(_with_person, guides(), chances())


def _with_person(guide, chance):
    return guide, person(chance, guide)


def sound_guide(chance, size):
    """A sound guide with `size` questions after those of who and where."""
    questions, facts = [respondent(), nation()], {}
    safety = chance.randint(0, size)
    for n in range(size):
        shown = condition(chance, questions, facts) if chance.random() < 0.4 else None
        purpose = "safety" if n < safety else "need"
        questions.append(question(chance, f"q{n}", purpose=purpose, required=chance.random() < 0.7, shown_when=shown))
        if chance.random() < 0.5:
            facts[f"f{n}"] = condition(chance, questions, facts)
    routes = [with_demands(chance, item) for item in some_routes(chance)]
    questions = [with_barriers(chance, item) for item in questions]
    guide = make_guide(questions, facts=facts, routes=routes, rules=some_rules(chance, questions, facts, routes))
    return _with_sound_signs(guide, some_signs(chance, questions))


def question(chance, key, **fields):
    kind = chance.choice(("single", "multi", "number"))
    if kind == "number":
        return number(key, 0, 9, **fields)
    return single(key, "a b c", **fields) if kind == "single" else multi(key, "a b", **fields)


def condition(chance, questions, facts=(), *, positive=False):
    """A condition on these questions, but the first, and facts; `positive`: no missing answer makes it true."""
    lines = chance.choice((1, 1, 2))
    return d.Condition(
        tuple(
            tuple(_row(chance, questions, facts, positive=positive) for _ in range(chance.choice((1, 1, 2))))
            for _ in range(lines)
        )
    )


def _row(chance, questions, facts, *, positive):
    if facts and chance.random() < 0.2:
        return d.Row(chance.choice(("holds", "not_holds")), fact=chance.choice(sorted(facts)))
    asked = chance.choice(questions[1:])
    if chance.random() < 0.2:
        return d.Row("answered" if positive else chance.choice(("answered", "not_answered")), question=asked.key)
    if asked.kind == "number":
        return d.Row(chance.choice(NUMBER_OPERATORS), question=asked.key, number=chance.randint(asked.min, asked.max))
    operators = ["any_of", "any_of"] + ["all_of"] * (asked.kind == "multi") + ["none_of"] * (not positive)
    keys = chance.sample([option.key for option in asked.options], chance.randint(1, 2))
    return d.Row(chance.choice(operators), question=asked.key, options=tuple(keys))


def some_routes(chance):
    """Routes of which the first is offered everywhere; each other may be replaced by an earlier one.

    The nation's body helps with every other one.
    """
    routes = [route("r0")]
    for n in range(1, chance.randint(2, 5)):
        places = chance.sample(d.NATIONS, chance.randint(0, 2))
        instead = {place: chance.choice(routes).key for place in places}
        routes.append(route(f"r{n}", instead=instead, body_helps=n % 2 == 0))
    return routes


def with_barriers(chance, question):
    """The question with barriers at some of its options."""
    named = [chance.choice(BARRIERS) if chance.random() < 0.3 else None for _ in question.options]
    options = zip(question.options, named, strict=True)
    return replace(question, options=tuple(replace(option, barrier=barrier) for option, barrier in options))


def with_demands(chance, route):
    """The route with demands that meet some barriers; two of three have a way round."""
    barriers = chance.sample(BARRIERS, chance.choice((0, 0, 1, 2)))
    return replace(route, demands=tuple(demand(one, way_round=chance.random() < 0.66) for one in barriers))


def some_rules(chance, questions, facts, routes):
    """Rules for and against routes, often a catch-all; the route that it reaches is never withheld."""
    found = []
    for n in range(chance.randint(1, 6)):
        effect = chance.choice(("recommend", "recommend", "withhold"))
        chosen = chance.choice(routes if effect == "recommend" else routes[1:])
        when = condition(chance, questions, facts) if chance.random() < 0.8 else None
        reason = chance.choice(("one reason", "another reason"))
        found.append(rule(f"u{n}", chosen.key, when, tier=chance.choice((1, 2, 3)), effect=effect, reason=reason))
    if chance.random() < 0.5:
        found.append(rule("catch_all", "r0", tier=3, catch_all=True))
    return found


def some_signs(chance, questions):
    """Signs of any level, with conditions that no missing answer makes true."""
    found = []
    for n in range(chance.randint(0, 4)):
        level = chance.choice(d.LEVELS)
        stops = level in ("A", "exit") or chance.random() < 0.3
        found.append(sign(f"s{n}", level, condition(chance, questions, positive=True), stops=stops))
    return found


def _with_sound_signs(guide, signs):
    """Keep the signs, one after the other, that leave safety first (S7) and nothing masked (S8)."""
    for item in signs:
        candidate = replace(guide, urgent_signs=(*guide.urgent_signs, item))
        if not [*check_safety_first(candidate), *check_masking(candidate)]:
            guide = candidate
    return guide


def person(chance, guide):
    """An allowed answer for every question of the guide."""
    return {question.key: answer(chance, question) for question in guide.questions}


def answer(chance, question):
    """Something that the question allows."""
    if not question.required and chance.random() < 0.3:
        return None
    if question.kind == "number":
        return chance.randint(question.min, question.max)
    chosen = chance.choice(question.options)
    if question.kind == "single":
        return chosen.key
    others = [] if chosen.exclusive else [item.key for item in question.options if not item.exclusive]
    return frozenset([chosen.key, *(key for key in others if chance.random() < 0.5)])

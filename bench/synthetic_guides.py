"""Large guides that look like the founding one, always the same for the same size, and sound by design.

Safety first, then who cares for the person (each answer has a rule of tier 1, so that everybody gets a route), then
needs, of which a third are asked of some people only. Two rules for each question, some withholding; facts, numbers,
substitutes, exclusive pairs and test cases; barriers at one answer in ten, and routes that demand what they make hard,
most with a way round. Whom to ask first demands nothing. Every answer is read by something.
"""

from dataclasses import replace
from random import Random

from referrals.engine import definition as d
from referrals.engine.outcome import outcome
from referrals.engine.walk import walk
from tests.engine.sample import (
    demand,
    guide,
    multi,
    nation,
    number,
    respondent,
    route,
    rule,
    sign,
    single,
    vignette,
    when,
)

LETTERS = ["a", "b", "c", "d", "e"]
CARERS = ["nurse", "neurologist", "gp", "nobody", "unsure"]
NEAR = 8  # conditions read questions at most so far back
VIGNETTES = 60


def synthetic_guide(questions, rules, seed=1):
    """Return a guide with so many questions and rules."""
    chance = Random(seed)
    safety = [multi(f"s_{letters(n)}", "a b c d", purpose="safety") for n in range(max(3, questions // 12))]
    asked = [as_neutral(respondent()), as_neutral(nation()), *safety, single("care", " ".join(CARERS), purpose="need")]
    needs, facts = [], {}
    for n in range(questions - len(asked)):
        needs.append(need(chance, f"q_{letters(n)}", needs, facts))
        if chance.random() < 0.1:
            facts[f"f_{letters(n)}"] = when(
                f"{read(chance, needs[-1])} or {read(chance, chance.choice(needs[-NEAR:]))}"
            )
    routes = [route(f"first_{key}") for key in CARERS] + some_routes(chance, max(4, rules // 6))
    first = [rule(f"care_{key}", f"first_{key}", when(f"care any_of {key}")) for key in CARERS]
    barred = Random(seed + 1)  # chance of its own: all else stays as it is
    made = guide(
        [*asked, *(with_barriers(barred, question) for question in needs)],
        facts=facts,
        routes=[*routes[: len(CARERS)], *(with_demands(barred, item) for item in routes[len(CARERS) :])],
        rules=[*first, *some_rules(chance, needs, facts, routes[len(CARERS) :], rules - len(first))],
        signs=list(some_signs(safety)),
        pairs=[pair(one, other) for one, other in zip(CARERS, CARERS[1:], strict=False)],
    )
    return replace(made, vignettes=tuple(some_vignettes(chance, made)))


def letters(n):
    """A number in letters: digits in a key could look like a telephone number."""
    return "".join("abcdefghij"[int(digit)] for digit in str(n))


def as_neutral(question):
    """Mark what does not change the routes: who is answering, and a nation nobody named."""
    marks = {"me": "same_as_unanswered", "carer": "reading_only", "elsewhere": "same_as_unanswered"}
    return marked(question, marks)


def marked(question, marks):
    options = tuple(replace(item, neutral=marks.get(item.key, "no")) for item in question.options)
    return replace(question, options=options)


def need(chance, key, earlier, facts):
    """A question about needs, asked of some people only in one of three cases."""
    shown = None
    if earlier and chance.random() < 0.33:
        shown = when(read(chance, chance.choice(earlier[-NEAR:])))
        if facts and chance.random() < 0.3:
            shown = when(f"{list(facts)[-1]} holds")
    kind = chance.random()
    if kind < 0.05:
        return number(key, 0, 100, shown_when=shown)
    if kind < 0.6:
        return marked(single(key, "a b c d unsure", shown_when=shown), {"unsure": "same_as_unanswered"})
    return marked(multi(key, "a b c d e", shown_when=shown), {"none": "same_as_unanswered"})


def read(chance, question):
    """A row, in words, that one or two answers to a question make true."""
    if question.kind == "number":
        return f"{question.key} ge {chance.randint(20, 80)}"
    keys = [option.key for option in question.options if option.neutral == "no"]
    return f"{question.key} any_of {','.join(sorted(chance.sample(keys, 2)))}"


def some_routes(chance, count):
    made = []
    for n in range(count):
        places = [chance.choice(d.NATIONS)] if made and chance.random() < 0.2 else []
        made.append(route(f"r_{letters(n)}", instead={place: chance.choice(made).key for place in places}))
    return made


def with_barriers(chance, question):
    named = {option.key: chance.choice(d.BARRIERS) for option in question.options if chance.random() < 0.1}
    options = tuple(replace(option, barrier=named.get(option.key)) for option in question.options)
    marks = {key: "no" for key in named}
    return marked(replace(question, options=options), {option.key: option.neutral for option in options} | marks)


def with_demands(chance, item):
    barriers = chance.sample(d.BARRIERS, chance.choice((0, 1, 2)))
    return replace(item, demands=tuple(demand(barrier, way_round=chance.random() < 0.75) for barrier in barriers))


def some_rules(chance, needs, facts, routes, count):
    """Rules on every answer in turn, so that each is read; some withhold, some need a second thing or a fact."""
    for n in range(count):
        question = needs[n % len(needs)]
        lines = [rows_in_turn(question, n // len(needs))]
        more = chance.random()
        if n >= len(needs) and more < 0.5:
            lines.append(read(chance, chance.choice(needs[max(0, n % len(needs) - NEAR) :][: 2 * NEAR])))
        elif facts and more < 0.6:
            lines[0] += f" or {chance.choice(sorted(facts))} holds"
        effect = "withhold" if chance.random() < 0.08 else "recommend"
        condition = when(*lines)
        chosen = chance.choice(routes).key
        yield rule(
            f"u_{letters(n)}", chosen, condition, tier=chance.choice((2, 2, 3)), effect=effect, asserts=condition
        )


def rows_in_turn(question, turn):
    """The answers of a question, half of them in one turn and half in the next."""
    if question.kind == "number":
        return f"{question.key} {('lt', 'ge')[turn % 2]} 50"
    keys = [option.key for option in question.options if option.neutral == "no"]
    return f"{question.key} any_of {','.join(keys[turn % 2 :: 2])}"


def some_signs(safety):
    for question in safety:
        for option, level in zip("abcd", ("A", "B", "C", "D"), strict=True):
            yield sign(f"{question.key}_{option}", level, when(f"{question.key} any_of {option}"))


def pair(one, other):
    members = (d.Member("route", f"first_{key}") for key in (one, other))
    return d.ExclusivePair(*members, "One person to ask first is enough.")


def some_vignettes(chance, made):
    """Test cases that expect what the guide gives: each sign is shown, each first person to ask, and more."""
    signs = [ticked([item]) for item in made.urgent_signs if item.stops]
    signs += [ticked(item for item in made.urgent_signs if item.level == level) for level in ("B", "C", "D")]
    for n, special in enumerate([*signs, *({"care": key} for key in CARERS), *({} for _ in range(VIGNETTES))]):
        given = {question.key: plain_answer(chance, question) for question in made.questions} | special
        found = outcome(made, walk(made, given))
        first = found.routes[0].route.key if found.routes else None
        case = vignette(
            {key: in_document(answer) for key, answer in given.items()},
            signs=[item.key for item in found.urgent],
            first_route=first,
        )
        yield replace(case, key=f"v_{letters(n)}")


def ticked(signs):
    """Answers that make signs hold, each of a question of its own."""
    return {item.when.rows[0].question: frozenset(item.when.rows[0].options) for item in signs}


def in_document(answer):
    """An answer as it is written in a document."""
    if isinstance(answer, frozenset):
        return tuple(answer)
    return (answer,) if isinstance(answer, str) else answer


def plain_answer(chance, question):
    if question.kind == "number":
        return chance.randint(question.min, question.max)
    if question.kind == "multi" and question.purpose == "safety":
        return frozenset(["none"])
    key = chance.choice(question.options).key
    return frozenset([key]) if question.kind == "multi" else key

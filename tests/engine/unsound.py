"""Small random guides with every kind of fault that the prover looks for: few enough respondents to list them all."""

from dataclasses import replace

from referrals.engine import definition as d
from tests.engine import strategies
from tests.engine.sample import guide as make_guide
from tests.engine.sample import multi, number, option, question, respondent, rule, sign, single, vignette, words


def faulty_guide(chance, size):
    """A guide of two questions about who and where, and `size` more, in which anything but a reference may be wrong."""
    questions, facts = [some_respondent(chance), some_nation(chance)], {}
    for n in range(size):
        shown = condition(chance, questions, facts) if chance.random() < 0.4 else None
        questions.append(some_question(chance, f"q{n}", shown_when=shown))
        if chance.random() < 0.4:
            facts[f"f{n}"] = condition(chance, questions, facts)
    routes = [strategies.with_demands(chance, item) for item in strategies.some_routes(chance)]
    questions = [strategies.with_barriers(chance, item) for item in questions]
    guide = make_guide(
        [neutral(chance, item) for item in questions],
        facts=facts,
        routes=routes,
        rules=some_rules(chance, questions, facts, routes),
        signs=[some_sign(chance, f"s{n}", questions) for n in range(chance.randint(0, 3))],
    )
    guide = replace(guide, exclusive_pairs=tuple(some_pair(chance, guide) for _ in range(chance.randint(0, 3))))
    return replace(guide, vignettes=tuple(some_vignettes(chance, guide)))


def some_respondent(chance):
    return chance.choice((respondent(), single("who", "me you", purpose="setting")))


def some_nation(chance):
    options = [option("wales", nation="wales"), option("scotland", nation="scotland"), option("elsewhere")]
    required = chance.random() < 0.8
    return question("nation", "single", options, purpose="setting", role="nation", required=required)


def some_question(chance, key, **fields):
    fields = {"purpose": chance.choice(("safety", "need")), "required": chance.random() < 0.7, **fields}
    kind = chance.choice(("single", "multi", "number"))
    if kind == "number":
        return number(key, 0, 4, **fields)
    return single(key, "a b c", **fields) if kind == "single" else multi(key, "a b", **fields)


def condition(chance, questions, facts=(), *, positive=False):
    """A condition that may also read who is answering."""
    return strategies.condition(chance, [None, *questions], facts, positive=positive)


def neutral(chance, item):
    marks = ("no", "no", "no", "same_as_unanswered", "reading_only")
    return replace(item, options=tuple(replace(one, neutral=chance.choice(marks)) for one in item.options))


def some_rules(chance, questions, facts, routes):
    found = [some_rule(chance, f"u{n}", questions, facts, routes) for n in range(chance.randint(1, 5))]
    if chance.random() < 0.5:
        found.append(rule("last", "r0", tier=3, catch_all=True))
    chance.shuffle(found)
    return found


def some_rule(chance, key, questions, facts, routes):
    when = condition(chance, questions, facts) if chance.random() < 0.85 else None
    asserts = chance.choice((None, when, condition(chance, questions, facts)))
    reason = chance.choice(
        (
            words("one"),
            words("another"),
            d.Wording("one", "special"),
            words("for you"),
            d.Wording("one", "as they say"),
            None,
        )
    )
    made = rule(key, chance.choice(routes).key, when, tier=chance.choice((1, 1, 2, 3)), asserts=asserts)
    return replace(made, effect=chance.choice(("recommend", "recommend", "withhold")), reason=reason)


def some_sign(chance, key, questions):
    level = chance.choice(d.LEVELS)
    stops = level in ("A", "exit") or chance.random() < 0.3
    skip = condition(chance, questions, positive=True) if chance.random() < 0.3 else None
    made = sign(
        key, level, condition(chance, questions, positive=chance.random() < 0.7), stops=stops, may_skip_when=skip
    )
    return replace(made, advice={name: some_advice(chance, advice) for name, advice in made.advice.items()})


def some_advice(chance, advice):
    return (
        replace(advice, text=chance.choice((None, d.Wording("", "Call"), words(" "))))
        if chance.random() < 0.1
        else advice
    )


def some_pair(chance, guide):
    kinds = {"rule": guide.rules, "route": guide.routes, "sign": guide.urgent_signs}
    members = [d.Member(kind, item.key) for kind, items in kinds.items() for item in items]
    return d.ExclusivePair(chance.choice(members), chance.choice(members), "They exclude each other.")


def some_vignettes(chance, guide):
    """Up to three test cases, of which some expect the wrong thing and some end too early."""
    for n in range(chance.randint(0, 3)):
        given = {key: written(answer) for key, answer in strategies.person(chance, guide).items()}
        if chance.random() < 0.2:
            given.popitem()
        expected = chance.choice((None, guide.routes[0].key))
        yield replace(vignette(given, first_route=expected), key=f"v{n}")


def written(answer):
    """An answer in the form of the document."""
    if isinstance(answer, frozenset):
        return tuple(sorted(answer))
    return (answer,) if isinstance(answer, str) else answer

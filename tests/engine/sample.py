"""A builder of guides in short Python, and one small guide that most engine tests use.

Conditions are written as text, one argument for each line: `when("walking any_of aid,cannot or age ge 70")`.
"""

from dataclasses import replace
from types import MappingProxyType

from referrals.engine import definition as d
from referrals.engine.conditions import ANSWER_OPERATORS, FACT_OPERATORS, NUMBER_OPERATORS


def words(text):
    """A wording whose carer text differs from the text to the person."""
    return d.Wording(text, f"{text} (carer)")


HELP = MappingProxyType({name: d.NationHelp(f"Help in {name}", words("It helps"), None) for name in d.PLACES})


def when(*lines):
    return d.Condition(tuple(tuple(_row(row) for row in line.split(" or ")) for line in lines))


def _row(text):
    subject, op, *rest = text.split(" ")
    if op in FACT_OPERATORS:
        return d.Row(op, fact=subject)
    if op in ANSWER_OPERATORS:
        return d.Row(op, question=subject)
    if op in NUMBER_OPERATORS:
        return d.Row(op, question=subject, number=int(rest[0]))
    return d.Row(op, question=subject, options=tuple(rest[0].split(",")))


def question(key, kind, options=(), **fields):
    defaults = {
        "purpose": "need",
        "role": "none",
        "section": "About you",
        "label": words(f"{key} label"),
        "text": words(f"{key}?"),
        "help": None,
        "why": None,
        "error": words(f"Answer {key}"),
        "required": True,
        "unit": None,
        "min": None,
        "max": None,
        "shown_when": None,
    }
    return d.Question(key=key, kind=kind, options=tuple(options), **{**defaults, **fields})


def option(key, **fields):
    return d.Option(key, words(key.replace("_", " ")), **fields)


def single(key, options, **fields):
    return question(key, "single", [option(name) for name in options.split()], **fields)


def multi(key, options, **fields):
    chosen = [option(name) for name in options.split()]
    return question(key, "multi", [*chosen, option("none", exclusive=True, apart=True)], **fields)


def number(key, low, high, **fields):
    return question(key, "number", min=low, max=high, **fields)


def respondent(key="who"):
    options = [option("me", voice="self"), option("carer", voice="carer")]
    return question(key, "single", options, purpose="setting", role="respondent")


def nation(key="nation"):
    options = [option(name, nation=name) for name in d.NATIONS]
    return question(key, "single", [*options, option("elsewhere")], purpose="setting", role="nation")


def route(key, *, instead=None, **fields):
    """A route offered everywhere but in the nations that `instead` maps to a substitute (or None)."""
    instead = instead or {}
    places = {name: d.Availability(name not in instead, None, instead.get(name)) for name in d.NATIONS}
    defaults = {
        "title": words(f"Ask for {key}"),
        "text": words(f"About {key}"),
        "tag": "Also ask about",
        "say": words(f"Can I have {key}?"),
        "good_to_know": (d.GoodToKnow("clock", words("It takes a while")),),
        "letter_to": None,
        "link": None,
        "article": None,
        "contact": words(f"Phone about {key}"),
        "next_step": d.NextStep(14, words("Ask again by {date}")),
        "fallback": words("Ask why"),
    }
    return d.Route(key=key, availability=places, **{**defaults, **fields})


def rule(key, route, condition=None, *, tier=1, effect="recommend", reason=None, asserts=None, catch_all=False):
    return d.Rule(key, route, effect, tier, condition, words(reason or f"because {key}"), asserts, catch_all)


def true_rule(key, route, condition, **fields):
    """A rule whose reason says what its condition says."""
    return rule(key, route, condition, asserts=condition, **fields)


def withhold(key, route, condition, **fields):
    return rule(key, route, condition, effect="withhold", **fields)


def sign(key, level, condition, *, stops=None, may_skip_when=None):
    return d.UrgentSign(
        key=key,
        level=level,
        stops=level in ("A", "exit") if stops is None else stops,
        when=condition,
        may_skip_when=may_skip_when,
        title=words(f"Sign of {key}"),
        say=None,
        watch_for=None,
        advice={
            name: d.Advice(words(f"Call for {key}"), words(f"Advice in {name}"), "111")
            for name in (*d.NATIONS, d.UNKNOWN_NATION)
        },
    )


def guide(questions, *, facts=(), routes=(), rules=(), signs=(), pairs=(), vignettes=()):
    facts = tuple(d.Fact(key, f"the fact {key}", condition) for key, condition in dict(facts).items())
    parts = [tuple(items) for items in (questions, facts, routes, rules, signs, pairs, vignettes)]
    return d.Guide("sample", "Sample", *parts, nation_help=HELP)


def demand(barrier, *, way_round=True):
    """A demand that can be met by a way round, or not at all."""
    return d.Demand(barrier, words(f"Another way than {barrier}") if way_round else None, words(f"It asks {barrier}"))


def vignette(answers, *, signs=(), first_route=None, must=(), must_not=(), not_asked=()):
    wanted = tuple(d.ExpectedRoute(key, tier) for key, tier in must)
    expected = d.Expected(tuple(signs), first_route, wanted, tuple(must_not), tuple(not_asked))
    return d.Vignette("anna", "Anna", "Anna has MS.", "A clinician", answers, expected)


def changed(guide, part, key, /, **fields):
    """The guide with some fields of one question, fact, route, rule or sign changed."""
    items = tuple(replace(item, **fields) if item.key == key else item for item in getattr(guide, part))
    return replace(guide, **{part: items})


def sample_rules():
    """The rules of the sample: each reason is asserted by its condition; a last resort."""
    return [
        true_rule("ask_nurse", "nurse_referral", when("nurse any_of yes")),
        true_rule("refer_self", "self_referral", when("walking any_of well,aid"), tier=2),
        true_rule("ask_gp", "gp", when("nurse any_of no,unsure", "walking any_of aid,cannot")),
        true_rule("after_falls", "falls_team", when("falls any_of yes"), tier=2),
        true_rule("unsteady_team", "falls_team", when("unsteady holds"), tier=3, reason="because after_falls"),
        true_rule(
            "too_old_for_self",
            "self_referral",
            when("age ge 90"),
            effect="withhold",
            reason="it is for people under 90",
        ),
        rule("everyone", "helpline", tier=3, catch_all=True),
    ]


def sample():
    """Who, where, safety, age, walking, falls (only with an aid or not walking) and the nurse; five routes."""
    return guide(
        [
            respondent(),
            nation(),
            multi("danger", "face_droop chest_pain new_numbness", purpose="safety"),
            single("fever", "yes no unsure", purpose="safety"),
            number("age", 0, 120, purpose="setting", required=False),
            single("walking", "well aid cannot"),
            single("falls", "yes no", shown_when=when("unsteady holds")),
            multi("wishes", "exercise_class home_visit", required=False),
            single("nurse", "yes no unsure", purpose="practical"),
        ],
        facts={"unsteady": when("walking any_of aid,cannot")},
        routes=[
            route("nurse_referral"),
            route("self_referral", instead={"wales": "gp", "northern_ireland": "nurse_referral"}),
            route("gp"),
            route("falls_team"),
            route("helpline"),
        ],
        rules=sample_rules(),
        signs=[
            sign("stroke", "A", when("danger any_of face_droop,chest_pain")),
            sign("infection", "B", when("fever any_of yes")),
            sign("relapse", "C", when("danger any_of new_numbness")),
            sign("child", "exit", when("age lt 16")),
        ],
        vignettes=[],
    )


def well():
    """Answers of somebody who reaches the end of the sample without any urgent sign."""
    return {
        "who": "me",
        "nation": "england",
        "danger": frozenset(["none"]),
        "fever": "no",
        "age": 45,
        "walking": "aid",
        "falls": "yes",
        "wishes": None,
        "nurse": "yes",
    }

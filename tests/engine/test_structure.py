"""The plain checks S1 to S9: each kind of fault is found, and a sound guide has none."""

from dataclasses import replace

import pytest

from referrals.engine import definition as d
from referrals.engine.proof.structure import check_structure
from referrals.engine.proof.wordings import TELEPHONE
from tests.engine.sample import changed, option, route, sample, sign, single, vignette, when, withhold

GUIDE = sample()


def plus(kind, *items, guide=GUIDE):
    return replace(guide, **{kind: (*getattr(guide, kind), *items)})


def question(key, /, **fields):
    return changed(GUIDE, "questions", key, **fields)


def fever(**fields):
    """The guide with its fever question's first option changed."""
    options = GUIDE.question("fever").options
    return question("fever", options=(replace(options[0], **fields), *options[1:]))


def rule(key, **fields):
    return changed(GUIDE, "rules", key, **fields)


def stroke(**fields):
    return changed(GUIDE, "urgent_signs", "stroke", **fields)


def advice(**fields):
    advice = GUIDE.urgent_signs[0].advice
    return stroke(advice={**advice, "wales": replace(advice["wales"], **fields)})


def offered(key, **instead):
    return changed(GUIDE, "routes", key, availability=route(key, instead=instead).availability)


def choices(kind, *options, **fields):
    """The guide with one more question of these options."""
    return plus("questions", replace(single("wish", "x"), kind=kind, options=options, **fields))


def case(*args, **fields):
    return plus("vignettes", vignette(*args, **fields))


def late(purpose, *signs):
    """The guide with one more question at the end, and signs that read it."""
    return plus("urgent_signs", *signs, guide=plus("questions", single("late", "yes no", purpose=purpose)))


NONE, OTHER_NONE = option("none", exclusive=True), option("neither", exclusive=True)
PAIR = d.ExclusivePair(d.Member("rule", "ask_gp"), d.Member("sign", "plague"), "because")
FELL = d.Fact("fell", "fell", when("falls any_of yes"))
SILENT = sign("silent", "exit", when("unsteady holds or falls not_answered"))
NO_LINE, NO_GP = (withhold("left_out", key, when("age ge 99")) for key in ("helpline", "gp"))


def no_route_for(nation):
    return plus("routes", route("private", instead={nation: None}))


FAULTS = [
    ("S1", "questions.fever.shown_when", question("fever", shown_when=when("fever any_of yes"))),
    ("S1", "questions.fever.shown_when", question("fever", shown_when=when("unsteady holds"))),
    ("S2", "facts[0].when", changed(GUIDE, "facts", "unsteady", when=when("unsteady holds"))),
    ("S3", "rules[0].when[0][0].question", rule("ask_nurse", when=when("x answered"))),
    ("S3", "exclusive_pairs.0", plus("exclusive_pairs", PAIR)),
    ("S3", "vignettes.anna", case({"old": ("x",)})),
    ("S3", "vignettes.anna", case({}, not_asked=["old"])),
    ("S3", "vignettes.anna", case({}, signs=["plague"])),
    ("S3", "vignettes.anna", case({}, must=[("magic", 1)])),
    ("S3", "vignettes.anna", case({}, must_not=["magic"])),
    ("S3", "vignettes.anna", case({}, first_route="magic")),
    ("S3", "questions.wish.options", choices("single")),
    ("S3", "questions.wish.options", choices("single", option("a"), NONE)),
    ("S3", "questions.wish.options", choices("multi", option("a"))),
    ("S3", "questions.wish.options", choices("multi", NONE, OTHER_NONE, required=False)),
    ("S4", "routes.private.availability.wales", no_route_for("wales")),
    ("S4", "routes.gp.availability.wales", offered("gp", wales="self_referral")),
    ("S4", "rules.everyone.when", rule("everyone", when=when("age ge 18"))),
    ("S4", "rules.everyone.when", rule("everyone", effect="withhold")),
    ("S4", "rules.left_out.route", plus("rules", NO_LINE)),
    ("S4", "rules.left_out.route", plus("rules", NO_GP, guide=rule("everyone", route="self_referral"))),
    ("S5", "questions.fever.error", question("fever", error=None)),
    ("S5", "questions.fever.options.yes.text", fever(text=None)),
    ("S5", "questions.fever.options.yes.hint.self", fever(hint=d.Wording("", "x"))),
    ("S5", "rules.ask_nurse.reason.carer", rule("ask_nurse", reason=d.Wording("x", " "))),
    ("S5", "routes.gp.title", changed(GUIDE, "routes", "gp", title=None)),
    ("S5", "routes.gp.good_to_know.0", changed(GUIDE, "routes", "gp", good_to_know=(d.GoodToKnow("pin", None),))),
    ("S5", "urgent_signs.stroke.title", stroke(title=None)),
    ("S5", "urgent_signs.stroke.advice.wales.act", advice(act=None)),
    ("S5", "facts.unsteady.label", changed(GUIDE, "facts", "unsteady", label="")),
    ("S5", "questions.fever.help.self", question("fever", help=d.Wording("Call 111 now", "Ask us"))),
    ("S5", "rules.ask_nurse.reason.carer", rule("ask_nurse", reason=d.Wording("x", "0808 800 8000"))),
    ("S5", "urgent_signs.stroke.title.self", stroke(title=d.Wording("Call 999", "Call"))),
    ("S6", "routes[5].key", plus("routes", route("gp"))),
    ("S6", "questions[9].role", plus("questions", single("again", "a b", role="nation"))),
    ("S6", "questions.nation.kind", question("nation", kind="multi")),
    ("S6", "questions.fever.options.yes.voice", fever(voice="self")),
    ("S6", "questions.who.options.other.voice", question("who", options=(option("other"),))),
    ("S6", "questions.fever.options.yes.nation", fever(nation="wales")),
    ("S7", "urgent_signs.late.when", late("safety", sign("late", "B", when("late any_of yes")))),
    ("S7", "urgent_signs.early.when", plus("urgent_signs", sign("early", "A", when("walking any_of cannot")))),
    ("S8", "urgent_signs.stroke.stops", stroke(stops=False)),
    ("S8", "urgent_signs.child.stops", changed(GUIDE, "urgent_signs", "child", stops=False)),
    ("S8", "urgent_signs.child.stops", late("need", sign("late", "C", when("late any_of yes")))),
    ("S9", "urgent_signs.silent.when", plus("urgent_signs", sign("silent", "exit", when("falls none_of yes")))),
    (
        "S9",
        "urgent_signs.silent.when",
        plus("urgent_signs", SILENT),
    ),
    (
        "S9",
        "urgent_signs.silent.when",
        plus("urgent_signs", sign("silent", "exit", when("fell not_holds")), guide=plus("facts", FELL)),
    ),
    ("S9", "urgent_signs.stroke.may_skip_when", stroke(may_skip_when=when("falls none_of yes"))),
]


def test_the_sample_is_sound():
    assert check_structure(GUIDE) == ()


@pytest.mark.parametrize(("prop", "subject", "guide"), FAULTS)
def test_a_fault_is_found(prop, subject, guide):
    found = check_structure(guide)
    assert (prop, "fails", subject) in [(finding.property, finding.verdict, finding.subject) for finding in found]
    assert all(finding.sentence.endswith(".") for finding in found)


@pytest.mark.parametrize(
    "guide",
    [
        changed(GUIDE, "routes", "gp", text=d.Wording("Call 0808 800 8000", "Call 111")),
        advice(text=d.Wording("Call 999", "Call 999"), phone="999"),
        plus("urgent_signs", sign("silent", "exit", when("wishes not_answered"))),
        plus("urgent_signs", sign("fallen", "exit", when("fell holds")), guide=plus("facts", FELL)),
        plus("urgent_signs", sign("noted", "exit", when("falls answered"), may_skip_when=when("walking none_of aid"))),
    ],
)
def test_what_is_allowed(guide):
    assert check_structure(guide) == ()


@pytest.mark.parametrize(
    "text", ["Call 999 now", "ring 111.", "116 123", "0808 800 8000", "020 7946 0000", "+44 20 7946 0000"]
)
def test_a_telephone_number_is_seen(text):
    assert TELEPHONE.search(text)


@pytest.mark.parametrize(
    "text", ["in 1999", "100 metres", "10 to 20 minutes", "2,111 people", "0.5", "65 or over", "24 hours"]
)
def test_other_numbers_are_not_telephone_numbers(text):
    assert not TELEPHONE.search(text)

"""The plain checks of a guide, S1 to S10: what can be seen without trying out any answers."""

from referrals.engine.conditions import FACT_OPERATORS, place, reads, sentence
from referrals.engine.definition import LEVELS, NATIONS
from referrals.engine.outcome import target
from referrals.engine.proof import names
from referrals.engine.proof.findings import fails
from referrals.engine.proof.packs import check_packs
from referrals.engine.proof.wordings import check_wordings
from referrals.engine.references import broken_references

ALWAYS_STOP = ("A", "exit")
BEFORE_SAFETY_ENDS = ("A", "B")


def check_structure(guide):
    """Return a failing Finding for every fault of structure (S1 to S10); empty when there is none.

    Broken references (S2, S3, S6) are reported alone: nothing else can be said of a guide that cannot be walked.
    """
    broken = tuple(_reference_finding(fault) for fault in broken_references(guide))
    return broken or tuple(finding for check in CHECKS for finding in check(guide))


def _reference_finding(fault):
    return fails(fault.property, fault.path, f"{fault.path}: {fault.sentence}.")


def check_order(guide):
    """S1: a question is shown by the answers to earlier questions only."""
    for position, question in enumerate(guide.questions):
        for key in _in_order(guide, reads(guide, question.shown_when)):
            if guide.position(key) >= position:
                text = f"“{question.key}” is shown by the answer to “{key}”, which does not come before it."
                yield fails("S1", f"questions.{question.key}.shown_when", text)


def check_options(guide):
    """S3: options fit the kind of their question, so that everybody finds one to choose."""
    for question in guide.questions:
        subject = f"questions.{question.key}.options"
        exclusive = [option.key for option in question.options if option.exclusive]
        if question.kind != "number" and not question.options:
            yield fails("S3", subject, f"“{question.key}” has no options.")
        if question.kind != "multi" and exclusive:
            yield fails("S3", subject, f"“{question.key}” lets people choose one option: none is exclusive.")
        if question.kind == "multi" and (len(exclusive) > 1 or (question.required and not exclusive)):
            yield fails("S3", subject, f"“{question.key}” needs exactly one exclusive option, such as “None of these”.")


def check_roles(guide):
    """S6: who is answering and in which nation is asked once, by a single choice, and said by no other question."""
    for question in guide.questions:
        subject = f"questions.{question.key}"
        if question.role != "none" and question.kind != "single":
            yield fails("S6", f"{subject}.kind", f"The {question.role} question takes one choice: “{question.key}”.")
        for option in question.options:
            if (question.role == "respondent") != (option.voice is not None):
                text = f"Every option of the respondent question has a voice, and no other: see “{option.key}”."
                yield fails("S6", f"{subject}.options.{option.key}.voice", text)
            if question.role != "nation" and option.nation is not None:
                text = f"Only options of the nation question name a nation: see “{option.key}” of “{question.key}”."
                yield fails("S6", f"{subject}.options.{option.key}.nation", text)


def check_names(guide):
    """S3: pairs and vignettes name what exists."""
    for n, pair in enumerate(guide.exclusive_pairs):
        for side in (pair.a, pair.b):
            if not guide.has(side.kind, side.key):
                text = f"An exclusive pair names the {side.kind} “{side.key}”, which does not exist."
                yield fails("S3", f"exclusive_pairs.{n}", text)
    for vignette in guide.vignettes:
        for kind, key in _named_by(vignette):
            if not guide.has(kind, key):
                text = f"The test case “{vignette.title}” names the {kind} “{key}”, which does not exist."
                yield fails("S3", f"vignettes.{vignette.key}", text)


def _named_by(vignette):
    expected = vignette.expected
    yield from (("question", key) for key in (*vignette.answers, *expected.not_asked))
    yield from (("sign", key) for key in expected.signs)
    first = () if expected.first_route is None else (expected.first_route,)
    yield from (("route", key) for key in (*first, *(wanted.route for wanted in expected.must), *expected.must_not))


def check_routes(guide):
    """S4: in every nation each route leads to an offered one, and a route for everyone is never withheld."""
    for route in guide.routes:
        for nation in NATIONS:
            if target(guide, route, nation) is None:
                text = f"In {names.NATIONS[nation]} the route “{route.key}” is not offered and nothing takes its place."
                yield fails("S4", f"routes.{route.key}.availability.{nation}", text)
    catch_all = [rule for rule in guide.rules if rule.catch_all]
    for rule in catch_all:
        if rule.when is not None or rule.effect != "recommend":
            text = f"“{rule.key}” is for everyone: it recommends, without a condition."
            yield fails("S4", f"rules.{rule.key}.when", text)
    for rule in guide.rules:
        if rule.effect == "withhold" and rule.route in _reached(guide, catch_all):
            text = f"“{rule.key}” leaves out “{rule.route}”, which people who get no other route must keep."
            yield fails("S4", f"rules.{rule.key}.route", text)


def _reached(guide, rules):
    """Return the keys of all routes that these rules can recommend, in any nation and in none."""
    routes = [guide.route(rule.route) for rule in rules]
    targets = [target(guide, route, nation) for route in routes for nation in (None, *NATIONS)]
    return {route.key for route in targets if route is not None}


def check_safety_first(guide):
    """S7: every question that a sign of level A or B reads comes before all questions of need and practice."""
    later = [n for n, question in enumerate(guide.questions) if question.purpose in ("need", "practical")]
    first = min(later, default=len(guide.questions))
    for sign in guide.urgent_signs:
        if sign.level in BEFORE_SAFETY_ENDS:
            for key in _in_order(guide, reads(guide, sign.when)):
                if guide.position(key) >= first:
                    text = f"“{key}” decides on urgent sign “{sign.key}”: ask it before “{guide.questions[first].key}”."
                    yield fails("S7", f"urgent_signs.{sign.key}.when", text)


def check_masking(guide):
    """S8: signs of level A and exit stop, and no sign stops the walk before a more severe one was looked for."""
    for sign in guide.urgent_signs:
        if sign.level in ALWAYS_STOP and not sign.stops:
            text = f"“{sign.key}” has level {sign.level}: it stops the questions."
            yield fails("S8", f"urgent_signs.{sign.key}.stops", text)
    for stopping in (sign for sign in guide.urgent_signs if sign.stops):
        for sign in guide.urgent_signs:
            worse = LEVELS.index(sign.level) < LEVELS.index(stopping.level)
            if worse and place(guide, sign.when) > place(guide, stopping.when):
                text = f"“{stopping.key}” stops the questions before “{sign.key}”, which is more severe, is looked for."
                yield fails("S8", f"urgent_signs.{stopping.key}.stops", text)


def check_silence(guide):
    """S9: no sign is decided by the absence of an answer to a question that may be not asked."""
    for sign in guide.urgent_signs:
        for field in ("when", "may_skip_when"):
            condition = getattr(sign, field)
            for key in _in_order(guide, _read_by_absence(guide, condition)):
                if guide.question(key).shown_when is not None:
                    text = f"“{sign.key}” is decided by no answer to “{key}”, which some people are never asked."
                    text = f"{text} Its condition: {sentence(guide, condition)}"
                    yield fails("S9", f"urgent_signs.{sign.key}.{field}", text)


def _read_by_absence(guide, condition):
    """Return the questions on which a condition, or a fact in it, has a row that is true when nothing was answered.

    Under “does not hold” every question of the fact counts.
    """
    found = set()
    for row in condition.rows if condition else ():
        if row.op in ("none_of", "not_answered"):
            found.add(row.question)
        elif row.op in FACT_OPERATORS:
            when = guide.fact(row.fact).when
            found |= reads(guide, when) if row.op == "not_holds" else _read_by_absence(guide, when)
    return found


def _in_order(guide, keys):
    return sorted(keys, key=guide.position)


CHECKS = (
    check_order,
    check_options,
    check_names,
    check_routes,
    check_wordings,
    check_roles,
    check_safety_first,
    check_masking,
    check_silence,
    check_packs,
)

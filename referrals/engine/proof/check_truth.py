"""P11, P12 and P14: what the outcome says of a person is true, and follows from what they were asked."""

import re

from referrals.engine.conditions import holds, reads, sentence
from referrals.engine.definition import VOICES, Condition
from referrals.engine.proof import names
from referrals.engine.proof.findings import fails
from referrals.engine.proof.wordings import wordings

OF_THE_PERSON = re.compile(r"\b(you|your|yours|yourself|they|them|their|theirs|themselves|themself)\b", re.I)
PLACEHOLDER = re.compile(r"\{[^{}\n]*\}|\[\[[^\n]*?\]\]|%\([^)\n]*\)s")
DATE = "{date}"  # the page prints a day there, no answer
NEGATIVE = ("none_of", "not_answered", "not_holds")


def check_reasons(inquiry):
    """P11: whenever a rule fires, its `asserts` holds; every rule whose reason speaks of the person has one."""
    guide, encoding = inquiry.guide, inquiry.encoding
    for rule in guide.rules:
        subject = f"rules.{rule.key}.asserts"
        if rule.asserts is not None:
            yield from inquiry.nobody_may(
                "P11",
                inquiry.formula.all_of((encoding.fired[rule.key], -encoding.holds(rule.asserts))),
                subject,
                f"The reason of the rule {names.rule(rule.key)} is not true of some people who get it.",
                _untrue(guide, rule),
                required=f"What the reason says: {sentence(guide, rule.asserts)}",
                mend=(f"rules.{rule.key}.when", subject, f"rules.{rule.key}.reason"),
            )
        elif rule.reason is not None and speaks_of_the_person(rule):
            yield fails(
                "P11",
                subject,
                f"The reason of the rule {names.rule(rule.key)} speaks of the person; nothing makes sure it is true.",
                required="A reason that speaks of the person says in “asserts” what must be true of them.",
                mend=(subject,),
            )


def speaks_of_the_person(rule):
    """Whether the reason of a rule says something about the person.

    The reason of a rule for some people only always does, even in words like “Spasms stop sleep”; that of a rule for
    everybody does when it says “you” or “they” in either voice.
    """
    return rule.when is not None or any(OF_THE_PERSON.search(rule.reason.in_voice(voice)) for voice in VOICES)


def _untrue(guide, rule):
    def seen(walked, found):
        served = any(not item.catch_all for route in found.routes for item in route.rules)
        fires = holds(guide, rule.when, walked.answers) and not walked.stopped and not (rule.catch_all and served)
        return fires and not holds(guide, rule.asserts, walked.answers)

    return seen


def check_quotes(inquiry):
    """P12: no text quotes an answer. The format has no way to; what looks like one would be printed as it stands.

    The day of a next step is the only thing that a page fills in.

    What the result page quotes comes from `explain.chosen`, which takes it from answered questions only.
    """
    for subject, wording, _ in wordings(inquiry.guide):
        for voice in ("self", "carer") if wording else ():
            text = wording.in_voice(voice)
            found = PLACEHOLDER.search(text.replace(DATE, "") if subject.endswith(".next_step.text") else text)
            if found:
                text = f"{subject} holds “{found[0]}”, which is printed as it stands: a text cannot quote an answer."
                required = "Texts do not quote answers."
                yield fails("P12", f"{subject}.{voice}", text, required=required, mend=(f"{subject}.{voice}",))


def check_silence(inquiry):
    """P14: for each row that is true without an answer, whether its condition holds for people who were not asked."""
    for subject, condition, literal, name, seen in _conditions(inquiry):
        for row in condition.rows if condition else ():
            if row.op in NEGATIVE:
                yield from _check_row(inquiry, subject, literal, name, seen, row)


def _check_row(inquiry, subject, literal, name, seen, row):
    guide, encoding = inquiry.guide, inquiry.encoding
    only = Condition(((row,),))
    read = sorted(reads(guide, only), key=guide.position)
    sometimes = [key for key in read if guide.question(key).shown_when is not None]
    if not sometimes:
        return
    silent = inquiry.formula.any_of([-encoding.asked[key] for key in sometimes])
    asked = names.listed(names.question(guide, key) for key in sometimes)
    yield from inquiry.nobody_may(
        "P14",
        inquiry.formula.all_of((literal, silent)),
        subject,
        f"{name} for some people who were never asked {asked}: {sentence(guide, only)}",
        lambda walked, found: seen(walked, found) and any(key not in walked.answers for key in sometimes),
        required="Somebody has looked at it, and it is meant so.",
        mend=(subject,),
    )


def _conditions(inquiry):
    """Yield `(subject, condition, literal, name, seen)`: when it holds, how to say so, how the engine shows it."""
    guide, encoding = inquiry.guide, inquiry.encoding
    for question in guide.questions:
        asked = lambda walked, _, key=question.key: key in walked.answers  # noqa: E731
        name = f"{names.question(guide, question.key)} is asked"
        subject = f"questions.{question.key}.shown_when"
        yield subject, question.shown_when, encoding.asked[question.key], name, asked
    for fact in guide.facts:
        literal = inquiry.formula.all_of((encoding.end, encoding.fact(fact.key)))
        name = f"The fact {names.fact(fact)} is true"
        yield f"facts.{fact.key}.when", fact.when, literal, name, _at_the_end(guide, fact.when)
    for rule in guide.rules:
        if not rule.catch_all:
            yield from _of_rule(inquiry, rule)
    for sign in guide.urgent_signs:
        holding = lambda walked, _, sign=sign: sign in walked.signs  # noqa: E731
        name = f"The urgent sign {names.sign(sign)} appears"
        yield f"urgent_signs.{sign.key}.when", sign.when, encoding.holding[sign.key], name, holding


def _of_rule(inquiry, rule):
    guide, fired = inquiry.guide, inquiry.encoding.fired[rule.key]
    fires = _at_the_end(guide, rule.when)
    yield f"rules.{rule.key}.when", rule.when, fired, f"The rule {names.rule(rule.key)} fires", fires
    if rule.asserts is not None:
        literal = inquiry.formula.all_of((fired, inquiry.encoding.holds(rule.asserts)))
        name = f"What the reason of the rule {names.rule(rule.key)} says is taken as true"
        yield f"rules.{rule.key}.asserts", rule.asserts, literal, name, _at_the_end(guide, rule.when, rule.asserts)


def _at_the_end(guide, *conditions):
    return lambda walked, _: (
        not walked.stopped and all(holds(guide, condition, walked.answers) for condition in conditions)
    )

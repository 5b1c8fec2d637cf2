"""P9, P10 and P15: answers and rows that make a difference, and answers that are said to make none."""

from dataclasses import replace

from referrals.engine.conditions import sentence
from referrals.engine.definition import Condition
from referrals.engine.outcome import outcome
from referrals.engine.proof import names
from referrals.engine.proof.findings import fails
from referrals.engine.proof.inquiry import undecided
from referrals.engine.proof.told import told
from referrals.engine.walk import walk

SILENT = ("same_as_unanswered", "reading_only")


def check_answers(inquiry):
    """P9: every option that is not neutral, and every number, makes a difference to somebody who gives it."""
    for question in inquiry.guide.questions:
        if question.kind == "number":
            name = names.question(inquiry.guide, question.key)
            text = f"The number given to {name} never makes a difference."
            yield from _must_count(inquiry, (question.key, None), f"questions.{question.key}", text)
        for option in question.options:
            if option.neutral == "no":
                text = f"Choosing {names.option(inquiry.guide, question.key, option.key)} never makes a difference"
                text = f"{text}: {names.question(inquiry.guide, question.key)}."
                subject = f"questions.{question.key}.options.{option.key}"
                yield from _must_count(inquiry, (question.key, option.key), subject, text)


def _must_count(inquiry, taken, subject, text):
    found = inquiry.anybody_lazily(inquiry.vary(taken=taken).differences()).found
    if found is None:
        yield undecided("P9", subject)
    elif not found:
        required = "Every answer changes the result for somebody, or is marked as making no difference."
        yield fails("P9", subject, text, required=required, mend=(f"{subject}.neutral", subject))


def check_neutral(inquiry):
    """P10: an option marked as making no difference, or as suggesting only what to read, makes none to anybody."""
    for question in inquiry.guide.questions:
        for option in question.options:
            if option.neutral in SILENT:
                subject = f"questions.{question.key}.options.{option.key}"
                differences = inquiry.vary(taken=(question.key, option.key)).differences()
                yield from inquiry.nobody_may(
                    "P10",
                    inquiry.formula.any_of(differences),
                    subject,
                    f"Choosing {names.option(inquiry.guide, question.key, option.key)} changes the result of some "
                    f"people, though it is marked as making no difference: "
                    f"{names.question(inquiry.guide, question.key)}.",
                    None,
                    replay=_taking_away(inquiry.guide, question, option.key),
                    required="It gives the same result as no answer.",
                    mend=(f"{subject}.neutral", *_readers(inquiry, question.key)),
                )


def _taking_away(guide, question, option):
    """Return whether taking an option away tells a person something else; in a guide where it may be left empty."""

    def differs(answers):
        return told_to(guide, answers) != told_without(guide, question, option, answers)

    return differs


def told_to(guide, answers):
    """Return what a person is told, in their voice."""
    walked = walk(guide, answers)
    return told(outcome(guide, walked), walked.voice)


def told_without(guide, question, option, answers):
    """Return what a person is told when an option, or for None the whole answer, is taken away from their answers.

    They are told it in the voice of their answers as they were: who is answering is not what is compared.
    """
    voice = walk(guide, answers).voice
    answer = answers[question.key]
    left = answer - {option} if isinstance(answer, frozenset) else None if option in (None, answer) else answer
    optional = replace(question, required=False)
    questions = tuple(optional if item.key == question.key else item for item in guide.questions)
    relaxed = replace(guide, questions=questions)
    walked = replace(walk(relaxed, {**answers, question.key: left or None}), voice=voice)
    return told(outcome(relaxed, walked), voice)


def _readers(inquiry, key):
    index = inquiry.encoding.index
    yield from (f"rules.{rule}.when" for rule in index.rules_by[key])
    yield from (f"urgent_signs.{sign}.when" for sign in index.signs_by[key])
    yield from (f"questions.{question}.shown_when" for question in index.shown_by[key])


def check_rows(inquiry):
    """P15: without any row or line, somebody gets another outcome (or, for `shown_when`, is asked other questions).

    A condition of one line is removed whole where it may be missing: in rules and questions.
    """
    for part, owner, field, condition in conditions(inquiry.guide):
        for less, text in _shorter(inquiry.guide, condition, whole=part in ("rules", "questions")):
            yield from _must_matter(inquiry, part, owner, f"{part}.{owner.key}.{field}", less, text)


def conditions(guide):
    """Yield `(part, owner, field, condition)` for the conditions that decide the outcome, but for catch-all rules."""
    for question in guide.questions:
        yield "questions", question, "shown_when", question.shown_when
    for fact in guide.facts:
        yield "facts", fact, "when", fact.when
    for rule in guide.rules:
        if not rule.catch_all:
            yield "rules", rule, "when", rule.when
    for sign in guide.urgent_signs:
        yield "urgent_signs", sign, "when", sign.when


def _shorter(guide, condition, *, whole):
    """Yield a condition without one row or line, and what was left out, in words."""
    if condition is None:
        return
    lines = condition.lines
    for n, line in enumerate(lines):
        rest = (*lines[:n], *lines[n + 1 :])
        if rest or whole:
            yield Condition(rest) if rest else None, sentence(guide, Condition((line,)))
        for m, row in enumerate(line if len(line) > 1 else ()):
            shorter = (*line[:m], *line[m + 1 :])
            yield Condition((*lines[:n], shorter, *lines[n + 1 :])), sentence(guide, Condition(((row,),)))


def _must_matter(inquiry, part, owner, subject, less, text):
    variation = inquiry.vary(edited={(part, owner.key): less})
    found = inquiry.anybody_lazily(_noticed(inquiry, variation, part, owner)).found
    if found is None:
        yield undecided("P15", subject)
    elif not found:
        sentence_ = f"Without this part of a condition everybody gets the same result: {text}"
        yield fails("P15", subject, sentence_, required="Every row makes a difference to somebody.", mend=(subject,))


def _noticed(inquiry, variation, part, owner):
    yield from variation.differences()
    if part == "questions":
        yield inquiry.formula.differ(inquiry.encoding.asked[owner.key], variation.asked[owner.key])

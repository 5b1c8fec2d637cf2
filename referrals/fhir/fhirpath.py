"""Conditions as FHIRPath, asked of a QuestionnaireResponse to our Questionnaire.

A response holds no answers to questions that are not asked, so an answer in it is one that counts. Every expression is
true or false, never empty: only then is its opposite the opposite.
"""

from referrals.engine.conditions import ANSWER_OPERATORS, NUMBER_OPERATORS

from .naming import option_code

COMPARE = {"lt": "<", "le": "<=", "eq": "=", "ge": ">=", "gt": ">"}


def true_when(guide, condition):
    """Return the expression of a condition; "true" for a missing one."""
    return all_of(any_of(_row(guide, row) for row in line) for line in (condition.lines if condition else ()))


def all_of(expressions):
    """Return the expression that is true when all of these are; "true" when there are none."""
    return _join(expressions, "and", "true")


def any_of(expressions):
    """Return the expression that is true when one of these is; "false" when there are none."""
    return _join(expressions, "or", "false")


def not_(expression):
    """Return the opposite of an expression."""
    return f"({expression}).not()"


def _join(expressions, word, empty):
    parts = list(dict.fromkeys(expressions))
    if len(parts) < 2:
        return parts[0] if parts else empty
    return "(" + f" {word} ".join(parts) + ")"


def _row(guide, row):
    if row.fact is not None:
        inside = true_when(guide, guide.fact(row.fact).when)
        return inside if row.op == "holds" else not_(inside)
    answer = f"QuestionnaireResponse.repeat(item).where(linkId='{row.question}').answer"
    if row.op in ANSWER_OPERATORS:
        return f"{answer}.exists()" if row.op == "answered" else f"{answer}.empty()"
    if row.op in NUMBER_OPERATORS:
        return f"{answer}.where(value {COMPARE[row.op]} {row.number}).exists()"
    if row.op == "all_of":
        return all_of(_chosen(answer, row.question, [option]) for option in row.options)
    chosen = _chosen(answer, row.question, row.options)
    return not_(chosen) if row.op == "none_of" else chosen


def _chosen(answer, question, options):
    codes = " | ".join(f"'{option_code(question, option)}'" for option in options)
    return f"{answer}.where(value.code in ({codes})).exists()"

"""Conditions: whether they hold, what they read, where their place is, and how they read aloud."""

OPTION_OPERATORS = ("any_of", "all_of", "none_of")
ANSWER_OPERATORS = ("answered", "not_answered")
NUMBER_OPERATORS = ("lt", "le", "eq", "ge", "gt")
FACT_OPERATORS = ("holds", "not_holds")

COMPARE = {
    "lt": int.__lt__,
    "le": int.__le__,
    "eq": int.__eq__,
    "ge": int.__ge__,
    "gt": int.__gt__,
}
SAYS = {
    "any_of": "is any of",
    "all_of": "is all of",
    "none_of": "is none of",
    "answered": "was answered",
    "not_answered": "was not answered",
    "lt": "is less than",
    "le": "is at most",
    "eq": "is exactly",
    "ge": "is at least",
    "gt": "is more than",
    "holds": "holds",
    "not_holds": "does not hold",
}


def holds(guide, condition, answers):
    """Whether a condition is true. `answers` maps each asked question to its answer; None is an answer left empty.

    A question that is not in `answers` was not asked. A missing condition (None) is always true.
    """
    if condition is None:
        return True
    for line in condition.lines:  # loops, not all() of any(): a result asks this thousands of times
        for row in line:
            if row_holds(guide, row, answers):
                break
        else:
            return False
    return True


def row_holds(guide, row, answers):
    """Whether one row is true; `answers` as for holds."""
    if row.fact is not None:
        return holds(guide, guide.fact(row.fact).when, answers) == (row.op == "holds")
    answer = answers.get(row.question)
    if row.op in ("any_of", "none_of"):  # most rows are: without a set for an answer that is one option
        chosen = not answer.isdisjoint(row.options) if isinstance(answer, frozenset) else answer in row.options
        return chosen == (row.op == "any_of")
    if row.op == "all_of":
        return options_chosen(answer).issuperset(row.options)
    if row.op == "answered":
        return answer is not None
    if row.op == "not_answered":
        return answer is None
    return answer is not None and COMPARE[row.op](answer, row.number)


def options_chosen(answer):
    """Return the option keys of an answer as a set, empty when nothing was chosen."""
    if isinstance(answer, str):
        return frozenset((answer,))
    return answer if isinstance(answer, frozenset) else frozenset()


def reads(guide, condition):
    """Return the keys of all questions that a condition names, directly or through facts."""
    return frozenset(row.question for row in rows_within(guide, condition) if row.question is not None)


def rows_within(guide, condition):
    """Return the rows of a condition and of all facts it refers to, each fact once."""
    found, facts = [], set()
    waiting = list(condition.rows) if condition else []
    while waiting:
        row = waiting.pop(0)
        found.append(row)
        if row.fact is not None and row.fact not in facts:
            facts.add(row.fact)
            waiting += guide.fact(row.fact).when.rows
    return tuple(found)


def place(guide, condition):
    """Return the last position that a condition reads; -1 when it reads nothing."""
    return max((guide.position(key) for key in reads(guide, condition)), default=-1)


def sentence(guide, condition):
    """Return a condition in plain English, for editors to read aloud; one line of the condition after the other."""
    if condition is None:
        return "Always."
    lines = [_say_line(guide, line, alone=len(condition.lines) == 1) for line in condition.lines]
    text = ", and ".join(lines)
    return text[0].upper() + text[1:] + "."


def _say_line(guide, line, *, alone):
    text = " or ".join(_say_row(guide, row) for row in line)
    return text if alone or len(line) == 1 else f"({text})"


def _say_row(guide, row):
    if row.fact is not None:
        return f"“{guide.fact(row.fact).label}” {SAYS[row.op]}"
    question = guide.question(row.question)
    subject = f"“{question.label.you if question.label else question.key}” {SAYS[row.op]}"
    if row.number is not None:
        return f"{subject} {row.number}"
    options = [question.option(key) for key in row.options]
    names = ", ".join(f"“{option.text.you if option.text else option.key}”" for option in options)
    return f"{subject} {names}".rstrip()

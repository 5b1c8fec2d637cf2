"""Why: the person's own answers behind a sign or a rule."""

from referrals.engine.conditions import NUMBER_OPERATORS, holds, options_chosen, row_holds

NEGATIVE = ("none_of", "not_answered", "not_holds")


def chosen(guide, walk, condition):
    """Return `(question, option or number)` for each of the person's answers that make rows of the condition true.

    In the order of the questions and options, each once. Empty when the condition does not hold. Rows that are true
    because something was not chosen quote nothing.
    """
    found = _quoted(guide, walk, condition)
    return tuple(
        (question, item)
        for question in walk.asked
        for item in _items(question, walk.answers.get(question.key))
        if (question.key, item if isinstance(item, int) else item.key) in found
    )


def _quoted(guide, walk, condition):
    """Return the set of `(question key, option key or number)` that true rows speak of, also through facts."""
    if condition is None or not holds(guide, condition, walk.answers):
        return set()
    found = set()
    for row in condition.rows:
        if row.op in NEGATIVE or not row_holds(guide, row, walk.answers):
            continue
        if row.fact is not None:
            found |= _quoted(guide, walk, guide.fact(row.fact).when)
            continue
        answer = walk.answers[row.question]
        if row.op in NUMBER_OPERATORS or isinstance(answer, int):
            found.add((row.question, answer))
        else:
            keys = options_chosen(answer)
            found |= {(row.question, key) for key in (keys if row.op == "answered" else keys.intersection(row.options))}
    return found


def _items(question, answer):
    if isinstance(answer, int):
        return [answer]
    return [option for option in question.options if option.key in options_chosen(answer)]

"""What matters: the answers that make something certain, whatever else a person answers."""


def matters(solver, respondents, literal, answers, keys, fixed=()):
    """Return those of `keys`, questions in order, whose answers already make a literal certain.

    Answers are left out from the last question to the first, each if the literal stays certain for everybody who
    shares the rest. Those to the questions `fixed` are never left out, nor returned. The same literal and answers
    always give the same result. When the effort runs out, an answer is kept.
    """
    touching = {
        respondents.question_of(node)
        for node in respondents.formula.within([literal])
        if respondents.question_of(node) is not None
    }
    given = {key: respondents.literals(key, answers[key]) for key in (*keys, *fixed)}
    always = [-literal, *(item for key in fixed if key in touching for item in given[key])]

    def certain(chosen):
        return solver.solve([*always, *(item for key in chosen for item in given[key])]) is False

    left, kept = [key for key in keys if key in touching], []
    while not certain(kept) and left:
        number = _shortest(lambda size, left=left, kept=kept: certain(left[:size] + kept), len(left))
        kept.insert(0, left[number - 1])
        left = left[: number - 1]
    return tuple(kept)


def _shortest(enough, size):
    """Return the smallest number of first answers that are enough; all of them are."""
    few = 0
    while size - few > 1:
        middle = (few + size) // 2
        few, size = (few, middle) if enough(middle) else (middle, size)
    return size

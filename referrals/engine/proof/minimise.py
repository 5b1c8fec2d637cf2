"""What matters: the answers that make something certain, whatever else a person answers."""


class Certainty:
    """What makes a literal certain, starting from the `answers` of somebody for whom it is true.

    Answers to the questions `fixed` always count. The same literal and answers always give the same results. When
    the effort of the solver runs out, answers are kept.
    """

    def __init__(self, solver, respondents, literal, answers, fixed=()):
        self.answers = dict(answers)
        self._solver, self._respondents, self._literal = solver, respondents, literal
        found = (respondents.question_of(node) for node in respondents.formula.within([literal]))
        self._touching = {key for key in found if key is not None}
        self._fixed = [key for key in fixed if key in self._touching]

    def matters(self, keys):
        """Return those of `keys`, questions in order, whose answers are enough.

        Answers are left out from the last question to the first, each if the literal stays certain for everybody who
        shares the rest.
        """
        left, kept = [key for key in keys if key in self._touching], []
        while not self._certain(kept) and left:
            number = _shortest(lambda size, left=left, kept=kept: self._certain(left[:size] + kept), len(left))
            kept.insert(0, left[number - 1])
            left = left[: number - 1]
        return tuple(kept)

    def with_fewer_ticks(self, matters):
        """Take away, from the last to the first, ticks that are not needed in the answers that matter."""
        for key in reversed(matters):
            answer = self.answers[key]
            for option in reversed(self._respondents.domains[key].choices if isinstance(answer, frozenset) else ()):
                less = self.answers[key] - {option}
                if less and option in self.answers[key] and self._certain(matters, {key: less}):
                    self.answers[key] = less
        return self.answers

    def _certain(self, keys, instead=None):
        given = {**self.answers, **(instead or {})}
        literals = [item for key in (*self._fixed, *keys) for item in self._respondents.literals(key, given[key])]
        return self._solver.solve([-self._literal, *literals]) is False


def _shortest(enough, size):
    """Return the smallest number of first answers that are enough; all of them are.

    What matters often stands side by side, so the steps back begin small and double.
    """
    step, few = 1, max(size - 1, 0)
    while few and enough(few):
        step *= 2
        size, few = few, max(few - step, 0)
    while size - few > 1:
        middle = (few + size) // 2
        few, size = (few, middle) if enough(middle) else (middle, size)
    return size

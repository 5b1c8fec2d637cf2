"""What matters: the answers that make something certain, whatever else a person answers."""

from referrals.engine.proof.plain import plainer


class Certainty:
    """What makes a literal certain, starting from the `answers` of somebody for whom it is true.

    The same literal and answers always give the same results. When the effort of the solver runs out, answers are kept.
    """

    def __init__(self, solver, respondents, literal, answers):
        self.answers = dict(answers)
        self._solver, self._respondents, self._literal = solver, respondents, literal
        self._deciding = respondents.formula.within([literal])
        found = (respondents.question_of(node) for node in self._deciding)
        self._touching = {key for key in found if key is not None}
        self._fixed = []

    def make_plain(self, plain):
        """Give the `plain` answers to as many questions as leave the literal true; return all answers."""
        others = {key: answer for key, answer in plain.items() if key not in self._touching}
        self.answers = {**self.answers, **others}
        changes = [(key, plain[key]) for key in plain if key in self._touching and self.answers[key] != plain[key]]
        people = self._true_after(changes)
        free = [key for n, (key, _) in enumerate(changes) if people >> n & 1]
        self.answers = plainer(self.answers, plain, free, self._respondents.teller(self._literal))
        return self.answers

    def fix(self, keys):
        """Let the answers to these questions always count."""
        self._fixed = [key for key in keys if key in self._touching]

    def matters(self, keys):
        """Return those of `keys`, questions in order, whose answers are enough.

        Answers are left out from the last question to the first, each if the literal stays certain for everybody who
        shares the rest.
        """
        touching = [key for key in keys if key in self._touching]
        kept = self._needed(touching)
        left = [key for key in touching if key not in kept]
        while not self._certain(kept) and left:
            number = _shortest(lambda size, left=left, kept=kept: self._certain([*kept, *left[:size]]), len(left))
            kept.append(left[number - 1])
            left = left[: number - 1]
        return tuple(key for key in touching if key in kept)

    def _needed(self, keys):
        """Return questions that no other answers can stand in for: another answer to one of them alone is too much.

        All such single changes are tried at once, as many simulated people.
        """
        changes = [(key, answer) for key in keys for answer in self._respondents.others(key, self.answers[key])]
        people = self._true_after(changes)
        return list(dict.fromkeys(key for n, (key, _) in enumerate(changes) if not people >> n & 1))

    def _true_after(self, changes):
        """Return, as bits, after which of these single `(key, answer)` the literal is still true."""
        everybody, true_for = (1 << len(changes)) - 1, {}
        for key in self._touching:
            for choice, variable in self._respondents.choices(key).items():
                true_for[variable] = everybody * self._respondents.gives(key, self.answers[key], choice)
        for n, (key, answer) in enumerate(changes):
            for choice, variable in self._respondents.choices(key).items():
                true_for[variable] &= ~(1 << n)
                true_for[variable] |= self._respondents.gives(key, answer, choice) << n
        self._respondents.formula.simulate(self._deciding, true_for, everybody)
        people = true_for[abs(self._literal)]
        return people if self._literal > 0 else ~people & everybody

    def with_fewer_ticks(self, matters):
        """Take away, from the last to the first, ticks that are not needed in the answers that matter; return all."""
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

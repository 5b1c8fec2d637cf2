"""The only door to the solver: is there a respondent for whom some literals are all true?

The solver is MiniSat 2.2 in the package python-sat. It knows neither chance nor time, so that the same questions in the
same order get the same answers everywhere. Effort is counted in steps: one for each question, one for each conflict.
"""

from importlib.metadata import version

from pysat.solvers import Minisat22

DEFAULT_EFFORT = 1_000_000
ENGINE = f"python-sat {version('python-sat')}, minisat22"


class Solver:
    """Decides about one formula and its respondents. What it learns about one question helps with the next."""

    def __init__(self, formula, respondents, effort=DEFAULT_EFFORT):
        self._formula, self._respondents = formula, respondents
        self._solver = Minisat22()
        self._names, self._known = {}, set()
        self._effort, self._conflicts = effort, 0
        self.steps = 0
        self._true = set()

    def solve(self, literals):
        """Return whether somebody makes all literals true: True, False, or None when the effort ran out first."""
        if self.steps >= self._effort:
            return None
        self._learn(literals)
        self._solver.conf_budget(self._effort - self.steps)
        found = self._solver.solve_limited(assumptions=[self._name(literal) for literal in literals])
        conflicts = self._solver.accum_stats()["conflicts"]
        self.steps += 1 + conflicts - self._conflicts
        self._conflicts = conflicts
        if found:
            self._true = {number for number in self._solver.get_model() if number > 0}
        return found

    def answers(self):
        """Return what the respondent last found answers to every question."""
        return self._respondents.answers(self._is_true)

    def _is_true(self, variable):
        if variable not in self._known:
            return variable in self._respondents.usual
        return self._names.get(variable) in self._true

    def _name(self, literal):
        name = self._names.setdefault(abs(literal), len(self._names) + 1)
        return name if literal > 0 else -name

    def _learn(self, literals):
        """Tell the solver of all that decides these literals and that it was not told before."""
        waiting = [abs(literal) for literal in literals]
        while waiting:
            node = waiting.pop()
            if node in self._known:
                continue
            self._known.add(node)
            gate = self._formula.gates[node]
            if gate is None:
                self._learn_question(node)
                continue
            for need in gate:
                self._solver.add_clause([-self._name(node), self._name(need)])
            self._solver.add_clause([self._name(node), *(self._name(-need) for need in gate)])
            waiting += [abs(need) for need in gate]

    def _learn_question(self, variable):
        key = self._respondents.question_of(variable)
        self._known.update(self._respondents.choices(key).values())
        for clause in self._respondents.clauses(key):
            self._solver.add_clause([self._name(literal) for literal in clause])

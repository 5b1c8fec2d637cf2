"""The only door to the solver: is there a respondent for whom some literals are all true?

The solver is MiniSat 2.2 in the package python-sat. It knows neither chance nor time, so that the same questions in the
same order get the same answers everywhere. Effort is counted in steps: one for each question, one for each conflict.
"""

from dataclasses import dataclass
from importlib.metadata import version

from pysat.solvers import Minisat22

DEFAULT_EFFORT = 1_000_000
MOST_KNOWN = 20_000  # variables and gates; measured with bench/proof.py
FEW_KNOWN = 4_000
ENGINE = f"python-sat {version('python-sat')}, minisat22"


@dataclass
class Effort:
    """The steps that solvers have spent together, and the most that they may."""

    limit: int
    steps: int = 0


class Solver:
    """Decides about one formula and its respondents. What it learns about one question helps with the next.

    A solver that knows a lot takes long to find somebody, because it settles everything it knows; so it forgets all
    from time to time, and questions about the same few literals are best put to one that knows nothing else (`alone`).
    """

    def __init__(self, formula, respondents, effort=DEFAULT_EFFORT, most_known=MOST_KNOWN):
        self._formula, self._respondents, self._most_known = formula, respondents, most_known
        self._effort = effort if isinstance(effort, Effort) else Effort(effort)
        self._forget()

    @property
    def steps(self):
        """The steps spent, also by those who share the effort."""
        return self._effort.steps

    def alone(self):
        """Return a solver that knows nothing yet, never knows much, and shares this one's effort."""
        return Solver(self._formula, self._respondents, self._effort, FEW_KNOWN)

    def solve(self, literals):
        """Return whether somebody makes all literals true: True, False, or None when the effort ran out first."""
        left = self._effort.limit - self._effort.steps
        if left <= 0:
            return None
        if len(self._known) > max(self._most_known, 2 * self._needed):
            self._forget()
        self._learn([abs(literal) for literal in literals if literal not in self._names])
        self._needed = self._needed or len(self._known)
        self._solver.conf_budget(left)
        found = self._solver.solve_limited(assumptions=[self._names[literal] for literal in literals])
        conflicts = self._solver.accum_stats()["conflicts"]
        self._effort.steps += 1 + conflicts - self._conflicts
        self._conflicts = conflicts
        return found

    def answers(self):
        """Return what the respondent answers to every question whom the last question found."""
        self._true = {number for number in self._solver.get_model() if number > 0}
        return self._respondents.answers(self._is_true)

    def _forget(self):
        self._solver, self._conflicts = Minisat22(), 0
        self._names, self._known, self._true = {}, set(), set()
        self._needed = 0  # by the first question alone: a solver that forgets it each time would only learn

    def _is_true(self, variable):
        if variable not in self._known:
            return variable in self._respondents.usual
        return self._names.get(variable) in self._true

    def _name(self, literal):
        """Return the solver's number for a literal."""
        if literal not in self._names:
            number = len(self._names) // 2 + 1
            self._names[abs(literal)], self._names[-abs(literal)] = number, -number
        return self._names[literal]

    def _learn(self, waiting):
        """Tell the solver of all that decides these variables and gates, and that it was not told before."""
        while waiting:
            node = waiting.pop()
            self._name(node)
            if node in self._known:
                continue
            self._known.add(node)
            gate = self._formula.gates[node]
            if gate is None:
                self._learn_question(node)
                continue
            needs = [self._name(need) for need in gate]
            for need in needs:
                self._solver.add_clause([-self._names[node], need])
            self._solver.add_clause([self._names[node], *(-need for need in needs)])
            waiting += [abs(need) for need in gate if abs(need) not in self._known]

    def _learn_question(self, variable):
        key = self._respondents.question_of(variable)
        self._known.update(self._respondents.choices(key).values())
        for clause in self._respondents.clauses(key):
            self._solver.add_clause([self._name(literal) for literal in clause])

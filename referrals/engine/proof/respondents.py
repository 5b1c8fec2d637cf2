"""Everybody who can answer: one variable for each answer of each question, and what answers go together.

A respondent gives every question an allowed answer, whether or not it will be asked. Numbers are cut into intervals at
every bound that a condition of the guides compares with.
"""

from dataclasses import dataclass
from itertools import combinations

from referrals.engine.conditions import NUMBER_OPERATORS
from referrals.engine.proof.formula import FALSE
from referrals.engine.proof.people import Crowd
from referrals.engine.references import conditions_with_paths

# Where a comparison cuts the whole numbers: before n, or after it.
CUTS = {"lt": (0,), "ge": (0,), "le": (1,), "gt": (1,), "eq": (0, 1)}


@dataclass(frozen=True)
class Domain:
    """What can be answered to one question. A choice is an option key, or an interval `(first, last)` of numbers."""

    kind: str
    required: bool
    choices: tuple
    exclusive: tuple = ()


def domains(*guides):
    """Return the Domain of every question. What several guides ask is answered so that each of them allows it."""
    found, cuts = {}, _cuts(guides)
    for guide in guides:
        for question in guide.questions:
            own = _domain(question, cuts)
            found[question.key] = _shared(found[question.key], own) if question.key in found else own
    return found


def _domain(question, cuts):
    if question.kind == "number":
        return Domain("number", question.required, _intervals(question, cuts[question.key]))
    exclusive = tuple(option.key for option in question.options if option.exclusive)
    return Domain(question.kind, question.required, tuple(option.key for option in question.options), exclusive)


def _cuts(guides):
    """Return for each number question where its bounds and the comparisons with it cut the numbers."""
    cuts = {}
    for guide in guides:
        for question in guide.questions:
            if question.kind == "number":
                cuts.setdefault(question.key, set()).update((question.min, question.max + 1))
    for guide in guides:
        for _, condition in conditions_with_paths(guide):
            for row in condition.rows:
                if row.op in NUMBER_OPERATORS:
                    cuts[row.question].update(row.number + after for after in CUTS[row.op])
    return cuts


def _intervals(question, cuts):
    inside = sorted(cut for cut in cuts if question.min <= cut <= question.max + 1)
    return tuple((first, after - 1) for first, after in zip(inside, inside[1:], strict=False))


def _shared(one, other):
    kind = one.kind if one.kind == other.kind else "nothing"
    choices = tuple(choice for choice in one.choices if choice in other.choices) if kind == one.kind else ()
    exclusive = tuple(choice for choice in choices if choice in one.exclusive or choice in other.exclusive)
    return Domain(kind, one.required or other.required, choices, exclusive)


class Respondents:
    """The variables of everybody who answers these guides, in one formula; simulated people answer at once.

    `usual` are the variables of one plain answer to every question that has to be answered.
    """

    def __init__(self, formula, *guides):
        self.formula = formula
        self.domains = domains(*guides)
        self._crowd = Crowd(formula.people)
        self._variables = {}
        self._question_of = {}
        self.usual = set()
        for key, domain in self.domains.items():
            self._variables[key] = {}
            for choice, people in zip(domain.choices, self._crowd.draw(domain), strict=True):
                variable = self._variables[key][choice] = formula.variable(people)
                self._question_of[variable] = key
            if domain.required:
                self.usual.update(self._variables[key][choice] for choice in (domain.exclusive or domain.choices)[:1])

    def chooses(self, key, choice):
        """Return the literal that a respondent gives this answer; FALSE for an answer nobody can give."""
        return self._variables[key].get(choice, FALSE)

    def numbers(self, key, accepts):
        """Return the literals of a number question's intervals that a comparison accepts."""
        return [variable for (first, _), variable in self._variables[key].items() if accepts(first)]

    def choices(self, key):
        """Return the literals of all choices of a question, by choice."""
        return self._variables[key]

    def question_of(self, variable):
        """Return the key of the question that a variable answers; None for a gate."""
        return self._question_of.get(variable)

    def clauses(self, key):
        """Return what goes together among the answers to one question, as lists of literals of which one is true."""
        domain, variables = self.domains[key], self._variables[key]
        if domain.required:
            yield list(variables.values())
        for one, other in combinations(domain.choices, 2):
            if domain.kind != "multi" or one in domain.exclusive or other in domain.exclusive:
                yield [-variables[one], -variables[other]]

    def redraw(self, key, who, since):
        """Let these simulated people answer a question anew; the gates of the formula from `since` on follow."""
        variables = list(self._variables[key].values())
        drawn = self._crowd.draw(self.domains[key])
        kept = [self.formula.true_for(variable) & ~who for variable in variables]
        self.formula.change(variables, [new & who | old for new, old in zip(drawn, kept, strict=True)], since)

    def teller(self, literal):
        """Return a function of somebody's answers to every question that tells whether a literal is true of them."""
        deciding = self.formula.within([literal])
        choices = [
            (variable, key, choice)
            for key in dict.fromkeys(self._question_of[node] for node in deciding if node in self._question_of)
            for choice, variable in self._variables[key].items()
        ]

        def tells(answers):
            true_for = {variable: int(self.gives(key, answers[key], choice)) for variable, key, choice in choices}
            self.formula.simulate(deciding, true_for, 1)
            return bool(true_for[abs(literal)] & 1) == (literal > 0)

        return tells

    def few(self, people):
        """Return an eighth of these simulated people."""
        return people & self._crowd.some(2)

    def answers(self, is_true):
        """Return what one respondent answers to every question; `is_true` tells the truth of a variable."""
        return {key: self._answer(key, is_true) for key in self.domains}

    def _answer(self, key, is_true):
        domain = self.domains[key]
        chosen = [choice for choice, variable in self._variables[key].items() if is_true(variable)]
        if not chosen:
            return None
        if domain.kind == "multi":
            return frozenset(chosen)
        return chosen[0][0] if domain.kind == "number" else chosen[0]

    def gives(self, key, answer, choice):
        """Whether an answer to a question gives this choice."""
        if self.domains[key].kind == "number":
            return answer is not None and choice[0] <= answer <= choice[1]
        return choice in answer if isinstance(answer, frozenset) else choice == answer

    def others(self, key, answer):
        """Yield other answers to a question: each choice alone, nothing, and one option more or less."""
        domain = self.domains[key]
        for choice in domain.choices:
            if domain.kind != "multi":
                yield choice[0] if domain.kind == "number" else choice
                continue
            yield frozenset([choice])
            if answer and choice not in domain.exclusive and answer.isdisjoint(domain.exclusive):
                changed = answer ^ {choice}
                if changed:
                    yield changed
        if not domain.required:
            yield None

    def literals(self, key, answer):
        """Return literals that say a respondent gives exactly this answer to a question."""
        domain, variables = self.domains[key], self._variables[key]
        chosen = [choice for choice in domain.choices if self.gives(key, answer, choice)]
        if chosen and (domain.kind != "multi" or chosen[0] in domain.exclusive):
            return [variables[choice] for choice in chosen]  # which excludes every other
        return [variable if choice in chosen else -variable for choice, variable in variables.items()]

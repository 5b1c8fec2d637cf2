"""Asking about everybody who can answer a guide: is there anybody for whom a literal is true, and who?

The simulated people are asked first, then the solver. Whoever is found is walked through the engine before anything is
said about them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from referrals.engine.outcome import outcome
from referrals.engine.proof.encode import Encoding
from referrals.engine.proof.findings import Example, Finding, fails
from referrals.engine.proof.formula import FALSE, Formula
from referrals.engine.proof.minimise import Certainty
from referrals.engine.proof.people import PEOPLE
from referrals.engine.proof.plain import plain_answers, plainer
from referrals.engine.proof.respondents import Respondents
from referrals.engine.proof.solver import DEFAULT_EFFORT, Solver
from referrals.engine.proof.vary import Variation
from referrals.engine.vignettes import replayed
from referrals.engine.walk import walk


class SoftwareFault(RuntimeError):
    """The prover and the engine disagree. It is never the guide's fault."""


@dataclass(frozen=True)
class Answer:
    """Whether there is somebody: True, False, or None when the effort ran out; and, of anybody, what they answer."""

    found: bool | None
    person: Callable[[], dict] | None = None

    @property
    def answers(self):
        """What the person found answers to every question."""
        return self.person()


class Inquiry:
    """Everything that the checks of one guide share: its formula, its literals and the solver."""

    def __init__(self, guide, effort=DEFAULT_EFFORT, people=PEOPLE):
        self.guide, self.formula = guide, Formula(people)
        self.respondents = Respondents(self.formula, guide)
        self.encoding = Encoding(guide, self.formula, self.respondents)
        self.solver = Solver(self.formula, self.respondents, effort)

    @cached_property
    def replays(self):
        """Every vignette of the guide with its Replay."""
        return [(vignette, replayed(self.guide, vignette)) for vignette in self.guide.vignettes]

    @cached_property
    def _solver_of_examples(self):
        return self.solver.alone()

    # --- asking ---
    def anybody(self, *literals):
        """Return the Answer to: is there a respondent for whom one of these is true?"""
        seen = self._seen(literals)
        if seen:
            return seen
        found = self._solved(self.formula.any_of(literals))
        answers = self.solver.answers() if found else None
        return Answer(found, lambda: answers)

    def anybody_lazily(self, literals):
        """Like anybody, but make no more literals than are needed to see somebody, and do not say who it is."""
        made = []
        for literal in literals:
            made.append(literal)
            seen = self._seen((literal,))
            if seen:
                return seen
        return Answer(self._solved(self.formula.any_of(made)))

    def vary(self, **change):
        """Return the Variation of this guide in which one thing is changed."""
        return Variation(self.encoding, **change)

    def _seen(self, literals):
        for literal in literals:
            people = self.formula.true_for(literal)
            if people:
                first = (people & -people).bit_length() - 1
                is_true = self._people_of(first)
                return Answer(True, partial(self.respondents.answers, is_true))
        return None

    def _people_of(self, number):
        return lambda variable: bool(self.formula.true_for(variable) >> number & 1)

    def _solved(self, literal):
        return False if literal == FALSE else self.solver.solve([literal])

    # --- telling ---
    def somebody_must(self, prop, literal, subject, sentence, **fields):
        """Yield a finding unless there is somebody for whom a literal is true."""
        found = self.anybody(literal).found
        if found is False:
            yield fails(prop, subject, sentence, **fields)
        elif found is None:
            yield undecided(prop, subject)

    def nobody_may(self, prop, literal, subject, sentence, seen, *, replay=None, **fields):
        """Yield a finding if there is somebody for whom a literal is true, with that person as the example.

        `seen(walk, outcome)` says whether the engine shows the fault; `replay(answers)` says it where one walk is
        not enough. Raises SoftwareFault if it does not. `mend` in `fields` may be a function of the example.
        """
        answer = self.anybody(literal)
        if answer.found is None:
            yield undecided(prop, subject)
        elif answer.found:
            example = self.example(literal, answer.answers, seen, replay=replay, what=f"{prop} {subject}")
            mend = fields.pop("mend", ())
            mend = mend(example) if callable(mend) else mend
            yield fails(prop, subject, sentence, example=example, mend=tuple(mend), **fields)

    def example(self, literal, answers, seen, *, replay=None, what=""):
        """Return the Example of a person who makes a literal true, after walking them through the engine.

        Answers are the plainest, with the fewest ticks, that show the fault and leave everything that matters asked.
        """
        certainty = Certainty(self._solver_of_examples, self.respondents, literal, answers)
        answers = dict(certainty.make_plain(self.plain))
        asked = walk(self.guide, answers).answers
        others = [key for key in answers if key not in asked] if replay else []
        certainty.fix(others)
        longer = certainty.matters(asked)
        fewer = certainty.with_fewer_ticks(longer)
        matters = longer if fewer == answers else certainty.matters(longer)
        for given, keys in ((fewer, matters), (answers, longer)):
            fits = partial(self._asks, keys)
            free = [key for key in given if key not in keys and key not in others]
            given = plainer(given, self.plain, free, fits)
            if fits(given):
                break
        return Example(self._replayed(given, seen, replay, what), keys)

    def _asks(self, keys, answers):
        return walk(self.guide, answers).answers.keys() >= set(keys)

    def _replayed(self, answers, seen, replay, what):
        """Return what a person is asked and answers, as a document says it, if the engine shows the fault."""
        walked = walk(self.guide, answers)
        shows = walked.finished and (replay(answers) if replay else seen(walked, outcome(self.guide, walked)))
        if not shows:
            raise SoftwareFault(f"The prover and the engine disagree about {what}: {document_answers(walked)}")
        return document_answers(walked)

    @cached_property
    def plain(self):
        """The least remarkable answer to every question."""
        return plain_answers(self.respondents.domains, self.guide)


def undecided(prop, subject):
    """Return the Finding that the effort ran out before a property was decided."""
    return Finding(prop, "undecided", subject, "The check ran out of effort before it could be sure.")


def document_answers(walked):
    """Return the answers of a walk in the form of the document, in the order of the questions."""
    return {q.key: _written(q, walked.answers[q.key]) for q in walked.asked if q.key in walked.answers}


def _written(question, answer):
    if isinstance(answer, frozenset):
        return tuple(option.key for option in question.options if option.key in answer)
    return (answer,) if isinstance(answer, str) else answer

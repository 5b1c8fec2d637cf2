"""Two versions as one formula in which everything that is the same in both is the same literal.

Otherwise as in encode.py. There, who stops is part of every later condition, so that one other sign makes everything
another literal. Here conditions are read as if nobody ever stopped, and stopping counts at the end: it is the same for
whoever gets that far.
"""

from functools import cached_property

from referrals.engine.proof.encode import Encoding
from referrals.engine.proof.formula import TRUE, Formula
from referrals.engine.proof.inquiry import Inquiry
from referrals.engine.proof.people import PEOPLE
from referrals.engine.proof.plain import plain_answers
from referrals.engine.proof.respondents import Respondents
from referrals.engine.proof.solver import DEFAULT_EFFORT, Solver


class SharingEncoding(Encoding):
    """An Encoding whose conditions do not know of stops. `asked` says who would be asked if nobody stopped."""

    def is_asked(self, key):
        """Return the literal that a question is asked."""
        return self.formula.all_of((-self.stopped_before(self.guide.position(key)), self.asked[key]))

    def picks(self, key, choice):
        """Return the literal that a question is asked and this option (or interval) chosen."""
        return self.formula.all_of((self.is_asked(key), self.chooses(key, choice)))

    def is_true_at_the_end(self, fact, true):
        """Return the literal that the walk reaches the end and a fact holds there, or does not."""
        return self.formula.all_of((self.end, self.fact(fact) if true else -self.fact(fact)))

    def _pass(self, position, question, *, steer):
        since = len(self.formula.gates)
        before = self.stopped_before(position)
        self.asked[question.key] = self.holds(question.shown_when)
        signs = [self.index.signs[key] for key in self.index.signs_at.get(position, ())]
        for sign in signs:
            self.holding[sign.key] = self.formula.all_of((-before, self.holds(sign.when)))
        stops = [self.holding[sign.key] for sign in signs if sign.stops]
        self.stopped.append(self.formula.any_of([before, *stops]))
        if steer and stops:
            self._steer(question.key, stops, since)

    def _recommend(self):
        """Make the literals of rules and routes for people who reach the end; Differences asks of nobody else."""
        end, self.end = self.end, TRUE
        super()._recommend()
        self.end = end


class SharedInquiry(Inquiry):
    """An Inquiry into people who can answer two guides; `encoding` is that of the first, `other` of the second."""

    def __init__(self, guide, other, effort=DEFAULT_EFFORT):
        self.guide, self.formula = guide, Formula(PEOPLE)
        self.respondents = Respondents(self.formula, guide, other)
        self.encoding = SharingEncoding(guide, self.formula, self.respondents)
        self.other = SharingEncoding(other, self.formula, self.respondents, steer=False)
        self.solver = Solver(self.formula, self.respondents, effort)

    @cached_property
    def plain(self):
        """The least remarkable answer to every question."""
        return plain_answers(self.respondents.domains, self.guide, self.other.guide)

"""A guide as one formula: for whom a question is asked, a sign holds, the walk ends, a rule fires, a route is shown.

The literals say exactly what the engine does (docs/engine.md), for all respondents at once.
"""

from referrals.engine.conditions import COMPARE, NUMBER_OPERATORS
from referrals.engine.definition import BARRIERS, NATIONS, VOICES
from referrals.engine.proof.formula import FALSE, TRUE
from referrals.engine.proof.index import Index
from referrals.engine.proof.signals import signals

REDRAWS = 3


class Conditions:
    """How a condition reads as a literal, given who is asked what (`asked`, by question key)."""

    def holds(self, condition):
        """Return the literal of a condition; a missing one is TRUE."""
        if condition is None:
            return TRUE
        return self.formula.all_of([self._line(line) for line in condition.lines])

    def _line(self, line):
        return self._row(line[0]) if len(line) == 1 else self.formula.any_of([self._row(row) for row in line])

    def _row(self, row):
        if row.fact is not None:
            literal = self.fact(row.fact)
            return literal if row.op == "holds" else -literal
        asked = self.asked[row.question]
        if row.op in ("answered", "not_answered"):
            answered = self.answered(row.question)
            return answered if row.op == "answered" else -answered
        if row.op in NUMBER_OPERATORS:
            chosen = self.numbers(row)
        else:
            chosen = [self.chooses(row.question, option) for option in row.options]
        if row.op == "all_of":
            return self.formula.all_of([asked, *chosen])
        literal = self.formula.all_of([asked, self.formula.any_of(chosen)])
        return -literal if row.op == "none_of" else literal


class Encoding(Conditions):
    """The literals of one guide. Lookups by key: `asked`, `holding` (signs), `fired` (rules), `shown`, `signals`.

    `steer` lets simulated people who are stopped answer the last question anew, so that most of them reach the end.
    """

    def __init__(self, guide, formula, respondents, *, steer=True):
        self.guide, self.formula, self.respondents = guide, formula, respondents
        self.index = Index(guide)
        self.asked, self.holding, self.facts, self._said = {}, {}, {}, {}
        self.stopped = []  # after each position
        for position, question in enumerate(guide.questions):
            self._pass(position, question, steer=steer)
        self.end = -self.stopped[-1] if self.stopped else TRUE
        self.nations = self.in_nations()
        self.voices = self._in_voices()
        self.barriers = {barrier: self.has_barrier(barrier) for barrier in BARRIERS}
        self._recommend()

    # --- what a respondent chooses ---
    def chooses(self, key, option):
        """Return the literal that an option is chosen, whether or not the question is asked."""
        return self.respondents.chooses(key, option)

    def numbers(self, row):
        """Return the literals of the intervals that a number row accepts."""
        return self.respondents.numbers(row.question, lambda number: COMPARE[row.op](number, row.number))

    def answered(self, key):
        """Return the literal that a question is asked and answered."""
        domain = self.respondents.domains[key]
        if domain.required:
            return self.asked[key]
        return self.formula.all_of([self.asked[key], self.formula.any_of(self.respondents.choices(key).values())])

    def picks(self, key, choice):
        """Return the literal that a question is asked and this option (or interval) chosen."""
        return self.formula.all_of((self.asked[key], self.chooses(key, choice)))

    def fact(self, key):
        """Return the literal of a fact."""
        if key not in self.facts:
            self.facts[key] = self.holds(self.guide.fact(key).when)
        return self.facts[key]

    # --- the walk ---
    def stopped_before(self, position):
        """Return the literal that the walk stopped before a position."""
        return self.stopped[position - 1] if position else FALSE

    def _pass(self, position, question, *, steer):
        since = len(self.formula.gates)
        before = self.stopped_before(position)
        self.asked[question.key] = self.formula.all_of((-before, self.holds(question.shown_when)))
        signs = [self.index.signs[key] for key in self.index.signs_at.get(position, ())]
        for sign in signs:
            self.holding[sign.key] = self.formula.all_of((-before, self.holds(sign.when)))
        stops = [self.holding[sign.key] for sign in signs if sign.stops]
        self.stopped.append(self.formula.any_of([before, *stops]))
        if steer and stops:
            self._steer(question.key, stops, since)

    def _steer(self, key, stops, since):
        stopped = self.formula.true_for(self.formula.any_of(stops))
        stay = self.respondents.few(stopped)
        for _ in range(REDRAWS):
            again = stopped & ~stay
            if again:
                self.respondents.redraw(key, again, since)
                stopped = self.formula.true_for(self.formula.any_of(stops))

    # --- where and who ---
    def in_nations(self):
        """Return the literals of living in each nation, and of not knowing (None)."""
        question = self.guide.nation_question
        options = question.options if question is not None and question.kind == "single" else ()
        found = {
            nation: self.formula.any_of([self.picks(question.key, o.key) for o in options if o.nation == nation])
            for nation in NATIONS
        }
        return {**found, None: self.formula.all_of([-literal for literal in found.values()])}

    def _in_voices(self):
        question = self.guide.respondent_question
        options = question.options if question is not None and question.kind == "single" else ()
        carer = self.formula.any_of([self.picks(question.key, o.key) for o in options if o.voice == "carer"])
        return dict(zip(VOICES, (-carer, carer), strict=True))

    def has_barrier(self, barrier):
        """Return the literal that an answer of somebody who reaches the end names a barrier."""
        named = self.index.naming.get(barrier, ())
        return self.formula.any_of([self.formula.all_of((self.asked[key], self.chooses(key, o))) for key, o in named])

    # --- rules and routes ---
    def _recommend(self):
        self.fired = {rule.key: self.formula.all_of((self.end, self.holds(rule.when))) for rule in self.guide.rules}
        self.withheld = {route.key: self.withheld_by_rules(route.key) for route in self.guide.routes}
        self.shown, self.leads = {}, {}
        ordinary = [key for key in self.index.targets if not self.index.rules[key].catch_all]
        for key in ordinary:
            self._show(key)
        self.present = {route.key: self.is_present(route.key) for route in self.guide.routes}
        self.any_route = self.formula.any_of(self.present.values())
        for key in self.index.catch_all:
            self.fired[key] = self.formula.all_of((self.fired[key], -self.any_route))
            self._show(key)

    def withheld_by_rules(self, route):
        """Return the literal that a fired rule withholds a route."""
        return self.formula.any_of([self.fired[key] for key in self.index.withholding.get(route, ())])

    def _show(self, key):
        for route in self.index.targets[key]:
            self.leads[key, route] = self.leads_to(key, route)
            self.shown[key, route] = self.is_shown(key, route)

    def leads_to(self, key, route):
        """Return the literal that a rule fires and its target is this route."""
        nations = self.index.targets[key][route]
        if len(nations) == len(NATIONS) + 1:  # everywhere, and where it is unknown
            return self.fired[key]
        return self.formula.all_of((self.fired[key], self.formula.any_of([self.nations[name] for name in nations])))

    def is_shown(self, key, route):
        """Return the literal that a rule fires, leads to this route, and is not withheld."""
        own = self.index.rules[key].route
        return self.formula.all_of((self.leads[key, route], -self.withheld[own], -self.withheld[route]))

    def is_present(self, route):
        """Return the literal that ordinary rules show a route."""
        return self.formula.any_of([self.shown[key, route] for key in self.ordinary(route)])

    def ordinary(self, route):
        """Return the keys of the rules that can lead to a route, without catch-all rules, by tier and position."""
        return [key for key in self.index.entries.get(route, ()) if not self.index.rules[key].catch_all]

    def in_outcome(self, route):
        """Return the literal that the outcome has a route, catch-all rules included."""
        return self.formula.any_of([self.shown[key, route] for key in self.index.entries.get(route, ())])

    def steps_down(self, route):
        """Return the literal that a route demands what a barrier of the person makes impossible."""
        demands = self.guide.route(route).demands
        return self.formula.any_of([self.barriers[demand.barrier] for demand in demands if demand.way_round is None])

    def said(self, route):
        """Return the signals of a route, made once."""
        if route not in self._said:
            self._said[route] = list(signals(self, route))
        return self._said[route]

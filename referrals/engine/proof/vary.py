"""The same respondents with one thing changed: an answer taken away, a rule removed, a row of a condition removed.

Only what depends on the change is made anew; the rest is shared with the guide as it is.
"""

import heapq

from referrals.engine.proof.encode import Encoding
from referrals.engine.proof.formula import FALSE, TRUE
from referrals.engine.proof.signals import signals


class Changes(dict):
    """Literals that are not those of the guide as it is; every other comes from there."""

    def __init__(self, base):
        super().__init__()
        self.base = base

    def __missing__(self, key):
        return self.base[key]

    def put(self, key, literal):
        """Keep a literal if it is another one; return whether it is."""
        if literal == self.base[key]:
            self.pop(key, None)
            return False
        self[key] = literal
        return True


class Variation(Encoding):
    """What one change makes different.

    `taken` is `(question, choice)`, without a choice for the whole answer; `instead` is `(question, option, other)`:
    who chooses the one option of a single choice, chooses the other. `edited` maps `(part, key)` to a condition.
    """

    def __init__(self, base, *, taken=None, instead=None, edited=None, without_rule=None):
        self.base, self.guide, self.formula = base, base.guide, base.formula
        self.respondents, self.index, self.voices = base.respondents, base.index, base.voices
        self._taken, self._instead, self._edited, self._without = taken, instead, edited or {}, without_rule
        for name in (
            "asked",
            "holding",
            "stopped",
            "fired",
            "withheld",
            "leads",
            "shown",
            "present",
            "nations",
            "barriers",
        ):
            setattr(self, name, Changes(getattr(base, name)))
        self.facts = {}
        self.end, self.any_route = base.end, base.any_route
        self._changed = {change[0] for change in (taken, instead) if change}  # answered otherwise, or asked of others
        edited_facts = [key for part, key in self._edited if part == "facts"]
        self._affected = {owner: None for key in edited_facts for owner in self.index.uses_of_fact[key]}
        self._affected.update(dict.fromkeys(self._edited))
        self._places = self._moved()

    # --- what a respondent chooses ---
    def chooses(self, key, option):
        """Return the literal that an option is chosen after the change."""
        if self._instead and (key, option) == (self._instead[0], self._instead[2]):
            return self.formula.any_of([self.base.chooses(key, choice) for choice in self._instead[1:]])
        gone = (key, option) in (self._taken, (self._instead or ())[:2])
        return FALSE if gone else self.base.chooses(key, option)

    def numbers(self, row):
        """Return the literals of the accepted intervals: none for a number that is taken away."""
        return [] if self._taken and row.question == self._taken[0] else self.base.numbers(row)

    def answered(self, key):
        """Return the literal that a question is asked and, after what was taken away, answered."""
        if not self._taken or key != self._taken[0]:
            return super().answered(key)
        if self._taken[1] is None:
            return FALSE
        left = [literal for choice, literal in self.respondents.choices(key).items() if choice != self._taken[1]]
        return self.formula.all_of((self.asked[key], self.formula.any_of(left)))

    def fact(self, key):
        """Return the literal of a fact; the one of the guide as it is if nothing in it has changed."""
        if key in self.facts:
            return self.facts[key]
        if ("facts", key) not in self._affected and self._changed.isdisjoint(self.index.fact_reads[key]):
            return self.base.fact(key)
        self.facts[key] = self.holds(self._condition("facts", key, self.guide.fact(key).when))
        return self.facts[key]

    def _affected_in(self, part):
        """Return the keys whose condition is edited, or uses a fact that is."""
        return [key for name, key in self._affected if name == part]

    def _condition(self, part, owner, condition):
        return self._edited.get((part, owner), condition)

    # --- what is different ---
    def differences(self):
        """Yield literals: the outcome is another one if and only if one of them is true. The nearest come first."""
        yield from self._differences_of_signs()
        self.end = -self.stopped[len(self.base.stopped) - 1] if self.base.stopped else self.base.end
        yield from self._differences_of_nation()
        for route in self._changed_routes():
            for (_, voice, old), (_, _, new) in zip(self.base.said(route), signals(self, route), strict=True):
                if new != old:
                    told = self.voices[voice] if voice else TRUE
                    yield self.formula.all_of((told, self.formula.differ(old, new)))

    def _moved(self):
        """Return the new places of signs whose condition reads other questions now."""
        found = {}
        for sign in map(self.index.signs.get, self._affected_in("urgent_signs")):
            edited = self._condition("urgent_signs", sign.key, sign.when)
            place = max((self.guide.position(key) for key in self._reads(edited)), default=-1)
            if place != self.index.places[sign.key]:
                found[sign.key] = place
        return found

    def _reads(self, condition):
        read = set()
        for row in condition.rows:
            if row.fact is None:
                read.add(row.question)
            else:
                read |= self._reads(self._condition("facts", row.fact, self.guide.fact(row.fact).when))
        return read

    def _differences_of_signs(self):
        waiting = sorted(self._first_places())
        done = set()
        while waiting:
            position = heapq.heappop(waiting)
            if position in done or not 0 <= position < len(self.guide.questions):
                continue
            done.add(position)
            question = self.guide.questions[position]
            if self._ask(position, question):
                self._changed.add(question.key)
                for place in self._readers(question.key):
                    heapq.heappush(waiting, place)
            yield from self._hold(position)
            if self.stopped[position] != self.base.stopped[position]:
                heapq.heappush(waiting, position + 1)

    def _first_places(self):
        places = {place for key in self._changed for place in self._readers(key)}
        places.update(self.index.places[key] for key in self._places)
        places.update(self._places.values())
        places.update(self.guide.position(key) for key in self._affected_in("questions"))
        places.update(self.index.places[key] for key in self._affected_in("urgent_signs"))
        return places

    def _readers(self, key):
        """Return the positions where the answer to a question decides something."""
        shown = [self.guide.position(question) for question in self.index.shown_by[key]]
        return shown + [self._places.get(sign, self.index.places[sign]) for sign in self.index.signs_by[key]]

    def _ask(self, position, question):
        shown = self.holds(self._condition("questions", question.key, question.shown_when))
        return self.asked.put(question.key, self.formula.all_of((-self.stopped_before(position), shown)))

    def _hold(self, position):
        before, stops = self.stopped_before(position), []
        for key in self._signs_at(position):
            sign = self.index.signs[key]
            holding = self.holds(self._condition("urgent_signs", key, sign.when))
            if self.holding.put(key, self.formula.all_of((-before, holding))):
                yield self.formula.differ(self.base.holding[key], self.holding[key])
            if sign.stops:
                stops.append(self.holding[key])
        self.stopped.put(position, self.formula.any_of([before, *stops]))

    def _signs_at(self, position):
        stay = [key for key in self.index.signs_at.get(position, ()) if key not in self._places]
        return stay + [key for key, place in self._places.items() if place == position]

    def _differences_of_nation(self):
        question = self.guide.nation_question
        if question is not None and question.key in self._changed:
            for nation, literal in self.in_nations().items():
                if self.nations.put(nation, literal):
                    yield self.formula.differ(self.base.nations[nation], literal)

    def _changed_routes(self):
        """Make anew the rules and routes that the change touches; return the keys of those routes, in order."""
        touched = {route: None for key in self._changed_rules() for route in self._fire(key)}
        if self.nations:
            touched.update(dict.fromkeys(self.index.entries))
        for route in touched:
            self._present(route, self.ordinary(route))
        if self.index.catch_all:
            self.any_route = self.formula.any_of([self.present[route.key] for route in self.guide.routes])
            for key in self.index.catch_all:
                touched.update(dict.fromkeys(self._fire(key)))
            for route in touched:
                self._present(route, self.index.entries[route])
        for barrier in self._changed_barriers():
            touched.update(dict.fromkeys(self.index.demanding[barrier]))
        return touched

    def _changed_barriers(self):
        """Return the barriers that other people have now, in the order of the alphabet."""
        may = sorted({barrier for question in self._changed for barrier in self.index.barriers_of.get(question, ())})
        return [barrier for barrier in may if self.barriers.put(barrier, self.has_barrier(barrier))]

    def _present(self, route, keys):
        for key in keys:
            self.leads.put((key, route), self.leads_to(key, route))
            self.shown.put((key, route), self.is_shown(key, route))
        self.present.put(route, self.is_present(route))

    def _changed_rules(self):
        keys = {key for question in self._changed for key in self.index.rules_by[question]}
        if self.end != self.base.end:
            keys = set(self.index.rules)
        keys.update(self._affected_in("rules"))
        if self._without:
            keys.add(self._without)
        return sorted(keys.difference(self.index.catch_all), key=self.index.order.get)

    def _fire(self, key):
        """Make a rule's literal anew and return the routes that this touches."""
        rule = self.index.rules[key]
        fired = FALSE
        if key != self._without:
            fired = self.formula.all_of((self.end, self.holds(self._condition("rules", key, rule.when))))
        if rule.catch_all:
            fired = self.formula.all_of((fired, -self.any_route))
        if not self.fired.put(key, fired):
            return ()
        if rule.effect == "withhold" and not rule.catch_all:
            self.withheld.put(rule.route, self.withheld_by_rules(rule.route))
            return self.index.touched_by[rule.route]
        return self.index.targets[key]

"""One answer of a finished walk changed, and what follows, in microseconds: a result page asks it dozens of times.

A condition that reads no bit in which two people differ is true of both or of neither: only the others are asked again.
tests/engine/test_trials.py holds this to walking again with referrals.engine.walk and referrals.engine.outcome.
"""

from dataclasses import dataclass
from functools import lru_cache

from referrals.engine.bits import Bits, is_true, one_by_one, read_by, united
from referrals.engine.conditions import place
from referrals.engine.definition import NATIONS
from referrals.engine.outcome import target

ANYWHERE = (*NATIONS, None)  # None: where the nation is not known


@dataclass(frozen=True, slots=True)
class Trial:
    """What a changed answer leads to: the tier of each route by its key, and whether the urgent part is as before.

    Where a sign stops the questions there are no routes, and the urgent part counts as another.
    """

    tiers: dict[str, int]
    same_urgent: bool


class Trials:
    """A finished walk on a guide, one answer of which is changed at a time."""

    def __init__(self, guide, walk):
        self._ready = ready = _ready(guide)
        self._codes = {key: ready.bits.of(key, answer) for key, answer in walk.answers.items()}
        self._own, self._tiers = sum(self._codes.values()), {}
        self._signs, self._stopped = sum(ready.sign_bits[sign.key] for sign in walk.signs), walk.stopped
        self._fired = sum(rule for rule, lines in ready.rules.items() if is_true(lines, self._own))

    def change(self, question, answer):
        """Return the Trial of another answer to a question that was asked; None if another question then waits."""
        ready, key = self._ready, question.key
        position, code = ready.position(key), ready.bits.of(key, answer)
        bits = self._own ^ self._codes[key] ^ code
        if not self._stopped and not (bits ^ self._own) & ready.read_on_the_way[position]:
            return Trial(self._routes(bits), same_urgent=True)
        found = self._walk_on(position, self._codes | {key: code})
        if found is None:
            return None
        bits, signs, stopped = found
        return Trial({} if stopped else self._routes(bits), signs == self._signs and not stopped)

    def _walk_on(self, position, codes):
        """Return the answers that count, the signs that hold, and whether one stops; None where a question waits."""
        ready = self._ready
        bits, signs = self._own & ready.bits.before[position], self._signs & ready.signs_before[position]
        for key, shown, here in ready.steps[position:]:
            if is_true(shown, bits):
                if key not in codes:
                    return None
                bits |= codes[key]
            for lines, sign in here:
                if is_true(lines, bits):
                    signs |= sign
            if signs & ready.stopping:
                return bits, signs, True
        return bits, signs, False

    def _routes(self, bits):
        """Return the tier of each route that these answers bring, found once for people of whom the same rules hold."""
        fired, ready = self._fired, self._ready
        for rule in ready.rules_that_read(bits ^ self._own):
            if is_true(ready.rules[rule], bits) != bool(fired & rule):
                fired ^= rule
        known = fired, ready.nation(bits)
        if known not in self._tiers:
            self._tiers[known] = ready.tiers(*known)
        return self._tiers[known]


class _Ready:
    """A guide in the form in which answers are tried, its conditions as the lines of Bits.

    `steps` are the questions: the key, the condition that shows it, and the signs that are looked at after it, each
    with its condition. `read_on_the_way` are the bits that these conditions read from a position on: whoever differs in
    none of them is asked the same, and has the same signs.
    `rules` are the conditions of rules, each under a bit of its own; the lowest bits are of the first tier.
    """

    def __init__(self, guide):
        self.bits, self.position = Bits(guide), guide.position
        self.sign_bits = {sign.key: 1 << n for n, sign in enumerate(guide.urgent_signs)}
        self.stopping = sum(self.sign_bits[sign.key] for sign in guide.urgent_signs if sign.stops)
        self.steps = [self._step(guide, n, question) for n, question in enumerate(guide.questions)]
        self.signs_before = [
            sum(sign for *_, here in self.steps[:n] for _, sign in here) for n in range(len(self.steps))
        ]
        self.read_on_the_way = self._read_on_the_way()
        rules = sorted(guide.rules, key=lambda rule: rule.tier)  # a stable sort: then by position
        known = {1 << n: rule for n, rule in enumerate(rules)}
        self.rules = {bit: self.bits.lines(rule.when) for bit, rule in known.items()}
        self._reading = {bit: self._rules_that_read(bit) for bit in self.bits.each()}
        self._withholding = _withholding(guide, known)
        self._leads = {nation: _leads(guide, known, nation) for nation in ANYWHERE}
        options = guide.nation_question.options if guide.nation_question else ()
        self._nations = {self.bits.option(guide.nation_question.key, o.key): o.nation for o in options}
        self._all_nations = united(self._nations)

    def nation(self, bits):
        """Return the nation that answers name, or None."""
        return self._nations.get(bits & self._all_nations)

    def rules_that_read(self, bits):
        """Return the rules that read one of these bits."""
        return one_by_one(united([self._reading[bit] for bit in one_by_one(bits)]))

    def tiers(self, fired, nation):
        """Return the tier of each route that is shown where these rules hold, by its key."""
        rules, found = one_by_one(fired), {}
        withheld = united([self._withholding[rule] for rule in rules if rule in self._withholding])
        for leads in self._leads[nation]:
            for tier, key, routes in [leads[rule] for rule in rules if rule in leads]:
                if not withheld & routes:
                    found.setdefault(key, tier)
            if found:
                break
        return found

    def _rules_that_read(self, bit):
        return united([rule for rule, lines in self.rules.items() if read_by(lines) & bit])

    def _read_on_the_way(self):
        found = [0]
        for (_, shown, here), before in zip(reversed(self.steps), self.bits.before[-2::-1], strict=True):
            found.append(united([found[-1], read_by(shown) & before, *(read_by(lines) for lines, _ in here)]))
        return found[:0:-1]

    def _step(self, guide, position, question):
        here = [sign for sign in guide.urgent_signs if place(guide, sign.when) == position]
        signs = [(self.bits.lines(sign.when), self.sign_bits[sign.key]) for sign in here]
        return question.key, self.bits.lines(question.shown_when), signs


@lru_cache(maxsize=8)
def _ready(guide):
    return _Ready(guide)


def _withholding(guide, rules):
    """Return the route, as a bit, that is left out by each of the rules that do so."""
    routes = _route_bits(guide)
    left_out = [(bit, rule) for bit, rule in rules.items() if rule.effect == "withhold"]
    return {bit: routes[rule.route] for bit, rule in left_out if not rule.catch_all}


def _leads(guide, rules, nation):
    """Return what rules lead to in a nation, first those for some people, then those for people without a route.

    Each is (tier, key of the route, the routes of which none may be left out, as bits), under the bit of the rule.
    """
    routes, found = _route_bits(guide), ({}, {})
    for bit, rule in rules.items():
        route = target(guide, guide.route(rule.route), nation)
        if route is not None and (rule.catch_all or rule.effect == "recommend"):
            found[rule.catch_all][bit] = (rule.tier, route.key, routes[rule.route] | routes[route.key])
    return found


def _route_bits(guide):
    return {route.key: 1 << n for n, route in enumerate(guide.routes)}

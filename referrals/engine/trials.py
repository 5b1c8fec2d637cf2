"""One answer of a finished walk changed, and what follows, in microseconds: a result page asks it dozens of times.

A condition that reads no bit in which two people differ is true of both or of neither: only the others are asked again.
tests/engine/test_trials.py holds this to walking again with referrals.engine.walk and referrals.engine.outcome.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from referrals.engine.bits import Bits, is_true, read_by
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
        self._signs = sum(ready.sign_bits[sign.key] for sign in walk.signs)
        self._truth = [is_true(lines, self._own & reads) for lines, reads in ready.tests]
        self._fired = sum(rule for (lines, _), rule in ready.rules if is_true(lines, self._own))

    def change(self, question, answer):
        """Return the Trial of another answer to a question that was asked; None if another question then waits."""
        position = self._ready.position(question.key)
        codes = self._codes | {question.key: self._ready.bits.of(question.key, answer)}
        found = self._walk_on(position, codes)
        if found is None:
            return None
        bits, signs, stopped = found
        return Trial({} if stopped else self._routes(bits, position), signs == self._signs and not stopped)

    def _walk_on(self, position, codes):
        """Return the answers that count, the signs that hold, and whether one stops; None where a question waits."""
        ready = self._ready
        bits, signs = self._own & ready.bits.before[position], self._signs & ready.signs_before[position]
        for key, shown, here in ready.steps[position:]:
            if self._holds(shown, bits):
                if key not in codes:
                    return None
                bits |= codes[key]
            for test, sign in here:
                if self._holds(test, bits):
                    signs |= sign
            if signs & ready.stopping:
                return bits, signs, True
        return bits, signs, False

    def _holds(self, number, bits):
        lines, reads = self._ready.tests[number]
        return is_true(lines, bits) if (bits ^ self._own) & reads else self._truth[number]

    def _routes(self, bits, position):
        """Return the tier of each route that these answers bring, found once for people of whom the same rules hold.

        `position` is that of the question whose answer is another.
        """
        fired, other, ready = self._fired, bits ^ self._own, self._ready
        rules = ready.rules if other & ~ready.bits_at[position] else ready.rules_at[position]
        for (lines, reads), rule in rules:
            if other & reads and is_true(lines, bits) != bool(fired & rule):
                fired ^= rule
        known = fired, ready.nation(bits)
        if known not in self._tiers:
            self._tiers[known] = ready.tiers(*known)
        return self._tiers[known]


class _Ready:
    """A guide in the form in which answers are tried. A test is a condition: its lines, and the bits that they read.

    `tests` are those asked on the way. `steps` are the questions: the key, the number of the test that shows it, and
    the signs that are looked at after it.
    `rules` are the tests of rules, each with a bit of its own. `bits_at` and `rules_at` a position are the bits of that
    question, and the rules that read one of them.
    """

    def __init__(self, guide):
        self.bits, self.position, self.tests = Bits(guide), guide.position, []
        self.sign_bits = {sign.key: 1 << n for n, sign in enumerate(guide.urgent_signs)}
        self.stopping = sum(self.sign_bits[sign.key] for sign in guide.urgent_signs if sign.stops)
        self.steps = [self._step(guide, n, question) for n, question in enumerate(guide.questions)]
        self.signs_before = [
            sum(sign for *_, here in self.steps[:n] for _, sign in here) for n in range(len(self.steps))
        ]
        self.rules = [(self._test(rule.when), 1 << n) for n, rule in enumerate(guide.rules)]
        before = self.bits.before
        self.bits_at = [after & ~so_far for so_far, after in pairwise(before)]
        self.rules_at = [[rule for rule in self.rules if rule[0][1] & own] for own in self.bits_at]
        self._withholding, self._leads = _withholding(guide), {nation: _leads(guide, nation) for nation in ANYWHERE}
        asked = guide.nation_question
        self._nations = [(self.bits.option(asked.key, o.key), o.nation) for o in asked.options] if asked else []

    def nation(self, bits):
        """Return the nation that answers name, or None."""
        return next((nation for bit, nation in self._nations if bits & bit), None)

    def tiers(self, fired, nation):
        """Return the tier of each route that is shown where these rules hold, by its key."""
        withheld = 0
        for rule, route in self._withholding:
            withheld |= route if fired & rule else 0
        found = {}
        for leads in self._leads[nation]:
            for rule, tier, key, routes in leads:
                if fired & rule and not withheld & routes:
                    found.setdefault(key, tier)
            if found:
                break
        return found

    def _step(self, guide, position, question):
        here = [sign for sign in guide.urgent_signs if place(guide, sign.when) == position]
        signs = [(self._numbered(sign.when), self.sign_bits[sign.key]) for sign in here]
        return question.key, self._numbered(question.shown_when, self.bits.before[position]), signs

    def _numbered(self, condition, answered=-1):
        """Return the number of a test that is asked on the way, when no bits but these have been answered."""
        self.tests.append(self._test(condition, answered))
        return len(self.tests) - 1

    def _test(self, condition, answered=-1):
        lines = self.bits.lines(condition)
        return lines, read_by(lines) & answered


@lru_cache(maxsize=8)
def _ready(guide):
    return _Ready(guide)


def _withholding(guide):
    """Return (rule, route), as bits, of the rules that leave a route out."""
    routes = _route_bits(guide)
    left_out = [(1 << n, rule) for n, rule in enumerate(guide.rules) if rule.effect == "withhold"]
    return [(bit, routes[rule.route]) for bit, rule in left_out if not rule.catch_all]


def _leads(guide, nation):
    """Return what rules lead to in a nation, first those for some people, then those for people without a route.

    Each is (rule, tier, key of the route, the routes of which none may be left out), rules and routes as bits.
    """
    routes, found = _route_bits(guide), ([], [])
    for n, rule in sorted(enumerate(guide.rules), key=lambda numbered: numbered[1].tier):  # stable: then by position
        route = target(guide, guide.route(rule.route), nation)
        if route is not None and (rule.catch_all or rule.effect == "recommend"):
            lead = (1 << n, rule.tier, route.key, routes[rule.route] | routes[route.key])
            found[rule.catch_all].append(lead)
    return found


def _route_bits(guide):
    return {route.key: 1 << n for n, route in enumerate(guide.routes)}

"""Single answers of a finished walk changed, and what follows: all changes are tried side by side, as so many people.

Person 0 is the one who walked, each other is like them but for one answer. To ask all of a condition takes hardly
longer than to ask one (see referrals.engine.bits), so a result page can try dozens of changes.
tests/engine/test_trials.py holds this to walking again with referrals.engine.walk and referrals.engine.outcome.
"""

from functools import lru_cache

from referrals.engine.bits import Marks, who
from referrals.engine.conditions import place
from referrals.engine.definition import NATIONS
from referrals.engine.outcome import target

ANYWHERE = (*NATIONS, None)  # None: where the nation is not known


class Crowd:
    """Person 0 and, from 1 on, who differs in one `(key, answer)` each of `changed`, of questions that were asked.

    `arrived`: who comes to an end, not to a question without an answer. `same_urgent`: who comes to the last question
    with the urgent signs of person 0. `tiers`: by the key of each route, (tier, the people who are shown it), the first
    tier first; whom a sign stops is shown none.
    """

    def __init__(self, guide, walk, changed):
        self._ready, self._answered = _ready(guide), walk.answers.keys()
        everybody = (1 << (len(changed) + 1)) - 1
        self._having = self._marked(walk, changed, everybody)
        self.arrived, self.same_urgent, at_last_question = self._walk(everybody)
        self.tiers, self._shown_to = self._tiers(at_last_question)

    def shown(self, key):
        """Return the people who are shown a route."""
        return self._shown_to.get(key, 0)

    def tier(self, key, person):
        """Return the tier of a route that a person is shown, None where they are not."""
        there = 1 << person
        return next((tier for tier, people in self.tiers.get(key, ()) if people & there), None)

    def tiers_of(self, person):
        """Return the tier of each route that a person is shown, by its key."""
        there = 1 << person
        return {key: tier for key, found in self.tiers.items() for tier, people in reversed(found) if people & there}

    def _marked(self, walk, changed, everybody):
        """Return who has each mark, by its number."""
        marks, having = self._ready.marks, [0] * self._ready.marks.number
        for key, answer in walk.answers.items():
            for mark in marks.of(key, answer):
                having[mark] = everybody
        for person, (key, answer) in enumerate(changed, start=1):
            there = 1 << person
            for mark in marks.between(key, walk.answers[key], answer):
                having[mark] ^= there
        return having

    def _walk(self, walking):
        """Return who arrives, who of them with the same urgent signs, and who comes to the last question."""
        arrived, same_urgent, having = walking, walking, self._having
        for key, shown, signs in self._ready.steps:
            asked = who(shown, having, walking)
            if key not in self._answered:
                arrived &= ~asked
                walking &= ~asked
            elif asked != walking:
                for mark in self._ready.marks.by_question[key]:
                    having[mark] &= asked
            stopped = 0
            for lines, stops in signs:
                true = who(lines, having, walking)
                same_urgent &= true if true & 1 else ~true
                stopped |= true if stops else 0
            walking &= ~stopped
        return arrived, same_urgent & walking, walking

    def _tiers(self, people):
        """Return the tiers, and by the key of each route all who are shown it."""
        tiers, shown_to, ready = {}, {}, self._ready
        true = [who(lines, self._having, people) for lines in ready.rules]
        for nation, there in self._by_nation(people):
            withheld = dict.fromkeys(ready.routes, 0)
            for rule, key in ready.withholding:
                withheld[key] |= true[rule]
            for leads in ready.leads[nation]:
                without = there
                for rule, tier, key, named in leads:
                    shown = true[rule] & there & ~(withheld[key] | withheld[named])
                    if shown:
                        tiers.setdefault(key, []).append((tier, shown))
                        shown_to[key] = shown_to.get(key, 0) | shown
                        without &= ~shown
                there = without
        return tiers, shown_to

    def _by_nation(self, people):
        for mark, nation in self._ready.nations.items():
            there = people & self._having[mark]
            if there:
                people &= ~there
                yield nation, there
        if people:
            yield None, people


class _Ready:
    """A guide in the form in which answers are tried, its conditions as the lines of Marks.

    `steps` are the questions: the key, the condition that shows it, and the signs that are looked at after it, each
    with whether it stops. `rules` are the conditions of rules in the order of tiers, by which others number them.
    """

    def __init__(self, guide):
        self.marks = Marks(guide)
        self.steps = [self._step(guide, n, question) for n, question in enumerate(guide.questions)]
        rules = sorted(guide.rules, key=lambda rule: rule.tier)  # a stable sort: then by position
        self.rules = [self.marks.lines(rule.when) for rule in rules]
        self.routes = [route.key for route in guide.routes]
        left_out = [(n, rule) for n, rule in enumerate(rules) if rule.effect == "withhold" and not rule.catch_all]
        self.withholding = [(n, rule.route) for n, rule in left_out]
        self.leads = {nation: _leads(guide, rules, nation) for nation in ANYWHERE}
        options = guide.nation_question.options if guide.nation_question else ()
        self.nations = {self.marks.option(guide.nation_question.key, o.key): o.nation for o in options}

    def _step(self, guide, position, question):
        here = [sign for sign in guide.urgent_signs if place(guide, sign.when) == position]
        signs = [(self.marks.lines(sign.when), sign.stops) for sign in here]
        return question.key, self.marks.lines(question.shown_when), signs


@lru_cache(maxsize=8)
def _ready(guide):
    return _Ready(guide)


def _leads(guide, rules, nation):
    """Return what rules lead to in a nation, first those for some people, then those for people without a route.

    Each is (number of the rule, tier, key of the route, key of the route that it names).
    """
    found = ([], [])
    for n, rule in enumerate(rules):
        route = target(guide, guide.route(rule.route), nation)
        if route is not None and (rule.catch_all or rule.effect == "recommend"):
            found[rule.catch_all].append((n, rule.tier, route.key, rule.route))
    return found

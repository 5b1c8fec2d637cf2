"""Who depends on what in one guide: which conditions read a question, and which rules speak of a route."""

from collections import defaultdict

from referrals.engine.conditions import FACT_OPERATORS, place, reads, rows_within
from referrals.engine.definition import NATIONS
from referrals.engine.outcome import target


class Index:
    """Lookups that every encoding of a guide needs, made once. Rules and signs are named by their key.

    `uses_of_fact` names the `(part, key)` of all conditions that use a fact, directly or through other facts.
    """

    def __init__(self, guide):
        self.rules = {rule.key: rule for rule in guide.rules}
        self.order = {rule.key: position for position, rule in enumerate(guide.rules)}
        self.signs = {sign.key: sign for sign in guide.urgent_signs}
        self.places = {sign.key: place(guide, sign.when) for sign in guide.urgent_signs}
        self.signs_at = defaultdict(list)
        for sign in guide.urgent_signs:
            self.signs_at[self.places[sign.key]].append(sign.key)
        self._index_readers(guide)
        self._index_rules(guide)
        self._index_barriers(guide)

    def _index_readers(self, guide):
        self.fact_reads = {fact.key: reads(guide, fact.when) for fact in guide.facts}
        self.uses_of_fact = defaultdict(list)
        for part, field in (
            ("questions", "shown_when"),
            ("facts", "when"),
            ("rules", "when"),
            ("urgent_signs", "when"),
        ):
            for owner in getattr(guide, part):
                self._add_uses(guide, getattr(owner, field), (part, owner.key))
        self.shown_by, self.signs_by, self.rules_by = (defaultdict(list) for _ in range(3))
        for question in guide.questions:
            self._add(guide, self.shown_by, question.shown_when, question.key)
        for sign in guide.urgent_signs:
            self._add(guide, self.signs_by, sign.when, sign.key)
        for rule in guide.rules:
            self._add(guide, self.rules_by, rule.when, rule.key)

    def _add_uses(self, guide, condition, owner):
        facts = {row.fact: None for row in rows_within(guide, condition) if row.fact is not None}
        for key in facts:
            self.uses_of_fact[key].append(owner)

    def _add(self, guide, readers, condition, owner):
        read = set()
        for row in condition.rows if condition else ():
            read |= self.fact_reads[row.fact] if row.fact is not None else {row.question}
        for key in sorted(read, key=guide.position):
            readers[key].append(owner)

    def _index_rules(self, guide):
        """`targets`: for each recommending rule, the nations (None: unknown) that lead it to each route."""
        self.targets, self.entries = {}, defaultdict(list)
        self.withholding, self.touched_by = defaultdict(list), defaultdict(list)
        by_tier = sorted(guide.rules, key=lambda rule: rule.tier)
        for rule in by_tier:
            if rule.effect == "withhold" and not rule.catch_all:
                self.withholding[rule.route].append(rule.key)
                continue
            self.targets[rule.key] = self._targets(guide, rule)
            for route in self.targets[rule.key]:
                self.entries[route].append(rule.key)
                for touching in {rule.route: None, route: None}:
                    if route not in self.touched_by[touching]:
                        self.touched_by[touching].append(route)
        self.catch_all = [rule.key for rule in guide.rules if rule.catch_all]

    def _index_barriers(self, guide):
        """`naming`: by barrier the `(question, option)` that name it; `demanding`: the routes that it makes hard."""
        self.naming, self.demanding = defaultdict(list), defaultdict(list)
        self.barriers_of = defaultdict(set)
        for question in guide.questions:
            for option in question.options:
                if option.barrier is not None:
                    self.naming[option.barrier].append((question.key, option.key))
                    self.barriers_of[question.key].add(option.barrier)
        for route in guide.routes:
            for demand in route.demands:
                self.demanding[demand.barrier].append(route.key)

    @staticmethod
    def _targets(guide, rule):
        found = {}
        for nation in (*NATIONS, None):
            route = target(guide, guide.route(rule.route), nation)
            if route is not None:
                found.setdefault(route.key, []).append(nation)
        return found

    def reads(self, condition):
        """Return the keys of the questions a condition reads, directly or through facts."""
        read = set()
        for row in condition.rows if condition else ():
            read |= self.fact_reads[row.fact] if row.op in FACT_OPERATORS else {row.question}
        return read

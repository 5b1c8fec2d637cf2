"""The properties of a small guide by plain enumeration: everybody who can answer it is walked through the engine.

Written from the definitions in docs/engine.md, without formula or solver, to hold the prover against.
"""

from dataclasses import replace
from itertools import combinations, product

from referrals.engine.conditions import holds, reads
from referrals.engine.definition import BARRIERS, NATIONS, Condition
from referrals.engine.outcome import outcome, target
from referrals.engine.proof.told import told
from referrals.engine.vignettes import answers, replay
from referrals.engine.walk import walk


def everybody(guide):
    """Return all answers that can be given to all questions, as a list of mappings."""
    keys = [question.key for question in guide.questions]
    return [dict(zip(keys, given, strict=True)) for given in product(*map(allowed, guide.questions))]


def allowed(question):
    """Return every answer that a question allows."""
    nothing = [] if question.required else [None]
    if question.kind == "number":
        return [*nothing, *range(question.min, question.max + 1)]
    if question.kind == "single":
        return [*nothing, *(option.key for option in question.options)]
    ordinary = [option.key for option in question.options if not option.exclusive]
    chosen = [frozenset(some) for size in range(1, len(ordinary) + 1) for some in combinations(ordinary, size)]
    return [*nothing, *chosen, *(frozenset([option.key]) for option in question.options if option.exclusive)]


class Census:
    """Everybody's walk and outcome in one guide. `failing` lists `(property, subject)` for every fault, P2 to P19."""

    def __init__(self, guide):
        self.guide = guide
        self.people = everybody(guide)
        self.walks = [walk(guide, given) for given in self.people]
        self.results = [(walked, outcome(guide, walked)) for walked in self.walks]
        self.ended = [(walked, found) for walked, found in self.results if not walked.stopped]
        self.told = [told(found, walked.voice) for walked, found in self.results]

    def failing(self):
        """Return all `(property, subject)` that fail, sorted; a subject comes once for each fault."""
        checks = (self.p2, self.p3, self.p4, self.p5, self.p7, self.p8, self.p9, self.p11, self.p13, self.p13w)
        return sorted(fault for check in (*checks, self.p14, self.p15, self.p16, self.p19) for fault in check())

    def p2(self):
        for question in self.guide.questions:
            if not any(question.key in walked.answers for walked in self.walks):
                yield "P2", f"questions.{question.key}.shown_when"

    def p3(self):
        for rule in self.guide.rules:
            rest = tuple(item for item in self.guide.rules if item.key != rule.key)
            if not rule.catch_all and self.same_for_all(replace(self.guide, rules=rest)):
                yield "P3", f"rules.{rule.key}"

    def p4(self):
        for sign in self.guide.urgent_signs:
            if not any(sign in walked.signs for walked in self.walks):
                yield "P4", f"urgent_signs.{sign.key}.when"

    def p5(self):
        """P5, P5c and P6."""
        ordinary = replace(self.guide, rules=tuple(rule for rule in self.guide.rules if not rule.catch_all))
        if any(not outcome(ordinary, walked).routes for walked, _ in self.ended):
            yield "P5", "rules"
        if any(all(item.tier != 1 for item in found.routes) for _, found in self.ended):
            yield "P6", "rules"
        for rule in self.guide.rules:
            if rule.catch_all and any(rule in item.rules for _, found in self.ended for item in found.routes):
                yield "P5c", f"rules.{rule.key}"

    def p7(self):
        for sign in self.guide.urgent_signs:
            for key in reads(self.guide, sign.when):
                if any(self._gets_round(walked, sign, key) for walked, _ in self.ended):
                    yield "P7", f"urgent_signs.{sign.key}.may_skip_when"

    def _gets_round(self, walked, sign, key):
        may_skip = sign.may_skip_when is not None and holds(self.guide, sign.may_skip_when, walked.answers)
        return key not in walked.answers and not may_skip

    def p8(self):
        for sign in self.guide.urgent_signs:
            for nation in (*NATIONS, None):
                here = [found for _, found in self.results if sign in found.urgent and (found.nation or None) == nation]
                if any(self._silent(sign.advice[nation or "unknown"], found.voice) for found in here):
                    yield "P8", f"urgent_signs.{sign.key}.advice.{nation or 'unknown'}"

    @staticmethod
    def _silent(advice, voice):
        return any(words is None or not words.in_voice(voice).strip() for words in (advice.act, advice.text))

    def p9(self):
        """P9 and P10."""
        for question in self.guide.questions:
            subject = f"questions.{question.key}"
            if question.kind == "number" and self.same_without(question, None):
                yield "P9", subject
            for option in question.options:
                same = self.same_without(question, option.key)
                if (option.neutral == "no") == same:
                    yield "P9" if same else "P10", f"{subject}.options.{option.key}"

    def same_without(self, question, option):
        """Whether everybody is told the same when an option (None: the answer) is taken away from them."""
        optional = tuple(
            replace(item, required=False) if item.key == question.key else item for item in self.guide.questions
        )
        relaxed = replace(self.guide, questions=optional)
        for given, walked, said in zip(self.people, self.walks, self.told, strict=True):
            answer = given[question.key]
            chosen = answer if isinstance(answer, frozenset) else {answer}
            if question.key not in walked.answers or answer is None or (option is not None and option not in chosen):
                continue
            left = answer - {option} if isinstance(answer, frozenset) else None
            without = walk(relaxed, {**given, question.key: left or None})
            if told(outcome(relaxed, replace(without, voice=walked.voice)), walked.voice) != said:
                return False
        return True

    def same_for_all(self, other):
        """Whether everybody is told the same by another guide with the same questions and answers."""
        return all(
            told(outcome(other, walk(other, given)), walked.voice) == said
            for given, walked, said in zip(self.people, self.walks, self.told, strict=True)
        )

    def p11(self):
        for rule in self.guide.rules:
            firing = [walked for walked, found in self.ended if self._fires(rule, walked, found)]
            if rule.asserts is None:
                said = f"{rule.reason.you} {rule.reason.carer}".split() if rule.reason else []
                wrong = bool(said) and (rule.when is not None or "you" in said or "they" in said)
            else:
                wrong = any(not holds(self.guide, rule.asserts, walked.answers) for walked in firing)
            if wrong:
                yield "P11", f"rules.{rule.key}.asserts"

    def _fires(self, rule, walked, found):
        served = any(not item.catch_all for route in found.routes for item in route.rules)
        return holds(self.guide, rule.when, walked.answers) and not (rule.catch_all and served)

    def p13(self):
        for n, pair in enumerate(self.guide.exclusive_pairs):
            both = {(pair.a.kind, pair.a.key), (pair.b.kind, pair.b.key)}
            if any(both <= self._members(walked, found) for walked, found in self.results):
                yield "P13", f"exclusive_pairs.{n}"

    def _members(self, walked, found):
        """Return the signs, routes and rules that an outcome shows."""
        members = {("sign", sign.key) for sign in found.urgent}
        members |= {("route", item.route.key) for item in found.routes}
        members |= {("rule", rule.key) for item in found.routes for rule in item.rules}
        left_out = {item.route.key for item in found.not_suggested}
        fired = [] if walked.stopped else self._ordinary(walked)
        taken = set()
        for rule in fired:
            leads = target(self.guide, self.guide.route(rule.route), walked.nation)
            if rule.effect == "recommend" and leads is not None and leads.key in left_out:
                taken |= {rule.route, leads.key}
        return members | {("rule", rule.key) for rule in fired if rule.effect == "withhold" and rule.route in taken}

    def _ordinary(self, walked):
        return [
            rule for rule in self.guide.rules if not rule.catch_all and holds(self.guide, rule.when, walked.answers)
        ]

    def p13w(self):
        taking = set()
        for walked, _ in self.ended:
            fired = self._ordinary(walked)
            for one, other in product(fired, fired):
                if (one.effect, other.effect) == ("withhold", "recommend"):
                    leads = target(self.guide, self.guide.route(other.route), walked.nation)
                    if leads is not None and one.route in (other.route, leads.key):
                        taking.add(one.key)
        yield from (("P13w", f"rules.{key}") for key in taking)

    def p14(self):
        for subject, condition, people in self._where_conditions_hold():
            for row in condition.rows if condition else ():
                if row.op in ("none_of", "not_answered", "not_holds"):
                    read = reads(self.guide, Condition(((row,),)))
                    if any(key not in answered for answered in people for key in read):
                        yield "P14", subject

    def _where_conditions_hold(self):
        """Yield `(subject, condition, answers)` with the answers of everybody for whom the condition counts as true."""
        ends = [walked.answers for walked, _ in self.ended]
        for question in self.guide.questions:
            asked = [walked.answers for walked in self.walks if question.key in walked.answers]
            earlier = self.guide.questions[: self.guide.position(question.key)]
            known = [{item.key: given[item.key] for item in earlier if item.key in given} for given in asked]
            yield f"questions.{question.key}.shown_when", question.shown_when, known
        for fact in self.guide.facts:
            yield f"facts.{fact.key}.when", fact.when, [given for given in ends if holds(self.guide, fact.when, given)]
        for rule in self.guide.rules:
            firing = [given for given in ends if holds(self.guide, rule.when, given)]
            if not rule.catch_all:
                yield f"rules.{rule.key}.when", rule.when, firing
                claimed = [given for given in firing if holds(self.guide, rule.asserts, given)]
                yield f"rules.{rule.key}.asserts", rule.asserts, claimed
        for sign in self.guide.urgent_signs:
            known = [walked.answers for walked in self.walks if sign in walked.signs]
            yield f"urgent_signs.{sign.key}.when", sign.when, known

    def p15(self):
        for part, field in (
            ("questions", "shown_when"),
            ("facts", "when"),
            ("rules", "when"),
            ("urgent_signs", "when"),
        ):
            for item in getattr(self.guide, part):
                if getattr(item, field) is not None and not getattr(item, "catch_all", False):
                    for less in shorter(getattr(item, field), whole=part in ("questions", "rules")):
                        if self._redundant(part, item, field, less):
                            yield "P15", f"{part}.{item.key}.{field}"

    def _redundant(self, part, item, field, less):
        items = tuple(
            replace(other, **{field: less}) if other.key == item.key else other for other in getattr(self.guide, part)
        )
        other = replace(self.guide, **{part: items})
        asked = [walked.answers.keys() & {item.key} for walked in self.walks]
        if part == "questions" and asked != [walk(other, given).answers.keys() & {item.key} for given in self.people]:
            return False
        return self.same_for_all(other)

    def p16(self):
        """P16 and P17."""
        signs, rules = set(), set()
        for vignette in self.guide.vignettes:
            if replay(self.guide, vignette):
                yield "P16", f"vignettes.{vignette.key}"
            walked = walk(self.guide, answers(self.guide, vignette))
            if walked.finished:
                found = outcome(self.guide, walked)
                signs |= {sign.key for sign in found.urgent}
                rules |= {rule.key for item in found.routes for rule in item.rules}
        for sign in self.guide.urgent_signs:
            if sign.key not in signs:
                yield "P17", f"urgent_signs.{sign.key}"
        for rule in self.guide.rules:
            if (rule.effect, rule.tier) == ("recommend", 1) and not rule.catch_all and rule.key not in rules:
                yield "P17", f"rules.{rule.key}"

    def p19(self):
        for barrier, nation in product(BARRIERS, (*NATIONS, None)):
            for walked, found in self.ended:
                met = set(self._barriers(walked))
                if (
                    walked.nation == nation
                    and barrier in met
                    and not any(_possible(item, met) for item in found.routes)
                ):
                    yield "P19", "routes"
                    break

    def _barriers(self, walked):
        """Return the barriers that the answers of a walk name."""
        for question in self.guide.questions:
            answer = walked.answers.get(question.key)
            chosen = answer if isinstance(answer, frozenset) else {answer}
            yield from (option.barrier for option in question.options if option.barrier and option.key in chosen)


def _possible(item, barriers):
    return all(demand.way_round or demand.barrier not in barriers for demand in item.route.demands)


def shorter(condition, *, whole):
    """Return a condition without one line, and without one row, in turn; None where the whole may be missing."""
    lines = [list(line) for line in condition.lines]
    found = []
    for n, line in enumerate(lines):
        rest = lines[:n] + lines[n + 1 :]
        if rest or whole:
            found.append(rest)
        if len(line) > 1:
            found += [[*lines[:n], line[:m] + line[m + 1 :], *lines[n + 1 :]] for m in range(len(line))]
    return [Condition(tuple(tuple(line) for line in rest)) if rest else None for rest in found]

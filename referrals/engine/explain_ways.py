"""Ways to make a condition true: the sets of pieces of answers that are each enough for it.

A piece is `(position of the question, kind, value)`: an option that is chosen or not chosen (by its index), a number,
or nothing at all. A set is enough when every line has a row that is true whatever else was answered.
"""

from functools import lru_cache

from referrals.engine.conditions import COMPARE, FACT_OPERATORS, NUMBER_OPERATORS, options_chosen, reads
from referrals.engine.references import conditions_with_paths

CHOSEN, NUMBER, NOTHING, NOT_CHOSEN = range(4)
# More ways than this are never kept at once, the cheapest first, so that a strange condition cannot hold up a page.
LIMIT = 400


class Ways:
    """The ways for one guide. `fits(piece)` says which pieces may be used, `cost(way)` which ways are kept first.

    `numbers` maps the position of a number question to the numbers to think of. `cut`: whether more than LIMIT were
    found, so that some are missing.
    """

    def __init__(self, guide, numbers, fits, cost):
        self.guide, self.numbers, self.fits, self.cost, self.cut = guide, numbers, fits, cost, False

    def of(self, condition, wanted=True):
        """Return the ways, cheapest first, to make a condition true, or false when not `wanted`; each a frozenset."""
        if condition is None:
            return [frozenset()] if wanted else []
        lines = ([self._of_row(row, wanted) for row in line] for line in condition.lines)
        if wanted:
            return self._all_of([self._any_of(rows) for rows in lines])
        return self._any_of([self._all_of(rows) for rows in lines])

    def _any_of(self, alternatives):
        return self._cheapest({way for ways in alternatives for way in ways})

    def _all_of(self, parts):
        ways, *others = parts or [[frozenset()]]
        for part in others:
            both = {way | other for way in ways for other in part}
            ways = self._cheapest({way for way in both if self._can_be(way)})
        return ways

    def _cheapest(self, ways):
        if len(ways) < 2:
            return list(ways)
        kept, self.cut = [], self.cut or len(ways) > LIMIT
        for way in sorted(ways, key=lambda way: (self.cost(way), sorted(way)))[:LIMIT]:
            if not any(other <= way for other in kept):
                kept.append(way)
        return kept

    def _of_row(self, row, wanted):
        if row.op in FACT_OPERATORS:
            return self.of(self.guide.fact(row.fact).when, wanted == (row.op == "holds"))
        position = self.guide.position(row.question)
        found = self._of_question(self.guide.questions[position], position, row, wanted)
        return [way for way in found if all(map(self.fits, way))]

    def _of_question(self, question, position, row, wanted):
        if _impossible(question, row):
            return [] if wanted else [frozenset()]
        nothing = frozenset([(position, NOTHING, 0)])
        if row.op in ("answered", "not_answered"):
            return self._anything(question, position) if wanted == (row.op == "answered") else [nothing]
        if row.op in NUMBER_OPERATORS:
            numbers = (n for n in self.numbers[position] if COMPARE[row.op](n, row.number) == wanted)
            return [frozenset([(position, NUMBER, n)]) for n in numbers] + ([] if wanted else [nothing])
        named = {n for n, option in enumerate(question.options) if option.key in row.options}
        if wanted == (row.op == "none_of"):
            return [*_without(question, position, named, together=row.op != "all_of"), nothing]
        if row.op == "all_of":
            return [frozenset((position, CHOSEN, n) for n in named)]
        return [frozenset([(position, CHOSEN, n)]) for n in named]

    def _anything(self, question, position):
        if question.kind == "number":
            return [frozenset([(position, NUMBER, n)]) for n in self.numbers[position]]
        return [frozenset([(position, CHOSEN, n)]) for n in range(len(question.options))]

    def _can_be(self, way):
        """Whether one person can answer like this."""
        by_position = {}
        for position, kind, value in way:
            by_position.setdefault(position, {}).setdefault(kind, set()).add(value)
        return all(_one_answer(self.guide.questions[position], kinds) for position, kinds in by_position.items())


@lru_cache(maxsize=1024)  # a few guides, each of some dozens of rules
def ways_for_anybody(guide, rule_key):
    """Return all ways to make a rule true, the smallest first; None where they are too many, or turn on a number.

    Those of them of which all pieces are true of a person are the ways of this person.
    """
    condition, ways = guide.rule(rule_key).when, Ways(guide, {}, lambda piece: True, len)
    if any(guide.question(key).kind == "number" for key in reads(guide, condition)):
        return None
    found = ways.of(condition)
    return None if ways.cut else found


def _impossible(question, row):
    """Whether no answer at all makes the row true."""
    if row.op == "all_of":
        return len(row.options) > 1 and any(question.option(key).exclusive for key in row.options)
    return (row.op == "lt" and row.number <= question.min) or (row.op == "gt" and row.number >= question.max)


def _without(question, position, named, *, together):
    """Ways not to choose the named options, all of them `together` or one of them: other answers, or no tick."""
    # One choice excludes all others, an exclusive option all ticks, and any tick the exclusive option.
    all_exclude = question.kind == "single" or all(question.options[n].exclusive for n in named)
    others = [n for n, option in enumerate(question.options) if n not in named and (all_exclude or option.exclusive)]
    ways = [frozenset([(position, CHOSEN, n)]) for n in others]
    if question.kind == "multi" and together:
        ways.append(frozenset((position, NOT_CHOSEN, n) for n in named))
    elif question.kind == "multi":
        ways += [frozenset([(position, NOT_CHOSEN, n)]) for n in named]
    return ways


def _one_answer(question, kinds):
    chosen, numbers = kinds.get(CHOSEN, set()), kinds.get(NUMBER, set())
    alone = question.kind == "single" or any(question.options[n].exclusive for n in chosen)
    return (
        chosen.isdisjoint(kinds.get(NOT_CHOSEN, ()))
        and not (alone and len(chosen) > 1)
        and len(numbers) <= 1
        and not (NOTHING in kinds and (chosen or numbers))
    )


def true_of(guide, answers):
    """Return a function: whether a piece is true of these answers of a walk."""

    def fits(piece):
        position, kind, value = piece
        question = guide.questions[position]
        answer = answers.get(question.key)
        if kind == NUMBER:
            return answer == value
        if kind == NOTHING:
            return answer is None
        return (question.options[value].key in options_chosen(answer)) == (kind == CHOSEN)

    return fits


@lru_cache(maxsize=8)
def telling_numbers(guide):
    """Return, for each number question by position, numbers on both sides of every comparison and both bounds."""
    found = {n: {q.min, q.max} for n, q in enumerate(guide.questions) if q.kind == "number"}
    for _, condition in conditions_with_paths(guide):
        for row in condition.rows:
            if row.op in NUMBER_OPERATORS:
                found[guide.position(row.question)] |= {row.number - 1, row.number, row.number + 1}
    return {
        n: sorted(value for value in values if guide.questions[n].min <= value <= guide.questions[n].max)
        for n, values in found.items()
    }

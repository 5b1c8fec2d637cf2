"""Answers as one whole number, and conditions that are asked of it: the same truth as referrals.engine.conditions.

Each option of each question is a bit; so is that a question was answered at all, and each comparison with a number that
a condition makes. Bits of a question stand after those of all questions before it.

A condition is `lines`, which must all be true. A line is `(mask, others)`: true where one bit of the mask is set, or
where one of the others, each `(lines, wanted)`, is as wanted.
"""

from referrals.engine.conditions import COMPARE, NUMBER_OPERATORS, options_chosen
from referrals.engine.references import conditions_with_paths


class Bits:
    """The bits of one guide. `before[n]` are all those of the questions before position n."""

    def __init__(self, guide):
        self._guide, self._used, self._facts = guide, 0, {}
        self._options, self._answered, self._compared, self.before = {}, {}, {}, [0]
        numbers = _compared(guide)
        for question in guide.questions:
            self._answered[question.key] = self._new()
            self._options[question.key] = {option.key: self._new() for option in question.options}
            self._compared[question.key] = {pair: self._new() for pair in sorted(numbers.get(question.key, ()))}
            self.before.append((1 << self._used) - 1)

    def of(self, key, answer):
        """Return the bits of an answer to the question `key`; no answer (None) has none."""
        if answer is None:
            return 0
        if isinstance(answer, int):
            true = [bit for (op, number), bit in self._compared[key].items() if COMPARE[op](answer, number)]
        else:
            options = self._options[key]
            true = [options[option] for option in options_chosen(answer)]
        return united([self._answered[key], *true])

    def each(self):
        """Return every bit there is."""
        return one_by_one(self.before[-1])

    def option(self, key, option):
        """Return the bit of an option of the question `key`."""
        return self._options[key][option]

    def lines(self, condition):
        """Return the lines of a condition; one that is missing (None) has none, and is always true."""
        return tuple(self._line(rows) for rows in condition.lines) if condition else ()

    def _line(self, rows):
        found = [self._row(row) for row in rows]
        return united(mask for mask, _ in found), tuple(other for _, others in found for other in others)

    def _row(self, row):
        if row.fact is not None:
            return 0, ((self._fact(row.fact), row.op == "holds"),)
        if row.op in NUMBER_OPERATORS:
            return self._compared[row.question][row.op, row.number], ()
        if row.op in ("answered", "not_answered"):
            return _some([self._answered[row.question]], row.op == "answered")
        options = [self._options[row.question][key] for key in row.options]
        if row.op == "all_of":
            return 0, ((tuple((bit, ()) for bit in options), True),)
        return _some(options, row.op == "any_of")

    def _fact(self, key):
        if key not in self._facts:
            self._facts[key] = self.lines(self._guide.fact(key).when)
        return self._facts[key]

    def _new(self):
        self._used += 1
        return 1 << (self._used - 1)


def is_true(lines, bits):
    """Whether all these lines are true of answers."""
    for mask, others in lines:  # loops, not all() of any(): a result asks this hundreds of times
        if bits & mask:
            continue
        for inner, wanted in others:
            if is_true(inner, bits) == wanted:
                break
        else:
            return False
    return True


def read_by(lines):
    """Return all the bits that decide whether lines are true."""
    return united(mask | read_by(inner) for mask, others in lines for inner in [(), *(line for line, _ in others)])


def _some(bits, wanted):
    """Return the row “one of these bits is set”, or its opposite."""
    return (united(bits), ()) if wanted else (0, ((((united(bits), ()),), False),))


def united(masks):
    """Return the bits of all masks."""
    found = 0
    for mask in masks:
        found |= mask
    return found


def one_by_one(bits):
    """Return the bits that are set, each by itself, the lowest first."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest)
        bits ^= lowest
    return found


def _compared(guide):
    """Return the (operator, number) pairs that conditions compare each number question with."""
    found = {}
    for _, condition in conditions_with_paths(guide):
        for row in condition.rows:
            if row.op in NUMBER_OPERATORS:
                found.setdefault(row.question, set()).add((row.op, row.number))
    return found

"""Conditions asked of many people at once: the same truth as referrals.engine.conditions.

A set of people is one whole number with a bit for each. What conditions can see of an answer are its marks: each
option, that the question was answered at all, and each comparison with a number that a condition makes. So to ask who
has one of two marks is one “or”, however many people there are.

A condition is `lines`, which must all be true. A line is `(marks, others)`: true of who has one of the marks, and of
whom one of the others, each `(lines, wanted)`, is as wanted.
"""

from referrals.engine.conditions import COMPARE, NUMBER_OPERATORS, options_chosen
from referrals.engine.references import conditions_with_paths


class Marks:
    """The marks of one guide: `number` of them, from 0 on, and those of each question by its key."""

    def __init__(self, guide):
        self.number, self.by_question = 0, {}
        self._guide, self._options, self._answered, self._compared, self._facts = guide, {}, {}, {}, {}
        numbers = _compared(guide)
        for question in guide.questions:
            before = self.number
            self._answered[question.key] = self._new()
            self._options[question.key] = {option.key: self._new() for option in question.options}
            self._compared[question.key] = {pair: self._new() for pair in sorted(numbers.get(question.key, ()))}
            self.by_question[question.key] = range(before, self.number)

    def of(self, key, answer):
        """Return the marks of an answer to the question `key`, as a set; no answer (None) has none."""
        if answer is None:
            return set()
        if isinstance(answer, int):
            true = [mark for (op, number), mark in self._compared[key].items() if COMPARE[op](answer, number)]
        else:
            true = map(self._options[key].__getitem__, options_chosen(answer))
        return {self._answered[key], *true}

    def between(self, key, answer, other):
        """Return the marks that one of two answers to the question `key` has and the other has not."""
        if not answer or not other or isinstance(answer, int):
            return self.of(key, answer) ^ self.of(key, other)
        options = self._options[key]
        if isinstance(answer, str):
            return options[answer], options[other]
        return [options[option] for option in answer ^ other]

    def option(self, key, option):
        """Return the mark of an option of the question `key`."""
        return self._options[key][option]

    def lines(self, condition):
        """Return the lines of a condition; one that is missing (None) has none, and is always true."""
        return tuple(self._line(rows) for rows in condition.lines) if condition else ()

    def _line(self, rows):
        found = [self._row(row) for row in rows]
        return [mark for marks, _ in found for mark in marks], [other for _, others in found for other in others]

    def _row(self, row):
        if row.fact is not None:
            return [], [(self._fact(row.fact), row.op == "holds")]
        if row.op in NUMBER_OPERATORS:
            return [self._compared[row.question][row.op, row.number]], []
        if row.op in ("answered", "not_answered"):
            return _one_of([self._answered[row.question]], row.op == "answered")
        options = [self._options[row.question][key] for key in row.options]
        if row.op == "all_of":
            return [], [(tuple(([option], []) for option in options), True)]
        return _one_of(options, row.op == "any_of")

    def _fact(self, key):
        if key not in self._facts:
            self._facts[key] = self.lines(self._guide.fact(key).when)
        return self._facts[key]

    def _new(self):
        self.number += 1
        return self.number - 1


def who(lines, having, people):
    """Return of whom of these people all lines are true; `having` are the people who have each mark, by its number."""
    for marks, others in lines:  # loops, not sums: a result asks this a hundred times
        some = 0
        for mark in marks:
            some |= having[mark]
        for inner, wanted in others:
            true = who(inner, having, people)
            some |= true if wanted else people & ~true
        people &= some
        if not people:
            break
    return people


def first(people):
    """Return the lowest number of these people, who are some."""
    return (people & -people).bit_length() - 1


def _one_of(marks, wanted):
    """Return the row “has one of these marks”, or its opposite."""
    return (marks, []) if wanted else ([], [(((marks, []),), False)])


def _compared(guide):
    """Return the (operator, number) pairs that conditions compare each number question with."""
    found = {}
    for _, condition in conditions_with_paths(guide):
        for row in condition.rows:
            if row.op in NUMBER_OPERATORS:
                found.setdefault(row.question, set()).add((row.op, row.number))
    return found

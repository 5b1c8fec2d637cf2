"""All walks through a guide, told apart by no more than decides which questions are asked and where the walk stops.

The answers to a question are sorted into kinds: two answers are of one kind when they make the same rows true. Then
the questions are passed in order, keeping for each state (which rows that are still read are true) and each number of
questions asked so far one person and their share.
"""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from referrals.engine.conditions import row_holds

MOST_STEPS = 20_000  # a guide with more, such as one of 200 questions, has too many lengths to read
MOST_STEPS_ALONE = 200_000  # the longest walk alone: about a second
MOST_KINDS = 4_000


class TooMany(Exception):
    """There are more walks than can be told apart."""


@dataclass(frozen=True)
class Ending:
    """All walks that end after the same position (None: at the end) with as many questions asked.

    `share` is exact, if every single answer to a question were equally common; `answers` are those of one person.
    """

    position: int | None
    asked: int
    share: Fraction
    answers: dict


def endings(guide, *, longest_only=False):
    """Return the Endings of a guide, in the order of their place. Raises TooMany.

    With `longest_only`, of walks in the same state only one of the longest goes on: the longest of all is still found.
    """
    rows = _Rows(guide)
    going, found, steps = {((), 0): [Fraction(1), ()]}, {}, 0
    for position, question in enumerate(guide.questions):
        kinds, passed = rows.kinds(question), {}
        for (state, asked), (share, answers) in going.items():
            known = dict(zip(rows.kept_before(position), state, strict=True))
            shown = rows.holds(question.shown_when, known)
            for truths, part, answer in kinds if shown else rows.unasked(question):
                now, given = {**known, **truths}, (*answers, (question.key, answer)) if shown else answers
                if any(rows.holds(sign.when, now) for sign in rows.stopping[position]):
                    _add(found, (position, asked + shown), share * part, given)
                else:
                    _add(passed, (rows.state_after(position, now), asked + shown), share * part, given)
                steps += 1
        going = _longest(passed) if longest_only else passed
        if steps > (MOST_STEPS_ALONE if longest_only else MOST_STEPS):
            raise TooMany
    for (_, asked), (share, answers) in going.items():
        _add(found, (None, asked), share, answers)
    return [Ending(place, asked, share, dict(answers)) for (place, asked), (share, answers) in found.items()]


def _add(walks, key, share, answers):
    """Add a share to the walks of one kind, of which the first keeps its answers."""
    walks.setdefault(key, [Fraction(0), answers])[0] += share


def deciding(guide):
    """Return the keys of the questions that decide which others are asked and where walks stop."""
    return _Rows(guide).questions


def _longest(passed):
    """Keep for each state the walks with most questions."""
    best = {}
    for (state, asked), entry in passed.items():
        if asked > best.get(state, (-1, None))[0]:
            best[state] = (asked, entry)
    return {(state, asked): entry for state, (asked, entry) in best.items()}


class _Rows:
    """The rows that decide which questions are asked and where walks stop, and how long each of them is read."""

    def __init__(self, guide):
        self.guide = guide
        self.stopping = defaultdict(list)
        self._last, self._of_question = {}, defaultdict(list)
        for position, question in enumerate(guide.questions):
            self._add(question.shown_when, position)
        for sign in guide.urgent_signs:
            if sign.stops:
                place = max(guide.position(row.question) for row in self._rows(sign.when))
                self.stopping[place].append(sign)
                self._add(sign.when, place)
        self._kept = self._keep()

    def _add(self, condition, position):
        for row in self._rows(condition):
            if row not in self._last:
                self._of_question[row.question].append(row)
            self._last[row] = max(position, self._last.get(row, -1))

    def _rows(self, condition):
        for row in condition.rows if condition else ():
            if row.fact is None:
                yield row
            else:
                yield from self._rows(self.guide.fact(row.fact).when)

    def _keep(self):
        kept, now = [()], []
        for position, question in enumerate(self.guide.questions):
            now = [row for row in [*now, *self._of_question[question.key]] if self._last[row] > position]
            kept.append(tuple(now))
        return kept

    def kept_before(self, position):
        """Return the rows, read later, on questions before a position."""
        return self._kept[position]

    def state_after(self, position, known):
        """Return the truth of the rows that are still read after a position."""
        return tuple(known[row] for row in self._kept[position + 1])

    def holds(self, condition, known):
        """Whether a condition is true, given the truth of its rows."""
        return condition is None or all(any(self._row(row, known) for row in line) for line in condition.lines)

    def _row(self, row, known):
        if row.fact is None:
            return known[row]
        return self.holds(self.guide.fact(row.fact).when, known) == (row.op == "holds")

    def unasked(self, question):
        """Return what kinds returns for a question that is not asked: one kind, without an answer."""
        truths = {row: row_holds(self.guide, row, {}) for row in self._of_question[question.key]}
        return [(truths, Fraction(1), None)]

    @property
    def questions(self):
        """The keys of the questions that decide."""
        return {key for key, rows in self._of_question.items() if rows}

    def kinds(self, question):
        """Return `(truths, share, answer)` for each kind of answer to a question. Raises TooMany."""
        rows, alone = self._of_question[question.key], _alone(question)
        found = {}
        together = _together(question, rows) if question.kind == "multi" else ()
        for answer, times in [*((answer, 1) for answer in alone), *((answer, 0) for answer in together)]:
            truths = {row: row_holds(self.guide, row, {question.key: answer}) for row in rows}
            entry = found.setdefault(tuple(truths.values()), [truths, 0, answer])
            entry[1] += times
        return [(truths, Fraction(times, len(alone)), answer) for truths, times, answer in found.values()]


def _alone(question):
    """Return the answers of one choice, and no answer where that is allowed."""
    if question.kind == "number":
        chosen = list(range(question.min, question.max + 1))
    else:
        keys = [option.key for option in sorted(question.options, key=lambda option: not option.exclusive)]
        chosen = [frozenset([key]) for key in keys] if question.kind == "multi" else keys
    return chosen if question.required else [*chosen, None]


def _together(question, rows):
    """Return sets of ordinary options, one for each way to touch the rows."""
    ordinary = [option.key for option in question.options if not option.exclusive]
    found = {}
    for key in ordinary:
        own = frozenset(_touched(rows, key))
        for touched, chosen in [(frozenset(), frozenset()), *found.items()]:
            found.setdefault(touched | own, chosen | {key})
        if len(found) > MOST_KINDS:
            raise TooMany
    return found.values()


def _touched(rows, key):
    """Yield what an option does to rows: for “all of” each option counts, for others only whether any is there."""
    for n, row in enumerate(rows):
        if key in row.options:
            yield n, key if row.op == "all_of" else None
        yield "answered", None

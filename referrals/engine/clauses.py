"""Conditions multiplied out: facts written out, until only plain comparisons with one question each are left.

Other form systems have no facts and no “none of”. They can say: all of these lines, and in each line one of these
comparisons. Here such a line is a clause, and a comparison an Atom.
"""

from dataclasses import dataclass
from itertools import product

from referrals.engine.conditions import NUMBER_OPERATORS

MOST = 32  # clauses of one condition; more is too complex to export
MOST_WHILE_MULTIPLYING = 4096
OPPOSITE = {"lt": "ge", "ge": "lt", "le": "gt", "gt": "le"}


class TooComplex(ValueError):
    """A condition has more than MOST clauses once its facts are written out."""


@dataclass(frozen=True, order=True)
class Atom:
    """One comparison. `op` is is, is_not (of an option), exists, missing, or one of lt le eq ge gt (of a number).

    An answer to several options `is` each that is chosen. Without an answer only `is_not` and `missing` are true.
    """

    question: str
    op: str
    value: str | int | None = None


def clauses(guide, condition, *, negated=False, most=MOST):
    """Return the clauses of a condition, or of its opposite: frozensets of Atoms, one of each must be true.

    They are in the order of the condition, none follows from another; no condition has no clauses, and a condition that
    is never true has an empty one. Raises TooComplex above `most`.
    """
    found = _shortest(_opposite(guide, condition) if negated else _whole(guide, condition))
    if len(found) > most:
        raise TooComplex(f"{len(found)} lines once the facts are written out; at most {most} can be exported")
    return found


def _whole(guide, condition):
    """Return the clauses of a condition: those of all its lines."""
    return [clause for line in condition.lines for clause in _line(guide, line)] if condition else []


def _line(guide, line):
    """Return the clauses of one line: its rows are alternatives, so each way to combine theirs is a clause."""
    return _either(_row(guide, row) for row in line)


def _opposite(guide, condition):
    """Return the clauses of the opposite: some line has no true row."""
    if condition is None:
        return [frozenset()]
    return _either([clause for row in line for clause in _not_row(guide, row)] for line in condition.lines)


def _either(choices):
    """Return the clauses of “one of these lists of clauses is true”."""
    found = [frozenset()]
    for choice in choices:
        found = _shortest(one | other for one, other in product(found, choice))
        if len(found) > MOST_WHILE_MULTIPLYING:
            raise TooComplex("too many lines once the facts are written out")
    return found


def _row(guide, row):
    if row.fact is not None:
        when = guide.fact(row.fact).when
        return _whole(guide, when) if row.op == "holds" else _opposite(guide, when)
    if row.op == "any_of":
        return [frozenset(Atom(row.question, "is", option) for option in row.options)]
    if row.op == "all_of":
        return [frozenset([Atom(row.question, "is", option)]) for option in row.options]
    if row.op == "none_of":
        return [frozenset([Atom(row.question, "is_not", option)]) for option in row.options]
    if row.op in NUMBER_OPERATORS:
        return [frozenset([Atom(row.question, row.op, row.number)])]
    return [frozenset([Atom(row.question, "exists" if row.op == "answered" else "missing")])]


def _not_row(guide, row):
    """Return the clauses of the opposite of a row. A comparison of numbers is also untrue without an answer."""
    if row.fact is not None:
        when = guide.fact(row.fact).when
        return _opposite(guide, when) if row.op == "holds" else _whole(guide, when)
    if row.op in NUMBER_OPERATORS:
        others = [OPPOSITE[row.op]] if row.op in OPPOSITE else ["lt", "gt"]
        atoms = [Atom(row.question, op, row.number) for op in others]
        return [frozenset([*atoms, Atom(row.question, "missing")])]
    turned = {"is": "is_not", "is_not": "is", "exists": "missing", "missing": "exists"}
    return _either(
        [frozenset([Atom(atom.question, turned[atom.op], atom.value)]) for atom in clause]
        for clause in _row(guide, row)
    )


def _shortest(found):
    """Leave out clauses that are always true, that come twice, or that follow from a shorter one."""
    kept = list(dict.fromkeys(clause for clause in found if not _always(clause)))
    return [clause for clause in kept if not any(other < clause for other in kept)]


def _always(clause):
    return any(
        (atom.op == "is_not" and Atom(atom.question, "is", atom.value) in clause)
        or (atom.op == "missing" and Atom(atom.question, "exists") in clause)
        for atom in clause
    )

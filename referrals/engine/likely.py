"""Which conditions are worth asking: most need one of a few options, so of all others it is known that they are false.

A guide has a hundred conditions, and an answer makes few of them true. tests/engine/test_likely.py holds that none is
passed over that is true.
"""

from referrals.engine.conditions import options_chosen


class Likely:
    """Rules or urgent signs of one guide, found by the options of which each needs one."""

    def __init__(self, guide, items):
        self._items, self._always, self._by_option = items, [], {}
        for n, item in enumerate(items):
            needed = needs(guide, item.when)
            if needed is None:
                self._always.append(n)
            for question, option in needed or ():
                self._by_option.setdefault(question, {}).setdefault(option, []).append(n)

    def among(self, answers):
        """Return the items, in order, but for some whose condition is false; `answers` as for conditions.holds."""
        found = set(self._always)
        for question, by_option in self._by_option.items():
            for option in options_chosen(answers.get(question)):
                found.update(by_option.get(option, ()))
        return [self._items[n] for n in sorted(found)]


def needs(guide, condition):
    """Return the (question, option) pairs of which one must be chosen for the condition to be true.

    The fewest that are known; None where nothing must be chosen.
    """
    lines = (_line_needs(guide, line) for line in condition.lines) if condition else ()
    return min((pairs for pairs in lines if pairs is not None), key=len, default=None)


def _line_needs(guide, line):
    found = [_row_needs(guide, row) for row in line]
    return None if None in found else {pair for pairs in found for pair in pairs}


def _row_needs(guide, row):
    if row.op == "holds":
        return needs(guide, guide.fact(row.fact).when)
    if row.op == "any_of" or (row.op == "all_of" and row.options):
        return {(row.question, option) for option in row.options}
    return None

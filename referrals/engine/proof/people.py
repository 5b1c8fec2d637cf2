"""Simulated people: some thousands of imagined respondents, always the same, who make most examples easy to find.

They never prove anything. Whatever none of them shows goes to the solver.
"""

from random import Random

PEOPLE = 4096
SEED = 20261121
PLAIN = 4  # the first of so many parts of them tick at most one box on every page, so that examples are short


class Crowd:
    """Draws answers for all people at once. A set of people is a number with one bit for each of them."""

    def __init__(self, people=PEOPLE):
        self._chance = Random(SEED)  # noqa: S311 - not for secrets
        self._people = people
        self.everybody = (1 << people) - 1
        self._plain = (1 << people // PLAIN) - 1

    def some(self, sixteenths):
        """Return a random set: each person with this chance, in sixteenths."""
        chosen = 0
        for bit in (1, 2, 4, 8):  # from the least: halves what was chosen, or adds half of the others
            half = self._chance.getrandbits(self._people)
            chosen = chosen | half if sixteenths & bit else chosen & half
        return chosen

    def draw(self, domain):
        """Return for each choice of a question's domain the people who choose it."""
        if domain.kind != "multi":
            return self._one_each(len(domain.choices), self._answering(domain))
        exclusive = [n for n, choice in enumerate(domain.choices) if choice in domain.exclusive]
        ordinary = [n for n, choice in enumerate(domain.choices) if choice not in domain.exclusive]
        return self._ticks(len(domain.choices), exclusive, ordinary, self._answering(domain))

    def _answering(self, domain):
        return self.everybody if domain.required else self.everybody & ~self.some(3)

    def _ticks(self, size, exclusive, ordinary, who):
        chosen = [0] * size
        nothing = who & (self.some(5) if ordinary else who) if exclusive else 0
        for n, people in zip(exclusive, self._one_each(len(exclusive), nothing), strict=True):
            chosen[n] = people
        ticking = who & ~nothing if ordinary else 0
        many = ticking & ~self._plain & self.some(10)
        rest = many
        for n in ordinary:
            chosen[n] = many & self.some(4)
            rest &= ~chosen[n]
        for n, people in zip(ordinary, self._one_each(len(ordinary), ticking & ~many | rest), strict=True):
            chosen[n] |= people
        return chosen

    def _one_each(self, size, who):
        """Share people out evenly among so many choices."""
        if size < 2:
            return [who] * size
        half = size // 2
        first = who & self.some(16 * half // size)
        return self._one_each(half, first) + self._one_each(size - half, who & ~first)

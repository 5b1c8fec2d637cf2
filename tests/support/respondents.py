"""Every respondent of a small guide, counted out one by one: the slow truth that clever code is compared with."""

from itertools import combinations


def allowed_answers(question):
    """Yield every answer that the question allows: option keys, sets of them, numbers, and None where not required."""
    if question.kind == "number":
        yield from range(question.min, question.max + 1)
    elif question.kind == "single":
        yield from (option.key for option in question.options)
    else:
        ordinary = [option.key for option in question.options if not option.exclusive]
        yield from (frozenset(keys) for size in range(len(ordinary)) for keys in combinations(ordinary, size + 1))
        yield from (frozenset([option.key]) for option in question.options if option.exclusive)
    if not question.required:
        yield None

"""Everybody who can answer several guides, counted out one by one: the slow truth that comparisons are held against."""

from itertools import product
from math import prod

from tests.engine.enumeration import allowed


def shared_answers(*guides):
    """Return for each question of any of these guides the answers that all guides which ask it allow."""
    found = {}
    for question in (question for guide in guides for question in guide.questions):
        answers = allowed(question)
        found[question.key] = [given for given in found.get(question.key, answers) if given in answers]
    return found


def how_many(*guides):
    """Return how many people can answer all of these guides."""
    return prod(map(len, shared_answers(*guides).values()))


def respondents(*guides):
    """Yield everybody who can answer all of these guides: an answer to every question, asked or not."""
    shared = shared_answers(*guides)
    return (dict(zip(shared, answers, strict=True)) for answers in product(*shared.values()))

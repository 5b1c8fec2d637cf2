"""Why a route is on the result page and what would change that, in the words of the guide's own questions and answers.

Nothing here is about urgent signs: only changes that leave every urgent part as it is are told.
"""

from dataclasses import dataclass

from referrals.engine.definition import Option
from referrals.engine.explain import behind
from referrals.engine.explain_changes import NotChosen
from referrals.speaking import say

MOST_OTHERS = 4  # other ways that are named: a few, so that the list stays a help


@dataclass(frozen=True)
class Explanation:
    """What the person told us that brings a route, and one answer with which, or without which, it would be gone."""

    told: tuple[str, ...]
    gone_with: str
    gone_without: str


@dataclass(frozen=True)
class OtherWay:
    """A route that one more answer would bring."""

    title: str
    answer: str


def explanation(guide, walk, found, tried):
    """Return the Explanation of a Recommendation. `tried` are the ordinary_changes of this walk."""
    told = [pair for pair in behind(guide, walk, found.rules) if isinstance(pair[1], Option | int)]
    change = _with_or_without(walk, tried.first_flip(found.route.key))
    return Explanation(tuple(answer_in_words(walk, *pair) for pair in told), *change)


def would_bring(walk, route, tried):
    """Return `(with, without)`: the answer that would bring a route that was left out, one of the two or both ""."""
    return _with_or_without(walk, tried.first_flip(route.key))


def other_ways(guide, walk, shown, tried):
    """Return up to MOST_OTHERS of the OtherWays that one more tick would bring, first steps first.

    `shown` are the keys of routes that the page already names.
    """
    ticks = tried.only(_is_tick)
    found = [(route, ticks.first_flip(route.key)) for route in guide.routes if route.key not in shown]
    brought = [(change.tier(route.key), route, change) for route, change in found if change]
    told = sorted(brought, key=lambda item: item[0])[:MOST_OTHERS]  # a stable sort: then by position
    return tuple(_other_way(walk, route, change) for _, route, change in told)


def _other_way(walk, route, change):
    return OtherWay(say(walk, route.title), answer_in_words(walk, change.question, change.item))


def answer_in_words(walk, question, item):
    """Return one answer as the page “check your answers” names it: "What is hard: Walking"."""
    option = item.option if isinstance(item, NotChosen) else item
    answer = (
        option.text.in_voice(walk.voice) if isinstance(option, Option) else f"{option} {question.unit or ''}".strip()
    )
    return f"{say(walk, question.label)}: {answer}"


def _with_or_without(walk, change):
    if change is None:
        return "", ""
    item = _last_tick(walk, change) or change.item
    words = answer_in_words(walk, change.question, item)
    return ("", words) if isinstance(item, NotChosen) else (words, "")


def _last_tick(walk, change):
    """The one tick that “None of these” took the place of, where that says nothing more than that it was not ticked."""
    item, chosen = change.item, walk.answers[change.question.key]
    if change.question.kind == "multi" and isinstance(item, Option) and item.exclusive and chosen and len(chosen) == 1:
        return NotChosen(change.question.option(*chosen)) if item.neutral == "same_as_unanswered" else None
    return None


def _is_tick(question, item):
    """Whether one thing more is ticked; “I am not sure” and “None of these” stand apart and are no such thing."""
    return question.kind == "multi" and isinstance(item, Option) and not item.exclusive and not item.apart

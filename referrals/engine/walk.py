"""One walk through the questions: which are asked, which answers count, which urgent signs hold, where it stops.

The whole walk is recomputed from the first question every time, so that it depends on nothing but the answers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType

from referrals.engine.conditions import holds, options_chosen, place
from referrals.engine.definition import Question, UrgentSign
from referrals.engine.likely import Likely

# A single choice is an option key, a multiple choice a set of them, a number an int; None is a question left empty.
Answer = str | frozenset[str] | int | None


class InvalidAnswer(ValueError):
    """An answer that the question does not allow.

    `code` is "missing", "unknown_option", "exclusive_with_others", "not_a_number" or "out_of_range".
    """

    def __init__(self, code):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Walk:
    """Where a person is: what was asked, in order, up to and including the `current` question.

    `answers` are those that count, of asked questions only. `signs` are the urgent signs that hold so far.
    `voice` is "self" until somebody says otherwise; `nation` is None while it is not known.
    """

    asked: tuple[Question, ...]
    answers: Mapping[str, Answer] = field(hash=False)
    current: Question | None
    signs: tuple[UrgentSign, ...]
    stopped: bool
    voice: str
    nation: str | None

    @property
    def finished(self):
        """Whether an urgent sign stopped the walk or no question is left."""
        return self.current is None

    @cached_property
    def chosen(self):
        """All `(question, option)` that were chosen, in the order of the questions and of their options."""
        return tuple(
            (question, option)
            for question in self.asked
            if (keys := options_chosen(self.answers.get(question.key)))
            for option in question.options
            if option.key in keys
        )

    @cached_property
    def said(self):
        """Those chosen that have a sentence to say: `(key of the question, option)` by the purpose of the question."""
        found = {}
        for question, option in self.chosen:
            if option.say:
                found.setdefault(question.purpose, []).append((question.key, option))
        return found


def check_answer(question, value):
    """Return what was entered as an Answer. Raises InvalidAnswer.

    Takes what a form or a cookie holds: text for a single choice, a collection of texts for a multiple choice,
    an int or its digits for a number. Nothing, "" and an empty collection are None, allowed only when not required.
    """
    if value is None or (isinstance(value, str | frozenset | set | list | tuple) and not value):
        if question.required:
            raise InvalidAnswer("missing")
        return None
    return CHECKS[question.kind](question, value)


def walk(guide, answers):
    """Return the Walk of a guide with these answers, a mapping from question key to what check_answer accepts.

    An answer that is not allowed counts as no answer. Answers to questions that are not asked change nothing.
    """
    asked, counted, signs = [], {}, []
    current, stopped, signs_by_place = None, False, _signs_by_place(guide)
    for position, question in enumerate(guide.questions):
        if holds(guide, question.shown_when, counted):
            asked.append(question)
            if not _take(question, answers, counted):
                current = question
                break
        likely = signs_by_place[position].among(counted) if position in signs_by_place else ()
        held = [sign for sign in likely if holds(guide, sign.when, counted)]
        signs += held
        if any([sign.stops for sign in held]):
            stopped = True
            break
    return Walk(
        asked=tuple(asked),
        answers=MappingProxyType(counted),
        current=current,
        signs=tuple(signs),
        stopped=stopped,
        voice=_said(guide.respondent_question, "voice", counted) or "self",
        nation=_said(guide.nation_question, "nation", counted),
    )


def next_after(guide, walk, key):
    """Return the first asked question after the question `key`, or None. Raises KeyError for an unknown key."""
    position = guide.position(key)
    return next((question for question in walk.asked if guide.position(question.key) > position), None)


def before(guide, walk, key):
    """Return the last asked question before the question `key`, or None. Raises KeyError for an unknown key."""
    position = guide.position(key)
    return next((question for question in reversed(walk.asked) if guide.position(question.key) < position), None)


def _take(question, answers, counted):
    """Put the answer to a question among those that count; False when there is none that is allowed."""
    if question.key not in answers:
        return False
    try:
        counted[question.key] = check_answer(question, answers[question.key])
    except InvalidAnswer:
        return False
    return True


def _said(question, attribute, counted):
    """Return the voice or nation of the option chosen in the question that asks for it, or None."""
    key = counted.get(question.key) if question else None
    return getattr(question.option(key), attribute) if isinstance(key, str) else None


@lru_cache(maxsize=8)
def _signs_by_place(guide):
    found = {}
    for sign in guide.urgent_signs:
        found.setdefault(place(guide, sign.when), []).append(sign)
    return {position: Likely(guide, signs) for position, signs in found.items()}


def _check_single(question, value):
    if not isinstance(value, str) or not question.has_option(value):
        raise InvalidAnswer("unknown_option")
    return value


def _check_multi(question, value):
    if not isinstance(value, frozenset | set | list | tuple):
        raise InvalidAnswer("unknown_option")
    if not all(isinstance(key, str) and question.has_option(key) for key in value):
        raise InvalidAnswer("unknown_option")
    chosen = frozenset(value)
    if len(chosen) > 1 and any(question.option(key).exclusive for key in chosen):
        raise InvalidAnswer("exclusive_with_others")
    return chosen


def _check_number(question, value):
    if type(value) is not int and not (isinstance(value, str) and re.fullmatch(r"\s*[+-]?[0-9]+\s*", value)):
        raise InvalidAnswer("not_a_number")
    if isinstance(value, str) and len(value.strip()) > 12:  # int() would refuse thousands of digits
        raise InvalidAnswer("out_of_range")
    number = int(value)
    if not question.min <= number <= question.max:
        raise InvalidAnswer("out_of_range")
    return number


CHECKS = {"single": _check_single, "multi": _check_multi, "number": _check_number}

"""Imagined people as editors read them: what was asked and answered, and what they see at the end."""

from dataclasses import dataclass

from referrals import check_answers
from referrals.engine.conditions import options_chosen
from referrals.engine.definition import LEVELS
from referrals.engine.outcome import outcome
from referrals.engine.walk import walk

LEVEL_NAMES = dict(
    zip(LEVELS, ("999 or A&E now", "Help today", "In 2 working days", "Soon", "Does not fit"), strict=True)
)


@dataclass(frozen=True)
class Said:
    """One question and its answer. `matters`: with another answer this person would not show the same."""

    label: str
    values: tuple[str, ...]
    matters: bool


@dataclass(frozen=True)
class Seen:
    """What a person sees at the end, in order; where the questions stopped there are no routes."""

    urgent: tuple[str, ...]
    stopped: bool
    routes: tuple[tuple[str, int], ...]
    left_out: tuple[str, ...]
    unfinished: str


@dataclass(frozen=True)
class Person:
    """An imagined person on one version."""

    said: tuple[Said, ...]
    seen: Seen

    @property
    def rest(self):
        """How many questions this person may answer in any way."""
        return sum(not one.matters for one in self.said)


def person(guide, example):
    """Return the Person of an Example on a guide; answers that the guide does not know are left out."""
    walked = walk(guide, given(guide, example.answers))
    matters = set(example.matters)
    said = tuple(
        Said(_words(question.label, question.key), _values(question, walked), question.key in matters)
        for question in walked.asked
        if question is not walked.current
    )
    return Person(said, seen(guide, walked))


def given(guide, answers):
    """Return answers of the document as the walk takes them."""
    kinds = {question.key: question.kind for question in guide.questions}
    return {
        key: value[0] if kinds[key] == "single" and isinstance(value, list | tuple) and len(value) == 1 else value
        for key, value in answers.items()
        if key in kinds
    }


def seen(guide, walked):
    """Return what somebody sees who has walked so far."""
    if not walked.finished:
        return Seen((), False, (), (), _words(walked.current.label, walked.current.key))
    found = outcome(guide, walked)
    return Seen(
        urgent=tuple(f"{LEVEL_NAMES[sign.level]}: {_words(sign.title, sign.key)}" for sign in found.urgent),
        stopped=found.stopped,
        routes=tuple((_words(item.route.title, item.route.key), item.tier) for item in found.routes),
        left_out=tuple(_words(item.route.title, item.route.key) for item in found.not_suggested),
        unfinished="",
    )


def _values(question, walked):
    """The chosen answers in words; their keys where a draft has no words for them yet."""
    if all(option.text for option in question.options):
        return check_answers.values(question, walked)
    return tuple(map(str, sorted(options_chosen(walked.answers.get(question.key)))))


def _words(wording, key):
    return wording.you if wording else key

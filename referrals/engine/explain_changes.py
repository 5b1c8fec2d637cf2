"""What would change it: one answer changed at a time, each change tried to its end."""

from dataclasses import dataclass

from referrals.engine.definition import Option, Question
from referrals.engine.explain_ways import telling_numbers
from referrals.engine.trials import Trials

PLAIN = (False, False)  # the rank of questions that are no matter of safety, who or where


@dataclass(frozen=True)
class NotChosen:
    """An option that is not ticked."""

    option: Option


@dataclass(frozen=True)
class Change:
    """One answer changed: the option to choose, NotChosen to untick one, a number, or None to leave it empty.

    `tiers` is what follows: the tier of each route that is then shown, by its key. `same_urgent` says whether the
    urgent part is as before, and no sign stops the questions.
    """

    question: Question
    item: Option | NotChosen | int | None
    tiers: dict[str, int]
    same_urgent: bool

    @property
    def ordinary(self):
        """Whether a person may be told of it as a matter of routes alone: no safety question, no other urgency."""
        return self.same_urgent and _rank(self.question) == PLAIN

    def shows(self, route_key):
        """Whether the route is there after the change."""
        return route_key in self.tiers


def changes(guide, walk):
    """Yield a Change for each single answer of a finished walk that can be changed and still leads to an end.

    For a multiple choice one ordinary option is ticked or unticked; the last tick gives way to the exclusive option,
    or to nothing where that is allowed. Ordinary questions come first, then in the order of the guide. A change that
    opens a question which was not answered is left out: it would take more than one answer.
    """
    yield from _changes_in(sorted(walk.asked, key=_rank), guide, walk)


def ordinary_changes(guide, walk):
    """Return the changes() a person may be told of: in questions that are no matter of safety, who or where."""
    asked_plainly = [question for question in walk.asked if _rank(question) == PLAIN]
    return tuple(change for change in _changes_in(asked_plainly, guide, walk) if change.same_urgent)


def _changes_in(questions, guide, walk):
    trials = Trials(guide, walk)
    for question in questions:
        for item, answer in _other_answers(guide, question, walk.answers[question.key]):
            trial = trials.change(question, answer)
            if trial:
                yield Change(question, item, trial.tiers, trial.same_urgent)


def first_flip(tried, route_key, shown):
    """Return the first of the changes tried that takes a shown route away or brings another; ordinary ones first."""
    first = None
    for change in tried:
        if change.shows(route_key) != shown:
            if change.ordinary:
                return change
            first = first or change
    return first


def _rank(question):
    return question.purpose == "safety", question.role != "none"


def _other_answers(guide, question, answer):
    """Yield `(item, answer)` for everything one step away from this answer to a question."""
    if question.kind == "multi":
        yield from _other_ticks(question, answer or frozenset())
        return
    if question.kind == "single":
        yield from ((option, option.key) for option in question.options if option.key != answer)
    else:
        numbers = telling_numbers(guide)[guide.position(question.key)]
        away = (lambda n: (abs(n - answer), n)) if answer is not None else None
        yield from ((n, n) for n in sorted(numbers, key=away) if n != answer)
    if not question.required and answer is not None:
        yield None, None


def _other_ticks(question, chosen):
    exclusive = next((option for option in question.options if option.exclusive), None)
    ordinary = [option for option in question.options if not option.exclusive]
    for option in ordinary:
        if option.key not in chosen:
            yield option, (chosen & {other.key for other in ordinary}) | {option.key}
        elif len(chosen) > 1:
            yield NotChosen(option), chosen - {option.key}
        elif exclusive:
            yield exclusive, frozenset([exclusive.key])
        if chosen == {option.key} and not question.required:
            yield None, None

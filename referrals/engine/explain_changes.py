"""What would change it: one answer changed at a time, each change tried to its end."""

from dataclasses import dataclass

from referrals.engine.bits import first
from referrals.engine.definition import Option, Question
from referrals.engine.explain_ways import telling_numbers
from referrals.engine.trials import Crowd

PLAIN = (False, False)  # the rank of questions that are no matter of safety, who or where


@dataclass(frozen=True)
class NotChosen:
    """An option that is not ticked."""

    option: Option


@dataclass(frozen=True, eq=False)
class Change:
    """One answer changed: the option to choose, NotChosen to untick one, a number, or None to leave it empty.

    What follows is asked of the `crowd` in which a `person` tries it, when somebody wants to know.
    """

    question: Question
    item: Option | NotChosen | int | None
    crowd: Crowd
    person: int

    def __eq__(self, other):
        return isinstance(other, Change) and self._told == other._told

    @property
    def tiers(self):
        """The tier of each route that is then shown, by its key."""
        return self.crowd.tiers_of(self.person)

    @property
    def same_urgent(self):
        """Whether the urgent part is as before, and no sign stops the questions."""
        return bool(self.crowd.same_urgent >> self.person & 1)

    @property
    def _told(self):
        return self.question, self.item, self.tiers, self.same_urgent

    def tier(self, route_key):
        """Return the tier of a route after the change, None where it is not there."""
        return self.crowd.tier(route_key, self.person)

    def shows(self, route_key):
        """Whether the route is there after the change."""
        return self.tier(route_key) is not None


class Changes:
    """Single answers of a finished walk changed, in order: those that `people` of a crowd try.

    `items` are the (question, item) of each, by the number of the person.
    """

    def __init__(self, items, crowd, people):
        self._items, self._crowd, self._people = items, crowd, people

    def __iter__(self):
        people = self._people
        while people:
            person = first(people)
            people ^= 1 << person
            yield self._change(person)

    def only(self, wanted):
        """Return those Changes of whose question and item `wanted` is true."""
        return self._of(sum([1 << n for n, item in enumerate(self._items) if item and wanted(*item)]))

    def ordinary(self):
        """Return those a person may be told of as a matter of routes alone: no safety question, no other urgency."""
        return self.only(lambda question, _: _rank(question) == PLAIN).same_urgent()

    def same_urgent(self):
        """Return those Changes that are Change.same_urgent."""
        return self._of(self._crowd.same_urgent)

    def first_flip(self, route_key):
        """Return the first Change that takes a route away or brings it, None where none does."""
        shown = self._crowd.shown(route_key)
        people = self._people & (~shown if shown & 1 else shown)
        return self._change(first(people)) if people else None

    def _of(self, people):
        return Changes(self._items, self._crowd, self._people & people)

    def _change(self, person):
        return Change(*self._items[person], self._crowd, person)


def changes(guide, walk):
    """Return all Changes of a finished walk: in ordinary questions first, then in the order of the guide."""
    return _tried(guide, walk, sorted(walk.asked, key=_rank))


def ordinary_changes(guide, walk):
    """Return the Changes a person may be told of: in questions that are no matter of safety, who or where.

    An answer left empty is not among them: it is hard to name.
    """
    asked_plainly = [question for question in walk.asked if _rank(question) == PLAIN]
    return _tried(guide, walk, asked_plainly).same_urgent().only(lambda _, item: item is not None)


def _tried(guide, walk, questions):
    """Return the Changes of single answers to these questions that still lead to an end, in their order.

    For a multiple choice one ordinary option is ticked or unticked; the last tick gives way to the exclusive option,
    or to nothing where that is allowed. A change that opens a question which was not answered is left out: it would
    take more than one answer.
    """
    items, changed = [None], []
    for question in questions:
        for item, answer in _other_answers(guide, question, walk.answers[question.key]):
            items.append((question, item))
            changed.append((question.key, answer))
    crowd = Crowd(guide, walk, changed)
    return Changes(items, crowd, crowd.arrived & ~1)


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
    ticked = chosen.intersection([option.key for option in ordinary])
    for option in ordinary:
        if option.key not in chosen:
            yield option, ticked | {option.key}
        elif len(chosen) > 1:
            yield NotChosen(option), chosen - {option.key}
        elif exclusive:
            yield exclusive, frozenset([exclusive.key])
        if chosen == {option.key} and not question.required:
            yield None, None

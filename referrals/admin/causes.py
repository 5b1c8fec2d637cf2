"""The edits that cause a difference between two versions: where each is made, and what stood there before."""

from collections import defaultdict
from dataclasses import dataclass

from referrals.engine.conditions import sentence
from referrals.engine.proof.compare_edits import edits
from referrals.engine.proof.compare_match import side_by_side

CONDITIONS = ("when", "shown_when")


@dataclass(frozen=True)
class Cause:
    """One edit. `link` is {label, url} or None; `before` and `after` are empty where `change` says all."""

    link: dict | None
    change: str
    before: str = ""
    after: str = ""


class Causes:
    """Finds the edits between two guides again by their sentences. `here` and `there` are the Places of new and old."""

    def __init__(self, old, new, there, here):
        self._old, self._new = side_by_side(old, new)
        self._there, self._here = there, here
        self._edits = defaultdict(list)
        for edit in edits(self._old, self._new):
            self._edits[edit.sentence].append(edit)

    def of(self, sentences):
        """Return the Causes that the sentences of a group name."""
        return [cause for said in sentences for cause in self._named(said)]

    def _named(self, said):
        found = self._edits.get(said)
        return [self._cause(edit) for edit in found] if found else [Cause(None, said)]

    def _cause(self, edit):
        subject = _subject(edit)
        link = self._here.link(subject) or self._there.link(subject)
        return Cause(link, _change(edit) if link else edit.sentence, *self._words(edit))

    def _words(self, edit):
        """Say what a condition or a step was, and what it is."""
        if edit.option is not None or edit.field not in (*CONDITIONS, "tier"):
            return ()
        return tuple(_value(guide, edit) for guide in (self._old, self._new))


def _subject(edit):
    inside = ("options", edit.option) if edit.option else ()
    return ".".join(part for part in (edit.part, edit.key, *inside, edit.field) if part)


def _change(edit):
    """Return the sentence of an edit without the name of the thing, which the link has."""
    if edit.key is None:
        return edit.sentence
    change = edit.sentence.rpartition(": " if edit.field else "” ")[2]
    return f"{change[0].upper()}{change[1:]}"


def _value(guide, edit):
    item = next(item for item in getattr(guide, edit.part) if item.key == edit.key)
    value = getattr(item, edit.field)
    return f"Step {value}." if edit.field == "tier" else sentence(guide, value)

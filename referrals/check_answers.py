"""The check page: what was answered, by section; and how long the questions are."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class AnswerRow:
    """One question on the check page."""

    label: str
    values: tuple[str, ...]
    url: str

    @property
    def hidden(self):
        """What “Change” changes, for people who hear the link alone. “MS care” keeps its capitals."""
        return self.label if self.label[1:2].isupper() else self.label[:1].lower() + self.label[1:]


@dataclass(frozen=True)
class Section:
    """Questions under one heading."""

    heading: str
    rows: tuple[AnswerRow, ...]


def sections(walk):
    """Return the questions that were asked, grouped under their headings in the order of the first of each."""
    grouped = {}
    for question in walk.asked:
        row = AnswerRow(
            label=question.label.in_voice(walk.voice),
            values=values(question, walk),
            url=f"{reverse('question', args=[question.key])}?change=1",
        )
        grouped.setdefault(question.section, []).append(row)
    return tuple(Section(heading=heading, rows=tuple(rows)) for heading, rows in grouped.items())


def values(question, walk):
    """Return the answer to one question as the words that the person chose; empty when it was skipped."""
    given = walk.answers.get(question.key)
    if given is None:
        return ()
    if isinstance(given, int):
        return (f"{given} {question.unit or ''}".strip(),)
    chosen = given if isinstance(given, frozenset) else {given}
    return tuple(option.text.in_voice(walk.voice) for option in question.options if option.key in chosen)


def usual_length(guide):
    """Return about how many questions most people are asked: those that everybody is asked."""
    return sum(question.shown_when is None for question in guide.questions)


def about_length(guide, walk, asked):
    """Return about how many questions this person is asked: those so far, and the unconditional ones that follow."""
    position = guide.position(asked.key)
    so_far = sum(guide.position(question.key) <= position for question in walk.asked)
    return so_far + sum(question.shown_when is None for question in guide.questions[position + 1 :])

"""Two versions of a guide, compared for every respondent: who gets something else, and which edit causes it.

A respondent answers both versions; questions and answers belong together by key.
"""

from referrals.engine.outcome import Unfinished
from referrals.engine.proof.compare_edits import edits, wording
from referrals.engine.proof.compare_encode import SharedInquiry
from referrals.engine.proof.compare_groups import Grouping, Undecided
from referrals.engine.proof.compare_literals import Differences
from referrals.engine.proof.compare_match import only_in, side_by_side
from referrals.engine.proof.compare_results import KINDS, differences, result
from referrals.engine.proof.compare_words import gets, sentence
from referrals.engine.proof.comparison import (
    MOST_GROUPS,
    Comparison,
    Group,
    comparison_from_data,
    comparison_to_data,
)
from referrals.engine.proof.findings import Example
from referrals.engine.proof.inquiry import document_answers
from referrals.engine.proof.solver import DEFAULT_EFFORT

__all__ = ["DEFAULT_EFFORT", "Comparison", "Group", "compare", "comparison_from_data", "comparison_to_data"]

MOST_EDITS = 100  # beyond this nobody asks which single edit did it
TOGETHER = "Several edits together."


def compare(old, new, *, effort=DEFAULT_EFFORT, progress=None):
    """Return the Comparison of two guides that can be walked, the same on every machine.

    `effort` bounds the steps of the solver; `progress(done, total, title)` hears of each group. Raises SoftwareFault
    when the engine does not show what was found.
    """
    before, after = side_by_side(old, new)
    pair = Pair(before, after, effort)
    grouping, complete, undecided = pair.grouping, True, False
    try:
        for _ in grouping.groups():
            if grouping.are_more_than(MOST_GROUPS):
                complete = False
                break
            if progress:
                progress(len(grouping.kept), MOST_GROUPS, "Comparing")
    except Undecided:
        undecided = True
    return Comparison(
        groups=pair.told(grouping.kept[:MOST_GROUPS]),
        complete=complete and not undecided,
        added=only_in(after, before),
        removed=only_in(before, after),
        wording=wording(old, new),
        undecided=undecided,
        steps=pair.inquiry.solver.steps,
    )


class Pair:
    """Two versions of which the same respondents are asked."""

    def __init__(self, old, new, effort=DEFAULT_EFFORT):
        self.old, self.new = old, new
        self.inquiry = SharedInquiry(old, new, effort)
        encodings = (self.inquiry.encoding, self.inquiry.other)
        self.grouping = Grouping(self.inquiry, Differences(*encodings).all(), encodings)

    def told(self, found):
        """Return the Groups for People, most serious first."""
        places = {key: n for n, key in enumerate(self.grouping.found)}
        ordered = sorted(found, key=lambda people: (KINDS.index(people.kind), places[people.kind, people.subject]))
        causes = self._causes(ordered)
        return tuple(self._group(people, causes[n]) for n, people in enumerate(ordered))

    def _group(self, people, causes):
        person = people.somebody
        return Group(
            kind=people.kind,
            subject=people.subject,
            sentence=sentence(people, self.old, self.new),
            before=gets(people.kind, people.subject, person.before),
            after=gets(people.kind, people.subject, person.after),
            example=self._example(people),
            edits=causes,
        )

    def _example(self, people):
        """Return the answers to all questions that one of the versions asks, in the order of the new one."""
        person = people.somebody
        given = {**document_answers(person.before.walk), **document_answers(person.after.walk)}
        order = [question.key for guide in (self.new, self.old) for question in guide.questions]
        asked = [key for key in dict.fromkeys(order) if key in given]
        matter = {key for word in people.words for key in word.questions}
        return Example({key: given[key] for key in asked}, tuple(key for key in asked if key in matter))

    def _causes(self, found):
        """Return for each of the People the sentences of the edits without which this would not differ for them."""
        all_edits = edits(self.old, self.new)
        if not found or len(all_edits) > MOST_EDITS:
            return [()] * len(found)
        causes = [[] for _ in found]
        for edit in all_edits:  # one guide at a time: the engine keeps what it works out about a few only
            undone = edit.undo(self.new, self.old)
            for n, people in enumerate(found):
                walked = None if edit.changes_walks else people.somebody.after.walk
                if undone and _differs(people, undone, walked) is False:
                    causes[n].append(edit.sentence)
        return [tuple(sentences) or self._alone(all_edits, found[n]) for n, sentences in enumerate(causes)]

    def _alone(self, all_edits, people):
        """Return the edits that alone make this difference, where any one of several does."""
        made = ((edit.sentence, edit.undo(self.old, self.new)) for edit in all_edits)
        alone = tuple(sentence for sentence, guide in made if guide and _differs(people, guide))
        return alone or (TOGETHER,)


def _differs(people, guide, walked=None):
    """Whether a person still gets the difference; None where halfway between two versions an answer is missing."""
    try:
        after = result(guide, people.somebody.answers, walked)
    except Unfinished:
        return None
    return (people.kind, people.subject) in differences(people.somebody.before, after)

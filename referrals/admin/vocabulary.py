"""What the conditions of one version may name: its questions with their answers, and its facts."""

from collections import defaultdict

from referrals.engine import definition as d
from referrals.engine.conditions import sentence
from referrals.engine.document import CONDITION
from referrals.models import Fact, Question


def vocabulary(version_id):
    """Return an engine's Guide of nothing but questions and facts, in three queries.

    A draft that cannot be walked yet can still be read like this. Conditions of questions and facts are left out.
    """
    return vocabularies([version_id])[version_id]


def vocabularies(version_ids):
    """Return `{version id: what vocabulary() returns}`, in three queries for all of them."""
    questions, facts = defaultdict(list), defaultdict(list)
    for row in Question.objects.filter(version_id__in=version_ids).prefetch_related("options"):
        questions[row.version_id].append(_question(row))
    for row in Fact.objects.filter(version_id__in=version_ids):
        facts[row.version_id].append(d.Fact(row.key, row.label, d.Condition(())))
    others = dict.fromkeys(("routes", "rules", "urgent_signs", "exclusive_pairs", "vignettes"), ())
    return {
        pk: d.Guide(key="", title="", questions=tuple(questions[pk]), facts=tuple(facts[pk]), **others)
        for pk in version_ids
    }


def read_aloud(guide, lines):
    """Return lines of the interchange document as one plain sentence."""
    return sentence(guide, CONDITION.read(lines, "") if lines else None)


def name_of(question):
    """Return what editors call a question: its short name, else its key."""
    return question.label.you if question.label else question.key


def _question(row):
    return d.Question(
        key=row.key,
        purpose=row.purpose,
        role=row.role,
        kind=row.kind,
        section=row.section,
        label=_wording(row.label_self),
        text=_wording(row.text_self),
        help=None,
        why=None,
        error=None,
        required=row.required,
        unit=row.unit or None,
        min=row.min,
        max=row.max,
        shown_when=None,
        options=tuple(d.Option(one.key, _wording(one.text_self), exclusive=one.exclusive) for one in row.options.all()),
    )


def _wording(text):
    return d.Wording(text, text) if text else None

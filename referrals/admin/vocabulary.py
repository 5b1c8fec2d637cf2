"""What the conditions of one version may name: its questions with their answers, and its facts."""

from referrals.engine import definition as d
from referrals.engine.conditions import sentence
from referrals.engine.document import CONDITION
from referrals.models import Fact, Question


def vocabulary(version_id):
    """Return an engine's Guide of nothing but questions and facts, in three queries.

    A draft that cannot be walked yet can still be read like this. Conditions of questions and facts are left out.
    """
    questions = Question.objects.filter(version_id=version_id).prefetch_related("options")
    facts = Fact.objects.filter(version_id=version_id)
    return d.Guide(
        key="",
        title="",
        questions=tuple(map(_question, questions)),
        facts=tuple(d.Fact(fact.key, fact.label, d.Condition(())) for fact in facts),
        **dict.fromkeys(("routes", "rules", "urgent_signs", "exclusive_pairs", "vignettes"), ()),
    )


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

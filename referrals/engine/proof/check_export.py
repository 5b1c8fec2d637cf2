"""P18: other systems can show the same questions, because no condition is too complex for their simple form."""

from referrals.engine.clauses import MOST, TooComplex, clauses
from referrals.engine.proof import names
from referrals.engine.proof.findings import fails


def check_export(inquiry):
    """P18: what shows a question, and what stops the walk, can be written out in at most MOST lines."""
    guide = inquiry.guide
    for subject, name, condition, negated in _exported(guide):
        try:
            clauses(guide, condition, negated=negated)
        except TooComplex:
            yield fails(
                "P18",
                subject,
                f"The condition of {name} is too complex to export: other systems could not show the same questions.",
                required=f"At most {MOST} lines once its facts are written out.",
                mend=(subject,),
            )


def _exported(guide):
    for question in guide.questions:
        if question.shown_when is not None:
            subject = f"questions.{question.key}.shown_when"
            yield subject, names.question(guide, question.key), question.shown_when, False
    for sign in guide.urgent_signs:
        if sign.stops:
            yield f"urgent_signs.{sign.key}.when", names.sign(sign), sign.when, True

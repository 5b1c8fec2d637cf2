"""P2 to P4: questions that are asked, rules that make a difference, signs that can appear."""

from referrals.engine.conditions import holds
from referrals.engine.proof import names
from referrals.engine.proof.findings import fails
from referrals.engine.proof.inquiry import undecided


def check_questions(inquiry):
    """P2: every question is asked of somebody."""
    for question in inquiry.guide.questions:
        subject = f"questions.{question.key}.shown_when"
        yield from inquiry.somebody_must(
            "P2",
            inquiry.encoding.asked[question.key],
            subject,
            f"Nobody is ever asked {names.question(inquiry.guide, question.key)}.",
            required="Every question is asked of somebody.",
            mend=(subject,),
        )


def check_rules(inquiry):
    """P3: every rule, catch-all rules aside, changes the outcome of somebody; firing alone is not enough."""
    for rule in inquiry.guide.rules:
        if not rule.catch_all:
            yield from _check_rule(inquiry, rule)


def _check_rule(inquiry, rule):
    subject = f"rules.{rule.key}"
    answer = inquiry.anybody_lazily(inquiry.vary(without_rule=rule.key).differences())
    if answer.found:
        return
    firing = inquiry.anybody(inquiry.encoding.fired[rule.key])
    if answer.found is None or firing.found is None:
        yield undecided("P3", subject)
    elif firing.found:
        yield fails(
            "P3",
            subject,
            f"The rule {names.rule(rule.key)} fires but changes nothing: without it everybody gets the same result.",
            required="Every rule changes the result of somebody.",
            mend=(f"{subject}.when", f"{subject}.reason"),
            example=inquiry.example(inquiry.encoding.fired[rule.key], firing.answers, _fires(inquiry.guide, rule)),
        )
    else:
        text = f"The rule {names.rule(rule.key)} never fires: nobody can give the answers it asks for."
        yield fails("P3", subject, text, required="Every rule fires for somebody.", mend=(f"{subject}.when",))


def _fires(guide, rule):
    return lambda walked, _: not walked.stopped and holds(guide, rule.when, walked.answers)


def check_signs(inquiry):
    """P4: every urgent sign holds for somebody."""
    for sign in inquiry.guide.urgent_signs:
        subject = f"urgent_signs.{sign.key}.when"
        text = f"The urgent sign {names.sign(sign)} can never appear: nobody can give the answers it asks for."
        yield from inquiry.somebody_must(
            "P4", inquiry.encoding.holding[sign.key], subject, text, required="Every sign can appear.", mend=(subject,)
        )

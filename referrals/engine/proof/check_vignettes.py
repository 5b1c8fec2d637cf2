"""P16 and P17: test cases get what they expect, and leave out no sign and no rule for a first step."""

from referrals.engine.outcome import outcome
from referrals.engine.proof import names
from referrals.engine.proof.findings import Example, fails
from referrals.engine.proof.inquiry import document_answers
from referrals.engine.vignettes import answers, replay
from referrals.engine.walk import walk


def check_expected(inquiry):
    """P16: every vignette gives exactly what it expects."""
    for vignette in inquiry.guide.vignettes:
        faults = replay(inquiry.guide, vignette)
        if faults:
            subject = f"vignettes.{vignette.key}"
            text = f"The test case “{vignette.title}” gets something else: {' '.join(faults)}"
            walked = walk(inquiry.guide, answers(inquiry.guide, vignette))
            given = document_answers(walked) if walked.finished else {}
            example = Example(given, tuple(given)) if given else None
            yield fails("P16", subject, text, required="It gets what it expects.", mend=(subject,), example=example)


def check_covered(inquiry):
    """P17: every sign, and every rule that recommends a first step, is exercised by a vignette."""
    signs, rules = set(), set()
    for vignette in inquiry.guide.vignettes:
        walked = walk(inquiry.guide, answers(inquiry.guide, vignette))
        if walked.finished:
            found = outcome(inquiry.guide, walked)
            signs.update(sign.key for sign in found.urgent)
            rules.update(rule.key for item in found.routes for rule in item.rules)
    required = "Each has a test case of somebody for whom it counts."
    for sign in inquiry.guide.urgent_signs:
        if sign.key not in signs:
            text = f"No test case shows the urgent sign {names.sign(sign)}."
            yield fails("P17", f"urgent_signs.{sign.key}", text, required=required, mend=("vignettes",))
    for rule in inquiry.guide.rules:
        if rule.effect == "recommend" and rule.tier == 1 and not rule.catch_all and rule.key not in rules:
            text = f"No test case is shown a route by the rule {names.rule(rule.key)}."
            yield fails("P17", f"rules.{rule.key}", text, required=required, mend=("vignettes",))

"""P16 and P17: test cases get what they expect, and leave out no sign and no rule for a first step."""

from referrals.engine import vignettes
from referrals.engine.proof import names
from referrals.engine.proof.findings import Example, fails
from referrals.engine.proof.inquiry import document_answers


def check_expected(inquiry):
    """P16: every vignette gives exactly what it expects."""
    for vignette, replay in inquiry.replays:
        if replay.faults:
            subject = f"vignettes.{vignette.key}"
            text = f"The test case “{vignette.title}” gets something else: {' '.join(replay.faults)}"
            given = document_answers(replay.walk)
            example = Example(given, tuple(given)) if replay.outcome else None
            required = vignettes.expectation(inquiry.guide, vignette.expected)
            mend = (subject, *_causes(inquiry.guide, vignette.expected, replay.outcome))
            yield fails("P16", subject, text, required=required, mend=mend, example=example)


def _causes(guide, expected, found):
    """Return the conditions that bring what was expected and is missing, then those that brought what was not."""
    if found is None:
        return ()
    signs = {sign.key for sign in found.urgent} ^ set(expected.signs)
    tiers = {item.route.key: item.tier for item in found.routes}
    first = {next(iter(tiers), None)}
    turned = first ^ {expected.first_route}
    missing = {wanted.route for wanted in expected.must if tiers.get(wanted.route) != wanted.tier} | (turned - first)
    wrong = missing | set(expected.must_not) | turned
    left_out = {item.route.key for item in found.not_suggested}
    leading = [rule for rule in guide.rules if rule.route in missing and rule.effect == "recommend"]
    against = [rule for rule in guide.rules if rule.route in missing & left_out and rule.effect == "withhold"]
    shown = [rule for item in found.routes if item.route.key in wrong for rule in item.rules]
    rules = dict.fromkeys(rule.key for rule in (*leading, *against, *shown))
    return (
        *(f"urgent_signs.{sign.key}.when" for sign in guide.urgent_signs if sign.key in signs),
        *(f"rules.{key}.when" for key in rules),
    )


def check_covered(inquiry):
    """P17: every sign, and every rule that recommends a first step, is exercised by a vignette."""
    outcomes = [replay.outcome for _, replay in inquiry.replays if replay.outcome]
    signs = {sign.key for found in outcomes for sign in found.urgent}
    rules = {rule.key for found in outcomes for item in found.routes for rule in item.rules}
    required = "Each has a test case of somebody for whom it counts."
    for sign in inquiry.guide.urgent_signs:
        if sign.key not in signs:
            text = f"No test case shows the urgent sign {names.sign(sign)}."
            yield fails("P17", f"urgent_signs.{sign.key}", text, required=required, mend=("vignettes",))
    for rule in inquiry.guide.rules:
        if rule.effect == "recommend" and rule.tier == 1 and not rule.catch_all and rule.key not in rules:
            text = f"No test case is shown a route by the rule {names.rule(rule.key)}."
            yield fails("P17", f"rules.{rule.key}", text, required=required, mend=("vignettes",))

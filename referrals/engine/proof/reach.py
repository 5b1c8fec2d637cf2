"""Who reaches a rule: a short example of somebody for whom it fires."""

from referrals.engine.conditions import holds
from referrals.engine.proof.inquiry import Inquiry
from referrals.engine.proof.solver import DEFAULT_EFFORT


def who_reaches(guide, rule_key, *, effort=DEFAULT_EFFORT):
    """Return the Example of somebody for whom a rule fires, or None when nobody is found within the effort.

    A catch-all rule fires for people who get no other route. The guide must have no fault of structure that stops it
    from being walked (`prove.provable`). Raises KeyError for an unknown rule.
    """
    inquiry = Inquiry(guide, effort)
    rule = inquiry.encoding.index.rules[rule_key]
    literal = inquiry.encoding.fired[rule_key]
    answer = inquiry.anybody(literal)
    if not answer.found:
        return None
    return inquiry.example(literal, answer.answers, _fires(guide, rule), what=f"rules.{rule_key}")


def _fires(guide, rule):
    def seen(walked, found):
        served = any(not item.catch_all for route in found.routes for item in route.rules)
        return not walked.stopped and holds(guide, rule.when, walked.answers) and not (rule.catch_all and served)

    return seen

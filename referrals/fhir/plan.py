"""What follows from the answers, as a PlanDefinition: urgent signs first, then one action for each rule.

It says which signs hold and which rules fire, as the engine does. What a rule then leads to also depends on the nation
and on the rules that leave a route out; the engine's outcome is the full answer.
"""

from referrals.engine.conditions import NUMBER_OPERATORS, place
from referrals.engine.definition import NATIONS, UNKNOWN_NATION
from referrals.engine.outcome import in_urgent_order, target

from .fhirpath import all_of, any_of, not_, true_when
from .naming import heading, option_code

PRIORITIES = {"A": "stat", "B": "asap", "C": "urgent", "D": "routine", "exit": "routine"}
NEED_AN_ANSWER = {"any_of", "all_of", "answered", *NUMBER_OPERATORS}
ACTION_TYPES = {"recommend": "create", "withhold": "remove"}


def plan_definition(guide, edition):
    """Return the PlanDefinition of a guide; its conditions are asked of a response to the Questionnaire."""
    asked = {"type": "depends-on", "resource": edition.url("questionnaire")}
    kind = {"system": "http://terminology.hl7.org/CodeSystem/plan-definition-type", "code": "eca-rule"}
    return {
        **heading(guide, edition, "plan", "PlanDefinition"),
        "type": {"coding": [kind]},
        "relatedArtifact": [asked],
        "action": [group for group in (_signs(guide, edition), _rules(guide, edition)) if group["action"]],
    }


def _signs(guide, edition):
    signs = in_urgent_order(guide, guide.urgent_signs)
    return {"id": "signs", "title": "Urgent signs", "action": [_sign(guide, sign, edition) for sign in signs]}


def _sign(guide, sign, edition):
    advice = sign.advice[UNKNOWN_NATION]
    words = [text.you for text in (advice.act, advice.text) if text]
    guard = [] if _asks_its_place(guide, sign.when) else [not_stopped(guide, place(guide, sign.when))]
    holds = all_of([*guard, true_when(guide, sign.when)])
    action = {
        "id": f"sign.{sign.key}",
        "title": sign.title.you if sign.title else sign.key,
        "priority": PRIORITIES[sign.level],
        "code": _code(edition, "signs", sign.key),
        "condition": _condition(holds),
    }
    return {**action, "textEquivalent": "\n\n".join(words)} if words else action


def _asks_its_place(guide, condition):
    """Whether a condition is false without an answer to the last question it reads: then a stop before is one too."""
    last = guide.questions[place(guide, condition)].key
    return any(all(row.question == last and row.op in NEED_AN_ANSWER for row in line) for line in condition.lines)


def not_stopped(guide, before):
    """Return the expression "no sign has stopped the questions before this place"."""
    stops = [sign for sign in guide.urgent_signs if sign.stops and place(guide, sign.when) < before]
    return not_(any_of(true_when(guide, sign.when) for sign in stops)) if stops else "true"


def _rules(guide, edition):
    return {
        "id": "rules",
        "title": "Ways to physiotherapy",
        "condition": _condition(not_stopped(guide, len(guide.questions))),
        "action": [_rule(guide, rule, edition) for rule in guide.rules],
    }


def _rule(guide, rule, edition):
    route = guide.route(rule.route)
    fires = true_when(guide, rule.when)
    if rule.catch_all:
        fires = all_of([fires, not_(any_of(_shown(guide, other) for other in guide.rules if _leads_somewhere(other)))])
    kind = {"system": "http://terminology.hl7.org/CodeSystem/action-type", "code": ACTION_TYPES[rule.effect]}
    action = {
        "id": f"rule.{rule.key}",
        "extension": [{"url": edition.url("tier"), "valueInteger": rule.tier}],
        "title": route.title.you if route.title else route.key,
        "code": _code(edition, "routes", route.key),
        "condition": _condition(fires),
        "type": {"coding": [kind]},
    }
    return {**action, "textEquivalent": rule.reason.you} if rule.reason else action


def _leads_somewhere(rule):
    return rule.effect == "recommend" and not rule.catch_all


def _shown(guide, rule):
    """Return the expression "the rule fires, and no rule leaves out its route or what stands for it in the nation"."""
    route = guide.route(rule.route)
    left_out = [_left_out(guide, route.key)]
    for nation in NATIONS:
        there = target(guide, route, nation)
        if there is not None and there is not route:
            left_out.append(all_of([_lives_in(guide, nation), _left_out(guide, there.key)]))
    return all_of([true_when(guide, rule.when), not_(any_of(left_out))])


def _left_out(guide, route):
    return any_of(
        true_when(guide, rule.when) for rule in guide.rules if rule.effect == "withhold" and rule.route == route
    )


def _lives_in(guide, nation):
    question = guide.nation_question
    if question is None:
        return "false"
    codes = [option_code(question.key, option.key) for option in question.options if option.nation == nation]
    found = f"QuestionnaireResponse.repeat(item).where(linkId='{question.key}').answer.value.code"
    return any_of(f"('{code}' in {found})" for code in codes)


def _condition(expression):
    return [{"kind": "applicability", "expression": {"language": "text/fhirpath", "expression": expression}}]


def _code(edition, system, code):
    return [{"coding": [{"system": edition.url(system), "code": code}]}]

"""The questions as a Questionnaire with plain enableWhen.

Expressions would take fewer lines, but renderers disagree about hidden answers there; with enableWhen they do not.
"""

from referrals.engine.clauses import clauses
from referrals.engine.conditions import place

from .naming import EXTENSION, heading, option_code

OPERATORS = {"is": "=", "is_not": "!=", "lt": "<", "le": "<=", "eq": "=", "ge": ">=", "gt": ">"}
CONTROLS = {"single": "radio-button", "multi": "check-box"}


def questionnaire(guide, edition):
    """Return the Questionnaire of a guide, in the words to the person with MS. Raises TooComplex.

    linkIds are the keys of the questions; those of groups and help have a dot, which no key has.
    """
    items = []
    rest = items  # where the next question goes: inside the group that a stopping sign closes
    for question in guide.questions:
        rest.append(_within(question.key, clauses(guide, question.shown_when), _item(question, edition), edition))
        gate = _gate(guide, question)
        if gate:
            inner = {"linkId": f"{question.key}.go-on", "type": "group", "item": []}
            rest.append(_within(f"{question.key}.go-on", gate, inner, edition))
            rest = inner["item"]
    return {**heading(guide, edition, "questionnaire", "Questionnaire"), "subjectType": ["Patient"], "item": items}


def _gate(guide, question):
    """Return the clauses under which the questions after this one are asked: no stopping sign of this place holds."""
    if question is guide.questions[-1]:
        return []
    stops = [
        sign for sign in guide.urgent_signs if sign.stops and place(guide, sign.when) == guide.position(question.key)
    ]
    return [clause for sign in stops for clause in clauses(guide, sign.when, negated=True)]


def _within(name, conditions, item, edition):
    """Return an item that is enabled when all clauses are true: each real choice is a group of its own around it."""
    alone = [atom for clause in conditions if len(clause) == 1 for atom in clause]
    item = {**item, **_enabled(alone, "all", edition)} if alone else item
    choices = [sorted(clause) for clause in conditions if len(clause) != 1]
    for number, atoms in reversed(list(enumerate(choices, start=1))):
        group = {"linkId": f"{name}.if-{number}", "type": "group"}
        item = {**group, **_enabled(atoms, "any", edition), "item": [item]}
    return item


def _enabled(atoms, behaviour, edition):
    """Return enableWhen for these atoms; enableBehavior may stand only where there are several."""
    return {
        "enableWhen": [_comparison(atom, edition) for atom in atoms],
        **({"enableBehavior": behaviour} if len(atoms) > 1 else {}),
    }


def _comparison(atom, edition):
    if atom.op in ("exists", "missing"):
        return {"question": atom.question, "operator": "exists", "answerBoolean": atom.op == "exists"}
    if atom.op in ("is", "is_not"):
        answer = {"answerCoding": _coding(atom.question, atom.value, edition)}
    else:
        answer = {"answerInteger": atom.value}
    return {"question": atom.question, "operator": OPERATORS[atom.op], **answer}


def _coding(question, option, edition):
    return {"system": edition.url("answers"), "code": option_code(question, option)}


def _item(question, edition):
    is_number = question.kind == "number"
    item = {
        "linkId": question.key,
        "text": question.text.you if question.text else question.key,
        "type": "integer" if is_number else "choice",
        "required": question.required,
        "repeats": question.kind == "multi",
        "extension": _bounds(question) if is_number else [_control(CONTROLS[question.kind])],
    }
    if not is_number:
        item["answerOption"] = [_option(question, option, edition) for option in question.options]
    if question.help:
        item["item"] = [_help(question)]
    return item


def _option(question, option, edition):
    words = option.text.you if option.text else option.key
    coded = {"valueCoding": {**_coding(question.key, option.key, edition), "display": words}}
    if not option.exclusive:
        return coded
    return {"extension": [{"url": f"{EXTENSION}questionnaire-optionExclusive", "valueBoolean": True}], **coded}


def _bounds(question):
    ends = [("minValue", question.min), ("maxValue", question.max)]
    found = [{"url": f"{EXTENSION}{name}", "valueInteger": number} for name, number in ends]
    unit = {"url": f"{EXTENSION}questionnaire-unit", "valueCoding": {"display": question.unit}}
    return [*found, unit] if question.unit else found


def _help(question):
    return {
        "linkId": f"{question.key}.help",
        "type": "display",
        "text": question.help.you,
        "extension": [_control("help")],
    }


def _control(code):
    coding = {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}
    return {"url": f"{EXTENSION}questionnaire-itemControl", "valueCodeableConcept": {"coding": [coding]}}

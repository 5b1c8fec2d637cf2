"""What must be right in a Questionnaire and no schema checks. The rules are those of FHIR R4, Questionnaire.item.

The structure itself (which fields there are, of which types) is checked by a library in the tests: it is the same code
for every guide, and the site need not carry a model of all of FHIR to serve two resources.
"""

TYPES = {"group", "display", "choice", "integer"}
OPERATORS = {"exists", "=", "!=", ">", "<", ">=", "<="}
ORDERED = {">", "<", ">=", "<="}


def faults(questionnaire):
    """Return sentences about what is wrong; empty when nothing is."""
    seen, found = {}, []
    for item in _items(questionnaire):
        name = item.get("linkId", "")
        found += [f"The linkId “{name}” is used twice." for _ in range(1) if name in seen]
        found += [f"“{name}” has no type of FHIR R4." for _ in range(1) if item.get("type") not in TYPES]
        found += _faults_of_enabling(name, item, seen)
        seen[name] = item
    return tuple(found)


def _items(parent):
    """Yield every item, in the order in which it is read."""
    for item in parent.get("item", ()):
        yield item
        yield from _items(item)


def _faults_of_enabling(name, item, earlier):
    rows = item.get("enableWhen", [])
    if len(rows) > 1 and item.get("enableBehavior") not in ("all", "any"):
        yield f"“{name}” has several conditions, and does not say whether all or any count."
    for row in rows:
        if row.get("operator") not in OPERATORS:
            yield f"“{name}” compares with something that is no operator of FHIR R4."
        elif row.get("question") not in earlier:
            yield f"“{name}” depends on “{row.get('question')}”, which does not come before it."
        elif not _fits(row, earlier[row["question"]]):
            yield f"“{name}” compares “{row['question']}” with something that cannot be its answer."


def _fits(row, question):
    """Whether the question may have the answer that a condition compares it with."""
    if row["operator"] == "exists":
        return isinstance(row.get("answerBoolean"), bool)
    if question["type"] == "integer":
        return type(row.get("answerInteger")) is int
    offered = [
        {key: value for key, value in option["valueCoding"].items() if key != "display"}
        for option in question.get("answerOption", ())
    ]
    return row["operator"] not in ORDERED and row.get("answerCoding") in offered

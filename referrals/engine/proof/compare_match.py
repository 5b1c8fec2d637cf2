"""Two versions side by side: what belongs together, and what only one of them has.

Things belong together by key. Words are taken from the older version, so that other words are no other outcome.
"""

from dataclasses import replace

from referrals.engine.definition import Condition

PARTS = {
    "questions": "Question",
    "facts": "Fact",
    "routes": "Route",
    "rules": "Rule",
    "urgent_signs": "Urgent sign",
    "vignettes": "Test case",
}
APART = "-before"  # what an older question is called that has nothing in common with its namesake


def side_by_side(old, new):
    """Return both versions so that they can be compared for one respondent.

    The reasons of rules are worded as in the old version. A question whose answers have nothing in common with those
    of its namesake is another question: the old one gets a key of its own.
    """
    for question in old.questions:
        if new.has("question", question.key) and not _in_common(question, new.question(question.key)):
            old = _renamed(old, question.key, question.key + APART)
    reasons = {rule.key: rule.reason for rule in old.rules}
    rules = tuple(replace(rule, reason=reasons.get(rule.key, rule.reason)) for rule in new.rules)
    return old, replace(new, rules=rules)


def _in_common(old, new):
    """Whether somebody can give both questions the same answer."""
    if not (old.required or new.required):
        return old.kind == new.kind
    if old.kind == new.kind == "number":
        return old.min <= new.max and new.min <= old.max
    return old.kind == new.kind and any(new.has_option(option.key) for option in old.options)


def _renamed(guide, key, name):
    def condition(found):
        if found is None:
            return None
        lines = (
            tuple(replace(row, question=name) if row.question == key else row for row in line) for line in found.lines
        )
        return Condition(tuple(lines))

    questions = tuple(
        replace(item, key=name if item.key == key else item.key, shown_when=condition(item.shown_when))
        for item in guide.questions
    )
    return replace(
        guide,
        questions=questions,
        facts=tuple(replace(fact, when=condition(fact.when)) for fact in guide.facts),
        rules=tuple(replace(rule, when=condition(rule.when), asserts=condition(rule.asserts)) for rule in guide.rules),
        urgent_signs=tuple(
            replace(sign, when=condition(sign.when), may_skip_when=condition(sign.may_skip_when))
            for sign in guide.urgent_signs
        ),
    )


def only_in(one, other):
    """Return sentences that name what only the first of two versions has, in the order of the guide."""
    found = []
    for part, kind in PARTS.items():
        theirs = {item.key: item for item in getattr(other, part)}
        for item in getattr(one, part):
            if item.key not in theirs:
                found.append(f"{kind} {name_of(part, item)}.")
            elif part == "questions":
                found += _answers_only_in(item, theirs[item.key])
    return tuple(found)


def _answers_only_in(question, other):
    name = name_of("questions", question)
    for option in question.options:
        if not other.has_option(option.key):
            yield f"Answer {_quoted(option.text, option.key)} to {name}."
        elif other.option(option.key).exclusive and not option.exclusive:
            yield f"Answer {_quoted(option.text, option.key)} to {name} together with others."
    if other.required and not question.required:
        yield f"Leaving {name} empty."
    if question.kind == other.kind == "number" and not other.min <= question.min <= question.max <= other.max:
        outside = [n for n in (question.min, question.max) if not other.min <= n <= other.max]
        yield f"Numbers to {name} as far as {' and '.join(map(str, outside))}."


def name_of(part, item):
    """Return something of a guide as editors read it."""
    if part == "questions":
        return _quoted(item.label, item.key)
    if part == "facts":
        return f"“{item.label or item.key}”"
    if part == "rules":
        return f"“{item.key.replace('_', ' ')}”"
    return f"“{item.title}”" if part == "vignettes" else _quoted(item.title, item.key)


def _quoted(wording, key):
    return f"“{wording.you if wording and wording.you else key}”"

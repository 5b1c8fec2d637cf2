"""The outline as plain text, for a picture that stands alone: what it shows is then in the file itself."""


def as_text(outline):
    """Return an Outline as lines of text; every question, sign, fact, route and rule of it is in it once."""
    return "\n".join((*_questions(outline), *_facts(outline), *_routes(outline)))


def _questions(outline):
    yield "Questions"
    for item in outline.questions:
        yield f"{item.number}. {item.label}. {item.text} ({item.kind})"
        yield f"   Asked: {f'when {item.asked_when}' if item.asked_when else 'everyone who comes this far.'}"
        for group in item.signs:
            yield f"   {group.heading}.{' The questions stop.' if group.stops else ''}"
            yield from (f"   - {sign.title}. When: {sign.when}" for sign in group.signs)


def _facts(outline):
    if outline.facts:
        yield "Facts that rules use"
    yield from (f"- “{fact.label}”: {fact.when.text}" for fact in outline.facts)


def _routes(outline):
    yield "Ways to physiotherapy, and the rules to them"
    for route in outline.routes:
        yield f"- {route.title}"
        for group in route.groups:
            yield f"   {group.heading}, when"
            yield from (f"   - {rule.text}" for rule in group.rules)
        yield from (f"   {line}" for line in route.elsewhere)

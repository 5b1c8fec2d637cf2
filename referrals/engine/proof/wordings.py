"""S5: every text that people read is there in both voices; telephone numbers stand only in advice and routes."""

import re

from referrals.engine.proof.findings import fails

# 999, 111, 101, 112, 119, 116 123, 18000, 18001 and any number that starts with 0 or +44.
TELEPHONE = re.compile(
    r"(?<![\d,.])(?:999|11[129]|101|116 ?\d{3}|1800[0-2]|0\d(?: ?\d){7,9}|\+44(?: ?\d){9,10})(?!\d|,\d)"
)


def check_wordings(guide):
    """S5: all wordings are present; no telephone number outside advice and routes."""
    for subject, wording, required in wordings(guide):
        yield from _missing(subject, wording, required)
    for subject, text in _plain_texts(guide):
        if not text.strip():
            yield fails("S5", subject, f"{subject} is empty.")
    for subject, text in _without_numbers(guide):
        found = TELEPHONE.search(text)
        if found:
            sentence = f"{subject} holds the telephone number {found[0]}. Numbers belong in advice and routes."
            yield fails("S5", subject, sentence)


def wordings(guide):
    """Yield `(subject, wording, required)` for every wording of the guide, in the order of the document."""
    yield from _of_questions(guide)
    yield from _of_routes(guide)
    for rule in guide.rules:
        yield f"rules.{rule.key}.reason", rule.reason, True
    yield from _of_signs(guide)


def _of_questions(guide):
    for question in guide.questions:
        subject = f"questions.{question.key}"
        for name, required in (("label", True), ("text", True), ("help", False), ("why", False), ("error", True)):
            yield f"{subject}.{name}", getattr(question, name), required
        for option in question.options:
            for name in ("text", "hint", "say"):
                yield f"{subject}.options.{option.key}.{name}", getattr(option, name), name == "text"


def _of_routes(guide):
    for route in guide.routes:
        subject = f"routes.{route.key}"
        for name in ("title", "text", "say"):
            yield f"{subject}.{name}", getattr(route, name), name != "say"
        for n, remark in enumerate(route.good_to_know):
            yield f"{subject}.good_to_know.{n}", remark.text, True


def _of_signs(guide):
    for sign in guide.urgent_signs:
        subject = f"urgent_signs.{sign.key}"
        for name in ("title", "say", "watch_for"):
            yield f"{subject}.{name}", getattr(sign, name), name == "title"
        for nation, advice in sign.advice.items():
            yield f"{subject}.advice.{nation}.act", advice.act, True
            yield f"{subject}.advice.{nation}.text", advice.text, True


def _missing(subject, wording, required):
    if wording is None:
        if required:
            yield fails("S5", subject, f"{subject} has no words yet.")
        return
    for voice in ("self", "carer"):
        if not wording.in_voice(voice).strip():
            yield fails("S5", f"{subject}.{voice}", f"{subject} has no words for the voice “{voice}”.")


def _plain_texts(guide):
    yield "title", guide.title
    yield from ((f"questions.{question.key}.section", question.section) for question in guide.questions)
    yield from ((f"facts.{fact.key}.label", fact.label) for fact in guide.facts)


def _without_numbers(guide):
    for subject, wording, _ in wordings(guide):
        if wording is not None and not subject.startswith("routes.") and ".advice." not in subject:
            yield from ((f"{subject}.{voice}", wording.in_voice(voice)) for voice in ("self", "carer"))
    yield from _plain_texts(guide)

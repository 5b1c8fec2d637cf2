"""S5: every text that people read is there in both voices; telephone numbers stand only in advice and in what a route
is, asks and gives to know: not in its pack, so that there is one place to change each number.
"""

import re

from referrals.engine.proof.findings import fails

# 999, 111, 101, 112, 119, 116 123, 18000, 18001 and any number that starts with 0 or +44.
TELEPHONE = re.compile(
    r"(?<![\d,.])(?:999|11[129]|101|116 ?\d{3}|1800[0-2]|0\d(?: ?\d){7,9}|\+44(?: ?\d){9,10})(?!\d|,\d)"
)
MAY_HOLD_NUMBERS = re.compile(r"routes\.[^.]+\.(title|text|say|good_to_know)\b|urgent_signs\.[^.]+\.advice\.")
PACK = ("contact", "bring", "ask", "not_right", "cost", "gives", "fallback")


def check_wordings(guide):
    """S5: all wordings are present; no telephone number outside advice and the first texts of routes."""
    for subject, wording, required in wordings(guide):
        yield from _missing(subject, wording, required)
    for subject, text in _plain_texts(guide):
        if not text.strip():
            yield fails("S5", subject, f"{subject} is empty.")
    for subject, text in _without_numbers(guide):
        found = TELEPHONE.search(text)
        if found:
            sentence = f"{subject} holds the telephone number {found[0]}. Numbers belong in advice and routes"
            sentence += ", and there not in the pack." if subject.startswith("routes.") else "."
            yield fails("S5", subject, sentence)


def wordings(guide):
    """Yield `(subject, wording, required)` for every wording of the guide, in the order of the document."""
    yield from _of_questions(guide)
    yield from _of_routes(guide)
    for rule in guide.rules:
        yield f"rules.{rule.key}.reason", rule.reason, True
    yield from _of_signs(guide)
    yield from _of_all_results(guide)


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
        yield from _of_pack(subject, route)


def _of_pack(subject, route):
    yield from ((f"{subject}.{name}", getattr(route, name), False) for name in PACK)
    if route.next_step is not None:
        yield f"{subject}.next_step.text", route.next_step.text, False
    for demand in route.demands:
        yield f"{subject}.demands.{demand.barrier}.reason", demand.reason, True
        yield f"{subject}.demands.{demand.barrier}.way_round", demand.way_round, False


def _of_all_results(guide):
    """Yield the words that the results of many people share."""
    yield from ((f"nation_help.{place}.text", found.text, True) for place, found in guide.nation_help.items())
    if guide.letter_words is not None:
        for place, text in guide.letter_words.standards.items():
            yield f"letter_words.standards.{place}", text, False
        yield "letter_words.questions", guide.letter_words.questions, False
        yield "letter_words.closing", guide.letter_words.closing, True


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
    yield from ((f"nation_help.{place}.body", found.body) for place, found in guide.nation_help.items())


def _without_numbers(guide):
    for subject, wording, _ in wordings(guide):
        if wording is not None and not MAY_HOLD_NUMBERS.match(subject):
            yield from ((f"{subject}.{voice}", wording.in_voice(voice)) for voice in ("self", "carer"))
    yield from _plain_texts(guide)

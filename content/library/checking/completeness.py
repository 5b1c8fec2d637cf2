"""What each thing to read has to have: docs/library.md says what for."""

import re

from content import wording
from content.article_text import in_short_for
from content.audiences import Reader, sees
from content.models import Kind

from .texts import lines_of_block

CARERS = "carers"  # what is listed there is written for carers from the first word
LONGEST_SHORT_VERSION = 120  # words; notices come on top and are never cut
NOTICES = 2  # at most: the third is not read
FRAMES = range(2, 5)  # drawings of an exercise
HOW_SURE = re.compile(r"\b(evidence|certain|uncertain|certainty|experts?)\b", re.I)
STOP = re.compile(r"^(\W*)Stop\b", re.M)


def incomplete(page):
    """Yield a fault for each thing that a Page lacks."""
    for mention, sentence in NEEDS.get(page.kind, _nothing)(page):
        yield page.fault(mention, sentence)


def short_version(document, reader):
    """Return the words of the short version for a reader, without its notices."""
    blocks = [block for block in document["blocks"] if block["type"] == "do_dont" and sees(reader, block["readers"])]
    items = [item for block in blocks for item in (*block["do"], *block["do_not"])]
    text = " ".join([*in_short_for(document, reader), *items, document["next_label"]])
    return [word for word in text.split() if re.search(r"\w", word)]


def _nothing(page):
    return ()


def _article(page):
    document, blocks = page.document, page.document["blocks"]
    yield from _missing(document, ARTICLE)
    if len(document["in_short"]) != 3 or len(document["in_short_carer"]) not in (0, 3):
        yield "in_short", "“In short” has exactly 3 points."
    if not page.to_check:
        yield "", "Nothing is named for the clinician to check. Say in to_check what has no firm source."
    if not all(citation["claim"].strip() for citation in document["citations"]):
        yield "sources:", "A source has no claim. Say what it supports."
    yield from _blocks(blocks)
    yield from _notices(blocks)
    yield from _readers(document, blocks)
    for reader in (Reader.PATIENT, Reader.CARER):
        count = len(short_version(document, reader))
        if count > LONGEST_SHORT_VERSION:
            where = "in_short_carer:" if reader == Reader.CARER and document["in_short_carer"] else "in_short:"
            yield where, f"The short version has {count} words. Cut it to {LONGEST_SHORT_VERSION}."


def _blocks(blocks):
    for kind, words in BLOCKS.items():
        if not any(block["type"] == kind for block in blocks):
            yield "", f"It has no {words}."
    for name, words in (("do", "what to do"), ("do_not", "what not to do")):
        if not any(block.get(name) for block in blocks):
            yield "", f"It does not say {words}."
    told = "\n".join(line for block in blocks if block["type"] == "section" for line in lines_of_block(block))
    if any(block["type"] == "exercise" for block in blocks) and not STOP.search(told):
        yield "::: exercise", "It has an exercise and does not say when to stop. Say it in a section."


def _notices(blocks):
    seen = [block for block in blocks if sees(Reader.PATIENT, block["readers"])]
    notices = [block for block in seen if block["type"] == "care_notice"]
    if len(notices) > NOTICES:
        yield notices[NOTICES]["heading"], f"It has {len(notices)} notices. Two at most are read."
    for block, following in zip(seen, seen[1:], strict=False):
        if block["type"] == "care_notice" and not (following.get("heading") or following["type"] == "faq"):
            yield block["heading"], "After a notice comes a heading. Give what follows one."


def _readers(document, blocks):
    for_carers = document["in_short_carer"] or any(Reader.CARER in block["readers"] for block in blocks)
    if not for_carers and document["topics"][0] != CARERS:
        yield "", "Carers have no words of their own. Add in_short_carer, or a section with readers=carer."
    notes = [block for block in blocks if block["readers"] == [Reader.PROFESSIONAL]]
    if not notes:
        yield "", "Professionals have no notes. Add a section with readers=professional."
    elif not HOW_SURE.search("\n".join(line for block in notes for line in lines_of_block(block))):
        yield notes[0]["heading"], "The notes for professionals do not say how strong the evidence is."


def _exercise(page):
    yield from _missing(page.document, EXERCISE)
    drawings = [step["figure"] for step in page.document["steps"] if step["figure"]]
    if len(drawings) not in FRAMES:
        yield "steps:", f"It has {len(drawings)} drawings. Draw 2 to 4 of its steps."


def _faq(page):
    yield from _missing(page.document, FAQ)
    answer = wording.sentences("\n".join(lines_of_block({"answer": page.document["answer"]})))
    if not 2 <= len(answer) <= 4:
        yield page.document["question"], f"The answer has {len(answer)} sentences. Say it in 2 to 4."


def _term(page):
    yield from _missing(page.document, ("term", "meaning", "lay_words"))


def _policy(page):
    yield from _missing(page.document, ("title", "lead", "body"))


def _topic(page):
    yield from _missing(page.document, ("title", "summary", "figure"))


def _missing(document, names):
    yield from ((f"{name}:", f"“{name}” is empty. Fill it in.") for name in names if not document[name])


ARTICLE = ("title", "summary", "figure", "topics", "citations", "next_label", "next_url")
BLOCKS = {"section": "section", "care_notice": "notice of when to get help", "faq": "question that people ask"}
EXERCISE = ("title", "summary", "figure", "positions", "purposes", "energy", "steps", "how_many", "easier", "harder")
EXERCISE += ("ask_first", "stop_if", "heat", "topics", "sources")
FAQ = ("question", "answer", "link_label", "link_url", "topics", "sources")
NEEDS = {
    Kind.ARTICLE: _article,
    Kind.EXERCISE: _exercise,
    Kind.FAQ: _faq,
    Kind.TERM: _term,
    Kind.POLICY: _policy,
    Kind.TOPIC: _topic,
}

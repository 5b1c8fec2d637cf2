"""The words of a document, line by line, as people read them."""

from content import prose
from content.audiences import Reader

READ = ("title", "lead", "heading", "summary", "in_short", "in_short_carer", "next_label", "body", "do", "do_not")
READ += ("purpose", "caption", "transcript", "question", "answer", "link_label", "term", "meaning", "steps", "text")
READ += ("how_many", "easier", "harder", "ask_first", "stop_if", "heat", "door_title", "door_text")


def texts_of(document):
    """Return the texts of a document, the lines of each with the part that they are of: the whole, or a block."""
    parts = [document, *document.get("blocks", ())]
    return [(part, lines) for part in parts if (lines := _lines(part))]


def lines_for_patients(document):
    """Return every line but those that only professionals read."""
    blocks = [block for block in document.get("blocks", ()) if block["readers"] != [Reader.PROFESSIONAL]]
    return [line for part in (document, *blocks) for line in _lines(part)]


def lines_of_block(block):
    """Return the lines of one block."""
    return _lines(block)


def _lines(value):
    if isinstance(value, str):
        return prose.lines(value.replace("**", ""))
    if isinstance(value, dict):
        return [line for name in READ if name in value for line in _lines(value[name])]
    return [line for item in value for line in _lines(item)]

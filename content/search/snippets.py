"""The words of an entry round what was found: whole words and whole sentences, escaped, what was found marked."""

import re
from itertools import accumulate, takewhile

from django.utils.html import escape
from django.utils.safestring import mark_safe

from content import wording

LONGEST = 220  # characters of a snippet
QUOTED = 360  # characters of a quoted passage
WORD = re.compile(r"[^\W_]+")
ENDED_WELL = (".", "?", "!")
ENDED = (*ENDED_WELL, ":")  # a line that does not end like this is a heading, a label or an item of a list
BEGINNING = 3  # letters that all forms of a word share
SHORTEST_STEM = 4
ENDINGS = re.compile(r"(?:\w?(?:s|es|ed|ing|er|ers|y|ly|ness|iness|ily|e|ies|ings))?|[a-z]{1,3}")


def wanted_words(concepts):
    """Return the words of some Concepts, in small letters."""
    return tuple({found.lower() for concept in concepts for words, _ in concept.words for found in WORD.findall(words)})


def snippet(text, wanted):
    """Return the part of a text that has most of the wanted words, as safe HTML; from its beginning where none is."""
    return _in_a_row(_best(text, wanted, LONGEST), wanted)


def opening(text, wanted):
    """Return the beginning of a text, as safe HTML."""
    return _in_a_row(_best(text, (), LONGEST), wanted)


def passage(text, wanted):
    """Return the whole sentences of a text that have most of the wanted words, as safe HTML; nothing where none has.

    An item of a list is quoted with the words that lead in to the list, or not at all.
    """
    lines = [sentence.text for sentence in wording.sentences(text)]
    starts = {at: _lead_in(lines, at) for at in range(len(lines))}
    hits = {at: len(_hits(lines[at], wanted)) for at, start in starts.items() if start is not None}
    best = max(hits, key=lambda at: (hits[at], -at), default=None)
    if best is None or not hits[best]:
        return ""
    quoted = lines[starts[best] : best + 1]
    rest = takewhile(lambda at: starts[at] is not None, range(best + 1, len(lines)))
    return _in_lines([*quoted, *_as_many([lines[at] for at in rest], QUOTED - sum(map(len, quoted)))], wanted)


def has(text, word):
    """Whether a text has a word, or another form of it."""
    return bool(_hits(text, (word.lower(),)))


def beginning(text, wanted):
    """Return the first sentences of a text, whole, as safe HTML."""
    return _in_lines(_best(text, (), QUOTED), wanted)


def marked(text, wanted):
    """Return a text as safe HTML, with each word that was looked for in <mark>."""
    parts, end, beginnings = [], 0, _beginnings(wanted)
    for match in WORD.finditer(text):
        word = match[0].lower()
        if word[:BEGINNING] in beginnings and any(_is_same(word, other) for other in wanted):
            parts += [escape(text[end : match.start()]), f"<mark>{escape(match[0])}</mark>"]
            end = match.end()
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 - every part is escaped


def _in_a_row(lines, wanted):
    ended = [line if line.endswith(ENDED) else f"{line};" for line in lines[:-1]]
    return marked(_cut(" ".join([*ended, *lines[-1:]])), wanted)


def _in_lines(sentences, wanted):
    """Each item of a list has a line of its own."""
    ends = [" " if sentence.endswith(ENDED_WELL) else "<br> " for sentence in sentences[:-1]] + [""]
    html = (f"{marked(sentence, wanted)}{end}" for sentence, end in zip(sentences, ends, strict=False))
    return mark_safe("".join(html))  # noqa: S308 - every part is safe


def _lead_in(lines, at):
    """Return where a quotation of a line begins: an item of a list needs what leads in to it. None: nothing does."""
    if lines[at].endswith(ENDED):
        return at
    before = next((n for n in range(at - 1, -1, -1) if lines[n].endswith(ENDED)), None)
    return before if before is not None and lines[before].endswith(":") else None


def _best(text, wanted, longest):
    """The sentences from the best one on, as many as fit; the best one whole, whatever its length."""
    lines = [sentence.text for sentence in wording.sentences(text)]
    if not lines:
        return []
    best = max(range(len(lines)), key=lambda n: (len(_hits(lines[n], wanted)), -n))
    return [lines[best], *_as_many(lines[best + 1 :], longest - len(lines[best]))]


def _as_many(lines, longest):
    """As many of the first lines as fit, without a question or a colon at the end: they lead on to the next."""
    fitting = [line for line, end in zip(lines, accumulate(map(len, lines)), strict=True) if end <= longest]
    while fitting and fitting[-1].endswith((":", "?")):
        fitting.pop()
    return fitting


def _cut(text):
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0].rstrip(",;: ") + "…"


def _hits(sentence, wanted):
    beginnings = _beginnings(wanted)
    words = {word for found in WORD.findall(sentence) if (word := found.lower())[:BEGINNING] in beginnings}
    return {other for other in wanted if any(_is_same(word, other) for word in words)}


def _beginnings(wanted):
    """Return how words begin that can be the same as one that is wanted: most others need no closer look."""
    return {word[:BEGINNING] for word in wanted}


def _is_same(word, other):
    """Whether two words are forms of one, near enough to be marked: “walks” and “walking”, “stiff” and “stiffness”."""
    if word[:BEGINNING] != other[:BEGINNING]:
        return False
    if word == other:
        return True
    short, long = sorted((word, other), key=len)
    stem = short[: max(SHORTEST_STEM, len(short) - 3)] if len(short) > SHORTEST_STEM else short
    return len(short) >= 3 and long.startswith(stem) and _ending(short, stem) and _ending(long, stem)


def _ending(word, stem):
    return ENDINGS.fullmatch(word[len(stem) :]) is not None

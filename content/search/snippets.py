"""The words of an entry round what was found: whole words and whole sentences, escaped, what was found marked."""

import re

from django.utils.html import escape
from django.utils.safestring import mark_safe

from content import wording

LONGEST = 220  # characters of a snippet
QUOTED = 360  # characters of a quoted passage
WORD = re.compile(r"[^\W_]+")
ENDED = (".", "?", "!", ":")  # a line that does not end like this is a heading, a label or an item of a list
SHORTEST_STEM = 4
ENDINGS = re.compile(r"(?:\w?(?:s|es|ed|ing|er|ers|y|ly|ness|iness|ily|e|ies|ings))?|[a-z]{1,3}")


def wanted_words(concepts):
    """Return the words of some Concepts, in small letters."""
    return tuple({found.lower() for concept in concepts for words, _ in concept.words for found in WORD.findall(words)})


def snippet(text, wanted):
    """Return the part of a text that has most of the wanted words, as safe HTML; from its beginning where none is."""
    lines = _best(text, wanted, LONGEST)
    ended = [line if line.endswith(ENDED) else f"{line};" for line in lines[:-1]]
    return marked(_cut(" ".join([*ended, *lines[-1:]])), wanted)


def passage(text, wanted):
    """Return the whole sentences of a text that have most of the wanted words, as safe HTML; nothing where none has."""
    found = _best(text, wanted, QUOTED)
    return _in_lines(found, wanted) if any(_hits(sentence, wanted) for sentence in found) else ""


def beginning(text, wanted):
    """Return the first sentences of a text, whole, as safe HTML."""
    return _in_lines(_best(text, (), QUOTED), wanted)


def marked(text, wanted):
    """Return a text as safe HTML, with each word that was looked for in <mark>."""
    parts, end = [], 0
    for match in WORD.finditer(text):
        if _is_wanted(match[0].lower(), wanted):
            parts += [escape(text[end : match.start()]), f"<mark>{escape(match[0])}</mark>"]
            end = match.end()
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 - every part is escaped


def _in_lines(sentences, wanted):
    """Each item of a list has a line of its own."""
    ends = [" " if sentence.endswith(ENDED) else "<br> " for sentence in sentences[:-1]] + [""]
    html = (f"{marked(sentence, wanted)}{end}" for sentence, end in zip(sentences, ends, strict=False))
    return mark_safe("".join(html))  # noqa: S308 - every part is safe


def _best(text, wanted, longest):
    """The sentences from the best one on, as many as fit; the best one whole, whatever its length."""
    sentences = [sentence.text for sentence in wording.sentences(text)]
    if not sentences:
        return []
    best = max(range(len(sentences)), key=lambda n: (len(_hits(sentences[n], wanted)), -n))
    chosen = [sentences[best]]
    for sentence in sentences[best + 1 :]:
        if sum(map(len, chosen)) + len(sentence) > longest:
            break
        chosen.append(sentence)
    return chosen[:-1] if len(chosen) > 1 and chosen[-1].endswith(":") else chosen


def _cut(text):
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0].rstrip(",;: ") + "…"


def _hits(sentence, wanted):
    words = {word.lower() for word in WORD.findall(sentence)}
    return {other for other in wanted if any(_is_same(word, other) for word in words)}


def _is_wanted(word, wanted):
    return any(_is_same(word, other) for other in wanted)


def _is_same(word, other):
    """Whether two words are forms of one, near enough to be marked: “walks” and “walking”, “stiff” and “stiffness”."""
    if word[:3] != other[:3]:
        return False
    if word == other:
        return True
    short, long = sorted((word, other), key=len)
    stem = short[: max(SHORTEST_STEM, len(short) - 3)] if len(short) > SHORTEST_STEM else short
    return len(short) >= 3 and long.startswith(stem) and _ending(short, stem) and _ending(long, stem)


def _ending(word, stem):
    return ENDINGS.fullmatch(word[len(stem) :]) is not None

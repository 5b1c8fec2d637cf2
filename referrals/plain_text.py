"""A paper as plain text to copy into online forms and the NHS App: whole, or in at most 1,000 or 500 characters."""

from dataclasses import dataclass

LIMITS = (1000, 500)
# Of each kind in turn, the most important first: who, the request, the need, what changed.
ORDER = ("opening", "ask", "need", "changed", "coming", "goals", "questions", "closing", "standards")


@dataclass(frozen=True)
class PlainText:
    """Text to copy. `limit` is the most characters that it may have, None for the whole; `left_out` are sentences."""

    limit: int | None
    text: str
    left_out: tuple[str, ...] = ()

    @property
    def length(self):
        """How many characters a form counts."""
        return length(self.text)


def length(text):
    """Return how many characters a form counts: as JavaScript does, and two for each new line, as browsers send it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 + text.count("\n")


def versions(paper):
    """Return the PlainTexts of a Paper: the whole one, and shorter ones for each limit that the whole one breaks."""
    whole = PlainText(None, _whole(paper), paper.left_out)
    return (whole, *(shortened(paper, limit) for limit in LIMITS if whole.length > limit))


def shortened(paper, limit):
    """Return the PlainText of whole sentences, in reading order, that together have at most `limit` characters.

    What comes first in ORDER is taken first: one sentence of each kind, then the second of each, and so on.
    """
    spoken = _spoken(paper)
    taken, room = set(), limit
    for at in sorted(spoken, key=lambda at: (at[1], ORDER.index(at[0]))):
        needed = length(spoken[at]) + (1 if taken else 0)
        if needed <= room:
            taken.add(at)
            room -= needed
    left_out = [sentence for at, sentence in spoken.items() if at not in taken]
    text = " ".join(sentence for at, sentence in spoken.items() if at in taken)
    return PlainText(limit, text, tuple(dict.fromkeys((*left_out, *paper.left_out))))


def _spoken(paper):
    """What a paper says, once each, in reading order, by (kind, number within the kind).

    A paragraph of guidance is one piece: half of it would quote out of context.
    """
    kinds = {
        "opening": paper.opening,
        "ask": (paper.ask,),
        **{section.key: section.sentences for section in paper.sections},
        "closing": paper.closing,
    }
    found = {}
    for kind, texts in kinds.items():
        new = [text for text in dict.fromkeys(" ".join(text.split()) for text in texts) if text]
        found |= {(kind, number): text for number, text in enumerate(new) if text not in found.values()}
    return found


def _whole(paper):
    parts = [paper.first_words]
    for section in paper.sections:
        mark = "- " if section.listed else ""
        if section.sentences:
            parts.append("\n".join((f"{section.heading}:", *(f"{mark}{sentence}" for sentence in section.sentences))))
    return "\n\n".join(part for part in (*parts, *paper.closing) if part)

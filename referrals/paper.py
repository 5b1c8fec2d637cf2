"""The shape of everything a person takes away on paper, and what may stand on one page.

The web page, the PDF and the plain text are all made from a Paper. It holds no name: lines are left for a pen.
"""

from dataclasses import dataclass, replace
from math import ceil

# One A4 page at 12 point, counted in lines of text, as a PDF or from a browser. All is guessed on the long side.
LINES = 49
LINE_LENGTH = 76
TITLE, HEADING, BLANK, GAP = 2, 2, 1.8, 0.5


@dataclass(frozen=True)
class Section:
    """A heading with sentences: a list, or paragraphs where `listed` is false; `left_out` are those without room.

    `key` says what it is about: "need", "changed", "goals", "coming", "standards" or "questions".
    """

    key: str
    heading: str
    sentences: tuple[str, ...]
    listed: bool = True
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """One letter, self-referral or summary. `route` is the key of its route, "" for the summary.

    `number` is all that its addresses say of it, 0 for the summary.
    `blanks` and `signing` are labels of lines to fill in by hand. `to` is empty where nobody is addressed.
    """

    route: str
    number: int
    name: str
    title: str
    to: str
    blanks: tuple[str, ...]
    opening: tuple[str, ...]
    ask: str
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    signing: tuple[str, ...]
    footer: str

    @property
    def first_words(self):
        """The first paragraph: who is writing, and the request."""
        return " ".join((*self.opening, self.ask)).strip()

    @property
    def left_out(self):
        """The sentences that the paper had no room for."""
        return tuple(dict.fromkeys(sentence for section in self.sections for sentence in section.left_out))


def fitted(paper, more):
    """Return the Paper cut to one page, the longest list first, from its end. `more` then follows, to say so.

    Sections in which nothing was said are dropped.
    """
    said = tuple(section for section in paper.sections if section.sentences or section.left_out)
    fitting = replace(paper, sections=said)
    if fitting.left_out or _lines(fitting) > LINES:
        fitting = replace(fitting, closing=(more, *paper.closing))
    while _lines(fitting) > LINES and any(section.sentences for section in fitting.sections):
        fitting = _without_one(fitting)
    return fitting


def _without_one(paper):
    """Return the Paper with one sentence less: the last of its longest list; of several, of the later one."""
    sections = list(paper.sections)
    at = max(range(len(sections)), key=lambda n: (len(sections[n].sentences), n))
    *kept, last = sections[at].sentences
    sections[at] = replace(sections[at], sentences=tuple(kept), left_out=(last, *sections[at].left_out))
    return replace(paper, sections=tuple(sections))


def _lines(paper):
    fixed = TITLE + BLANK * (len(paper.blanks) + len(paper.signing)) + (1 + GAP if paper.to else 0)
    paragraphs = (paper.first_words, *paper.closing, paper.footer)
    return fixed + sum(_height(text) + GAP for text in paragraphs if text) + sum(map(_section_lines, paper.sections))


def _section_lines(section):
    if not section.sentences:
        return 0
    return HEADING + sum(_height(text) + (0 if section.listed else GAP) for text in section.sentences)


def _height(text):
    return ceil(len(text) / LINE_LENGTH)

"""Whether words are plain: short sentences, British spelling, no promise, 111 with its nations, and the reading age."""

import re
from dataclasses import dataclass
from statistics import median

from content import prose, wording
from content.audiences import Reader
from content.models import Kind
from content.readiness.words import EMERGENCY

from .completeness import short_version
from .library import NOTICE
from .texts import lines_for_patients, texts_of

WITH_NATIONS = re.compile(r"(?=.*\b(England|Scotland|Wales)\b)(?=.*Northern Ireland)", re.S)


@dataclass(frozen=True)
class Spread:
    """One measure over the things of a kind: (value, slug) of each, the lowest first."""

    of: str
    values: tuple[tuple[float, str], ...]
    step: float

    @property
    def middle(self):
        """The median."""
        return median(value for value, _ in self.values)

    @property
    def counts(self):
        """How many things are at each step, by where the step begins, without gaps."""
        places = [int(value // self.step) for value, _ in self.values]
        return {place * self.step: places.count(place) for place in range(places[0], places[-1] + 1)}


def not_plain(page):
    """Yield a fault for each sentence, word or number of a Page that is not as docs/library.md asks."""
    for part, lines in texts_of(page.document):
        text = "\n".join(lines)
        for sentence in wording.too_long(text):
            yield page.fault(sentence, f"More than {wording.LONGEST_SENTENCE} words: make two of “{sentence}”.")
        for found, words in CHOICE.items():
            yield from (page.fault(word, f"“{word}”: {words}") for word in dict.fromkeys(found(text)))
        yield from _numbers(page, part, lines)
    age = age_of(page)
    if page.kind in AGED and age > wording.OLDEST_READER:
        hardest = wording.hardest_sentence("\n".join(lines_for_patients(page.document)))
        yield page.fault(hardest, f"Reading age {age:g}, over {wording.OLDEST_READER}. Begin with “{hardest}”.")


def _numbers(page, part, lines):
    """Emergency numbers may stand anywhere, 111 with its nations; others in notices alone, where they are kept."""
    with_nations = WITH_NATIONS.search("\n".join(lines))
    may_stand = page.kind == NOTICE or part.get("type") == "care_notice"
    for line in lines:
        if re.search(r"\b111\b", line) and not with_nations:
            yield page.fault(line, "111 stands without its nations. Name them; Northern Ireland has none.")
        for number in () if may_stand else set(prose.telephone_numbers(line)) - EMERGENCY:
            yield page.fault(number, f"The number {number} belongs in a notice, or in the record of a service.")


def age_of(page):
    """Return the reading age of what patients and carers read of a Page, in years."""
    return wording.reading_age("\n".join(lines_for_patients({**page.document, "term": ""})))  # a word is no sentence


def spreads(library):
    """Return the Spreads of reading ages by kind, and of the lengths of short versions."""
    found = [(f"reading age, {title}", 0.5, age_of, library.of(kind)) for kind, title in AGED.items()]
    found.append(("words of the short versions", 10, _length, library.of(Kind.ARTICLE)))
    return tuple(
        Spread(title, tuple(sorted((measure(page), page.slug) for page in pages)), step)
        for title, step, measure, pages in found
        if pages
    )


def _length(page):
    return max(len(short_version(page.document, reader)) for reader in (Reader.PATIENT, Reader.CARER))


CHOICE = {
    wording.avoided: "we do not use it. Say what to do, in plain words.",
    wording.certain: "it promises too much. Say “can help”, and how sure the evidence is.",
    wording.american: "this is spelt as in the USA. Use the British word.",
}
AGED = {Kind.ARTICLE: "articles", Kind.EXERCISE: "exercises", Kind.FAQ: "questions", Kind.TERM: "words"}
AGED |= {Kind.POLICY: "about the site"}

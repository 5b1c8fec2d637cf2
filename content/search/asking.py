"""What somebody typed, understood: its words in their stems, what the library calls it, and misspelt words mended.

A Concept is one idea of the question: any of its words may be met. The work on stems and letters is PostgreSQL's; which
other words people use for the same, content/library/word_forms.csv and the glossary say.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from content.models.search import LANGUAGE

from .asking_sql import UNDERSTAND
from .stems import SMALL, stem

LONGEST = 200  # characters that are read; a longer question is cut
MOST_WORDS = 24
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Words that PostgreSQL keeps but that say nothing about what is asked here: everybody has MS, and wants help.
EMPTY_WORDS = """
get got getting like really very much lot bit thing things something anything someone somebody people person help
helps want need know tell find good best way ways make makes made keep keeps keeping feel feels go goes going went
also ms multiple sclerosis can could may might will would shall must one use using used always ever still happen
happens mean means often sometimes please thanks hi hello dr im ive id cant cannot couldnt dont doesnt didnt wont isnt
arent wasnt wouldnt shouldnt havent hasnt whats thats theres hes shes theyre youre able try trying tried say said says
ask asked see seen come came think thought look looking every day days time times give gives take takes start since
without another around nothing everything anyone anybody everyone everybody ago already yet year years lately recently
actually honestly maybe perhaps probably quite rather even though wonder wondering advice advise info information
question questions guys folks ok okay sorry cheers crazy awful terrible horrible struggle struggling struggles manage
managing bother bothered possible possibly normal completely totally sort kind kinds type types stuff put puts putting
told tells heard hear hows goin gonna wanna wot wat
"""
SAY_NOTHING = frozenset(EMPTY_WORDS.split())
REPAIRED_FROM = 4  # letters: a shorter word is as likely another word as a misspelt one
LONGEST_WORD = 24  # letters: what is longer is no word
TOWN = 5000  # people: a word may be the name of a town from this size on
SPLIT_FROM = 6  # letters
ALSO = 0.7  # another word for the same, over the word that was typed
MENDED = 0.85  # a word that was mended, over one that was typed so
JOINED = 1.2
PHRASE_WEIGHTS = {1: 0.3, 2: 0.9, 3: 0.9}  # by how many words of the question a phrase explains
FORMS = Path(__file__).resolve().parents[1] / "library" / "word_forms.csv"
ORDINARY = FORMS.with_name("ordinary_words.txt")


@dataclass(frozen=True)
class Concept:
    """One idea of the question: (words as they are looked for, how much they count), the typed word (1) first.

    `meant`: nobody typed it, but what was typed means it.
    """

    words: tuple[tuple[str, float], ...]
    meant: bool = False


@dataclass(frozen=True)
class Question:
    """What is looked for.

    `repaired` says which words were read as which; `known` are the words that were found somewhere, `places` those that
    stand nowhere but are towns, `unknown` those that nothing was made of.
    """

    text: str
    concepts: tuple[Concept, ...] = ()
    repaired: tuple[tuple[str, str], ...] = ()
    known: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_of_our_words(self):
        """Whether every word of it stands on our pages as it was typed: what is of other words is never kept."""
        others = self.unknown or self.places or self.repaired
        return not others and len(words_of(self.text)) <= MOST_WORDS  # what is longer is not all read

    @property
    def read(self):
        """The text with its misspelt words mended."""
        mended = dict(self.repaired)
        return " ".join(mended.get(word, word) for word in words_of(self.text))


def understand(text, *, synonyms=True, repair=True):
    """Return the Question in what was typed, whatever it is. One query."""
    text = cleaned(text)
    words = words_of(text)[:MOST_WORDS]
    telling = [word for word in dict.fromkeys(words) if word not in SAY_NOTHING] or list(dict.fromkeys(words))
    if not telling:
        return Question(text)
    seen = _looked_up(telling, words, synonyms, repair)
    known = {word for word, (_, found) in seen.stems.items() if found or word in seen.splits or also_looked_for(word)}
    kept = [word for word, (stem, _) in seen.stems.items() if stem and (word in known or word in seen.mended)]
    return Question(
        text=text,
        concepts=tuple(_concepts(kept, seen, synonyms)),
        repaired=tuple(seen.mended.items()),
        known=tuple(dict.fromkeys(seen.mended.get(word, word) for word in kept)),
        places=tuple(seen.places),
        unknown=tuple(word for word, (stem, _) in seen.stems.items() if stem and word not in (*kept, *seen.places)),
    )


def cleaned(text):
    """Return typed text without control characters and accents, on one line, at most LONGEST characters."""
    flat = unicodedata.normalize("NFKD", str(text or "")[: 4 * LONGEST])
    kept = "".join(character for character in flat if not unicodedata.combining(character))
    printable = "".join(character if character.isprintable() else " " for character in kept)
    return " ".join(printable.split())[:LONGEST].strip()


def words_of(text):
    """Return the words of a text in small letters, without apostrophes: “can’t” is “cant”, “Anna’s” is “anna”."""
    found = WORD.findall(text.lower())
    if "'" not in text and "’" not in text:
        return found
    return [re.sub(r"['’]", "", re.sub(r"['’]s$", "", word)) for word in found]


@cache
def other_forms():
    """Return {word: the other words that are looked for with it}."""
    with FORMS.open(encoding="utf-8", newline="") as file:
        return {row["form"]: tuple(row["also"].split()) for row in csv.DictReader(file)}


def also_looked_for(word):
    """Return the other words that are looked for with a word, or with another form of it."""
    return other_forms().get(word) or _by_stem().get(stem(word), ())


def _is_a_word(word):
    """Whether a word that stands nowhere in the library is no mistake all the same."""
    return bool(also_looked_for(word)) or word in _ordinary_words()


@cache
def _ordinary_words():
    words = ORDINARY.read_text("utf-8").split()
    longer = (word.removesuffix("e") + ending for word in words for ending in ("ed", "es", "er", "ing"))
    return frozenset([*words, *(word + "s" for word in words), *longer])


@cache
def _by_stem():
    return {stem(word): also for word, also in reversed(other_forms().items())}


@dataclass
class _Seen:
    """What the database says: {word: (stem, whether it is found)}, {means: weight}, joined words, {word: halves},
    {misspelt word: known word}, towns."""

    stems: dict
    phrases: dict
    joined: list
    splits: dict
    mended: dict
    places: list


def _looked_up(telling, words, synonyms, repair):
    pairs = ["".join(pair) for pair in zip(words, words[1:], strict=False) if len(min(pair, key=len)) > 2]
    long = [word for word in telling if len(word) >= SPLIT_FROM]
    halves = [(word, word[:at], word[at:]) for word in long for at in range(3, len(word) - 2)]
    mendable = [word for word in telling if REPAIRED_FROM <= len(word) <= LONGEST_WORD and not _is_a_word(word)]
    values = {"language": LANGUAGE, "words": words, "telling": telling, "synonyms": synonyms, "pairs": pairs}
    values |= {"mendable": mendable if repair else [], "town": TOWN, "nothing": list(SAY_NOTHING)}
    values |= {name: [half[n] for half in halves] for n, name in enumerate(("whole", "left", "right"))}
    seen = _Seen({}, {}, [pair for pair in pairs if pair in other_forms()] if synonyms else [], {}, {}, [])
    for kind, word, other, found, size, meanings in UNDERSTAND.rows(values):
        if kind == "word":
            seen.stems[word] = (other, found)
        elif kind == "pair":
            seen.joined = list(dict.fromkeys([*seen.joined, word]))
        elif kind == "split":
            seen.splits.setdefault(word, other)
        elif kind == "mended":
            seen.mended[word] = other
        elif kind == "place":
            seen.places.append(word)
        elif not SAY_NOTHING.union(SMALL).issuperset(words_of(word)):  # one that means several things says less of each
            weight = PHRASE_WEIGHTS[min(size, 3)] / meanings**0.5
            seen.phrases[other] = max(seen.phrases.get(other, 0), weight)
    return seen


def _concepts(kept, seen, synonyms):
    mended = set(seen.mended.values())
    for word in dict.fromkeys(seen.mended.get(word, word) for word in kept):
        also, sure = also_looked_for(word) if synonyms else (), MENDED if word in mended else 1.0
        yield Concept(((word, sure), *((other, ALSO * sure) for other in also)))
    for halves in seen.splits.values():
        yield from (Concept(((half, 1.0),)) for half in halves.split())
    for word in seen.joined:
        also = also_looked_for(word) if synonyms else ()
        yield Concept(((word, JOINED), *((other, ALSO) for other in also)), meant=True)
    for means, weight in seen.phrases.items():
        if means.lower() not in kept:
            yield Concept(((means, weight),), meant=True)

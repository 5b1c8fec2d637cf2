"""Plain words: what we avoid, how long a sentence may be, and how old a reader has to be. Pure; about text alone."""

import re
from collections import namedtuple

LONGEST_SENTENCE = 25  # words; look.md asks for 20 and never more than 25
OLDEST_READER = 11  # years; the house's own aim, after the reading age of 9 to 11 that NHS content asks for

AVOIDED = re.compile(
    r"\b(should|please|simply|unfortunately|suffer\w*|wheelchair-bound|red flag)\b|\b(ca|do|wo|is|does|are|was)n't\b",
    re.I,
)
CERTAIN = re.compile(
    r"\b(proven|cures?|cured|curing|guarantee[ds]?|guaranteed|miracle|always works|100% safe|definitely)\b", re.I
)
NOT_CERTAIN = re.compile(r"\b(no|not a|not|cannot|never|nothing|without a) $", re.I)
AMERICAN = re.compile(
    r"\b(\w+iz(?:e|ed|er|ing|ations?)s?|colors?|centers?|fibers?|physical therap\w+|behaviors?|favorites?|"
    r"tumors?|anemia|edema|diarrhea|leukemia|hemo\w+|hemorrh\w+|\w+lyz(?:e|ed|ing|er)s?|practicing|aging|"
    r"pediatric\w*|orthopedic\w*|program(?=s? of exercise)|gray|mom)\b",
    re.I,
)
NOT_AMERICAN = re.compile(r"^(\w*size[ds]?|resize\w*|prize\w*|seiz\w+|horizons?|citizens?|optimizer)$", re.I)
# Words that a reader is not expected to know. Told by their endings, which medicine took from Greek and Latin.
MEDICAL = re.compile(
    r"\b(\w{3,}(?:osis|itis|paresis|plegia|opathy|rophy|algia|phagia|praxia|taxia|kinesia|arthria|esthesia|tonia|"
    r"ectomy|opia|uria|ological|clonus|genic)|spasticity|contractures?|orthos[ie]s|proprioception|vestibular|"
    r"cognitive|hydrotherapy|catheter|incontinence|nystagmus|baclofen|gabapentin|botulinum|tremor|relapse)\b",
    re.I,
)

Sentence = namedtuple("Sentence", "text words")


def sentences(text):
    """Return the Sentences of plain text; an item of a list and a heading are sentences too."""
    pieces = (piece.strip() for line in text.splitlines() for piece in re.split(r"(?<=[.?!:])\s+", line))
    return tuple(Sentence(piece, len(piece.split())) for piece in pieces if piece)


def too_long(text):
    """Return the sentences that have more than LONGEST_SENTENCE words."""
    return tuple(sentence.text for sentence in sentences(text) if sentence.words > LONGEST_SENTENCE)


def avoided(text):
    """Return the words of a text that we never use, as they stand there."""
    return tuple(match[0] for match in AVOIDED.finditer(text))


def certain(text):
    """Return the words that promise too much. “No cure”, “cannot cure” and whatever a question asks may stand."""
    told = [sentence.text for sentence in sentences(text) if not sentence.text.endswith("?")]
    found = ((line, match) for line in told for match in CERTAIN.finditer(line))
    return tuple(match[0] for line, match in found if not NOT_CERTAIN.search(line[: match.start()][-12:]))


def american(text):
    """Return the words that are spelt as in the USA."""
    return tuple(match[0] for match in AMERICAN.finditer(text) if not NOT_AMERICAN.match(match[0]))


def medical(text):
    """Return the medical words of a text, in small letters, each once."""
    return tuple(dict.fromkeys(match[0].lower() for match in MEDICAL.finditer(text)))


def reading_age(text):
    """Return the age in years at which most people read a text: the Automated Readability Index, plus 5.

    The index (Senter and Smith 1967) counts letters for each word and words for each sentence. It needs no dictionary
    of syllables. It says nothing of whether the words are known, so it is a hint and never a verdict. 0 for no words.
    """
    counted = [sentence for sentence in sentences(text) if sentence.words > 1]
    words = [re.sub(r"\W", "", word) for sentence in counted for word in sentence.text.split()]
    words = [word for word in words if word]
    if not words:
        return 0
    letters = sum(len(word) for word in words) / len(words)
    return round(4.71 * letters + 0.5 * len(words) / len(counted) - 21.43 + 5, 1)


def hardest_sentence(text):
    """Return the sentence of at least 6 words that takes the oldest reader, or an empty text."""
    found = [sentence.text for sentence in sentences(text) if sentence.words >= 6]
    return max(found, key=reading_age, default="")

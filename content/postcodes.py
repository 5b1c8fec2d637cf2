"""Postcodes of the UK, as far as this site wants to know them: the first part only."""

import re
import unicodedata

# The first part: one or two letters, then a digit and perhaps another digit or letter. GIR 0AA is the one exception.
OUTWARD = r"(?:GIR|[A-Z]{1,2}[0-9][A-Z0-9]?)"
INWARD = r"[0-9O][A-Z]{2}"  # people type the letter O for a nought
GAP = r"[\W_]*"
WHOLE = re.compile(rf"({OUTWARD}){GAP}{INWARD}", re.IGNORECASE)
BEGUN = re.compile(rf"({OUTWARD})(?:{GAP}[0-9O](?:[A-Z]{{0,2}}))?", re.IGNORECASE)
FIRST_WORD = re.compile(rf"({OUTWARD})[\s,]", re.IGNORECASE)
LAST_WORD = re.compile(rf"[\s,]({OUTWARD})$", re.IGNORECASE)


def cut(text):
    """Return the text with every full postcode in it cut to its first part, in capitals: “LS6 1AB” is “LS6”.

    Nothing of the second part is left, however it is written: without the space, in small letters, with other signs
    between, with a letter O for the nought, inside other words. Text without a full postcode keeps its words.
    """
    text = unicodedata.normalize("NFKC", text)
    whole = WHOLE.fullmatch(re.sub(r"[\W_]", "", text))
    return whole[1].upper() if whole else WHOLE.sub(lambda found: found[1].upper(), text)


def outward(text):
    """Return the first part of the postcode that a text is, begins or ends with, in capitals, or "".

    “LS6”, “ls6 1ab”, “LS61AB”, “LS6 1”, “Leeds LS6” and “LS6 Leeds” are all “LS6”.
    """
    text = cut(text).strip()
    found = re.fullmatch(OUTWARD, text, re.IGNORECASE) and [None, text]
    found = found or BEGUN.fullmatch(text) or LAST_WORD.search(text) or FIRST_WORD.match(text)
    return found[1].upper() if found else ""


def area(code):
    """Return the letters that a first part begins with: “LS” of “LS6”."""
    return re.match("[A-Z]*", code)[0]

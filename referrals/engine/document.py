"""The interchange document of a guide (docs/engine.md): load it, dump it, hash it."""

import hashlib
import json
import unicodedata
from functools import lru_cache

from referrals.engine import definition as d
from referrals.engine import shapes
from referrals.engine.conditions import ANSWER_OPERATORS, FACT_OPERATORS, NUMBER_OPERATORS, OPTION_OPERATORS
from referrals.engine.references import broken_references
from referrals.engine.route_shapes import (
    FLAG,
    INTEGER,
    KEY,
    LETTER_WORDS,
    NATION_HELP,
    NO_SOURCES,
    PHONE,
    ROUTE,
    TEXT,
    WORDING,
)
from referrals.engine.shapes import FormatError, ListOf, MapOf, Optional, Record, Scalar, Variant, Wrapped, one_of

FORMAT = {"format": "msphysio-guide", "format_version": 1, "language": "en-GB"}
KINDS = ("single", "multi", "number")
PURPOSES = ("setting", "safety", "need", "practical")
ROLES = ("none", "respondent", "nation")
NEUTRAL = ("no", "same_as_unanswered", "reading_only")
EFFECTS = ("recommend", "withhold")
TIERS = (1, 2, 3)


_ON_OPTIONS = Record(d.Row, {"question": KEY, "op": one_of(*OPTION_OPERATORS), "options": ListOf(KEY, 1)})
_ON_ANSWER = Record(d.Row, {"question": KEY, "op": one_of(*ANSWER_OPERATORS)})
_ON_NUMBER = Record(d.Row, {"question": KEY, "op": one_of(*NUMBER_OPERATORS), "number": INTEGER})
_ON_FACT = Record(d.Row, {"fact": KEY, "op": one_of(*FACT_OPERATORS)})
ROW = Variant(
    "op",
    {
        **dict.fromkeys(OPTION_OPERATORS, _ON_OPTIONS),
        **dict.fromkeys(ANSWER_OPERATORS, _ON_ANSWER),
        **dict.fromkeys(NUMBER_OPERATORS, _ON_NUMBER),
        **dict.fromkeys(FACT_OPERATORS, _ON_FACT),
    },
)
CONDITION = Wrapped(
    d.Condition, "lines", ListOf(ListOf(ROW, 1), 1), "a condition: a list of lines, each a list of rows"
)

OPTION = Record(
    d.Option,
    {
        "key": KEY,
        "text": WORDING,
        "hint": WORDING,
        "say": WORDING,
        "exclusive": FLAG,
        "apart": FLAG,
        "neutral": Optional(one_of(*NEUTRAL), empty="no"),
        "nation": Optional(one_of(*d.NATIONS)),
        "voice": Optional(one_of(*d.VOICES)),
        "topics": ListOf(KEY),
        "barrier": Optional(one_of(*d.BARRIERS)),
    },
    later={"barrier": None},
)
QUESTION = Record(
    d.Question,
    {
        "key": KEY,
        "purpose": one_of(*PURPOSES),
        "role": one_of(*ROLES),
        "kind": one_of(*KINDS),
        "section": TEXT,
        "label": WORDING,
        "text": WORDING,
        "help": WORDING,
        "why": WORDING,
        "error": WORDING,
        "required": FLAG,
        "unit": Optional(TEXT),
        "min": Optional(INTEGER),
        "max": Optional(INTEGER),
        "shown_when": Optional(CONDITION),
        "options": ListOf(OPTION),
    },
)
FACT = Record(d.Fact, {"key": KEY, "label": TEXT, "when": CONDITION})
RULE = Record(
    d.Rule,
    {
        "key": KEY,
        "route": KEY,
        "effect": one_of(*EFFECTS),
        "tier": one_of(*TIERS),
        "when": Optional(CONDITION),
        "reason": WORDING,
        "asserts": Optional(CONDITION),
        "catch_all": FLAG,
        "sources": ListOf(KEY),
    },
    later=NO_SOURCES,
)
ADVICE = Record(d.Advice, {"act": WORDING, "text": WORDING, "phone": Optional(PHONE)})
URGENT_SIGN = Record(
    d.UrgentSign,
    {
        "key": KEY,
        "level": one_of(*d.LEVELS),
        "stops": FLAG,
        "when": CONDITION,
        "may_skip_when": Optional(CONDITION),
        "title": WORDING,
        "say": WORDING,
        "watch_for": WORDING,
        "advice": MapOf(ADVICE, d.PLACES),
        "sources": ListOf(KEY),
    },
    later=NO_SOURCES,
)
MEMBER = Record(d.Member, {"kind": one_of("rule", "route", "sign"), "key": KEY})
PAIR = Record(d.ExclusivePair, {"a": MEMBER, "b": MEMBER, "why": TEXT})


class GivenAnswer:
    """A vignette's answer: a list of option keys, a number, or null for a question left empty."""

    expected = "a list of option keys, a whole number or null"
    _keys = ListOf(KEY)

    def read(self, value, path):
        """Return a tuple, an int or None."""
        if isinstance(value, list):
            return self._keys.read(value, path)
        return Optional(Scalar(self.expected, INTEGER.accepts)).read(value, path)

    def write(self, value):
        """Return a list, an int or None."""
        return list(value) if isinstance(value, tuple) else value


EXPECTED = Record(
    d.Expected,
    {
        "signs": ListOf(KEY),
        "first_route": Optional(KEY),
        "must": ListOf(Record(d.ExpectedRoute, {"route": KEY, "tier": one_of(*TIERS)})),
        "must_not": ListOf(KEY),
        "not_asked": ListOf(KEY),
    },
)
VIGNETTE = Record(
    d.Vignette,
    {"key": KEY, "title": TEXT, "story": TEXT, "source": TEXT, "answers": MapOf(GivenAnswer()), "expected": EXPECTED},
)
GUIDE = Record(
    d.Guide,
    {
        "guide": KEY,
        "title": TEXT,
        "questions": ListOf(QUESTION),
        "facts": ListOf(FACT),
        "routes": ListOf(ROUTE),
        "rules": ListOf(RULE),
        "urgent_signs": ListOf(URGENT_SIGN),
        "exclusive_pairs": ListOf(PAIR),
        "vignettes": ListOf(VIGNETTE),
        "nation_help": NATION_HELP,
        "letter_words": LETTER_WORDS,
    },
    renamed={"guide": "key"},
    constants=FORMAT,
    later={"nation_help": {}, "letter_words": None},
)

# What decides who sees which route. Everything else is wording, a label, a topic or a test. SET: whether it is there.
# LATER are fields that documents written before them lack: left out where empty, so that the logic stays the same.
SET = "set"
LATER = ("barrier", "demands")
LOGIC = {
    "format": {},
    "format_version": {},
    "guide": {},
    "questions": {
        **dict.fromkeys(("key", "purpose", "role", "kind", "required", "min", "max", "shown_when"), {}),
        "options": dict.fromkeys(("key", "exclusive", "neutral", "nation", "voice", "barrier"), {}),
    },
    "facts": {"key": {}, "when": {}},
    "routes": {
        "key": {},
        "availability": dict.fromkeys(d.NATIONS, {"offered": {}, "substitute": {}}),
        "demands": {"barrier": {}, "way_round": SET},
    },
    "rules": dict.fromkeys(("key", "route", "effect", "tier", "when", "asserts", "catch_all"), {}),
    "urgent_signs": dict.fromkeys(("key", "level", "stops", "when", "may_skip_when"), {}),
    "exclusive_pairs": {"a": {}, "b": {}},
}


def load(document):
    """Return the Guide that a document describes, one that can be walked. Raises FormatError naming the place."""
    guide = GUIDE.read(document, "")
    for fault in broken_references(guide):
        raise FormatError(fault.path, fault.sentence)
    return _first_of_equal(guide)


@lru_cache(maxsize=8)
def _first_of_equal(guide):
    """Return the guide that was loaded first of equal ones: caches know that one by identity, without comparing all."""
    return guide


def dump(guide):
    """Return the document of a guide: plain dicts and lists, every field present. load(dump(guide)) == guide."""
    return GUIDE.write(guide)


def canonical_bytes(document):
    """Return the one UTF-8 form of a document: keys sorted, no spaces, NFC. Raises FormatError for other values."""
    return json.dumps(_canonical(document, ""), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def content_hash(document):
    """Return the SHA-256, in hex, of everything in the document."""
    return hashlib.sha256(canonical_bytes(document)).hexdigest()


def logic_hash(document):
    """Return the SHA-256, in hex, of what decides the outcome: a change of wording alone leaves it as it is."""
    return content_hash(_keep(document, LOGIC))


def _keep(value, kept):
    if kept == SET:
        return value is not None
    if isinstance(value, list):
        return [_keep(item, kept) for item in value]
    if not kept or not isinstance(value, dict):
        return value
    return {
        name: _keep(value[name], inner)
        for name, inner in kept.items()
        if name in value and (value[name] or name not in LATER)
    }


def _canonical(value, path):
    if isinstance(value, str):
        return unicodedata.normalize("NFC", TEXT.read(value, path))
    if isinstance(value, dict):
        return {TEXT.read(name, path): _canonical(item, shapes.inside(path, name)) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(item, f"{path}[{n}]") for n, item in enumerate(value)]
    if value is None or isinstance(value, bool | int):
        return value
    raise FormatError(path, f"expected text, a whole number, true, false, null, a list or an object, found {value!r}")

"""Shapes of a route and its pack, of who helps in each nation, and of what all of a guide's values are made of."""

import re

from referrals.engine import route as r
from referrals.engine.shapes import ListOf, MapOf, Optional, Record, Scalar, one_of

ICONS = ("pound", "clock", "cal", "info", "phone", "people", "house", "pin")
NO_SOURCES = {"sources": []}  # published documents from before the field are still walked
MAX_INTEGER = 2**31 - 1  # what a database column holds
PACK_WORDINGS = ("contact", "bring", "ask", "not_right", "cost", "gives")
LISTS = ("demands", "services", "service_needs")
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


def _is_text(value):
    """Text that UTF-8 and PostgreSQL can hold."""
    return isinstance(value, str) and not _UNWRITABLE.search(value)


def _matches(pattern):
    whole = re.compile(pattern).fullmatch
    return lambda value: isinstance(value, str) and whole(value) is not None


TEXT = Scalar("text", _is_text)
KEY = Scalar("a key of small letters, digits, - and _ (at most 60)", _matches(r"[a-z0-9][a-z0-9_-]{0,59}"))
FLAG = Scalar("true or false", lambda value: isinstance(value, bool))
INTEGER = Scalar("a whole number", lambda value: type(value) is int and abs(value) <= MAX_INTEGER)
ADDRESS = Scalar("a path or an https address", _matches(r"(https://|/(?!/))[^\s\\]*"))
PHONE = Scalar("a telephone number", _matches(r"\+?[0-9][0-9 ]{1,18}"))

DAYS = Scalar(
    f"a whole number from 1 to {r.LONGEST_WAIT}", lambda value: INTEGER.accepts(value) and 1 <= value <= r.LONGEST_WAIT
)

WORDING = Optional(Record(r.Wording, {"self": TEXT, "carer": TEXT}, renamed={"self": "you"}))
LINK = Optional(Record(r.Link, {"label": TEXT, "url": ADDRESS}))
AVAILABILITY = Record(r.Availability, {"offered": FLAG, "note": Optional(TEXT), "substitute": Optional(KEY)})
DEMAND = Record(r.Demand, {"barrier": one_of(*r.BARRIERS), "way_round": WORDING, "reason": WORDING})
ROUTE = Record(
    r.Route,
    {
        "key": KEY,
        "title": WORDING,
        "text": WORDING,
        "tag": TEXT,
        "say": WORDING,
        "good_to_know": ListOf(Record(r.GoodToKnow, {"icon": one_of(*ICONS), "text": WORDING})),
        "letter_to": Optional(TEXT),
        "link": LINK,
        "article": Optional(KEY),
        "availability": MapOf(AVAILABILITY, r.NATIONS),
        "sources": ListOf(KEY),
        **dict.fromkeys(PACK_WORDINGS, WORDING),
        "next_step": Optional(Record(r.NextStep, {"days": DAYS, "text": WORDING})),
        "fallback": WORDING,
        "body_helps": FLAG,
        "demands": ListOf(DEMAND),
        "services": ListOf(one_of(*r.SERVICES)),
        "service_needs": ListOf(one_of(*r.SERVICE_NEEDS)),
    },
    # Routes from before the pack have none, and the nation's body was named at each.
    later={
        **NO_SOURCES,
        **dict.fromkeys((*PACK_WORDINGS, "next_step", "fallback")),
        **{name: [] for name in LISTS},
        "body_helps": True,
    },
)
NATION_HELP = MapOf(
    Record(r.NationHelp, {"body": TEXT, "text": WORDING, "link": LINK, "sources": ListOf(KEY)}), r.PLACES, some=True
)
LETTER_WORDS = Optional(
    Record(
        r.LetterWords,
        {
            "standards": MapOf(WORDING, r.PLACES),
            "questions": WORDING,
            "closing": WORDING,
            "sources": ListOf(KEY),
        },
    )
)

"""The founding guide with every field of the result pack filled, whatever its own pack says. None of it is advice.

Every route demands what each barrier makes hard, and has a way round: so it can be approved as the founding guide can.
"""

from referrals.engine.definition import BARRIERS, PLACES
from tests.factories.referrals import founding_document


def words(text):
    return {"self": text, "carer": f"{text} (carer)"}


def packed_document(source="hrb-falls"):
    """Return a document in which every table and column of the pack holds something."""
    document = founding_document()
    for route in document["routes"]:
        route |= pack(route["key"])
    link = {"label": "Find it", "url": "https://example.org/help"}
    document["nation_help"] = {
        place: {"body": f"Helpers of {place}", "text": words("It helps."), "link": link, "sources": [source]}
        for place in PLACES
    }
    document["letter_words"] = {
        "standards": {place: None if place == "wales" else words(f"Said in {place}") for place in PLACES},
        "questions": words("Which team?\nHow long is the wait?"),
        "closing": words("Thank you"),
        "sources": [source],
    }
    return document


def pack(key):
    """Return the fields of a route's pack."""
    texts = ("contact", "bring", "ask", "not_right", "cost", "gives", "fallback")
    return {
        **{name: words(f"{name} of {key}\nAnd more") for name in texts},
        "next_step": {"days": 14, "text": words("Ask again by {date}")},
        "demands": [
            {"barrier": barrier, "reason": words("It asks this"), "way_round": words("Go round")}
            for barrier in BARRIERS
        ],
        "body_helps": True,
        "services": ["nhs", "online"],
        "service_needs": ["physiotherapy"],
    }

"""S10: every route leads to something to do, and every nation has somebody to turn to."""

from referrals.engine.definition import PLACES
from referrals.engine.proof import names
from referrals.engine.proof.findings import fails

NEEDED = {
    "contact": "whom to contact",
    "next_step": "when to ask again, and what to say then",
    "fallback": "what to do when refused or waiting",
}


def check_packs(guide):
    """S10: each route has a contact, a next step and a fallback; there is help for each nation and for none.

    A route that no nation offers is still shown to people whose nation is not known.
    """
    for route in guide.routes:
        for field, said in NEEDED.items():
            if _is_missing(getattr(route, field)):
                text = f"The route {names.route(guide, route.key)} does not say {said}."
                yield fails("S10", f"routes.{route.key}.{field}", text)
    for place in PLACES:
        if place not in guide.nation_help:
            text = f"Nobody is named who helps people {names.nation(place)} when they are refused or wait too long."
            yield fails("S10", f"nation_help.{place}", text)


def _is_missing(found):
    """Whether there is nothing: words in one voice only are reported by S5."""
    return found is None or getattr(found, "text", found) is None

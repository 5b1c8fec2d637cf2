"""A letter that asks for physiotherapy, as plain parts for the page and the printer.

The person writes name, date of birth and signature on the paper. We never hold them.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from referrals import results
from referrals.models import Question


@dataclass(frozen=True)
class Letter:
    """One letter in the voice of the person who answers."""

    to: str
    opening: tuple[str, ...]
    needs: tuple[str, ...]
    changed: tuple[str, ...]
    practical: tuple[str, ...]
    ask: str
    by_carer: bool
    made_on: date
    route: object


def letter(version, walk, key):
    """Return the Letter for the route `key` of a finished walk, or None when there is none for this person."""
    page = results.page(version, walk)
    card = next((route for route in page.routes if route.key == key and route.letter_to), None)
    if card is None:
        return None
    route = version.guide.route(key)
    return Letter(
        to=card.letter_to,
        opening=results.said(walk, Question.Purpose.SETTING),
        needs=results.said(walk, Question.Purpose.NEED),
        changed=results.said(walk, Question.Purpose.SAFETY),
        practical=results.said(walk, Question.Purpose.PRACTICAL),
        ask=route.say.in_voice(walk.voice) if route.say else route.title.in_voice(walk.voice),
        by_carer=walk.voice == "carer",
        made_on=timezone.localdate(),
        route=card,
    )

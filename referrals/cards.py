"""The card with the code, for half an hour on the device that saved: one encrypted cookie for that page alone.

The page can be opened again, read out and printed for so long; after that, nothing on the device knows the code.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from referrals import sealing

PURPOSE = "card 1"
COOKIE = "physio_card"
PATH = "/get-physio/saved/"
LIFETIME = timedelta(minutes=30)


@dataclass(frozen=True)
class Card:
    """What the card says: the words of the code, and the last day on which they work. `name` is Answers.saved."""

    code: tuple[str, ...]
    last_day: date
    name: str


def read(request):
    """Return the Card of this device, or None."""
    try:
        data, _ = sealing.unseal(PURPOSE, request.COOKIES.get(COOKIE, ""), LIFETIME)
        code, last_day, name = json.loads(data)
        return Card(tuple(code), date.fromisoformat(last_day), name)
    except (sealing.InvalidToken, ValueError, TypeError):
        return None


def write(response, card):
    """Let the device show this Card for half an hour."""
    token = sealing.seal(PURPOSE, json.dumps([card.code, card.last_day.isoformat(), card.name]).encode())
    response.set_cookie(
        COOKIE,
        token,
        max_age=LIFETIME,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def clear(response):
    """Make the device forget its card."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")

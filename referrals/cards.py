"""The card with the code, for half an hour on the device that saved: one encrypted cookie for that page alone.

The page can be opened again, read out and printed for so long; after that, nothing on the device knows the code.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from content.sealed_cookies import SealedCookie

COOKIE = "physio_card"
_CARD = SealedCookie(COOKIE, path="/get-physio/saved/", purpose="card 1", lifetime=timedelta(minutes=30))


@dataclass(frozen=True)
class Card:
    """What the card says: the words of the code, and the last day on which they work. `name` is Answers.saved."""

    code: tuple[str, ...]
    last_day: date
    name: str


def read(request):
    """Return the Card of this device, or None."""
    try:
        code, last_day, name = _CARD.read(request)
        return Card(tuple(code), date.fromisoformat(last_day), name)
    except (ValueError, TypeError):
        return None


def write(response, card):
    """Let the device show this Card for half an hour."""
    _CARD.write(response, [card.code, card.last_day.isoformat(), card.name])


def clear(response):
    """Make the device forget its card."""
    _CARD.clear(response)

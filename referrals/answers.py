"""A person's answers: one encrypted cookie on their own device, for 24 hours after the last answer.

Nothing is stored on the server, unless somebody asks for a code to come back with: see referrals.saved.
"""

import json
import zlib
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from content import sealing

PURPOSE = "answers 1"
COOKIE = "physio_answers"
PATH = "/get-physio/"
LIFETIME = timedelta(hours=24)
WINDOW, MEMORY = 12, 5  # of zlib: enough for a few hundred bytes. Its usual room takes ten times longer to make ready
_written = json.JSONEncoder(separators=(",", ":")).encode
MAX_COOKIE_BYTES = 3900  # browsers keep 4,096 bytes for the name, the value and the attributes


@dataclass(frozen=True)
class Answers:
    """What was answered so far, by question key, on which version, and when last.

    `given` may hold answers to questions that are no longer asked: the engine does not read them. `counted` belongs to
    referrals.counters: what was counted for this walk, so that nothing is counted twice. `place` is the number of the
    town in content.gazetteer that services are measured from, None when nobody chose one. `near` is what was typed,
    without the second part of a postcode, while there is more to ask: several towns have that name, or it is wide.
    `saved` names the copy that was saved with a code, enough to erase the copy and not to read it; "" if there is none.
    `seen` is the day on which the result of just these answers was first looked at: days to ask again count from it.
    """

    version: int
    given: dict = field(default_factory=dict)
    saved_at: datetime | None = None
    counted: tuple = ()
    place: int | None = None
    near: str = ""
    saved: str = ""
    seen: date | None = None

    @property
    def kept_until(self):
        """When the device forgets the answers."""
        return (self.saved_at or timezone.now()) + LIFETIME

    @property
    def counted_from(self):
        """The day from which days to ask again are counted: today, until the result was seen."""
        return self.seen or timezone.localdate()


def answer(answers, key, value):
    """Return the answers with one more, or one changed. `value` is what the engine's check_answer returned.

    What changes them makes a new result, which nobody has seen.
    """
    same = key in answers.given and answers.given[key] == value
    return replace(answers, given={**answers.given, key: value}, seen=answers.seen if same else None)


def read(request):
    """Return `(answers, lost)`: the Answers of this device or None, and whether there was a cookie that is no use."""
    token = request.COOKIES.get(COOKIE, "")
    if not token:
        return None, False
    try:
        data, sealed_at = sealing.unseal(PURPOSE, token, LIFETIME)
        return replace(unpack(data), saved_at=timezone.localtime(sealed_at)), False
    except (sealing.InvalidToken, ValueError, TypeError, KeyError, AttributeError, zlib.error):
        return None, True


def write(response, answers):
    """Put the answers into the response's cookie. Raises ValueError if they would not fit into a cookie."""
    _write(response, answers)


def keep_day(response, answers):
    """Put answers whose result is seen for the first time into the cookie with this day, which renews no lifetime."""
    if answers.seen is None:
        seen = replace(answers, seen=answers.counted_from)
        _write(response, seen, answers.saved_at)


def _write(response, answers, at=None):
    token = sealing.seal(PURPOSE, pack(answers), at)
    if len(token) > MAX_COOKIE_BYTES:
        raise ValueError(f"The answers take {len(token)} bytes; a cookie holds {MAX_COOKIE_BYTES}.")
    response.set_cookie(
        COOKIE,
        token,
        max_age=at + LIFETIME - timezone.now() if at else LIFETIME,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def clear(response):
    """Make the device forget the answers."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")


def pack(answers):
    """Return the answers as few bytes. When they were given is not among them."""
    given = {key: sorted(value) if isinstance(value, frozenset) else value for key, value in answers.given.items()}
    content = {"v": answers.version, "a": given, "c": answers.counted, "p": answers.place, "n": answers.near}
    content |= {"s": answers.saved, "d": answers.seen.isoformat() if answers.seen else ""}
    small = zlib.compressobj(9, wbits=WINDOW, memLevel=MEMORY)
    return small.compress(_written(content).encode()) + small.flush()


def unpack(data):
    """Return the Answers that `pack` made bytes of. Of any others it raises what `read` expects."""
    content = json.loads(zlib.decompress(data))
    given = {key: frozenset(value) if isinstance(value, list) else value for key, value in content["a"].items()}
    return Answers(
        content["v"],
        given,
        counted=tuple(content.get("c", ())),  # older cookies do not have what came later
        place=content.get("p"),
        near=content.get("n", ""),
        saved=content.get("s", ""),
        seen=date.fromisoformat(content["d"]) if content.get("d") else None,
    )

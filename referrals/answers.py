"""A person's answers: one encrypted cookie on their own device, for 24 hours after the last answer.

Nothing is stored on the server. The key is derived from SECRET_KEY; keys of SECRET_KEY_FALLBACKS can still read, so
that a change of secret does not lose anybody's answers.
"""

import base64
import json
import zlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils import timezone

COOKIE = "physio_answers"
PATH = "/get-physio/"
LIFETIME = timedelta(hours=24)
MAX_COOKIE_BYTES = 3900  # browsers keep 4,096 bytes for the name, the value and the attributes


@dataclass(frozen=True)
class Answers:
    """What was answered so far, by question key, on which version, and when last.

    `given` may hold answers to questions that are no longer asked: the engine does not read them. `counted` belongs to
    referrals.counters: what was counted for this walk, so that nothing is counted twice. `place` is the number of the
    town in content.gazetteer that services are measured from, None when nobody chose one. `near` is what was typed,
    without the second part of a postcode, while there is more to ask: several towns have that name, or it is wide.
    """

    version: int
    given: dict = field(default_factory=dict)
    saved_at: datetime | None = None
    counted: tuple = ()
    place: int | None = None
    near: str = ""

    @property
    def kept_until(self):
        """When the device forgets the answers."""
        return (self.saved_at or timezone.now()) + LIFETIME


def answer(answers, key, value):
    """Return the answers with one more, or one changed. `value` is what the engine's check_answer returned."""
    return replace(answers, given={**answers.given, key: value})


def read(request):
    """Return `(answers, lost)`: the Answers of this device or None, and whether there was a cookie that is no use."""
    token = request.COOKIES.get(COOKIE, "")
    if not token:
        return None, False
    try:
        sealed = _keys().extract_timestamp(token.encode())
        data = _keys().decrypt(token.encode(), ttl=int(LIFETIME.total_seconds()))
        return _unpack(data, datetime.fromtimestamp(sealed, tz=timezone.get_current_timezone())), False
    except (InvalidToken, ValueError, TypeError, KeyError, AttributeError, zlib.error):
        return None, True


def write(response, answers):
    """Put the answers into the response's cookie. Raises ValueError if they would not fit into a cookie."""
    token = _keys().encrypt(_pack(answers)).decode()
    if len(token) > MAX_COOKIE_BYTES:
        raise ValueError(f"The answers take {len(token)} bytes; a cookie holds {MAX_COOKIE_BYTES}.")
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
    """Make the device forget the answers."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")


def _pack(answers):
    given = {key: sorted(value) if isinstance(value, frozenset) else value for key, value in answers.given.items()}
    content = {"v": answers.version, "a": given, "c": answers.counted, "p": answers.place, "n": answers.near}
    return zlib.compress(json.dumps(content, separators=(",", ":")).encode(), 9)


def _unpack(data, saved_at):
    content = json.loads(zlib.decompress(data))
    given = {key: frozenset(value) if isinstance(value, list) else value for key, value in content["a"].items()}
    counted = tuple(content.get("c", ()))  # cookies from before there were counts have none
    return Answers(content["v"], given, saved_at, counted, content.get("p"), content.get("n", ""))  # nor a place


def _keys():
    return _derive((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=4)
def _derive(secrets):
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_stretch(secret))) for secret in secrets])


def _stretch(secret):
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"msphysio answers 1").derive(secret.encode())

"""Keys from codes: what a code opens is found and locked by keys that only the code and the site's secret make.

The code is stretched by Argon2id, which costs whoever guesses a tenth of a second and 46 MiB each time, and the secret
is mixed in afterwards, so that a change of secret costs no second stretch (docs/decisions/0017-saved-answers.md).

Nothing is known of who asks. A made-up code fails its check (content.codes) at the cost of one hash; the same code is
tried only so often; and no more than one code is stretched at a time in a process, while two wait.
"""

import hashlib
import threading
from contextlib import contextmanager

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import connection

from content import sealing
from content.throttle import ThrottleOfEach

LOOKUP_BYTES = 32
TRYING = ThrottleOfEach(most=6, seconds=60)  # of one code, right or wrong
_PLACES, _TURN = threading.BoundedSemaphore(3), threading.Lock()


class Busy(Exception):
    """So much is going on that this has to wait for a moment."""


class TriedTooOften(Busy):
    """This code was tried as often as one may be: it has to wait for a minute."""


def derive(code, purpose, length=LOOKUP_BYTES):
    """Return so many bytes for each of the site's secrets, the one in use first. Slow. Raises Busy.

    `purpose` (bytes) salts all codes of a purpose alike: a code has 60 bits of its own, and a lookup needs one salt.
    """
    with _turn():
        stretched = Argon2id(salt=purpose, length=32, **settings.COST_OF_A_CODE).derive(" ".join(code).encode())
    return [
        HKDF(SHA256(), length, salt=secret.encode(), info=purpose).derive(stretched) for secret in sealing.secrets()
    ]


@contextmanager
def tried(code, purpose, length=LOOKUP_BYTES):
    """Yield the same for a code that somebody typed. Raises Busy, TriedTooOften, and django.db.Error.

    The block asks the database with it. A try that finds the database away costs no stretch and is not counted.
    """
    with TRYING.passing(hashlib.sha256(f"{sealing.secrets()[0]} {code}".encode()).digest()) as passes:
        if not passes:
            raise TriedTooOften
        connection.ensure_connection()
        yield derive(code, purpose, length)


@contextmanager
def _turn():
    if not _PLACES.acquire(blocking=False):
        raise Busy
    try:
        with _TURN:
            yield
    finally:
        _PLACES.release()

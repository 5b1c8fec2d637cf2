"""Texts that only this site can read again: encrypted with keys that HKDF derives from SECRET_KEY.

Each purpose has keys of its own, so that what was sealed for one is no use for another. Keys of SECRET_KEY_FALLBACKS
can still read, so that a change of secret loses nothing.
"""

import base64
import time
from datetime import UTC, datetime
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

__all__ = ["InvalidToken", "seal", "secrets", "unseal"]

CLOCK_PUT_BACK = 60 * 60  # seconds: what a clock sealed that was ahead can be read when it is right again


def seal(purpose, data, at=None):
    """Return bytes as a text of letters, digits, "-", "_" and "=", which nobody else can read or change.

    Its lifetime is counted from `at`, a datetime; from now on if that is None.
    """
    keys = _keys(purpose)
    return (keys.encrypt(data) if at is None else keys.encrypt_at_time(data, int(at.timestamp()))).decode()


def unseal(purpose, token, lifetime):
    """Return `(data, sealed_at)` of what `seal` returned within this lifetime; of anything else raises InvalidToken."""
    data, sealed_at = _keys(purpose).decrypt(token.encode()), _sealed_at(token)
    if not -CLOCK_PUT_BACK <= int(time.time()) - sealed_at <= lifetime.total_seconds():
        raise InvalidToken
    return data, datetime.fromtimestamp(sealed_at, tz=UTC)


def secrets():
    """The site's secrets: first the one that seals, then those that may still read."""
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


def _sealed_at(token):
    """Return the second of the epoch that a token says, once it was read: Fernet would check all of it again."""
    return int.from_bytes(base64.urlsafe_b64decode(token.encode())[1:9])


def _keys(purpose):
    return _derive(purpose, secrets())


@lru_cache(maxsize=16)
def _derive(purpose, known):
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_stretch(purpose, secret))) for secret in known])


def _stretch(purpose, secret):
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"msphysio {purpose}".encode()).derive(secret.encode())

"""Saved answers: a code goes out, ciphertext stays; with the code the answers come back, within 30 days.

What is kept is of no use without the code *and* the site's secret, which content.code_keys makes the keys of
(docs/decisions/0017-saved-answers.md has the sums).
"""

import base64
import logging
import os
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction
from django.utils import timezone

from content import code_keys, codes
from content.code_keys import Busy
from content.throttle import Throttle
from referrals import answers
from referrals.models import SavedAnswers
from referrals.models.saved import CIPHERTEXT_BYTES, LOOKUP_BYTES

logger = logging.getLogger(__name__)

DAYS = 30
PURPOSE = b"msphysio saved answers 1"
KEYS_BYTES = LOOKUP_BYTES + 32
NONCE_BYTES, TAG_BYTES, LENGTH_BYTES = 12, 16, 2
PADDED_BYTES = CIPHERTEXT_BYTES - NONCE_BYTES - TAG_BYTES  # more than the longest cookie holds
MOST_A_DAY = 20_000  # rows: at most 2 GB in 30 days, whoever floods us

SAVING = Throttle(most=100, seconds=600)


@dataclass(frozen=True)
class Saved:
    """What somebody gets who saves: the words of the code, the last day, and their answers with the copy's name."""

    code: tuple[str, ...]
    last_day: date
    answers: answers.Answers


def save(kept):
    """Keep a copy of the Answers for 30 days under a new code; the copy that they had before is gone. Returns Saved.

    Raises Busy, and django.db.Error when the database is away.
    """
    with SAVING.passing() as passes:
        if not passes:
            raise Busy
        connection.ensure_connection()  # nothing is stretched in vain while the database is away
        return _saved(kept)


def bring_back(code):
    """Return the Answers that were saved with a code (of codes.read), or None when they have ended or were erased.

    Raises Busy, and django.db.Error when the database is away.
    """
    with _tried(code) as derived:
        keys = dict(_pairs(derived))
        row = SavedAnswers.objects.filter(lookup__in=keys, ends_at__gt=timezone.now()).first()
    if row is None:
        return None
    lookup = bytes(row.lookup)
    try:
        data = _decrypt(keys[lookup], lookup, bytes(row.ciphertext))
    except InvalidTag:
        logger.error("saved answers were changed in the database: they cannot be read")
        return None
    return replace(answers.unpack(data), saved=_name(lookup))


def erase_code(code):
    """Erase what was saved with a code, whether or not anything was. Raises Busy, and django.db.Error."""
    with _tried(code) as derived:
        SavedAnswers.objects.filter(lookup__in=[lookup for lookup, _ in _pairs(derived)]).delete()


def erase(name):
    """Erase the copy that `Answers.saved` names, if it is still there. Raises django.db.Error."""
    SavedAnswers.objects.filter(lookup=base64.urlsafe_b64decode(name)).delete()


def purge():
    """Delete what has ended, which nobody could read any more; returns how many copies."""
    return SavedAnswers.objects.filter(ends_at__lte=timezone.now()).delete()[0]


def keys(code):
    """Return a pair (lookup, key) for each of the site's secrets, the one in use first. Slow. Raises Busy."""
    return _pairs(code_keys.derive(code, PURPOSE, KEYS_BYTES))


def _saved(kept):
    code, last_day = codes.draw(), timezone.localdate() + timedelta(days=DAYS)
    ends_at = timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time()))
    lookup, key = keys(code)[0]
    ciphertext = _encrypt(key, lookup, answers.pack(replace(kept, saved="")))
    with transaction.atomic():
        erase(kept.saved)
        purge()
        if SavedAnswers.objects.filter(ends_at=ends_at).count() >= MOST_A_DAY:
            raise Busy
        SavedAnswers.objects.create(lookup=lookup, ciphertext=ciphertext, ends_at=ends_at)
    return Saved(code, last_day, replace(kept, saved=_name(lookup)))


def _name(lookup):
    return base64.urlsafe_b64encode(lookup).decode()


def _tried(code):
    return code_keys.tried(code, PURPOSE, KEYS_BYTES)


def _pairs(derived):
    return [(both[:LOOKUP_BYTES], both[LOOKUP_BYTES:]) for both in derived]


def _encrypt(key, lookup, data):
    padded = len(data).to_bytes(LENGTH_BYTES, "big") + data.ljust(PADDED_BYTES - LENGTH_BYTES, b"\0")
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, padded, lookup)


def _decrypt(key, lookup, ciphertext):
    """Raises InvalidTag for anything but what _encrypt made for this key and this row."""
    padded = AESGCM(key).decrypt(ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:], lookup)
    size = int.from_bytes(padded[:LENGTH_BYTES], "big")
    return padded[LENGTH_BYTES : LENGTH_BYTES + size]

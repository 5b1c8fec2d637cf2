"""A copy on this machine's disk of what readers may read, for when the database is away, and to keep memory small.

One SQLite file for each way to run the site: which database, and whether it is a demonstration. It is only ever a copy:
the database decides whenever it can be asked. What is in the file counts only if it carries the mark that SECRET_KEY
gives it, or one of SECRET_KEY_FALLBACKS, and a document only if it has its hash; a file that was cut short, changed,
or written by other settings is left alone, said once in the log, and written anew.

A process that starts from it cannot know what was paused or taken back after it was written. Everything else that the
time decides, such as a check that is late, is decided by today's date. Releases are read only if the same code made
them: `form`, see content.copied. All else (the guide, replies, what is read most) is plain values with a name for each
kind, which most changes of the code leave as they were; a change of their meaning raises FORMAT. After either change
the database is needed once.
"""

import hashlib
import hmac
import json
import logging
import os
import sqlite3
import time
import zlib
from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from content import sealing, snapshots

logger = logging.getLogger(__name__)

FORMAT = 1  # a file of another format is another file
SECONDS = 5  # how long one process waits for another to finish writing
OLD = 30 * 24 * 3600  # seconds after which a file that nobody writes is thrown away
RELEASES = "releases"  # the name of the mark of all releases together
FAULTS = (sqlite3.Error, OSError, ValueError, LookupError, TypeError, AttributeError, zlib.error)
TABLES = """
CREATE TABLE IF NOT EXISTS mark (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS release (key TEXT PRIMARY KEY, digest BLOB NOT NULL, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS other (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS document (sha256 TEXT PRIMARY KEY, value BLOB NOT NULL);
"""


class NotOurs(ValueError):
    """What is in the file does not carry our mark."""


def document(sha256):
    """Return the document of a hash, or None where the file does not have it, or not with this hash."""

    def found(database):
        row = database.execute("SELECT value FROM document WHERE sha256 = ?", (sha256,)).fetchone()
        text = zlib.decompress(row[0]).decode() if row else None
        if text is not None and snapshots.sha256(text) != sha256:
            raise NotOurs(f"{sha256} has another hash")
        return text

    return _read("a document", found)


def add_documents(texts):
    """Keep {hash: document} in the file. Never raises: what cannot be written is logged."""
    packed = [(sha256, zlib.compress(text.encode(), 1)) for sha256, text in texts.items()]
    if packed:
        _write(lambda database: database.executemany("INSERT OR REPLACE INTO document VALUES (?, ?)", packed))


def releases(form):
    """Return {key: value} of all releases as they were kept last: {} where there are none, None if not by us.

    `form` tells how values are written: what was kept in another form is not ours.
    """

    def found(database):
        known = dict(database.execute("SELECT key, value FROM release"))
        mark = _mark(database, RELEASES)
        if known or mark:
            _require(_told(form, {key: digest(value) for key, value in known.items()}), mark)
        return known

    return _read("the releases", found) if _is_there() else {}


def keep_releases(form, digests, value_of, *, anew=False):
    """Make the releases in the file those of {key: digest(value)}; `value_of(key)` is asked only for what differs.

    `anew`: nothing that is in the file is believed. Never raises.
    """
    mark = _marked(_told(form, digests))

    def keep(database):
        if anew:
            database.execute("DELETE FROM release")
        elif _mark(database, RELEASES) == mark:
            return
        known = dict(database.execute("SELECT key, digest FROM release"))
        news = [(key, value, value_of(key)) for key, value in digests.items() if known.get(key) != value]
        database.executemany("DELETE FROM release WHERE key = ?", [(gone,) for gone in known.keys() - digests.keys()])
        database.executemany("INSERT OR REPLACE INTO release VALUES (?, ?, ?)", news)
        _set_mark(database, RELEASES, mark)

    _write(keep)


def drop_documents(hashes):
    """Throw away documents that no release has any more: nothing of them stays in the file. Never raises."""
    if hashes:
        gone = [(sha256,) for sha256 in hashes]
        _write(lambda database: database.executemany("DELETE FROM document WHERE sha256 = ?", gone))


def digest(value):
    """Return the hash of a value, as keep_releases compares it."""
    return hashlib.sha256(value.encode()).digest()


class Spare:
    """What a Held keeps in the file under a name, for a start without the database.

    `encode(value)` returns what JSON can hold; `decode` makes a value of it again, as of now.
    """

    def __init__(self, name, encode, decode):
        self._name, self._encode, self._decode = name, encode, decode

    def as_of_now(self, value):
        """Return the value: nothing in it depends on the day."""
        return value

    def write(self, value):
        """Keep a value. Never raises."""
        text = json.dumps(self._encode(value))
        mark = _marked(f"{self._name} {text}".encode())

        def keep(database):
            if _mark(database, self._name) != mark:
                database.execute("INSERT OR REPLACE INTO other VALUES (?, ?)", (self._name, text))
                _set_mark(database, self._name, mark)

        _write(keep)

    def read(self):
        """Return the value that was kept last. Raises LookupError where there is none."""

        def found(database):
            row = database.execute("SELECT value FROM other WHERE name = ?", (self._name,)).fetchone()
            if row:
                _require(f"{self._name} {row[0]}".encode(), _mark(database, self._name))
                return (self._decode(json.loads(row[0])),)
            return None

        held = _read(self._name, found)
        if held is None:
            raise LookupError(self._name)
        return held[0]


def path():
    """Return the file's Path, or None where no copy is kept."""
    folder = settings.LOCAL_COPY
    return Path(folder) / f"{hashlib.sha256(_purpose().encode()).hexdigest()[:16]}.sqlite3" if folder else None


def _is_there():
    return path() is not None and path().exists()


def _read(what, act):
    """Return what `act(database)` returns; None where there is no file, or after a fault, which is logged."""
    if not _is_there():
        return None
    try:
        with closing(sqlite3.connect(f"{path().as_uri()}?mode=rw", uri=True, timeout=SECONDS)) as database:
            return act(database)
    except FAULTS as fault:
        logger.warning("the local copy of %s is not used: %s", what, fault)


def _write(act):
    """Run `act(database)` in a transaction of its own; a fault undoes it and is logged."""
    file = path()
    if file is None:
        return
    try:
        with closing(_opened(file)) as database, database:
            database.execute("BEGIN IMMEDIATE")
            act(database)
    except FAULTS as fault:
        logger.warning("the local copy was not written: %s", fault)
        if type(fault) is sqlite3.DatabaseError:
            for part in (file, Path(f"{file}-journal")):  # no database, or a broken one: the next write begins anew
                part.unlink(missing_ok=True)


def _opened(file):
    """The file's database with its tables: private, and made where it is not there yet."""
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
        _throw_old_away(file.parent)
    database = sqlite3.connect(file, timeout=SECONDS, isolation_level=None)
    database.execute("PRAGMA secure_delete = ON")  # what people had taken back is not left in a corner of the file
    database.executescript(TABLES)
    return database


def _throw_old_away(folder):
    for other in folder.glob("*.sqlite3"):
        with suppress(OSError):
            if other.stat().st_mtime < time.time() - OLD:
                other.unlink()


def _mark(database, name):
    row = database.execute("SELECT value FROM mark WHERE name = ?", (name,)).fetchone()
    return bytes(row[0]) if row else b""


def _set_mark(database, name, mark):
    database.execute("INSERT OR REPLACE INTO mark VALUES (?, ?)", (name, mark))


def _told(form, digests):
    return form.encode() + b"".join(key.encode() + digests[key] for key in sorted(digests))


def _require(told, marked):
    if not any(hmac.compare_digest(marked, _marked(told, secret)) for secret in sealing.secrets()):
        raise NotOurs("it does not carry our mark")


def _marked(told, secret=None):
    return hmac.digest(_key(_purpose(), secret or settings.SECRET_KEY), told, "sha256")


@lru_cache(maxsize=16)
def _key(purpose, secret):
    return hmac.digest(secret.encode(), purpose.encode(), "sha256")


def _purpose():
    known = settings.DATABASES["default"]
    where = [str(known.get(name, "")) for name in ("HOST", "PORT", "NAME")]
    return json.dumps(["local copy", FORMAT, bool(settings.DEMO), *where])

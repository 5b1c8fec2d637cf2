"""What to say when the site cannot start: one plain line that says what to do, and never a password."""

import errno
import shutil
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError
from django.db import DatabaseError, OperationalError

from msphysio.postgres import Unavailable

DISK_FULL = "The disk is full: free about 200 MB on the disk that holds {place}, then try again."
DISK_FULL_SQLSTATE = "53100"
DISK_FULL_WORDS = ("No space left on device", "could not extend file")  # PostgreSQL's own
NEARLY_NOTHING = 8 * 2**20  # bytes: with less left, whatever failed, the disk is the reason
SAID_PLAINLY = (Unavailable, ImproperlyConfigured, CommandError)


def explain(error: BaseException, var_dir: Path) -> str | None:
    """Return the line for a failure that whoever starts the site can mend, or None for any other."""
    chain = list(_chain(error))
    if any(map(is_disk_full, chain)) or _free(var_dir) < NEARLY_NOTHING:
        return DISK_FULL.format(place=var_dir)
    for one in chain:
        if isinstance(one, SAID_PLAINLY):
            return " ".join(str(one).split())
        if isinstance(one, PermissionError):
            return f"This account may not write to {one.filename}: give it the right to, or set VAR_DIR."
    database = next((one for one in chain if isinstance(one, DatabaseError)), None)
    return _explain_database(database) if database else None


def _chain(error):
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def is_disk_full(error: BaseException | None) -> bool:
    """Whether a disk without room is what an error is about: ours, or the one of the database."""
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    sqlstate = getattr(error, "pgcode", None)
    return full or sqlstate == DISK_FULL_SQLSTATE or any(words in str(error) for words in DISK_FULL_WORDS)


def _free(folder: Path) -> int:
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def _explain_database(error) -> str | None:
    """Name the host and the database, which the server's own complaint may hide behind a password's worth of detail."""
    from django.db import connection

    known = connection.settings_dict
    where = f"The database {known['NAME']} at {known['HOST'] or 'this machine'}:{known['PORT'] or 5432}"
    said = str(error)
    if "password authentication failed" in said or "no password supplied" in said or 'role "' in said:
        return f"{where} refused the user name or the password: correct DATABASE_URL."
    if "does not exist" in said and "database" in said:
        return f"{where} does not exist: create it, or correct DATABASE_URL."
    if "permission denied" in said:
        return f"{where} does not let this user make tables: grant it CREATE on the schema, or correct DATABASE_URL."
    if isinstance(error, OperationalError):
        return f"{where} does not answer: start it, correct DATABASE_URL, or leave it unset for the built-in database."
    return None

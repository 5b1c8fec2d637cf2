"""PostgreSQL's own programs, pg_dump and the like, on the database of the settings."""

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from msphysio import postgres


class Refused(Exception):
    """A backup cannot be made or restored. The text is one plain line that says what to do."""


def run(program, *arguments, out=None, to_database=True):
    """Run one of PostgreSQL's programs on the database of the settings, with what it writes in the file `out`.

    No password stands in its arguments. Raises Refused with its first error.
    """
    known = connection.settings_dict
    command, environment = DatabaseClient.settings_to_cmd_args_env({**known, "OPTIONS": _libpq(known)}, ())
    connecting = command[1:] if to_database else []  # the client's own name comes first
    with (out or Path(os.devnull)).open("wb") as written:
        done = subprocess.run(  # noqa: S603 - our own arguments, and no shell
            [_program(program), *arguments, *connecting],
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.PIPE,
            env={**os.environ, **(environment or {}), **_host_that_writes(known)},
        )
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().splitlines() or ["it gave no reason."]
        error = next((line for line in told if "ERROR:" in line), told[0])  # remarks may come before it
        raise Refused(f"{program} failed: {error}")


def _host_that_writes(known):
    """Which of several hosts PostgreSQL's programs ask: no argument of theirs says it."""
    wanted = known["OPTIONS"].get("target_session_attrs")
    return {"PGTARGETSESSIONATTRS": wanted} if wanted else {}


def _libpq(known):
    """The options that PostgreSQL's programs know too."""
    return {name: value for name, value in known["OPTIONS"].items() if name in ("sslmode", "sslrootcert", "passfile")}


def _program(name):
    """The system's own program where it is of the server's version; else the one of the package."""
    own = shutil.which(name)
    if own and f" {connection.pg_version // 10000}." in subprocess.run(  # noqa: S603
        [own, "--version"], capture_output=True, text=True
    ).stdout.replace(")", ""):
        return own
    return str(postgres.programs() / name)

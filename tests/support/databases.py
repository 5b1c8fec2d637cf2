"""Databases beside the tests' own, on the same server."""

import os
import subprocess
import sys
from contextlib import closing, contextmanager

import psutil
import psycopg2
from django.conf import settings
from django.db import connection, transaction

MAINTENANCE = "postgres"
KINDS = ("test", "site", "migrated", "founding", "editing")
OF_MANY = "PYTEST_XDIST_WORKER" in os.environ  # whether this process is one of several that run tests
RUN = os.getppid() if OF_MANY else os.getpid()  # the process that the whole test run hangs on
MIGRATED, FOUNDING = SHARED = (f"migrated_{RUN}", f"founding_{RUN}")


def address(name: str) -> str:
    """Return the DATABASE_URL of a database on the tests' server."""
    known = settings.DATABASES["default"]
    user = f"{known['USER']}:{known['PASSWORD']}@" if known["PASSWORD"] else f"{known['USER']}@"
    if known["HOST"].startswith("/"):
        return f"postgres://{user}/{known['HOST']}/{name}"
    return f"postgres://{user}{known['HOST']}:{known['PORT'] or 5432}/{name}"


def of_this_process(kind: str, name: str) -> str:
    """Return a name that no other process uses, and by which drop_leftovers knows it."""
    return f"{kind}_{os.getpid()}_{name}"


@contextmanager
def fresh(name: str, copied_from: str | None = None):
    """A database that is dropped at the end, empty or with all that another one holds; yields its DATABASE_URL."""
    drop(name)
    create(name, copied_from)
    try:
        yield address(name)
    finally:
        drop(name)


def create(name: str, copied_from: str | None = None) -> None:
    _execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{copied_from}"' if copied_from else ""))


def drop(name: str) -> None:
    _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def keep(name: str, remark: str) -> None:
    """Count its rows for the planner, let nobody into it any more, so that it can be copied, and put a remark on it."""
    with closing(_connection(name)) as connection, connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    _execute(
        f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false',
        ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", name),
        (f'COMMENT ON DATABASE "{name}" IS %s', remark),
    )


def remark(name: str) -> str | None:
    """Return the remark that a database was kept with, or None."""
    rows = _execute(("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", name))
    return rows[0][0] if rows else None


def migrated() -> str:
    """Return the name of a database with all tables, to copy: made once for all processes of a test run."""
    with one_at_a_time(MIGRATED):
        if remark(MIGRATED) is None:
            create(MIGRATED)
            environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": address(MIGRATED)}
            command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
            subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True)
            keep(MIGRATED, "all tables")
    return MIGRATED


def drop_shared() -> None:
    """Drop what the processes of this test run copied. Called by its main process at the end."""
    for name in SHARED:
        drop(name)


@contextmanager
def one_at_a_time(name: str):
    """Hold a lock that no other process can have under this name."""
    with closing(_connection()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", (name,))
        yield


@contextmanager
def undone_at_the_end(blocker):
    """Let fixtures of many tests make rows: in one transaction, in which each test then has a savepoint of its own."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def in_place_of_the_tests_own(name: str, blocker):
    """Let the tests' connection lead to another database, until the end of the block."""
    known = connection.settings_dict
    own = known["NAME"]
    with blocker.unblock():
        try:
            connection.close()
            known["NAME"] = name
            yield
        finally:
            connection.close()
            known["NAME"] = own


def drop_leftovers() -> None:
    """Drop the databases of test runs that were killed: their names hold the number of a process that is gone."""
    for (name,) in _execute("SELECT datname FROM pg_database"):
        kind, _, process = name.partition("_")
        number = process.split("_")[0]
        if kind in KINDS and number.isdecimal() and not psutil.pid_exists(int(number)):
            drop(name)


def _execute(*statements):
    """Run statements, each a text or a text with its values; return the rows of the last one, if it has any."""
    with closing(_connection()) as connection, connection.cursor() as cursor:
        for statement in statements:
            text, *values = (statement,) if isinstance(statement, str) else statement
            cursor.execute(text, values or None)
        return cursor.fetchall() if cursor.description else []


def _connection(name=MAINTENANCE):
    known = settings.DATABASES["default"]
    connection = psycopg2.connect(
        dbname=name, host=known["HOST"], port=known["PORT"], user=known["USER"], password=known["PASSWORD"]
    )
    connection.autocommit = True
    return connection

"""Databases beside the tests' own, on the same server."""

from contextlib import closing, contextmanager

import psutil
import psycopg2
from django.conf import settings

MAINTENANCE = "postgres"


def address(name: str) -> str:
    """Return the DATABASE_URL of a database on the tests' server."""
    known = settings.DATABASES["default"]
    user = f"{known['USER']}:{known['PASSWORD']}@" if known["PASSWORD"] else f"{known['USER']}@"
    if known["HOST"].startswith("/"):
        return f"postgres://{user}/{known['HOST']}/{name}"
    return f"postgres://{user}{known['HOST']}:{known['PORT'] or 5432}/{name}"


@contextmanager
def fresh(name: str):
    """An empty database that is dropped at the end; yields its DATABASE_URL."""
    _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
    try:
        yield address(name)
    finally:
        _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def drop_leftovers() -> None:
    """Drop the databases of test runs that were killed: their names end in the number of a process that is gone."""
    for name in _names():
        kind, _, process = name.partition("_")
        number = process.split("_")[0]
        if kind in ("test", "site", "editing", "editors") and number.isdecimal() and not psutil.pid_exists(int(number)):
            _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _names() -> list[str]:
    with closing(_connection()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return [name for (name,) in cursor.fetchall()]


def _execute(*statements: str) -> None:
    with closing(_connection()) as connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _connection():
    known = settings.DATABASES["default"]
    connection = psycopg2.connect(
        dbname=MAINTENANCE, host=known["HOST"], port=known["PORT"], user=known["USER"], password=known["PASSWORD"]
    )
    connection.autocommit = True
    return connection

"""What the owner of the database can do and nobody else: change history with its guards taken away for a moment."""

from django.db import connection

SETTLE = "SET CONSTRAINTS ALL IMMEDIATE"  # a table with pending checks cannot be altered
HASH_CHECK = "revision_hash_is_of_its_document"


def tamper(table, statement, *values, dropping=None):
    """Run one statement with the triggers of a table disabled, and for good without a constraint where one is named."""
    with connection.cursor() as cursor:
        cursor.execute(f"{SETTLE}; ALTER TABLE {table} DISABLE TRIGGER USER")
        if dropping:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {dropping}")
        cursor.execute(statement, values)
        cursor.execute(f"{SETTLE}; ALTER TABLE {table} ENABLE TRIGGER USER")


def change(table, how, *values, dropping=None):
    """Change rows: `how` is what follows UPDATE ... SET."""
    tamper(table, f"UPDATE {table} SET {how}", *values, dropping=dropping)  # noqa: S608 - a test's own words


def remove(table, which):
    """Delete rows: `which` is what follows DELETE FROM ... WHERE."""
    tamper(table, f"DELETE FROM {table} WHERE {which}")  # noqa: S608 - a test's own words

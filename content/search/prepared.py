"""Statements that PostgreSQL plans once for each connection: to plan a search took longer than to understand it."""

import re
from dataclasses import dataclass
from itertools import count
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connections

VALUE = re.compile(r"%\((\w+)\)s")
PLANNED = "SET plan_cache_mode = force_generic_plan; PREPARE {name} ({types}) AS {sql};"
_numbers = count(1)
_known = WeakKeyDictionary()  # connection of the driver -> {Statement: its name there}


@dataclass(frozen=True)
class Statement:
    """A query with values as psycopg2 writes them, `%(name)s`, and the type of each: ((name, type), …).

    It is prepared by the connection itself, so a pooler between would have to keep one connection for one client.
    """

    sql: str
    types: tuple[tuple[str, str], ...]

    def rows(self, values):
        """Return all rows for {name: value}, of the database that readers are served from. One query, always."""
        connection = connections[settings.READ_DATABASE]
        with connection.cursor() as cursor:
            known = _known.setdefault(connection.connection, {})
            name = known.get(self)
            if name:
                cursor.execute(self._asked(name), values)
            else:  # a name of its own for each attempt: one that fails leaves what it prepared
                name = f"search_{next(_numbers)}"
                cursor.execute(self._planned(name) + self._asked(name), values)
                known[self] = name
            return cursor.fetchall()

    def _asked(self, name):
        return f"EXECUTE {name} ({', '.join(f'%({value})s' for value, _ in self.types)})"

    def _planned(self, name):
        places = {value: f"${n}" for n, (value, _) in enumerate(self.types, start=1)}
        types = ", ".join(type_ for _, type_ in self.types)
        return PLANNED.format(name=name, types=types, sql=VALUE.sub(lambda found: places[found[1]], self.sql.strip()))

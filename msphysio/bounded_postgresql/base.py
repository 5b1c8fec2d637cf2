"""The backend: Django's own, with a gate before each call of a request and a deadline over it."""

from collections import defaultdict
from contextlib import closing, contextmanager

import psycopg2
from django.conf import settings
from django.db import Error
from django.db.backends.postgresql import base

from content import patience

from .deadlines import Deadlines
from .gate import Gate, Resting

HEALTH = 2  # seconds to say that a kept connection still lives
CONNECT = 3  # seconds to set a new connection up, after the server took it
LONGEST = " -c statement_timeout=15000"  # milliseconds: the server's own limit for requests

DEADLINES = Deadlines()
_gates = defaultdict(lambda: Gate(lambda: settings.DATABASE_PLACES, DEADLINES))  # by alias


class DatabaseWrapper(base.DatabaseWrapper):
    """One thread's connection. Only requests are bounded: commands have no patience set, see content.patience.

    A place in the gate is held for one call, or for a whole transaction: what has begun is not refused half way.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._gate = _gates[self.alias]
        self._has_place = self._keeps_place = False
        self.execute_wrappers.append(self._execute)

    def get_new_connection(self, conn_params):
        """Connect; a command has no limit for its statements."""
        if patience.seconds() is not None:
            conn_params = {**conn_params, "options": conn_params.get("options", "") + LONGEST}
        return super().get_new_connection(conn_params)

    def connect(self):
        """Connect, or raise Resting at once. One failure, and nobody tries until the database is there again."""
        with self._place():
            try:
                with self._timed(CONNECT):
                    super().connect()
            except psycopg2.OperationalError:
                self._doubt()
                raise

    def init_connection_state(self):
        """Set a new connection up, within its time."""
        with self._timed(CONNECT):
            super().init_connection_state()

    def is_usable(self):
        """Whether the connection still lives; a server that is silent counts as gone."""
        if not self._line():
            return False
        try:
            with self._place(), DEADLINES.of(self._line(), min(HEALTH, patience.seconds() or HEALTH)) as call:
                usable = super().is_usable()
        except Resting:
            return False
        if call.missed:
            self._doubt()
        return usable

    def set_autocommit(self, autocommit, *args, **kwargs):
        """As Django does; where a transaction has ended, its place in the gate is free."""
        super().set_autocommit(autocommit, *args, **kwargs)
        if autocommit and self._keeps_place:
            self._give_place_back()

    def close(self):
        """As Django does, and leave the gate."""
        try:
            super().close()
        finally:
            self._give_place_back()

    def _execute(self, execute, sql, params, many, context):
        with self._place(whole_transaction=self.in_atomic_block), self._timed(patience.seconds()):
            return execute(sql, params, many, context)

    def _commit(self):
        with self._timed(patience.seconds()):
            return super()._commit()

    def _rollback(self):
        with self._timed(patience.seconds()):
            return super()._rollback()

    @contextmanager
    def _place(self, whole_transaction=False):
        if patience.seconds() is None or self._has_place:
            yield
            return
        self._gate.enter()
        self._has_place, self._keeps_place = True, whole_transaction
        try:
            yield
        finally:
            if not whole_transaction:
                self._give_place_back()

    def _give_place_back(self):
        if self._has_place:
            self._has_place = self._keeps_place = False
            self._gate.leave()

    @contextmanager
    def _timed(self, seconds):
        """End what takes longer in a request; a line that broke under it casts doubt on the database."""
        if patience.seconds() is None:
            yield
            return
        try:
            with DEADLINES.of(self._line(), seconds):
                yield
        except (Error, psycopg2.Error):
            if self.connection is not None and self.connection.closed:
                self._doubt()
            raise

    def _line(self):
        """The file number of the connection, or None where there is none."""
        return None if self.connection is None or self.connection.closed else self.connection.fileno()

    def _doubt(self):
        """Close the gate for requests. A command tells its own trouble, and nobody waits for it."""
        if patience.seconds() is not None:
            known = self.get_connection_params()
            self._gate.doubt(lambda: _answers(known))


def _answers(known):
    """Whether the database takes a new connection and answers over it."""
    try:
        with closing(psycopg2.connect(**known)) as connection, DEADLINES.of(connection.fileno(), HEALTH):
            connection.cursor().execute("SELECT 1")
    except psycopg2.Error:
        return False
    return True

"""No request waits long for a database that is away, silent or slow; when it is back, all goes on by itself."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections, transaction

from content import patience
from msphysio.bounded_postgresql import base
from msphysio.bounded_postgresql.gate import Gate, Resting
from tests.support.relay import relayed

PATIENCE = 1  # seconds that the requests of these tests have, where one has to wait in vain
LONG = 60  # and where it has not: other tests run on the same cores


@pytest.fixture
def relay(django_db_setup):
    with relayed() as relay:
        yield relay


@pytest.fixture
def database(relay, monkeypatch, django_db_blocker):
    """Make a connection to the tests' server by way of the relay, as each thread of a site has one."""
    monkeypatch.setattr(base, "_gates", {"default": Gate(lambda: settings.DATABASE_PLACES, base.DEADLINES)})
    monkeypatch.setattr("msphysio.bounded_postgresql.gate.TRIED_EVERY", 0.1)
    known = {**connection.settings_dict, "HOST": "127.0.0.1", "PORT": relay.port, "CONN_MAX_AGE": 60}
    known["OPTIONS"] = {**known["OPTIONS"], "connect_timeout": 2}
    made = []

    def new():
        made.append(base.DatabaseWrapper({**known}, "default"))
        made[-1].inc_thread_sharing()
        return made[-1]

    with django_db_blocker.unblock():
        yield new
        relay.open()
        for each in made:
            each.close()
        assert wait_until(lambda: ask(new())) == (1,)  # nothing looks for the database any more
        made[-1].close()


def ask(database, statement="SELECT 1", seconds=LONG):
    """What a request does: look whether its connection still lives, then ask."""
    with patience.of(seconds):
        database.close_if_unusable_or_obsolete()
        with database.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone()


@contextmanager
def as_the_thread_s_own(database):
    before = connections["default"]
    connections["default"] = database
    yield
    connections["default"] = before


def seconds_of(refused):
    begun = time.monotonic()
    with pytest.raises(OperationalError):
        refused()
    return time.monotonic() - begun


def wait_until(right):
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        try:
            return right()
        except OperationalError:
            time.sleep(0.05)
    return right()


def test_a_silent_database_ends_the_call_and_the_next_is_told_at_once(relay, database, caplog):
    first, second = database(), database()
    assert ask(first) == ask(second) == (1,)
    relay.fall_silent()
    assert seconds_of(lambda: ask(first, seconds=PATIENCE)) < 5
    with pytest.raises(Resting):  # by the gate: it was not asked at all
        ask(second)
    wait_until(lambda: "is away" in caplog.text or second.ensure_connection())
    relay.open()
    assert wait_until(lambda: ask(first)) == (1,)
    assert ask(second) == (1,)


def test_it_says_once_that_it_is_away_and_once_that_it_is_back(relay, database, caplog):
    one = database()
    relay.cut()
    for _ in range(20):
        with pytest.raises(OperationalError):
            ask(one)
        time.sleep(0.02)
    relay.open()
    assert wait_until(lambda: ask(one)) == (1,)
    assert [line.split(" after")[0] for line in caplog.messages] == [
        "the database is away: search and saving rest",
        "the database is back",
    ]


def test_a_line_that_died_while_nobody_asked_is_not_noticed(relay, database):
    one = database()
    assert ask(one) == (1,)
    relay.cut()
    relay.open()
    assert ask(one) == (1,)


def test_a_thread_is_left_for_what_needs_no_database(database, monkeypatch):
    """However slow it is: DATABASE_PLACES wait for it, the others are told at once."""
    monkeypatch.setattr("msphysio.bounded_postgresql.deadlines.STALLED", 0.3)
    monkeypatch.setattr("msphysio.bounded_postgresql.gate.QUEUE", LONG)
    places, another, holder = settings.DATABASE_PLACES, database(), database().cursor()
    assert ask(another) == (1,)
    holder.execute("SELECT pg_advisory_lock(1)")
    with ThreadPoolExecutor(places) as pool:
        slow = [pool.submit(ask, database(), "SELECT 1 FROM pg_advisory_lock_shared(1)") for _ in range(places)]
        late = time.monotonic() + LONG
        while not (base._gates["default"]._inside == places and base.DEADLINES.are_stalled()):
            assert time.monotonic() < late
            time.sleep(0.01)
        assert seconds_of(lambda: ask(another)) < LONG / 2
        holder.execute("SELECT pg_advisory_unlock(1)")
        assert [each.result() for each in slow] == [(1,)] * places
    assert ask(another) == (1,)


def test_one_slow_question_shuts_nobody_else_out(database, monkeypatch):
    monkeypatch.setattr("msphysio.bounded_postgresql.gate.QUEUE", LONG)  # for the look whether all others are well
    slow, another = database(), database()
    assert ask(another) == (1,)
    assert seconds_of(lambda: ask(slow, "SELECT pg_sleep(30)", PATIENCE)) < PATIENCE + 1
    assert ask(another) == (1,)
    assert wait_until(lambda: ask(slow)) == (1,)


def test_what_has_begun_is_not_refused_half_way(database, monkeypatch):
    monkeypatch.setattr(settings, "DATABASE_PLACES", 1)
    one, another = database(), database()
    with patience.of(LONG):
        for each in (one, another):
            each.ensure_connection()
        with as_the_thread_s_own(one), transaction.atomic():
            one.cursor().execute("SELECT 1")
            with pytest.raises(Resting):
                another.cursor().execute("SELECT 1")
            one.cursor().execute("SELECT 1")
        another.cursor().execute("SELECT 1")


def test_a_command_waits_as_long_as_it_takes(database):
    one = database()
    with one.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)
    assert ask(database(), "SHOW statement_timeout") == ("15s",)

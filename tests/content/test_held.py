"""A held value: loaded once, refreshed when something newer is there, stale when the database is away."""

from threading import Event, Thread
from types import SimpleNamespace

import pytest
import time_machine
from django.db import InterfaceError, OperationalError, ProgrammingError, transaction

from content import resting
from content.held import Held, one_moment, ring, ring_on_commit, still_hold


class Database:
    def __init__(self):
        self.value, self.serial, self.fault, self.loads, self.asked = "first", 1, None, 0, 0

    def load(self):
        self.loads += 1
        return self._or_fault(self.value)

    def tell_serial(self):
        self.asked += 1
        return self._or_fault(self.serial)

    def _or_fault(self, value):
        if self.fault:
            raise self.fault
        return value


@pytest.fixture
def database():
    resting.LINES.forget()
    return Database()


@pytest.fixture
def held(database):
    return Held(database.load, database.tell_serial, seconds=0)


@pytest.fixture
def now(monkeypatch):
    """The seconds, in a list, of a clock that goes only when a test says so."""
    seconds = [1000.0]
    monkeypatch.setattr("content.held.time", SimpleNamespace(monotonic=lambda: seconds[0]))
    return seconds


def test_the_first_reader_waits_for_one_query(database, held):
    assert held.get() == "first"
    assert (database.loads, database.asked) == (1, 0)


def test_it_is_not_loaded_again_while_nothing_changes(database, held):
    assert [held.get() for _ in range(5)] == ["first"] * 5
    assert database.loads == 2, "once for the first reader, once with the serial known"


def test_what_came_between_the_first_load_and_the_first_check_is_not_missed(database, held):
    held.get()
    database.value = "second"
    assert held.get() == "second"


def test_a_new_serial_loads_it_again(database, held):
    held.get()
    database.value, database.serial = "second", 2
    assert held.get() == "second"


def test_the_database_is_asked_at_most_once_in_so_many_seconds(database):
    held = Held(database.load, database.tell_serial, seconds=60)
    for _ in range(10):
        held.get()
    assert (database.loads, database.asked) == (1, 0)


@pytest.mark.parametrize("fault", [OperationalError("gone"), InterfaceError("connection already closed")])
def test_when_the_database_is_away_the_old_value_is_served(database, held, fault, caplog):
    held.get()
    database.fault = fault
    assert held.get() == "first"
    assert "away" in caplog.text and "Traceback" not in caplog.text


class TestBell:
    @pytest.fixture(autouse=True)
    def bell(self, settings, tmp_path):
        settings.RELEASE_BELL = tmp_path / "bell"
        return settings.RELEASE_BELL

    @pytest.fixture
    def held(self, database):
        """One that would not look again for an hour."""
        held = Held(database.load, database.tell_serial, seconds=3600)
        held.get()
        return held

    def test_after_the_bell_the_next_reader_gets_the_new_value(self, database, held):
        database.value, database.serial = "second", 2
        assert held.get() == "first"
        ring()
        assert held.get() == "second"

    def test_it_is_heard_once(self, database, held):
        for ringing in (1, 2):
            ring()
            for _ in range(5):
                held.get()
            assert database.asked == ringing

    def test_two_rings_are_never_one(self, bell):
        moments = set()
        with time_machine.travel(0, tick=False):
            for _ in range(20):
                ring()
                moments.add(bell.stat().st_mtime_ns)
        assert len(moments) == 20

    def test_a_ring_while_it_loads_is_not_missed(self, database, held):
        def load_slowly():
            value = database.load()
            database.value, database.serial = "second", 3
            ring()
            return value

        held._load = load_slowly
        ring()
        assert held.get() == "first"
        held._load = database.load
        assert held.get() == "second"

    def test_when_the_database_is_away_it_does_not_ask_again_and_again(self, database, held):
        database.fault = OperationalError("gone")
        ring()
        assert [held.get() for _ in range(5)] == ["first"] * 5
        assert database.asked == 1

    def test_a_bell_that_cannot_be_rung_is_logged_and_the_clock_does(self, database, settings, tmp_path, caplog):
        settings.RELEASE_BELL = tmp_path / "no such folder" / "bell"
        held = Held(database.load, database.tell_serial, seconds=0)
        held.get()
        database.value = "second"
        ring()
        assert "cannot be rung" in caplog.text
        assert held.get() == "second"

    def test_it_rings_when_the_transaction_is_committed(self, db, bell, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            ring_on_commit()
            assert not bell.exists()
        assert bell.exists()

    def test_it_does_not_ring_for_what_was_undone(self, db, bell, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            ring_on_commit()
            transaction.set_rollback(True)
        assert not bell.exists()


def test_in_a_hurry_it_looks_at_once_but_not_again_and_again(database, monkeypatch, now):
    held = Held(database.load, database.tell_serial, seconds=3600)
    for _ in range(2):
        held.get()
    monkeypatch.setattr(held, "_next_check", float("inf"))
    monkeypatch.setattr(held, "_looked", 0.0)
    database.value, database.serial = "second", 2
    assert held.get() == "first" and held.peek() == "first"
    asked = database.asked
    for _ in range(5):
        held.hurry()
        assert held.get() == "second"
    assert database.asked == asked + 1


def test_after_a_fault_it_waits_longer_before_it_asks_again(database, now):
    held = Held(database.load, database.tell_serial, seconds=100)
    held.get()
    database.fault = OperationalError("gone")
    asked = []
    for passed in (101, 101, 101, 101):
        now[0] += passed
        held.get()
        asked.append(database.asked)
    assert asked == [1, 1, 2, 2]


def test_a_minute_of_the_same_fault_is_one_line_but_a_fault_of_ours_is_told_each_time(database, caplog):
    held = Held(database.load, database.tell_serial, seconds=0)
    held.get()
    for database.fault, lines in ((OperationalError("gone"), 1), (ProgrammingError("no such column"), 5)):
        caplog.clear()
        assert [held.get() for _ in range(5)] == ["first"] * 5
        assert len(caplog.records) == lines


def test_nobody_waits_long_for_a_thread_that_asks_a_silent_database(database, monkeypatch, settings, tmp_path):
    settings.RELEASE_BELL = tmp_path / "bell"
    monkeypatch.setattr("content.held.BELL", 0.1)
    held, asked, answered = Held(database.load, database.tell_serial, seconds=3600), Event(), Event()
    held.get()
    held._serial = lambda: (asked.set(), answered.wait(10))
    ring()
    asking = Thread(target=held.get)
    asking.start()
    assert asked.wait(10)
    assert held.get() == "first"
    assert asking.is_alive()
    answered.set()
    asking.join()


def test_before_anything_was_loaded_the_fault_is_told(database, held):
    database.fault = OperationalError("gone")
    with pytest.raises(OperationalError):
        held.get()


def test_none_is_a_value_like_any_other(database, held):
    database.value = None
    assert [held.get() for _ in range(3)] == [None] * 3
    assert database.loads == 2


def test_forgetting_loads_it_again(database, held):
    held.get()
    held.forget()
    held.get()
    assert database.loads == 2


def test_in_one_moment_a_value_stays_as_it_was_read_first(database, held):
    with one_moment():
        before = held.get()
        database.value, database.serial = "second", 2
        assert held.get() == before == "first"
    assert held.get() == "second"


def test_what_was_read_holds_until_another_value_comes(database, held):
    with one_moment() as moment:
        held.get()
    assert still_hold(moment.generations())
    database.serial = 2  # loaded again, and equal
    assert still_hold(moment.generations())
    database.value, database.serial = "second", 3
    assert not still_hold(moment.generations())


def test_a_moment_in_another_keeps_to_it_and_both_know_what_was_read(database, held):
    with one_moment() as request:
        assert held.get() == "first"
        database.value, database.serial = "second", 2
        held._next_check = 0.0
        with one_moment() as part:
            assert held.get() == "first" and still_hold(request.generations())
    assert part.generations() == request.generations() != () and not still_hold(part.generations())


def test_what_is_found_to_hold_in_a_moment_is_part_of_it(held):
    with one_moment() as before:
        held.get()
    with one_moment() as moment:
        assert still_hold(before.generations())
    assert moment.generations() == before.generations()


def test_what_was_read_still_holds_while_the_database_is_away(database, held):
    with one_moment() as moment:
        held.get()
    database.fault = OperationalError("gone")
    assert still_hold(moment.generations())


def test_a_moment_says_when_a_value_could_not_be_had(database, held):
    database.fault = OperationalError("gone")
    with one_moment() as moment:
        with pytest.raises(OperationalError):
            held.get()
        assert not moment.complete

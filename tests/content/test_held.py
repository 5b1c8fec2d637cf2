"""A held value: loaded once, refreshed when something newer is there, stale when the database is away."""

import pytest
from django.db import InterfaceError, OperationalError

from content.held import Held


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
    return Database()


@pytest.fixture
def held(database):
    return Held(database.load, database.tell_serial, seconds=0)


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
    assert "away" in caplog.text


def test_after_a_fault_it_waits_longer_before_it_asks_again(database):
    held = Held(database.load, database.tell_serial, seconds=0.001)
    held.get()
    database.fault = OperationalError("gone")
    while not database.asked:
        held.get()
    asked = database.asked
    for _ in range(100):
        held.get()
    assert database.asked == asked


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

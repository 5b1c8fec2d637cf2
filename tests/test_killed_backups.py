"""A backup or a restore that is ended in the middle leaves nothing in clear, and the database as it was."""

import signal
import time
from contextlib import contextmanager

import pyrage
import pytest

from msphysio import short_lived
from tests.support import houses

pytestmark = pytest.mark.slow
SECONDS = 120  # other tests may run on the same cores
KEY = pyrage.x25519.Identity.generate()


@pytest.fixture(scope="module")
def house(tmp_path_factory, django_db_setup):
    with houses.founded("killed", tmp_path_factory.mktemp("house")) as house:
        yield house


@contextmanager
def in_the_middle(house, *arguments):
    """A command that cannot get on, as somebody holds a table: yields it once the dump lies there in clear."""
    with house.connected() as cursor:
        cursor.execute("LOCK TABLE content_article IN ACCESS EXCLUSIVE MODE")
        command = house.begin(*arguments)
        end = time.monotonic() + SECONDS
        while not _waits(house) and command.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        assert list(house.clear.rglob("database.dump")), command.communicate()
        yield command


def _waits(house):
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return house.sql(waiting) != [(0,)]


def left(house, folder):
    return sorted(path.name for place in (house.clear, folder) for path in place.iterdir())


@pytest.fixture(params=[signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda one: one.name)
def told_to_end_by(request):
    """A signal that whoever started the tests may have had ignored: children are to hear it."""
    before = signal.signal(request.param, signal.SIG_DFL)
    yield request.param
    signal.signal(request.param, before)


def test_a_backup_that_is_told_to_end_leaves_nothing(house, tmp_path, told_to_end_by):
    with in_the_middle(house, "backup", tmp_path, "--recipient", KEY.to_public()) as command:
        command.send_signal(told_to_end_by)
        assert command.wait(SECONDS) != 0
        assert left(house, tmp_path) == []


def test_what_a_killed_one_left_goes_at_the_next_start_and_was_never_in_the_folder_that_is_copied(house, tmp_path):
    with in_the_middle(house, "backup", tmp_path, "--recipient", KEY.to_public()) as command:
        command.kill()
        command.wait(SECONDS)
        assert list(house.clear.rglob("database.dump"))
        assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == []
    whole = house.backup(tmp_path)
    assert left(house, tmp_path) == [whole.name]


def test_a_restore_that_is_told_to_end_leaves_nothing_and_changes_nothing(house, tmp_path):
    before, whole = house.everything(), house.backup(tmp_path)
    with in_the_middle(house, "restore", whole, "--replace", "--as-it-was") as command:
        command.terminate()
        assert command.wait(SECONDS) != 0
        assert left(house, tmp_path) == [whole.name]
    assert house.everything() == before


def test_what_another_one_uses_stays(tmp_path):
    with short_lived.folder(".clear-", inside=tmp_path) as first:
        with short_lived.folder(".clear-", inside=tmp_path) as second:
            assert first.is_dir() and second.is_dir()
        assert list(tmp_path.iterdir()) == [first]

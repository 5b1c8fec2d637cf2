"""The built-in database survives what happens to programs on people's machines."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

import psutil
import psycopg2
import pytest

from msphysio import postgres
from tests.support.running import ROOT

HOLD = """
import sys
from pathlib import Path
from msphysio import postgres
print(postgres.url(Path(sys.argv[1]), durable=False), flush=True)
sys.stdin.read()
"""


@contextmanager
def user(var_dir):
    """Another process that uses the database for as long as this lasts."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(var_dir)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    process.said = process.stdout.readline().strip()
    try:
        yield process
    finally:
        process.stdin.close()
        process.wait(30)
        process.stdout.close()


@pytest.fixture
def var_dir(tmp_path):
    yield tmp_path
    postgres.leave(tmp_path)


def number(var_dir):
    return postgres.Cluster(var_dir.resolve()).recorded()


def kill(var_dir):
    os.kill(number(var_dir), signal.SIGKILL)
    while postgres.Cluster(var_dir.resolve()).answers():
        time.sleep(0.01)


def answer(url):
    folder, name = unquote(urlsplit(url).path[1:]).rsplit("/", 1)
    connection = psycopg2.connect(host=folder, dbname=name, user="postgres")
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT 6 * 7")
        return cursor.fetchone()[0]


def start(var_dir):
    return postgres.url(var_dir, durable=False)


def test_it_starts_answers_and_stops(var_dir, monkeypatch):
    url = start(var_dir)
    assert answer(url) == 42
    monkeypatch.setattr(postgres, "_bring_up", None)  # nothing is started, nor waited for, where it answers
    begun = time.process_time()
    assert start(var_dir) == url
    assert time.process_time() - begun < 0.5
    assert postgres.leave(var_dir)
    assert number(var_dir) is None


def test_the_last_to_leave_stops_it(var_dir):
    with user(var_dir) as other:
        assert start(var_dir) == other.said
        assert not postgres.leave(var_dir)
        assert answer(other.said) == 42
    assert number(var_dir) is None


def test_two_who_start_it_at_once_share_it(var_dir):
    with user(var_dir) as one, user(var_dir) as two:
        assert one.said == two.said
        assert answer(one.said) == 42


def test_a_killed_user_does_not_keep_it_running(var_dir):
    with user(var_dir) as other:
        other.kill()
    assert number(var_dir)
    start(var_dir)
    assert postgres.leave(var_dir)
    assert number(var_dir) is None


def test_a_killed_server_is_started_again(var_dir):
    start(var_dir)
    kill(var_dir)
    assert answer(start(var_dir)) == 42


def test_a_number_that_another_program_has_now_is_not_believed(var_dir):
    start(var_dir)
    kill(var_dir)
    record = var_dir / "postgres" / "postmaster.pid"
    record.write_text(record.read_text().replace(str(number(var_dir)), str(os.getppid()), 1))
    assert psutil.pid_exists(os.getppid())
    assert answer(start(var_dir)) == 42


def test_a_folder_left_half_made_is_made_anew(var_dir):
    (var_dir / "postgres.new").mkdir()
    (var_dir / "postgres.new" / "PG_VERSION").write_text("18\n")
    assert answer(start(var_dir)) == 42


def test_a_folder_with_a_long_and_odd_name_will_do(tmp_path):
    odd = tmp_path / "a long, odd name with spaces, 'quotes' & signs %20 + é" / ("x" * 80)
    try:
        assert answer(start(odd)) == 42
    finally:
        postgres.leave(odd)


def test_why_it_does_not_start_is_one_line(var_dir):
    start(var_dir)
    postgres.leave(var_dir)
    (var_dir / "postgres" / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(postgres.Unavailable) as refusal:
        start(var_dir)
    assert "\n" not in str(refusal.value)
    assert "server.log" in str(refusal.value)


def test_only_the_owner_reaches_it(var_dir):
    start(var_dir)
    assert (var_dir / "postgres").stat().st_mode & 0o077 == 0

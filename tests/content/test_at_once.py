"""Several machines at once, each a process of its own on one real database: nothing twice, and the chain holds.

Machines that do the same are forked from one program that has loaded the site: it has no connection that they share.
"""

import json
import os
import subprocess
import sys

import pytest

from tests.support import databases
from tests.support.running import ROOT

pytestmark = pytest.mark.slow
START = """
import json, os, sys, django
django.setup()
from django.contrib.auth.models import User
from django.utils import timezone
from datetime import timedelta
from content import pausing, publishing, reading, scheduling, snapshots, verification
from content.models import *
"""
AT_ONCE = """
from multiprocessing import get_context
fork = get_context("fork")

def at_once(*works):
    begin, answers = fork.Barrier(len(works)), fork.SimpleQueue()

    def machine(work):
        begin.wait(60)
        answers.put(work())

    machines = [fork.Process(target=machine, args=[work]) for work in works]
    for one in machines:
        one.start()
    for one in machines:
        one.join(120)
    assert [one.exitcode for one in machines] == [0] * len(works)
    return [answers.get() for _ in works]

def tell(*told):
    print(json.dumps([*told, verification.verify().breaks]))
"""
# An article that is approved and planned for a moment that has come; ten more that wait for approval.
PREPARE = """
from tests.factories.content import ArticleFactory, person, publish_approved, send_for_approval, approver_of
from django.db import connection
first = ArticleFactory(slug="planned")
publish_approved(first)
writer = User.objects.get(username="writer")
for n in range(10):
    send_for_approval(ArticleFactory(slug=f"waiting-{n}"), writer)
planned = send_for_approval(ArticleFactory(slug="soon"), writer)
publishing.approve(planned, by=approver_of(planned), seen=snapshots.hash_of(planned))
scheduling.plan(planned, "publish", timezone.now() + timedelta(hours=1), by=User.objects.get(username="publisher"))
"""
RUN_DUE = """
def run_due():
    return len(scheduling.run_due(timezone.now() + timedelta(hours=2)))

tell(sorted(at_once(run_due, run_due, run_due)), ReviewEvent.objects.filter(act="publish", slug="soon").count())
"""
FILE_EVENTS = """
def file_events(order):
    by = User.objects.get(username="clinician")
    for article in Article.objects.filter(slug__startswith="waiting").order_by(order):
        for _ in range(3):
            publishing.file_event(article, "take", by)

at_once(lambda: file_events("slug"), lambda: file_events("-slug"))
tell(ReviewEvent.objects.filter(act="take").count())
"""
READ = """
for line in sys.stdin:
    print(json.dumps(reading.article("planned").paused), flush=True)
"""
PAUSE = """
publisher = User.objects.get(username="publisher")
pausing.pause(Article.objects.get(slug="planned"), by=publisher, reason="Wrong.")
"""


@pytest.fixture(scope="module")
def machine():
    """Start a machine: a process that runs a program on the database that all machines of this module share."""
    with databases.fresh(f"editing_{os.getpid()}_at_once", copied_from=databases.migrated()) as address:
        environment = {
            **os.environ,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": str(ROOT),
        }

        def start(program):
            return subprocess.Popen(
                [sys.executable, "-c", START + program],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )

        finish(start(PREPARE))
        yield start


def finish(process):
    """Wait for a machine, and return what it said."""
    said, _ = process.communicate(timeout=240)
    assert process.returncode == 0
    return json.loads(said) if said.strip() else None


def test_a_plan_is_carried_out_by_one_of_them(machine):
    done, published, breaks = finish(machine(AT_ONCE + RUN_DUE))
    assert (done, published, breaks) == ([0, 0, 1], 1, [])


def test_events_that_come_at_once_are_one_chain(machine):
    assert finish(machine(AT_ONCE + FILE_EVENTS)) == [60, []]


def test_a_pause_on_one_is_heard_by_another_process_of_the_machine_at_its_next_request(machine, tmp_path):
    bell = f"from django.conf import settings; settings.RELEASE_BELL = {str(tmp_path / 'bell')!r}\n"
    slow = "reading._held._seconds = 3600\n"  # it would not look again by itself
    reader = machine(bell + slow + READ)

    def read():
        reader.stdin.write("read\n")
        reader.stdin.flush()
        return json.loads(reader.stdout.readline())

    assert [read(), read()] == [None, None]
    finish(machine(bell + PAUSE))
    assert read() == "Wrong."
    reader.stdin.close()
    assert reader.wait(30) == 0

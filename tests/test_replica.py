"""Two database servers: what is asked of the replica, and that one which is behind holds back no pause.

The replica here is a copy that nobody brings up to date: it is behind for as long as the test runs.
"""

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest

from tests.support import databases, own_sites
from tests.support.running import ROOT, free_port

pytestmark = pytest.mark.slow

BEGIN = """
import django
django.setup()
from content import gazetteer, pausing, publishing, reading, replies, usage
from content.models import Article
from content.search import asking, finding
from referrals import definitions
"""
WHAT_READERS_ASK = """
for part in (reading, definitions, replies, usage, gazetteer):
    print(bool(part._held.get()))
print(bool(finding.find(asking.understand("balance"))))
print(bool(reading.articles()[0].document))
"""
WHAT_IS_TAKEN_AWAY = """
from referrals import pausing as guide_pausing
from referrals.engine.pausing import safe_routes
from tests.factories.content import person

first, second = reading.articles()[:2]
guide = definitions.published().approved_guide
route, instead = safe_routes(guide)[:2]


def shown():
    rests = [part["key"] for part in definitions.published().facts["paused"]]
    print(reading.article(first.slug).paused, reading.article(second.slug) is not None, rests == [route.key])


shown()

by = person("publisher-of-this-test", "publisher")
pausing.pause(Article.objects.get(pk=first.object_id), by=by, reason="Wrong.")
publishing.withdraw(Article.objects.get(pk=second.object_id), by=by, reason="Wrong.")
guide_pausing.pause("route", route.key, instead=instead.key, reason="Wrong.", by=by)
shown()
"""


@contextmanager
def two_servers():
    """Two databases with the founding content; yields their addresses."""
    names = [databases.of_this_process("site", name) for name in ("first", "replica")]
    with own_sites.founded(names[0]) as first, own_sites.founded(names[1]) as replica:
        yield first, replica


def said_by_a_process(words, tmp_path, first, replica):
    """What a new process prints that knows both servers."""
    environment = {**os.environ, **own_sites.SECRET, "DEMO": "1", "VAR_DIR": str(tmp_path)}
    environment |= {"DATABASE_URL": first, "DATABASE_READ_URL": replica, "DJANGO_SETTINGS_MODULE": "msphysio.settings"}
    command = [sys.executable, "-c", BEGIN + words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")[:-1]


def test_a_process_that_begins_while_the_first_server_is_away_reads_all_from_the_replica(tmp_path, django_db_setup):
    with two_servers() as (_, replica):
        nowhere = f"postgres://me@127.0.0.1:{free_port()}/site"
        said = said_by_a_process(WHAT_READERS_ASK, tmp_path, nowhere, replica)
    assert said == ["True", "True", "False", "True", "True", "True", "True"]


def test_what_is_paused_or_withdrawn_is_gone_at_once_however_far_behind_the_replica_is(tmp_path, django_db_setup):
    with two_servers() as (first, replica):
        before, after = said_by_a_process(WHAT_IS_TAKEN_AWAY, tmp_path, first, replica)
    assert (before, after) == ("None True False", "Wrong. False True")


def test_what_was_published_is_read_in_full_though_the_replica_does_not_have_it_yet(tmp_path, django_db_setup):
    words = """
from content import documents
thing = reading.articles()[0]
documents.forget()
print(documents.of_revision(thing.revision_id) is not None)
"""
    with (
        two_servers() as (first, _),
        databases.fresh(databases.of_this_process("site", "empty"), copied_from=databases.migrated()) as behind,
    ):
        assert said_by_a_process(words, tmp_path, first, behind) == ["True"]

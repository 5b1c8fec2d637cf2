"""Readers ask again and again while one edition after the other is published: whatever they get is of one edition."""

import sys
import threading
import time

import pytest
from django.db import connections
from django.test import Client

from content import reading
from tests.factories.content import ArticleFactory, TopicFactory
from tests.factories.editions import Editions
from tests.support import databases
from tests.support.editions import PATHS, Witness

pytestmark = pytest.mark.slow

EDITIONS = 40
READERS = 2
PAUSE = 0.02


@pytest.fixture
def committed(django_db_setup, django_db_blocker, monkeypatch, settings):
    """A database of its own, where what is published is committed: each thread sees it by a connection of its own."""
    settings.DEMO = True
    monkeypatch.setattr("content.held.BELL", 60)  # whoever waits longer for the new edition may have the old one
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.0002)  # threads change places in the middle of everything
    name = databases.of_this_process("site", "editions")
    with databases.fresh(name, copied_from=databases.migrated()), django_db_blocker.unblock():
        connections.close_all()
        with monkeypatch.context() as changed:
            changed.setitem(connections.databases["default"], "NAME", name)
            reading.forget()
            yield
            connections.close_all()
    reading.forget()
    sys.setswitchinterval(usual)


def test_no_page_mixes_editions_goes_back_or_has_the_etag_of_another(committed):
    topic = TopicFactory(slug="edition")
    editions = Editions(topic, ArticleFactory(slug="edition", topic=topic))
    editions.publish(0)
    witness, over = Witness(), threading.Event()
    readers = [threading.Thread(target=read, args=(number, witness, over)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    for number in range(1, EDITIONS + 1):
        editions.publish(number)
        witness.done = number
    over.set()
    for reader in readers:
        reader.join()
    assert not witness.faults, witness.examples
    assert len(witness.pages) == len(PATHS) and witness.etags > EDITIONS


def read(number, witness, over):
    client, known = Client(headers={"host": "testserver"}, raise_request_exception=False), {}
    while not over.is_set():
        number += 1
        path, at_least = PATHS[number % len(PATHS)], witness.done
        page = client.get(path)
        witness.judge(known, path, page.status_code, page.headers.get("ETag"), page.content, at_least)
        time.sleep(PAUSE)
    connections.close_all()

"""How often the pages of the guide ask the database: once when a process has just begun, then not at all."""

import pytest
from django.urls import reverse

from content import gazetteer, reading
from referrals import definitions
from tests.support.walking import Walker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("guide_version")]


@pytest.fixture(autouse=True)
def asked_once_an_hour(monkeypatch):
    """Whether something newer was published is asked every few seconds: not a matter of these pages."""
    for held in (definitions._held, reading._held, gazetteer._held):
        monkeypatch.setattr(held, "_seconds", 3600)


def test_home_takes_two_queries_cold_and_none_warm(client, django_assert_max_num_queries, django_assert_num_queries):
    definitions.forget()
    reading.forget()
    with django_assert_max_num_queries(2):
        client.get("/")
    with django_assert_num_queries(0):
        client.get("/")


def test_the_whole_guide_asks_nothing_once_it_is_held(client, django_assert_num_queries):
    walker = Walker(client)
    client.get("/")
    client.get(reverse("services"))
    with django_assert_num_queries(0):
        walker.answer_until_end()
        client.get(reverse("check"))
        client.get(reverse("near"))

"""What caches on the way are told, at every address of the site: nothing is kept that no view says may be."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from bench.curious import plain_addresses
from msphysio.kept_pages import SHARED
from tests.support.admin_addresses import closed_addresses

pytestmark = pytest.mark.django_db
NOBODY = "0" * 64
NOT_THERE = [
    *("/no-such-page/", "/articles/none/", "/topics/none/", "/exercises/none/", "/stories/none/", "/about/none/"),
    *("/services/none/", f"/media/pictures/{NOBODY}.webp", f"/media/recordings/{NOBODY}.mp3", "/static/none.css"),
    f"/services/open-referral/services/{'-'.join(('0' * 8, *['0' * 4] * 3, '0' * 12))}",
]
REFUSED = ["/articles", "/services/?near=none", "/services/open-referral/services?page=none", "/health/details"]
OPEN = sorted({*plain_addresses(), *NOT_THERE, *REFUSED})
# What may be kept where it is whole: pages of content.views.keeping, and what machines fetch from other places.
MAY_BE_KEPT = {SHARED, "public, max-age=300", "private, no-cache"}
WHOLE = (200, 304)


def is_kept_nowhere(response):
    return "no-store" in response.get("Cache-Control", "")


def wrong(response):
    """What is wrong with what a response tells caches, or nothing."""
    told = response.get("Cache-Control")
    if is_kept_nowhere(response) or (response.status_code in WHOLE and told in MAY_BE_KEPT):
        return None
    return response.status_code, told


@pytest.fixture
def client():
    """A browser: it says which host it asks, and its forms need a token."""
    return Client(headers={"host": "testserver"}, enforce_csrf_checks=True)


@pytest.mark.parametrize("method", ["get", "head", "post", "options", "delete", "trace"])
def test_no_cache_keeps_an_answer_at_any_address_unless_it_is_whole_and_for_everybody(client, method):
    found = {address: wrong(getattr(client, method)(address)) for address in OPEN}
    assert {address: told for address, told in found.items() if told} == {}


def test_nor_any_page_of_the_admin(client):
    client.force_login(get_user_model().objects.create_superuser("root"))
    found = {address: client.get(address) for address in closed_addresses()}
    assert {address: page.status_code for address, page in found.items() if not is_kept_nowhere(page)} == {}


def test_what_is_not_there_yet_or_stands_elsewhere_is_asked_for_again(client):
    found = {address: client.get(address) for address in (*NOT_THERE, "/articles", "/helpful/", "/health/details")}
    assert {page.status_code for page in found.values()} == {301, 403, 404, 405}
    assert [address for address, page in found.items() if not is_kept_nowhere(page)] == []
    assert is_kept_nowhere(client.get("/", headers={"host": "evil.example"}))


@pytest.mark.parametrize("address", ["/privacy/", "/settings/", "/report/", "/status/"])
def test_a_page_with_a_token_or_of_somebodys_own_is_kept_nowhere(client, address):
    page = client.get(address)
    assert page.status_code == 200 and is_kept_nowhere(page)


def test_a_page_is_older_than_a_pause_for_thirty_seconds_at_most_whatever_breaks():
    told = {name: int(seconds) for name, seconds in re.findall(r"([\w-]+)=(\d+)", SHARED)}
    assert told["max-age"] == 0
    assert told["s-maxage"] + max(told["stale-while-revalidate"], told["stale-if-error"]) <= 30

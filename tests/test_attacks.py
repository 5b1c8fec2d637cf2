"""What is tried against sites like this one, against the whole of it: each test tries one thing at every address."""

from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from bench.curious import BEFORE_SIGNING_IN, plain_addresses
from tests.support.admin_addresses import closed_addresses

pytestmark = pytest.mark.django_db

EVIL = "evil.example"
# What takes a form without a token; why, says each view. The last changes nothing: it looks something up.
WITHOUT_TOKEN = {reverse("helpful"), reverse("leave"), reverse("services")}
ELSEWHERE = (
    f"https://{EVIL}/",
    f"//{EVIL}/",
    f"/\\{EVIL}",
    f"\\\\{EVIL}",
    f"https:{EVIL}",
    "javascript:alert(1)",
    "\t//evil",
)
BROKEN = "/\r\nSet-Cookie: a=b"
OUTSIDE = ("../", "..%2f", "%2e%2e/", "..\\", "%252e%252e%252f", "....//")
SECRETS = ("secret-key", "msphysio/settings.py", "etc/passwd")


def leads_away(response):
    where = response.headers.get("Location", "")
    return where.startswith(("//", "/\\")) or urlsplit(where).netloc not in ("", "testserver")


@pytest.fixture
def root(client):
    client.force_login(get_user_model().objects.create_superuser("root"))
    return client


def test_no_form_of_another_site_is_taken_at_any_address():
    client = Client(enforce_csrf_checks=True)
    addresses = set(plain_addresses()) | {"/articles/a/", "/stories/a/reply/", "/get-physio/who/"}
    wrong = {address: client.post(address).status_code for address in addresses - WITHOUT_TOKEN}
    assert {address: status for address, status in wrong.items() if status != 403} == {}


def test_nor_at_any_address_of_the_admin_in_the_name_of_an_administrator(root):
    root.handler.enforce_csrf_checks = True
    wrong = {address: root.post(address).status_code for address in closed_addresses()}
    assert {address: status for address, status in wrong.items() if status != 403} == {}


def test_of_the_two_that_ask_for_no_token_one_asks_the_browser_and_the_other_only_forgets():
    client = Client(enforce_csrf_checks=True)
    away = {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": f"https://{EVIL}"}
    assert client.post(reverse("helpful"), {"page": "/", "helpful": "yes"}, **away).status_code == 403
    cookies = client.post(reverse("leave"), **away).cookies
    assert cookies and all(cookie["max-age"] == 0 for cookie in cookies.values())


@pytest.mark.parametrize("address", sorted({*plain_addresses(), "/no-such-page/"}))
def test_nothing_is_framed_and_no_page_echoes_a_made_up_host(client, address):
    response = client.get(address)
    assert response["X-Frame-Options"] == "DENY" and "frame-ancestors 'none'" in response["Content-Security-Policy"]
    for name in ("HTTP_X_FORWARDED_HOST", "HTTP_X_HOST", "HTTP_FORWARDED", "HTTP_X_ORIGINAL_URL", "HTTP_REFERER"):
        asked = client.get(address, **{name: f"https://{EVIL}/"})
        assert EVIL not in str(asked.headers) + asked.text, name
    refused = client.get(address, HTTP_HOST=EVIL)
    assert refused.status_code == 400 and EVIL not in str(refused.headers) + refused.text


@pytest.mark.parametrize("there", [*ELSEWHERE, BROKEN])
def test_no_way_back_leads_to_another_site_or_breaks_a_header(client, there):
    person = get_user_model().objects.create_user("ann", password="a long password", is_staff=True)
    given = {"username": person.username, "password": "a long password", "next": there}
    choice = {"text": "large", "colour": "dark", "words": "everything", "next": there}
    answers = [
        client.post(reverse("settings"), choice),
        client.post(reverse("admin:login"), given),
        client.get(reverse("admin:login"), {"next": there}),
        client.get(reverse("admin:second_factor"), {"next": there}),
        client.post("/helpful/", {"page": there, "helpful": "yes"}, HTTP_SEC_FETCH_SITE="same-origin"),
        client.post("/report/", {"page": there, "words": "Too hard.", "urgency": "unclear"}),
    ]
    for answer in answers:
        assert answer.status_code < 500 and not leads_away(answer)
        assert not any(set("\r\n") & set(value) for value in answer.headers.values())


@pytest.mark.parametrize(
    "path", [f"//{EVIL}/articles", f"/\\{EVIL}/articles", f"//{EVIL}/%2e%2e/admin", "/articles\r\nX: y"]
)
def test_an_address_that_is_put_right_stays_on_this_site(client, path):
    answer = client.get(path)
    assert not leads_away(answer) and answer.status_code in (301, 400, 404)


@pytest.mark.parametrize("up", OUTSIDE)
def test_no_file_is_read_from_outside_its_folder(client, up):
    for folder in ("/static/", "/media/pictures/", "/media/recordings/", "/media/", "/articles/"):
        for secret in SECRETS:
            answer = client.get(f"{folder}{up * 4}{secret}")
            assert answer.status_code in (301, 400, 404), answer.request["PATH_INFO"]
            assert "root:" not in answer.text and "INSTALLED_APPS" not in answer.text


def test_what_a_proxy_may_not_know_of_changes_no_public_page(client):
    for address in ("/", "/articles/", "/glossary/", "/questions/", "/how-we-keep-you-safe/"):
        usual = client.get(address)
        for name in ("X_FORWARDED_PROTO", "X_FORWARDED_PORT", "X_HTTP_METHOD_OVERRIDE", "X_REWRITE_URL", "X_REAL_IP"):
            asked = client.get(address, **{f"HTTP_{name}": "9"})
            assert (asked.status_code, asked.content) == (usual.status_code, usual.content), name


def test_a_new_secret_signs_nobody_out_and_a_foreign_one_everybody(root, settings):
    desk = reverse("admin:index")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "new" * 20
    assert root.get(desk).status_code == 200
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [], "foreign" * 9
    assert root.get(desk).status_code == 302


def test_every_address_before_the_desk_is_known_here():
    names = [reverse(name) for name in BEFORE_SIGNING_IN]
    assert set(names) <= set(plain_addresses()) and not set(names) & set(closed_addresses())

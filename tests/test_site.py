"""Settings, what the code knows of the pages about the site, errors, health, and what every page carries."""

import re

import pytest
import time_machine
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError, connection
from django.test import Client
from django.urls import include, path, reverse

from content.library.loading import LIBRARY
from msphysio.reading_settings import COOKIE, Reading

POLICIES = ["about", "how_we_check", "accessibility", "privacy", "sources"]


def _fail(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    path("", include("msphysio.urls")),
    path("fails/bad/", _fail(BadRequest("no"))),
    path("fails/forbidden/", _fail(PermissionDenied("no"))),
    path("fails/badly/", _fail(RuntimeError("secret words"))),
]
handler400 = "msphysio.errors.bad_request"
handler403 = "msphysio.errors.forbidden"
handler404 = "msphysio.errors.not_found"
handler500 = "msphysio.errors.broken"


@pytest.fixture
def failing(settings):
    """A visitor of a site with addresses that fail on purpose."""
    settings.ROOT_URLCONF = "tests.test_site"
    return Client(raise_request_exception=False)


def title(response):
    return re.search(r"<title>(.*?)</title>", response.content.decode(), flags=re.S).group(1)


@pytest.mark.django_db
class TestReadingSettings:
    def choose(self, client, **changes):
        choice = {"text": "large", "colour": "dark", "words": "short", "next": "/about/", **changes}
        return client.post(reverse("settings"), choice)

    def test_a_choice_is_kept_for_a_year_and_leads_back(self, client):
        response = self.choose(client)
        cookie = response.cookies[COOKIE]
        assert response.url == "/about/"
        assert (cookie.value, cookie["max-age"]) == ("large.dark.short", 365 * 24 * 60 * 60)
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"

    def test_every_page_follows_the_choice(self, client):
        self.choose(client)
        assert 'data-text="large" data-colour="dark" data-words="short"' in client.get("/about/").content.decode()

    def test_the_page_shows_the_present_choice(self, client):
        self.choose(client)
        assert re.search(r'value="dark"[^>]*checked', client.get(reverse("settings")).content.decode())

    @pytest.mark.parametrize(
        "address",
        [
            "https://evil.example/",
            "//evil.example/",
            "javascript:alert(1)",
            "",
            "/settings/",
            "/\\evil.example",
            "home",
            "some word",
        ],
    )
    def test_it_leads_nowhere_else(self, client, address):
        assert self.choose(client, next=address).url == "/"

    @pytest.mark.parametrize("changes", [{"text": "huge"}, {"colour": ""}, {"words": ["x" * 500]}])
    def test_a_tampered_choice_is_refused_kindly(self, client, changes):
        response = self.choose(client, **changes)
        html = response.content.decode()
        assert response.status_code == 422
        assert title(response) == "Error: Reading settings – MS Physio"
        assert "There is a problem" in html
        assert COOKIE not in response.cookies
        target = re.search(r'class="errors".*?href="#(.*?)"', html, flags=re.S).group(1)
        assert re.search(rf'<input[^>]*id="{target}"', html)

    @pytest.mark.parametrize("value", ["", "x", "large", "huge.dark.short", "large.dark.short.more", "..", "é" * 50])
    def test_a_tampered_cookie_counts_as_the_usual_choice_where_unknown(self, rf, value):
        request = rf.get("/")
        request.COOKIES[COOKIE] = value
        reading = Reading.of(request)
        assert reading.text in ("usual", "large")
        assert reading.colour in ("device", "dark")

    def test_the_way_back_is_offered_on_every_page(self, client):
        assert 'href="/settings/?next=/privacy/"' in client.get("/privacy/").content.decode()


@pytest.mark.django_db
class TestPolicies:
    @pytest.mark.parametrize("name", POLICIES)
    def test_each_has_a_page(self, client, name):
        response = client.get(reverse(name))
        assert response.status_code == 200
        assert title(response).endswith("– MS Physio")

    @pytest.mark.parametrize("name", POLICIES)
    def test_nothing_is_promised_for_an_unnamed_operator(self, client, settings, name):
        settings.OPERATOR = {"name": "", "contact_url": "", "reply_time": ""}
        html = client.get(reverse(name)).content.decode()
        assert "We reply" not in html
        assert "is run by" not in html

    def test_a_named_operator_is_shown(self, client, settings):
        settings.OPERATOR = {"name": "A Trust", "contact_url": "https://trust.example/", "reply_time": "5 working days"}
        html = client.get(reverse("about")).content.decode()
        assert "A Trust" in html
        assert "We reply within 5 working days" in html

    def test_a_demonstration_says_so_and_stays_out_of_search_engines(self, client, settings):
        settings.DEMO = True
        html = client.get(reverse("how_we_check")).content.decode()
        assert "This is a demonstration. The pages wait for clinical approval." in html
        assert "No clinician has approved any page" in html
        assert '<meta name="robots" content="noindex">' in html
        assert "Disallow: /\n" in client.get(reverse("robots")).content.decode()

    def test_a_live_site_says_nothing_of_a_demonstration(self, client, settings):
        settings.DEMO = False
        assert "demonstration" not in client.get(reverse("how_we_check")).content.decode()
        assert "Disallow: /\n" not in client.get(reverse("robots")).content.decode()

    def test_the_privacy_page_says_who_is_responsible_and_where_to_complain(self, client, settings):
        settings.OPERATOR = {"name": "A Trust", "contact_url": "https://trust.example/", "reply_time": ""}
        html = client.get(reverse("privacy")).content.decode()
        assert "This site is run by A Trust. They are responsible" in html
        assert '<a href="https://trust.example/">Ask us about your data</a>' in html
        assert '<a href="https://ico.org.uk">' in html
        settings.OPERATOR |= {"privacy_url": "mailto:data@trust.example"}
        html = client.get(reverse("privacy")).content.decode()
        assert '<a href="mailto:data@trust.example">Ask us about your data</a>' in html

    def test_the_privacy_page_says_that_nobody_is_named_and_still_where_to_complain(self, client, settings):
        settings.OPERATOR = {"name": "", "contact_url": "", "reply_time": ""}
        html = client.get(reverse("privacy")).content.decode()
        assert "has not put a name here yet" in html and "Ask us about your data" not in html
        assert '<a href="https://ico.org.uk">' in html

    @pytest.mark.parametrize("told", ["your clear yes", "legitimate interest", "Your rights", "complain to us"])
    def test_the_founding_privacy_notice_tells_reasons_and_rights(self, told):
        assert told in (LIBRARY / "policies" / "privacy.md").read_text(encoding="utf-8")

    def test_the_privacy_page_names_every_cookie(self, client):
        html = client.get(reverse("privacy")).content.decode()
        named = {"physio_answers", "physio_card", "physio_story", "reading", "csrftoken", "sessionid", "messages"} | {
            "known_device"
        }
        assert {name for name in named if f"<dt>{name}</dt>" not in html} == set()


class TestSecurityTxt:
    def test_it_names_whom_to_tell_for_the_next_months(self, client, settings):
        settings.OPERATOR = {"name": "", "contact_url": "https://trust.example/contact/", "reply_time": ""}
        with time_machine.travel("2026-11-23 12:00", tick=False):
            response = client.get("/.well-known/security.txt")
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert response.content.decode().splitlines() == [
            "Contact: https://trust.example/contact/",
            "Expires: 2027-02-21T00:00:00Z",
            "Preferred-Languages: en",
        ]

    @pytest.mark.parametrize("contact", ["", "trust.example", "http://trust.example/"])
    def test_it_promises_nothing_where_nobody_is_named_or_the_address_is_none(self, client, settings, contact):
        settings.OPERATOR = {"name": "", "contact_url": contact, "reply_time": ""}
        assert client.get("/.well-known/security.txt").status_code == 404


class TestErrors:
    @pytest.mark.parametrize(
        ("address", "status"),
        [("/fails/bad/", 400), ("/fails/forbidden/", 403), ("/no-such-page/", 404), ("/fails/badly/", 500)],
    )
    def test_errors_are_pages_with_a_way_on(self, failing, address, status):
        response = failing.get(address)
        html = response.content.decode()
        assert response.status_code == status
        assert title(response).startswith("Error: ")
        assert 'href="/"' in html
        assert 'href="tel:999"' in html
        assert "secret words" not in html

    def test_the_page_for_a_failure_needs_no_database(self, failing):
        # pytest-django refuses the database to this test: no session and no account is asked for
        assert failing.get("/fails/badly/").status_code == 500

    def test_a_failure_keeps_the_reading_settings(self, failing):
        failing.cookies[COOKIE] = "usual.dark.everything"
        assert 'data-colour="dark"' in failing.get("/fails/badly/").content.decode()

    def test_too_much_is_refused(self, client):
        response = client.post(reverse("settings"), "a=" + "x" * 1_000_000, "application/x-www-form-urlencoded")
        assert response.status_code == 413
        assert "too long" in response.content.decode()

    def test_the_wrong_method_is_a_page_that_names_the_right_ones(self, client):
        response = client.post(reverse("about"))
        assert response.status_code == 405
        assert "GET" in response["Allow"]
        assert 'href="/"' in response.content.decode()

    def test_a_form_without_its_token_is_explained(self):
        response = Client(enforce_csrf_checks=True).post(reverse("settings"), {"text": "large"})
        assert response.status_code == 403
        assert "cookies" in response.content.decode()

    @pytest.mark.parametrize("length", ["x", "-1", "1e3", " "])
    def test_a_length_that_is_no_number_is_refused_kindly(self, client, length):
        assert client.post("/settings/", {"text": "large"}, CONTENT_LENGTH=length).status_code == 400

    @pytest.mark.parametrize("page", ["/admin/", "/health/details", "/get-physio/"])
    def test_a_cookie_that_no_database_takes_is_a_bad_request(self, client, page):
        assert client.get(page, HTTP_COOKIE="sessionid=jjmpv0dztg5ndz6ow0hv1\0006g95sn0uecl").status_code == 400

    @pytest.mark.parametrize("address", ["/%ff/", "/settings/?next=%ff", "/%00/"])
    def test_bad_bytes_are_no_failure(self, client, address):
        assert client.get(address).status_code in (200, 404)


class TestHealth:
    def test_live_needs_no_database(self, client):
        assert client.get(reverse("health_live")).content == b"live\n"

    @pytest.mark.django_db
    def test_ready(self, client):
        assert client.get(reverse("health_ready")).status_code == 200

    def test_not_ready_while_the_database_is_away(self, client, monkeypatch):
        def away():
            raise OperationalError("gone")

        monkeypatch.setattr(connection, "cursor", away)
        response = client.get(reverse("health_ready"))
        assert response.status_code == 503
        assert "no-store" in response["Cache-Control"]


class TestEveryPage:
    @pytest.mark.django_db
    def test_caches_know_that_pages_depend_on_the_reader(self, client):
        assert "Cookie" in client.get("/about/")["Vary"]

    @pytest.mark.parametrize("name", ["home", "guide_start", "search", "report"])
    def test_nobody_is_known_there_who_is_at_the_editors_desk(self, client, admin_user, name):
        client.force_login(admin_user)
        assert client.get(reverse("admin:index")).wsgi_request.user == admin_user
        read = client.get(reverse(name)).wsgi_request
        assert [known for known in ("session", "user", "_messages") if hasattr(read, known)] == []

    def test_the_parts_are_shown_only_where_nobody_takes_them_for_advice(self, client, settings):
        settings.DEMO, settings.DEBUG = True, False
        assert client.get(reverse("parts")).status_code == 200
        settings.DEMO = False
        assert client.get(reverse("parts")).status_code == 404

    @pytest.mark.django_db
    @pytest.mark.parametrize("name", ["home", "services"])
    def test_pages_work_before_anything_is_published(self, client, name):
        assert client.get(reverse(name)).status_code == 200

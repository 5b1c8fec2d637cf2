"""Reporting a problem with a page: kindly, without a name, and never lost without a word."""

import html as markup
import re

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from content import reading, reports
from content.models import ProblemReport
from content.throttle import Throttle
from content.views.reports import DOOR
from tests.factories.content import make_rich_article, publish_founding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
WORDS = "The number in the last part is old."


@pytest.fixture(autouse=True)
def open_door():
    DOOR.forget()
    yield
    DOOR.forget()


@pytest.fixture
def article():
    article = make_rich_article(slug="stiffness")
    publish_founding(article)
    return article


@pytest.fixture
def send(client):
    def send(**changes):
        return client.post("/report/", {"urgency": "wrong", "words": WORDS, "page": "/articles/stiffness/", **changes})

    return send


def text_of(response):
    return re.sub(r"\s+", " ", markup.unescape(response.content.decode()))


class TestForm:
    def test_it_says_which_page_it_is_about(self, client, article):
        text = text_of(client.get("/report/?page=/articles/stiffness/carer/"))
        assert "This is about the page “Stiff muscles and spasms”." in text
        assert '<input type="hidden" name="page" value="/articles/stiffness/carer/"' in text
        assert "Do not write your name" in text

    @pytest.mark.parametrize("page", ["/get-physio/result/", "/services/"])
    def test_pages_that_are_not_reviewed_can_be_reported(self, client, page):
        assert f"This is about the page {page}." in text_of(client.get("/report/", {"page": page}))

    @pytest.mark.parametrize(
        "page",
        [
            *("", "/", "https://evil.example/", "//evil.example/", "/no-such-page/", "/admin/", "/health/live"),
            *("/articles/nothing/", "articles", "/report/", "javascript:alert(1)", "/%00", "\x00", "/" + "a" * 5000),
        ],
    )
    def test_what_is_no_page_of_this_site_means_the_whole_site(self, client, page):
        response = client.get("/report/", {"page": page})
        assert "This is about the first page, or the whole site." in text_of(response)
        assert "evil.example" not in response.content.decode()

    def test_a_query_never_gets_in(self, send, article):
        send(page="/articles/stiffness/?secret=1#x")
        assert ProblemReport.objects.get().page == "/articles/stiffness/"

    def test_it_is_kept_by_no_cache(self, client):
        assert "no-store" in client.get("/report/")["Cache-Control"]


class TestSending:
    def test_a_report_is_filed_with_its_clock_and_its_thing(self, send, article):
        response = send()
        assert (response.status_code, response.url) == (302, "/report/thanks/wrong/")
        report = ProblemReport.objects.get()
        assert (report.page, report.words, report.urgency) == ("/articles/stiffness/", WORDS, "wrong")
        assert (report.kind, report.object_id) == ("article", article.pk)
        assert report.due_at > timezone.now()

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"words": ""}, "Say in a few words what is wrong"),
            ({"words": "   \n "}, "Say in a few words what is wrong"),
            ({"words": "x" * (reports.LONGEST + 1)}, "Use at most 2,000 characters"),
            ({"urgency": ""}, "Choose what kind of problem it is"),
            ({"urgency": "huge"}, "Choose what kind of problem it is"),
        ],
    )
    def test_what_is_missing_is_asked_for_and_what_was_typed_is_kept(self, send, article, changes, sentence):
        response = send(**changes)
        text = text_of(response)
        assert response.status_code == 422
        assert "<title>Error: Report a problem – MS Physio</title>" in text
        assert sentence in text
        assert changes.get("words", WORDS).strip() in text
        assert "This is about the page “Stiff muscles and spasms”." in text
        assert not ProblemReport.objects.exists()

    def test_a_program_that_fills_in_everything_is_thanked_and_not_heard(self, send):
        assert send(website="https://spam.example/").url == "/report/thanks/wrong/"
        assert not ProblemReport.objects.exists()

    def test_nothing_is_kept_of_who_sent_it(self, send):
        send()
        kept = {field.name for field in ProblemReport._meta.get_fields()}
        assert {"ip", "address", "session", "user", "agent"}.isdisjoint(kept)

    def test_markup_is_only_words(self, send):
        response = send(words="<script>alert(1)</script>", urgency="")
        assert b"<script>alert(1)" not in response.content


class TestFloods:
    def test_each_process_takes_so_many_and_keeps_the_words_of_the_rest(self, send):
        while DOOR.admits():
            pass
        response = send()
        assert response.status_code == 429
        assert "Many reports came at once." in text_of(response)
        assert WORDS in text_of(response)
        assert not ProblemReport.objects.exists()

    def test_all_together_take_so_many_an_hour(self, send):
        report = reports.report("/", "wrong", "x")
        late = {"reported_at": report.reported_at, "due_at": report.due_at}
        ProblemReport.objects.bulk_create(
            ProblemReport(page="/", urgency="wrong", words="x", **late) for _ in range(reports.MOST_AN_HOUR - 1)
        )
        assert send().status_code == 429
        ProblemReport.objects.update(reported_at=timezone.now() - timezone.timedelta(hours=2))
        assert send().status_code == 302

    def test_a_door_opens_again_with_time(self):
        door = Throttle(most=1, seconds=0)
        assert door.admits() and door.admits()
        door = Throttle(most=1, seconds=60)
        assert door.admits() and not door.admits()


def test_when_the_database_is_away_the_words_are_kept(send, article, monkeypatch):
    reading.article("stiffness")

    def away(*args, **kwargs):
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", away)
    response = send()
    assert response.status_code == 503
    assert "We could not keep your report just now." in text_of(response)
    assert WORDS in text_of(response)


class TestThanks:
    @pytest.mark.parametrize(
        ("urgency", "when"), [("harm", "1 working day"), ("wrong", "5 working days"), ("unclear", "20 working days")]
    )
    def test_they_say_when_somebody_looks(self, client, settings, urgency, when):
        settings.DEMO = False
        text = text_of(client.get(f"/report/thanks/{urgency}/"))
        assert f"Somebody will look at it within {when}." in text
        assert ("If somebody is hurt or unwell" in text) == (urgency == "harm")

    def test_a_demonstration_promises_nothing(self, client):
        text = text_of(client.get("/report/thanks/harm/"))
        assert "Nobody may be there to read it." in text
        assert "Somebody will look at it" not in text

    def test_other_thanks_are_not_found(self, client):
        assert client.get("/report/thanks/nothing/").status_code == 404

"""“Was this page helpful?”: one tap, no cookie, nobody known; and what editors see of it."""

import html as markup
import re

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from content import helpful, reading, told, usage
from content.models import PageRemark, PageVote
from content.tallies import monday
from content.views.helpful import DOOR, TAPS
from tests.factories.content import ExerciseFactory, FaqFactory, make_rich_article, publish_approved, publish_founding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
ARTICLE = "/articles/stiffness/"
WORDS = "The part about spasms at night helped."


@pytest.fixture(autouse=True)
def nothing_counted():
    for held in (TAPS, DOOR, usage):
        held.forget()
    yield
    for held in (TAPS, DOOR, usage):
        held.forget()


@pytest.fixture
def article():
    article = make_rich_article(slug="stiffness")
    publish_founding(article)
    return article


@pytest.fixture
def tap():
    """Answer as a browser does, from a form of this site and without any cookie."""

    def tap(page=ARTICLE, said="yes", **headers):
        headers = headers or {"Sec-Fetch-Site": "same-origin"}
        return Client(enforce_csrf_checks=True).post("/helpful/", {"page": page, "helpful": said}, headers=headers)

    return tap


@pytest.fixture
def write(client):
    def write(words=WORDS, **changes):
        return client.post("/helpful/words/", {"page": ARTICLE, "said": "yes", "words": words, **changes})

    return write


def answered(page=ARTICLE, edition=1, yes=0, no=0):
    for said, number in ((True, yes), (False, no)):
        PageVote.objects.create(page=page, edition=edition, helpful=said, week=monday(), number=number)
    usage.forget()


def text_of(response):
    return re.sub(r"\s+", " ", markup.unescape(response.content.decode()))


class TestTap:
    @pytest.mark.parametrize(("said", "thanks"), [("yes", "We counted your yes."), ("no", "We counted your no.")])
    def test_it_is_counted_and_leads_back_to_the_same_place_with_thanks(self, client, article, tap, said, thanks):
        response = tap(said=said)
        assert (response.status_code, response.url) == (302, f"{ARTICLE}?helpful={said}#helpful")
        kept = list(PageVote.objects.values_list("page", "edition", "helpful", "week", "number"))
        assert kept == [(ARTICLE, 1, said == "yes", monday(), 1)]
        text = text_of(client.get(response.url))
        assert f'id="helpful">Thank you. {thanks}</h2>' in text
        assert 'name="helpful"' not in text and "Say in a few words" in text

    def test_each_edition_and_week_has_one_row_however_many_answer(self, article, tap):
        for _ in range(3):
            tap()
        publish_approved(article)
        tap()
        assert sorted(PageVote.objects.values_list("edition", "number")) == [(1, 3), (2, 1)]

    def test_neither_the_page_nor_the_answer_sets_a_cookie_and_the_page_stays_the_same(self, client, article, tap):
        first, second = (client.get(ARTICLE) for _ in range(2))
        assert not first.cookies and not tap().cookies
        assert first.content == second.content and first["ETag"] == second["ETag"]
        assert "csrfmiddlewaretoken" not in first.content.decode()

    @pytest.mark.parametrize("page", ["/articles/stiffness/carer/", "/articles/stiffness/short/"])
    def test_other_words_of_an_article_count_for_it_and_come_back_to_themselves(self, client, article, tap, page):
        assert f'name="page" value="{page}"' in client.get(page).content.decode()
        assert tap(page).url == f"{page}?helpful=yes#helpful"
        assert PageVote.objects.get().page == ARTICLE

    def test_exercises_and_questions_ask_too(self, client, tap):
        for thing in (ExerciseFactory(slug="calm"), FaqFactory()):
            publish_founding(thing)
        for page in ("/exercises/calm/", "/questions/"):
            assert f'name="page" value="{page}"' in client.get(page).content.decode()
            assert "We counted your yes." in text_of(client.get(tap(page).url))
        assert set(PageVote.objects.values_list("page", "edition")) == {("/exercises/calm/", 1), ("/questions/", 0)}

    @pytest.mark.parametrize(
        ("headers", "counted"),
        [
            ({"Sec-Fetch-Site": "cross-site"}, False),
            ({"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"}, False),
            ({"Origin": "https://evil.example"}, False),
            ({"Origin": "http://["}, False),
            ({"Referer": "http://[::1"}, False),
            ({"Origin": "null"}, False),
            ({"X-Nothing": "1"}, False),
            ({"Origin": "http://testserver"}, True),
            ({"Referer": "http://testserver/articles/stiffness/"}, True),
        ],
    )
    def test_only_forms_of_this_site_count(self, article, tap, headers, counted):
        response = tap(**headers)
        assert response.status_code == (302 if counted else 403)
        assert counted or "We could not take your answer" in text_of(response)
        assert PageVote.objects.exists() == counted

    @pytest.mark.parametrize(
        "page",
        [*("", "/", "/privacy/", "/articles/", "/articles/nothing/", "//evil.example/articles/stiffness/", "/helpful/")]
        + ["https://evil.example/articles/stiffness/", "\x00", "/" + "a" * 5000, "/articles/stiffness/?a=1"],
    )
    def test_other_addresses_are_not_found_and_lead_nowhere(self, article, tap, page):
        assert tap(page).status_code == 404
        assert not PageVote.objects.exists()

    def test_other_answers_are_not_found(self, article, tap):
        assert tap(said="perhaps").status_code == 404

    def test_it_cannot_be_opened_like_a_page(self, client):
        assert client.get("/helpful/").status_code == 405

    def test_a_flood_for_one_page_is_held_back_and_said(self, client, article, tap):
        publish_founding(ExerciseFactory(slug="calm"))
        while TAPS.admits(ARTICLE):
            pass
        response = tap()
        assert response.url == f"{ARTICLE}?helpful=busy#helpful"
        assert "Many answers came at once." in text_of(client.get(response.url))
        assert not PageVote.objects.exists()
        assert tap("/exercises/calm/").url.endswith("?helpful=yes#helpful")

    def test_when_the_database_is_away_it_says_that_nothing_was_kept(self, client, article, tap, monkeypatch):
        client.get(ARTICLE)

        def away(*args, **kwargs):
            raise OperationalError("gone")

        monkeypatch.setattr(connection, "cursor", away)
        text = text_of(client.get(tap().url))
        assert "We could not keep your answer just now." in text
        assert 'name="helpful" value="yes"' in text, "it can be tried again"


class TestShare:
    def test_readers_see_it_only_when_more_than_ten_answered_this_edition(self, client, article):
        answered(yes=8, no=2)
        assert "people said" not in text_of(client.get(ARTICLE))
        answered(edition=2, yes=20)
        assert "people said" not in text_of(client.get(ARTICLE))
        PageVote.objects.filter(edition=1, helpful=True).update(number=9)
        usage.forget()
        assert "9 of 11 people said that this page helped them." in text_of(client.get(ARTICLE))

    def test_a_page_that_rests_does_not_ask(self, client, article, people):
        from content import pausing

        pausing.pause(article, by=people["moderator"], reason="To be looked at.")
        reading.forget()
        assert "helpful" not in text_of(client.get(ARTICLE)).partition("<main")[2].partition("</main>")[0]


class TestWords:
    def test_the_form_names_the_page_and_warns(self, client, article):
        text = text_of(client.get("/helpful/words/", {"page": ARTICLE, "said": "no"}))
        assert "What was missing?" in text and "“Stiff muscles and spasms”" in text
        assert "Do not write your name, or anything about your health." in text

    def test_words_are_kept_with_the_page_and_the_week_and_nothing_else(self, client, article, write):
        response = write()
        assert response.url == f"{ARTICLE}?helpful=words#helpful"
        assert "Editors read what you wrote." in text_of(client.get(response.url))
        kept = PageRemark.objects.values("page", "edition", "helpful", "words", "week").get()
        assert kept == {"page": ARTICLE, "edition": 1, "helpful": True, "words": WORDS, "week": monday()}
        assert {field.name for field in PageRemark._meta.get_fields()} == {"id", *kept}
        assert not PageVote.objects.exists(), "the tap was counted before"

    def test_the_same_words_sent_twice_are_kept_once(self, article, write):
        for said in ("yes", "yes", "no"):
            assert write(said=said).status_code == 302
        assert sorted(PageRemark.objects.values_list("helpful", flat=True)) == [False, True]

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            ("  \n", "Write a few words"),
            ("x" * 601, "Use at most 600 characters"),
            ("Call me on 07700 900 123, thanks", "Take out long numbers and e-mail addresses"),
            ("I am 943 476 5919", "Take out long numbers and e-mail addresses"),
            ("Write to ann.b@example.org!", "Take out long numbers and e-mail addresses"),
        ],
    )
    def test_what_cannot_be_kept_is_explained_and_stays_in_the_form(self, article, write, words, sentence):
        response = write(words)
        assert response.status_code == 422
        assert sentence in text_of(response) and words.strip() in text_of(response)
        assert "<title>Error: What helped?" in text_of(response)
        assert not PageRemark.objects.exists()

    @pytest.mark.parametrize("words", ["Do 3 sets of 10, 2 times a day", "The 2017 study, page 12-14", "999 or 111"])
    def test_other_numbers_may_stand(self, article, write, words):
        assert write(words).status_code == 302

    def test_a_program_that_fills_in_everything_is_thanked_and_not_heard(self, article, write):
        assert write(website="https://spam.example/").status_code == 302
        assert not PageRemark.objects.exists()

    @pytest.mark.parametrize(
        "query", [{"page": ARTICLE}, {"page": ARTICLE, "said": "x"}, {"page": "/x/", "said": "no"}]
    )
    def test_other_addresses_are_not_found(self, client, article, query):
        assert client.get("/helpful/words/", query).status_code == 404

    def test_floods_and_an_absent_database_keep_the_words_in_the_form(self, article, write, monkeypatch):
        monkeypatch.setattr(helpful, "MOST_A_WEEK", 0)
        response = write()
        assert response.status_code == 429 and WORDS in text_of(response)

        def away(*args, **kwargs):
            raise OperationalError("gone")

        monkeypatch.setattr(connection, "cursor", away)
        response = write()
        assert response.status_code == 503 and WORDS in text_of(response)


class TestEditors:
    def test_the_report_begins_with_what_helps_least_and_hides_small_numbers(self, sign_in, article):
        answered(yes=1, no=3)
        answered(edition=2, yes=4, no=4)
        answered(page="/exercises/calm/", yes=3, no=9)
        helpful.remark(ARTICLE, 2, False, WORDS)
        html = sign_in("author").get(reverse("admin:content_pagevote_changelist")).content.decode()
        rows = [
            re.sub(r"<[^>]+>|\s+", " ", row)
            for row in re.findall(r"<tr>.*?</tr>", html.partition("It helped</th>")[2], re.S)
        ]
        assert [row.split() for row in rows] == [
            ["/exercises/calm/", "1", "12", "25%", "0"],
            [ARTICLE, "2", "8", "50%", "Read", "1"],
            [ARTICLE, "1", "Fewer", "than", "5", "Not", "shown", "0"],
        ]

    def test_it_can_be_narrowed_to_one_page(self, sign_in, article):
        answered(yes=6)
        answered(page="/exercises/calm/", yes=6)
        html = sign_in("author").get(reverse("admin:content_pagevote_changelist"), {"page": ARTICLE}).content.decode()
        assert f"Answers for {ARTICLE}" in html and "/exercises/calm/" not in html

    def test_only_a_moderator_takes_words_away_and_the_log_does_not_hold_them(self, sign_in, article):
        kept = helpful.remark(ARTICLE, 1, True, WORDS)
        listed, delete = reverse("admin:content_pageremark_changelist"), ("admin:content_pageremark_delete", [kept.pk])
        author = sign_in("author")
        assert WORDS in author.get(listed).content.decode()
        assert author.post(reverse(delete[0], args=delete[1]), {"post": "yes"}).status_code == 403
        moderator = sign_in("moderator")
        assert "Delete it" in moderator.get(listed).content.decode()
        assert moderator.post(reverse(delete[0], args=delete[1]), {"post": "yes"}).status_code == 302
        assert not PageRemark.objects.exists()

    def test_words_that_call_for_help_are_marked(self, sign_in, article):
        for words in (WORDS, "I want to die."):
            helpful.remark(ARTICLE, 1, True, words)
        html = sign_in("author").get(reverse("admin:content_pageremark_changelist")).content.decode()
        headings = [notice.heading for notice in told.notices_in("I want to die.")]
        assert re.findall(r'field-calls_for">(.*?)<', html) == [*headings, "No"]

    def test_nobody_else_sees_them(self, sign_in):
        directory = sign_in("directory")
        for name in ("pagevote", "pageremark"):
            assert directory.get(reverse(f"admin:content_{name}_changelist")).status_code == 403

    def test_words_of_late_are_on_the_desk(self, people, article):
        from msphysio import desk

        helpful.remark(ARTICLE, 1, True, WORDS)
        [pile] = [pile for pile in desk.piles(people["author"]) if pile.title == "Remarks of readers"]
        assert [(item.number, item.label) for item in pile.items] == [(1, "to read")]

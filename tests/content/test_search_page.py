"""The search page: the best answer first, what is urgent above it, kind words for whatever is typed."""

import re

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from content import pausing, reading, search
from content.held import ring
from content.models import Article, SearchEntry
from content.search import counting, finding, synonyms, understand
from tests.factories.content import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def founding(founding_rows, settings):
    settings.DEMO = True
    reading.forget()
    counting.forget()


@pytest.fixture
def look(client):
    """Search, and return the words of the page."""

    def look(text, status=200, **more):
        response = client.get(reverse("search"), {"q": text, **more})
        assert response.status_code == status
        return response.content.decode()

    return look


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0]).split())


def best(html):
    return re.search(r'Best answer</h2>.*?<a class="action" href="([^"]+)"', html, re.S)[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("spasticity", "/articles/stiffness-and-spasms/"),
        ("spascitity", "/articles/stiffness-and-spasms/"),
        ("whats a neuro physio", "/questions/#what-is-a-neuro-physiotherapist"),
        ("how many sessions on nhs", "/questions/#how-many-sessions-will-i-get"),
        ("is it ever to late", "/questions/#is-it-too-late"),
    ],
)
def test_the_best_answer_comes_first(look, text, expected):
    assert best(look(text)) == expected


def test_the_best_answer_says_how_far_it_is_checked(look):
    assert "Waiting for clinical approval" in words(look("spasticity")).partition("What words mean")[0]


def test_repaired_words_are_said_and_can_be_taken_back(look, client):
    html = look("spascitity")
    assert "We looked for “spasticity”" in html
    back = re.search(r'href="([^"]+)">Look for “spascitity” instead', html)[1].replace("&amp;", "&")
    assert "We found nothing for this" in client.get(back).content.decode()


def test_what_is_urgent_stands_above_everything(look):
    html = look("cant brethe")
    notice = html.index('class="notice notice--emergency"')
    assert notice < html.index('role="search"') < html.index("Best answer")
    assert 'href="tel:999"' in html


def test_no_answer_stands_open_under_an_emergency(look):
    page = look("cant breathe")
    assert page.index("<summary>Nobody is in danger: show what we found") < page.index("Best answer")
    assert "Nobody is in danger" not in look("burning when i pee")
    nothing = words(look("xyzzyq want to die", exact=1))
    assert "116 123" in nothing and "found nothing" not in nothing


def test_an_exercise_for_breathing_is_no_emergency(look):
    assert "notice--emergency" not in look("exercise for breathing")


def test_what_has_to_be_paid_for_is_the_best_answer_only_to_who_asks_for_it(look):
    private = "/services/queen-square-private-therapy-service-national-hospital-for-neurology/"
    assert private in look("london physio") and best(look("london physio")) != private
    assert best(look("queen square private therapy")) == private


def test_a_town_is_no_misspelt_word_and_leads_to_the_services_near_it(look):
    html = look("physio in stockport")
    assert 'href="/services/?near=stockport"' in html and "Services near Stockport" in html
    assert "We looked for" not in html and understand("stockport").unknown == ()
    assert "Services near you" in look("physio near me") and "Services near" not in look("physio")


def test_nothing_found_leads_to_topics_and_people(look):
    html = look("xyzzyq")
    assert "We found nothing for this" in html and "/topics/" in html and "MS nurse" in words(html)
    assert "Tell us what was missing" in html


def test_an_exercise_is_found_by_what_it_is_for_and_shown_by_its_summary(look):
    html = words(look("exercise in a wheelchair", kind="exercise"))
    assert "It takes weight off the skin you sit on" in html and "For sitting and posture" not in html


def test_a_group_shows_five_and_leads_to_all(look):
    html = look("exercise")
    more = re.search(r'href="(/search/\?q=exercise&amp;kind=\w+)"', html)[1].replace("&amp;", "&")
    assert all(
        len(re.findall(r"<li>\s*<h3>", part)) <= 5 for part in re.findall(r'<ul class="found".*?</ul>', html, re.S)
    )
    assert len(re.findall(r"<li>\s*<h3>", look("exercise", kind=more.rpartition("=")[2]))) > 5


def test_professional_words_are_the_last_resort(look):
    assert "Written for professionals" not in look("stretching")


def test_what_is_paused_is_not_found(look):
    article = reading.article("yoga-pilates-and-tai-chi")
    pausing.pause(Article.objects.get(pk=article.object_id), by=person("m", "moderator"), reason="To be looked at.")
    reading.forget()
    assert "/articles/yoga-pilates-and-tai-chi/" not in look("yoga")


def test_what_readers_may_not_have_is_not_found(look, settings):
    settings.DEMO = False
    reading.forget()
    html = look("spasticity")
    assert "/articles/" not in html.partition("<main")[2].partition("</main>")[0].replace('href="/articles/"', "")


@pytest.mark.parametrize(
    "text",
    ["", " ", "a" * 10_000, "\x00\x01\x02", "\"quoted\" 'words'", "'; DROP TABLE content_searchentry; --", "😀 🦵"]
    + ["\x00", "& | ! <-> :*", "%%%", "</title><script>alert(1)</script>", "the of and", "999", "ß ı İ ﬁ"],
)
def test_whatever_is_typed_gets_a_page(look, text):
    html = look(text)
    assert "<script>alert" not in html and "<h1>Search</h1>" in html


def test_a_field_can_suggest_titles_and_what_people_say(client, django_assert_num_queries):
    reading.articles()
    with django_assert_num_queries(0):
        listed = client.get(reverse("search_words")).json()["words"]
    assert {"Stiff muscles and spasms", "Spasticity", "wobbly"} <= set(listed)


def test_words_given_twice_get_a_page(client):
    assert client.get("/search/?q=yoga&q=tai+chi&kind=%00&about=%00&exact").status_code == 200


@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    understand(text)


def test_a_search_takes_three_queries_at_most(look, client, django_assert_max_num_queries):
    look("walking")  # loads the releases, and asks in which state the index is
    for text in ("spascitity at nihgt", "legs", "yoga and tai chi"):
        with django_assert_max_num_queries(3):
            client.get(reverse("search"), {"q": text})


def test_the_same_question_again_takes_no_query_and_finds_the_same(look, django_assert_num_queries):
    first = look("stiff legs", kind="article")
    with django_assert_num_queries(0):
        again = look("  Stiff LEGS? ", kind="article")
    assert again.replace("Stiff LEGS?", "stiff legs").replace("Stiff+LEGS%3F", "stiff+legs") == first != again


def test_a_question_that_was_kept_does_not_find_what_is_paused_now(look):
    assert (yoga := "/articles/yoga-pilates-and-tai-chi/") in look("yoga")
    article = Article.objects.get(slug="yoga-pilates-and-tai-chi")
    pausing.pause(article, by=person("m", "moderator"), reason="To be looked at.")
    ring()
    assert yoga not in look("yoga")


def test_a_question_is_asked_anew_when_editors_add_words(look):
    look("concrete legs")
    synonyms.add("concrete legs", "spasticity", by=person("editor", "moderator"))
    ring()
    with CaptureQueriesContext(connection) as asked:
        look("concrete legs")
    assert sum("EXECUTE" in one["sql"] for one in asked) == 3


def test_a_question_that_was_kept_is_answered_while_the_database_is_away(look):
    first = look("stiff legs")
    with connection.execute_wrapper(away):
        assert look("stiff legs") == first
        look("stiff arms", status=503)


def away(*args, **kwargs):
    raise DatabaseError


def test_what_is_left_out_of_the_weighing_would_not_have_come_first(monkeypatch):
    """A large library cannot weigh every entry that has a common word; here it can, so the two are compared."""
    asked = ("stiff legs at night", "walking", "how do i get up after a fall", "tired legs when walking with a stick")
    everything = [[one.url for one in search.find(understand(text))[:5]] for text in asked]
    monkeypatch.setattr(finding, "ENOUGH", 60)
    assert [[one.url for one in search.find(understand(text))[:5]] for text in asked] == everything


def test_every_address_that_is_found_opens_and_has_its_place(client):
    pages = {}
    for url in SearchEntry.objects.exclude(kind="service").values_list("url", flat=True):
        path, _, anchor = url.partition("#")
        if path not in pages:
            response = client.get(path)
            assert response.status_code == 200, path
            pages[path] = set(re.findall(r'\bid="([^"]+)"', response.content.decode()))
        assert not anchor or anchor in pages[path], url


def test_while_the_database_is_away_the_search_rests(look):
    reading.topics()
    with connection.execute_wrapper(away):
        html = look("cant breathe", status=503)
    assert "The search is resting for a moment" in html and "notice--emergency" in html and "/topics/" in html


class TestFollowUp:
    def test_it_quotes_a_page_with_its_sources_and_state(self, look):
        html = look("what helps at night", about="stiffness-and-spasms")
        assert "What our pages say about" in html and "<blockquote" in html
        assert "Waiting for clinical approval" in html and "Where this information comes from" in html

    def test_every_quotation_is_whole_sentences_of_the_page(self, look):
        html = look("do splints help", about="walking-and-foot-drop")
        texts = [" ".join(text.split()) for text in SearchEntry.objects.values_list("text", flat=True)]
        quoted = re.findall(r'<blockquote class="card"><p>(.*?)</p>', html, re.S)
        assert quoted
        for passage in quoted:
            plain = re.sub(r"<[^>]+>", "", passage).replace("&#x27;", "'").replace("&quot;", '"')
            assert any(plain in text for text in texts), plain

    def test_it_says_that_it_does_not_know(self, look):
        for text in (
            "who won the cup in 1966",
            "who won the cup",
            "what is the capital of france",
            "does coffee help tiredness",
        ):
            html = look(text, about="fatigue-and-pacing")
            assert "Our pages do not say" in html and "<blockquote" not in html

    def test_the_answer_to_a_question_like_it_is_quoted_from_its_beginning(self, look):
        html = look("what helps at night", about="stiffness-and-spasms")
        assert "It can be spasms from MS." in html

    def test_it_hears_what_is_urgent(self, look):
        assert "notice--emergency" in look("chest pain", about="stiffness-and-spasms")

    def test_an_article_offers_it(self, client):
        assert (
            'name="about" value="stiffness-and-spasms"'
            in client.get("/articles/stiffness-and-spasms/").content.decode()
        )

    def test_about_nothing_known_is_a_search(self, look):
        assert "<h1>Search</h1>" in look("yoga", about="no-such-page")

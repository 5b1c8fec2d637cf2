"""What a search found is sent from memory to the next who asks the same, if every word is one of our own pages."""

import gzip
import re

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content import pausing, reading, search
from content.held import ring
from content.models import Article
from content.presenters import kept_searches
from content.search import counting, kept_entries, synonyms, understand
from content.search.nearness import in_our_words
from msphysio import kept_pages
from tests.factories.content import person

pytestmark = pytest.mark.django_db
HOST = {"host": "testserver"}
LEGS = "/search/?q=stiff+legs"


@pytest.fixture(autouse=True)
def founding(founding_rows, settings):
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["testserver"]
    reading.forget()
    counting.forget()


@pytest.fixture
def layers(monkeypatch):
    """The middleware of each client, the last one last."""
    made, begin = [], kept_pages.KeptPages.__init__

    def noted(self, get_response):
        made.append(self)
        begin(self, get_response)

    monkeypatch.setattr(kept_pages.KeptPages, "__init__", noted)
    return made


@pytest.fixture
def client(layers):
    """A browser: it says which host it asks, as Django's own client does not."""
    client = Client(headers=HOST)
    client.get("/search/words.json")  # what is held is loaded
    layers[-1]._pages.forget()
    return client


def test_the_same_again_is_the_same_page_without_a_query(client, django_assert_num_queries):
    first = client.get(LEGS)
    with django_assert_num_queries(0):
        again = client.get(LEGS)
    assert again.content == first.content and b"Best answer" in again.content
    for name in ("Cache-Control", "Vary", "Content-Security-Policy", "Permissions-Policy"):
        assert again[name] == first[name]
    assert "no-store" in again["Cache-Control"] and "private" in again["Cache-Control"]


def test_the_page_is_what_it_would_be_if_nothing_were_kept(client, settings):
    for _ in range(2):
        kept = client.get(LEGS).content
    settings.KEPT_PAGES_MEGABYTES = 0
    assert Client(headers=HOST).get(LEGS).content == kept


@pytest.mark.parametrize(
    "asked",
    [
        *("q=stiff+legs+xyzzyq", "q=spascitity", "q=physio+in+stockport", f"q={'legs+' * 25}", "q=xyzzyq&exact=1"),
        *("q=stiff+legs&name=mary", "name=mary&q=stiff+legs", "q=mary&q=stiff+legs", "q=stiff+legs&kind=mary"),
        *("q=stiff+legs&about=mary", "q=stiff+legs&exact=mary", "q=stiff+legs&", "q=+stiff+legs", "q=stiff%20legs"),
        *("about=stiffness-and-spasms&q=legs", "q=", ""),
    ],
)
def test_no_address_that_says_more_than_words_of_ours_is_kept(client, layers, asked):
    responses = [client.get(f"/search/?{asked}") for _ in range(2)]
    assert [response.status_code for response in responses] == [200, 200] and not layers[-1]._pages


@pytest.mark.parametrize(
    ("text", "other", "strange"),
    [
        ("stiff+legs+xyzzyq", "stiff+legs+qwrtplk", ("xyzzyq",)),
        ("xyzzyq+qwrtplk", "bxkcd+zzgrx", ("xyzzyq", "qwrtplk")),
        ("spascitity", "spazticity", ("spascitity",)),
        ("physio+in+stockport", "physio+in+basingstoke", ("stockport",)),
        (f"{'legs+' * 24}xyzzyq", f"{'legs+' * 24}qwrtplk", ("xyzzyq",)),
    ],
)
def test_what_was_found_is_kept_without_words_that_are_not_ours(client, layers, text, other, strange):
    first = client.get(f"/search/?q={text}").content
    with CaptureQueriesContext(connection) as asked:
        again, others = (client.get(f"/search/?q={one}").content for one in (text, other))
    assert again == first and _found(others) == _found(first)
    assert _found(first) or text == "xyzzyq+qwrtplk"
    assert sum("EXECUTE" in one["sql"] for one in asked) == 2, "each is understood, and nothing looked for"
    kept = repr(list(kept_searches._kept.items())).lower()
    assert len(kept_searches._kept) == 1 and not any(word in kept for word in strange) and not layers[-1]._pages


@pytest.mark.parametrize("text", ["legs xyzzyq qwrtplk legs", "spascitity pay", "hubby unable in stockport", "xyzzyq"])
def test_a_question_finds_the_same_without_the_words_that_are_not_ours(text):
    question = understand(text)
    assert search.find(in_our_words(question)) == search.find(question)
    assert in_our_words(question).text != text


def _found(page):
    """The addresses of what a page found."""
    return re.findall(rb'<h3><a class="action" href="([^"]*)"', page)


def test_each_gets_their_own_words_and_reading_settings(client, layers):
    pages = [client.get(f"/search/?q={text}").content for text in ("stiff+legs", "Stiff+legs", "stiff+legs%3F")]
    assert all(f'value="{text}"'.encode() in page for text, page in zip(_typed(), pages, strict=True))
    client.cookies["reading"] = "large.dark.short"
    assert b'data-colour="dark"' in client.get(LEGS).content
    assert len(layers[-1]._pages) == 4 and client.get(f"{LEGS}&kind=article").content not in pages


def _typed():
    return "stiff legs", "Stiff legs", "stiff legs?"


def test_its_words_are_counted_each_time_that_somebody_sees_it(client):
    for headers in ({}, {}, {"Sec-Purpose": "prefetch"}):
        client.get(LEGS, headers=headers)
    client.head(LEGS)
    assert {word: number for (word, _), number in counting.counts.waiting.items()} == {"stiff": 2, "legs": 2}
    for _ in range(2):
        client.get("/search/?q=stiff+legs+xyzzyq")
    assert {word: number for (word, _), number in counting.counts.waiting.items()} == {"stiff": 4, "legs": 4}


def test_what_is_urgent_stands_above_it_again(client):
    first, again = (client.get("/search/?q=cant+breathe").content for _ in range(2))
    assert first == again and b"notice--emergency" in again


def test_what_is_paused_is_gone_at_the_next_request(client):
    yoga = b"/articles/yoga-pilates-and-tai-chi/"
    assert yoga in client.get("/search/?q=yoga").content
    article = Article.objects.get(slug="yoga-pilates-and-tai-chi")
    pausing.pause(article, by=person("m", "moderator"), reason="To be looked at.")
    ring()
    assert yoga not in client.get("/search/?q=yoga").content


def test_what_is_paused_is_not_found_by_a_slip_that_was_kept_either(client):
    yoga = b"/articles/yoga-pilates-and-tai-chi/"
    assert yoga in client.get("/search/?q=yogga").content and kept_searches._kept
    article = Article.objects.get(slug="yoga-pilates-and-tai-chi")
    pausing.pause(article, by=person("m", "moderator"), reason="To be looked at.")
    ring()
    assert yoga not in client.get("/search/?q=yogga").content


def test_what_editors_add_is_found_at_the_next_request(client):
    before = client.get("/search/?q=concrete+legs").content
    synonyms.add("concrete legs", "spasticity", by=person("editor", "moderator"))
    ring()
    assert client.get("/search/?q=concrete+legs").content != before


def test_what_was_found_and_kept_before_its_page_was_ends_with_it_too(client):
    """The page is made of findings that another page, in other letters, had kept."""
    client.get("/search/?q=Yoga")
    client.get("/search/?q=yoga")
    reading.forget()
    article = Article.objects.get(slug="yoga-pilates-and-tai-chi")
    pausing.pause(article, by=person("m", "moderator"), reason="To be looked at.")
    reading.forget()
    assert b"/articles/yoga-pilates-and-tai-chi/" not in client.get("/search/?q=yoga").content


def test_it_is_answered_while_the_database_is_away(client):
    first = client.get(LEGS).content
    with connection.execute_wrapper(_away):
        assert client.get(LEGS).content == first
        assert client.get("/search/?q=stiff+arms").status_code == 503
    assert client.get("/search/?q=stiff+arms").status_code == 200


def _away(*args, **kwargs):
    raise DatabaseError


def test_its_size_does_not_tell_which_words_were_typed(client):
    packed = [client.get(LEGS, headers={"accept-encoding": "gzip"}) for _ in range(20)]
    assert len({gzip.decompress(one.content) for one in packed}) == 1
    assert len({len(one["X-Padding"]) for one in packed}) > 5


def test_what_an_entry_says_is_read_once():
    first = search.find(understand("stiff legs"))
    with CaptureQueriesContext(connection) as asked:
        assert search.find(understand("stiff legs")) == first
    assert sum("EXECUTE" in one["sql"] for one in asked) == 2


def test_entries_cannot_fill_the_memory(monkeypatch):
    monkeypatch.setattr(kept_entries, "MOST", 20)
    texts = ("stiff legs", "yoga", "tired all the time", "stiff legs")
    first, *_, again = [search.find(understand(text)) for text in texts]
    assert first == again and len(kept_entries._kept) == len(first)

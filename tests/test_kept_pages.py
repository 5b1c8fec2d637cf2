"""Public pages that are kept in memory: the same for everybody, never stale, never somebody's own, never too many."""

import gzip
import threading
from collections import Counter

import brotli
import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import get_resolver, resolve
from django.utils import timezone

from content import pausing, reading, replies, usage
from content.models import Article
from msphysio import kept_pages
from msphysio.kept_pages import SHARED
from tests.factories.content import (
    ExerciseFactory,
    FaqFactory,
    PolicyFactory,
    ServiceFactory,
    StoryFactory,
    TermFactory,
    make_rich_article,
    person,
    publish_founding,
)

pytestmark = pytest.mark.django_db
ADDRESSES = [
    *("/", "/articles/", "/articles/stiffness/", "/articles/stiffness/carer/", "/topics/stiffness/"),
    *(
        "/exercises/",
        "/exercises/calm/",
        "/exercises/sheet/",
        "/questions/",
        "/glossary/",
        "/stories/",
        "/stories/calm/",
    ),
    *("/about/", "/how-we-check/", "/how-we-keep-you-safe/", "/services/", "/services/calm/", "/feed.atom"),
    *("/podcast.xml", "/sitemap.xml", "/search/words.json", "/robots.txt"),
]
HOST = "testserver"
OWN = {"X-Request-ID"}


@pytest.fixture(scope="module", autouse=True)
def library(rows_of_the_file):
    with override_settings(DEMO=True):
        article = make_rich_article(slug="stiffness", on_home=True)
        kinds = (ExerciseFactory, FaqFactory, TermFactory, StoryFactory, ServiceFactory)
        for thing in (article.topic, article, PolicyFactory(slug="about"), *(make(slug="calm") for make in kinds)):
            publish_founding(thing)
        person("author", "author")


@pytest.fixture(autouse=True)
def public(settings):
    settings.DEMO = True
    settings.ALLOWED_HOSTS = [HOST, ".example.org"]
    _forget()
    yield
    _forget()


@pytest.fixture
def client():
    """A browser: it says which host it asks, as Django's own client does not."""
    return Client(headers={"host": HOST})


def _forget():
    for each in (reading, replies, usage):
        each.forget()


@pytest.fixture
def rendered(monkeypatch):
    """How often each address was rendered, from here on."""
    times, made = Counter(), kept_pages.KeptPages._made

    def counted(self, request, response, moment):
        times[request.path] += 1
        return made(self, request, response, moment)

    monkeypatch.setattr(kept_pages.KeptPages, "_made", counted)
    return times


@pytest.fixture
def layers(monkeypatch):
    """The middleware of each client, the last one last."""
    made, begin = [], kept_pages.KeptPages.__init__

    def noted(self, get_response):
        made.append(self)
        begin(self, get_response)

    monkeypatch.setattr(kept_pages.KeptPages, "__init__", noted)
    return made


def shown(response):
    return response.content, {name: value for name, value in response.items() if name not in OWN}


def test_every_kept_view_is_looked_at_here():
    views = {pattern.name for pattern in _patterns() if getattr(pattern.callback, "is_kept", False)}
    seen = {resolve(address).url_name for address in ADDRESSES}
    assert views - {"privacy", "accessibility", "sources", "policy"} == seen


def _patterns():
    for pattern in get_resolver().url_patterns:
        yield from getattr(pattern, "url_patterns", [pattern])


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_rendered_once_and_is_the_same_for_everybody(address, client, rendered, django_assert_num_queries):
    first = client.get(address)
    assert first["Cache-Control"] == SHARED and first["ETag"] and "Accept-Encoding" in first["Vary"]
    editor = Client(
        headers={"host": HOST, "User-Agent": "Other/1.0", "Accept-Language": "cy", "Referer": "https://elsewhere.test/"}
    )
    editor.force_login(get_user_model().objects.get(username="author"))
    editor.cookies.load({"csrftoken": "x" * 32, "physio_answers": "rubbish", "messages": "rubbish"})
    with django_assert_num_queries(0):
        again = client.get(address)
        other = editor.get(
            address,
            headers={"X-Forwarded-Host": "evil.test", "X-HTTP-Method-Override": "POST", "X-Original-URL": "/admin/"},
        )
    assert shown(first) == shown(again) == shown(other)
    assert rendered[address] == 2, "once in each of the two processes, as clients of tests are"


@pytest.mark.parametrize("address", ["/privacy/", "/settings/", "/search/", "/get-physio/", "/status/", "/report/"])
def test_a_page_with_a_token_or_of_somebodys_own_is_not_kept(address, client, rendered):
    responses = [client.get(address) for _ in range(2)]
    assert not rendered and "public" not in responses[1].get("Cache-Control", "")


def test_an_address_with_a_question_is_rendered_each_time_and_no_shared_cache_keeps_it(client, rendered):
    kept = client.get("/articles/stiffness/")
    for _ in range(2):
        thanked = client.get("/articles/stiffness/?helpful=yes")
        assert thanked["Cache-Control"] == "private, no-cache" and thanked.content != kept.content
    known = client.get("/articles/stiffness/?helpful=yes", headers={"If-None-Match": thanked["ETag"]})
    assert known.status_code == 304 and rendered["/articles/stiffness/"] == 4
    assert shown(client.get("/articles/stiffness/")) == shown(kept)


def test_what_is_published_or_paused_is_seen_at_the_next_request(client):
    client.get("/articles/stiffness/")
    Article.objects.update(title="Stiff muscles")
    publish_founding(Article.objects.get())
    reading.forget()
    assert b"Stiff muscles" in client.get("/articles/stiffness/").content
    pausing.pause(Article.objects.get(), by=person("publisher", "publisher"), reason="Something is wrong.")
    reading.forget()
    assert b"We have paused this page" in client.get("/articles/stiffness/").content


def _away():
    raise OperationalError("gone")


def test_pages_go_on_while_the_database_is_away(client, monkeypatch):
    before = shown(client.get("/articles/stiffness/"))

    for held in (reading._held, usage._held):
        monkeypatch.setattr(held, "_next_check", 0.0)
        monkeypatch.setattr(held, "_serial", _away)
        monkeypatch.setattr(held, "_load", _away)
    assert shown(client.get("/articles/stiffness/")) == before


def test_a_page_without_what_it_should_hold_is_not_kept(client, monkeypatch, rendered):
    monkeypatch.setattr(usage._held, "_load", _away)
    for _ in range(2):
        assert client.get("/articles/stiffness/").status_code == 200
    assert rendered["/articles/stiffness/"] == 2


def test_a_page_is_kept_until_the_day_ends(client, rendered):
    today = timezone.localtime().replace(hour=23, minute=59, second=0)
    with time_machine.travel(today, tick=False) as clock:
        for _ in range(2):
            client.get("/how-we-keep-you-safe/")
        clock.shift(120)
        client.get("/how-we-keep-you-safe/")
    assert rendered["/how-we-keep-you-safe/"] == 2


def test_reading_settings_are_pages_of_their_own_and_rubbish_is_the_usual_page(client, rendered):
    usual = client.get("/articles/stiffness/").content
    for rubbish in ("x", "large'\"><script>", ".." * 500, "USUAL.DEVICE.EVERYTHING", "usual.device.everything"):
        assert Client.get(_reads(client, rubbish), "/articles/stiffness/").content == usual
    assert rendered["/articles/stiffness/"] == 1
    large = client.get("/articles/stiffness/", headers={"Cookie": "reading =large.dark.short"}).content
    assert large != usual and b'data-colour="dark"' in large
    assert _reads(client, "x").get("/articles/stiffness/").content == usual


def _reads(client, cookie):
    client.cookies["reading"] = cookie
    return client


def test_no_name_of_a_host_reaches_the_readers_of_another(client):
    one, other = (
        client.get("/articles/stiffness/", headers={"host": f"{name}.example.org"}).content for name in ("one", "other")
    )
    assert b"http://one.example.org/" in one and b"one.example.org" not in other
    assert client.get("/articles/stiffness/", headers={"host": "evil.test"}).status_code == 400
    secure = client.get("/articles/stiffness/", secure=True, headers={"host": "one.example.org"}).content
    assert b"https://one.example.org/" in secure


def test_a_page_asked_for_with_head_first_is_whole_afterwards(client):
    head, whole = client.head("/articles/stiffness/"), client.get("/articles/stiffness/")
    assert head.content == b"" and head["Content-Length"] == str(len(whole.content)) and head["ETag"] == whole["ETag"]


def test_encodings_do_not_mix(client):
    plain = client.get("/articles/stiffness/")
    packed = {name: client.get("/articles/stiffness/", headers={"accept-encoding": name}) for name in ("br", "gzip")}
    assert brotli.decompress(packed["br"].content) == gzip.decompress(packed["gzip"].content) == plain.content
    assert client.get("/articles/stiffness/").content == plain.content
    posted = client.post("/services/", {"near": ""}, headers={"accept-encoding": "gzip"})
    assert posted["Content-Encoding"] == "gzip" and "ETag" not in posted


def test_many_addresses_hosts_and_cookies_cannot_fill_the_memory(settings, rendered, layers):
    settings.KEPT_PAGES_MEGABYTES = 1
    client = Client(headers={"host": HOST})
    for number in range(60):
        client.get("/articles/stiffness/", headers={"host": f"h{number}.example.org", "Cookie": f"reading={number}"})
        client.get(f"/articles/none-{number}/")
    store = layers[-1]._pages
    assert 1 < len(store) < 60 and store.currsize <= store.maxsize == 2**20
    client.get("/articles/stiffness/", headers={"host": "h59.example.org"})
    assert rendered["/articles/stiffness/"] == 60, "the latest is still there"


def test_a_kept_page_with_its_encodings_is_no_larger_than_it_counts(client, layers):
    for encoding in ("", "gzip", "br"):
        client.get("/articles/stiffness/", headers={"accept-encoding": encoding})
    (page,) = layers[-1]._pages.values()
    assert sum(len(sent.content) for sent in page._sent._sent.values()) < page.size - kept_pages.OVERHEAD


def test_where_no_memory_is_given_nothing_is_kept(settings, rendered):
    settings.KEPT_PAGES_MEGABYTES = 0
    client = Client(headers={"host": HOST})
    assert [client.get("/articles/stiffness/").status_code for _ in range(2)] == [200, 200]
    assert rendered["/articles/stiffness/"] == 2


def test_readings_are_counted_on_every_way_to_a_page(client):
    browser = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"}
    tag = client.get("/articles/stiffness/", headers=browser)["ETag"]
    client.get("/articles/stiffness/", headers=browser)
    client.get("/articles/stiffness/", headers={**browser, "If-None-Match": tag})
    client.get("/articles/stiffness/?helpful=yes", headers=browser)
    assert sum(usage.reads.waiting.values()) == 4
    client.head("/articles/stiffness/", headers=browser)
    client.get("/articles/stiffness/", headers={**browser, "Sec-Purpose": "prefetch"})
    client.get("/articles/stiffness/", headers={"User-Agent": "Crawler-bot"})
    assert sum(usage.reads.waiting.values()) == 4


def test_many_readers_of_a_missing_page_wait_for_one_rendering(client, rendered, layers, monkeypatch):
    client.get("/articles/stiffness/")  # what is held is loaded in this thread, whose database it is
    middleware, began, go_on = layers[-1], threading.Event(), threading.Event()
    middleware._pages.forget()
    made = kept_pages.KeptPages._made

    def slowly(self, request, response, moment):
        began.set()
        assert go_on.wait(60)
        return made(self, request, response, moment)

    monkeypatch.setattr(kept_pages.KeptPages, "_made", slowly)
    monkeypatch.setattr(kept_pages, "PATIENCE", 60)
    answers = []
    readers = [threading.Thread(target=lambda: answers.append(client.get("/articles/stiffness/"))) for _ in range(8)]
    for reader in readers:
        reader.start()
    assert began.wait(60)
    go_on.set()
    for reader in readers:
        reader.join(60)
    assert len(answers) == 8 and len({answer.content for answer in answers}) == 1
    assert rendered["/articles/stiffness/"] == 2 and not middleware._under_way

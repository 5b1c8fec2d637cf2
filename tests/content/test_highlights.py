"""What to read next: what shares most, what changed of late, what many read; and readings counted without readers."""

from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError, connection
from django.utils import timezone

from content import presenters, reading, usage
from content.audiences import Reader
from content.models import ArticleRead
from content.tallies import monday
from tests.factories.content import ArticleFactory, SourceFactory, TopicFactory, publish_approved, publish_founding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
BROWSER = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def nothing_counted():
    usage.forget()
    yield
    usage.forget()


def made(slug, topic="walking", source=None, **fields):
    """A published article of a topic, by default with a source of its own."""
    topic = TopicFactory(slug=topic, title=topic)
    article = ArticleFactory(slug=slug, title=slug, topic=topic, source=source or SourceFactory(), **fields)
    publish_founding(article)
    return article


def near(slug, reader=Reader.PATIENT):
    return [card.slug for card in presenters.related(reading.article(slug), reader)]


class TestRelated:
    def test_a_shared_topic_or_source_relates_and_nothing_else_does(self):
        cited = SourceFactory()
        for slug, topic, source in (("a", "walking", cited), ("b", "walking", None), ("c", "pain", cited)):
            made(slug, topic, source)
        made("d", "heat")
        assert near("a") == ["b", "c"]
        assert near("d") == []

    def test_what_few_share_counts_more_than_what_many_share(self):
        rare = SourceFactory()
        made("a", source=rare, position=9)
        for slug in "bcd":
            made(slug)
        made("e", source=rare, position=8)
        made("f", "pain")
        assert near("a") == ["e", "b", "c"], "the same topic, and a source that only two have, then in their order"

    def test_of_many_those_are_compared_that_share_what_is_rare(self, monkeypatch):
        rare = SourceFactory()
        for slug in "abcdghij":
            made(slug)
        made("e", "pain", rare)
        made("f", source=rare)
        monkeypatch.setitem(presenters.related.__globals__, "ENOUGH", 2)
        assert near("f") == ["e"], "with itself those are two"

    def test_neither_itself_nor_its_next_step_nor_what_rests(self, people):
        from content import pausing

        made("a", next_url="/articles/b/")
        made("b")
        resting = made("c")
        made("d")
        pausing.pause(resting, by=people["moderator"], reason="To be looked at.")
        reading.forget()
        assert near("a") == ["d"]

    def test_a_carer_is_led_to_words_for_carers(self):
        for slug in "ab":
            made(slug)
        made("c", "pain")
        [card] = presenters.related(reading.article("a"), Reader.CARER)
        assert card.url == "/articles/b/carer/"

    def test_the_article_leads_to_them_but_not_its_short_version(self, client):
        for slug in "ab":
            made(slug)
        made("c", "pain")
        assert 'href="/articles/b/"' in client.get("/articles/a/").content.decode()
        assert "read-next" not in client.get("/articles/a/short/").content.decode()


class TestReadings:
    def read(self, client, slug, agent=BROWSER, **headers):
        client.get(f"/articles/{slug}/", headers={"User-Agent": agent, **headers})

    def kept(self):
        usage.reads.flush()
        return list(ArticleRead.objects.values_list("slug", "week", "number"))

    def test_a_reading_is_counted_by_week_and_by_nothing_else(self, client):
        made("a")
        for _ in range(2):
            self.read(client, "a")
        assert self.kept() == [("a", monday(), 2)]
        assert {field.name for field in ArticleRead._meta.get_fields()} == {"id", "slug", "week", "number"}

    @pytest.mark.parametrize(
        "agent",
        ["", "Googlebot/2.1 (+http://www.google.com/bot.html)", "curl/8.5.0", "python-requests/2.32"]
        + [
            "Mozilla/5.0 (compatible; bingbot/2.0)",
            "Mozilla/5.0 HeadlessChrome/140.0",
            "facebookexternalhit/1.1 (+https:",
        ],
    )
    def test_programs_do_not_count(self, client, agent):
        made("a")
        self.read(client, "a", agent)
        assert self.kept() == []

    def test_a_page_that_is_fetched_ahead_or_only_asked_about_does_not_count(self, client):
        made("a")
        self.read(client, "a", **{"Sec-Purpose": "prefetch;prerender"})
        client.head("/articles/a/", headers={"User-Agent": BROWSER})
        client.get("/articles/no-such-page/", headers={"User-Agent": BROWSER})
        assert self.kept() == []


class TestMostRead:
    def often(self, **numbers):
        for slug, (weeks_ago, number) in numbers.items():
            ArticleRead.objects.create(slug=slug, week=monday(weeks_ago), number=number)
        usage.forget()

    def names(self):
        return [found.title for found in presenters.highlights()["read"]]

    def test_only_weeks_with_more_than_ten_count_and_only_of_late(self):
        for slug in "abcd":
            made(slug)
        self.often(a=(1, 10), b=(5, 500), c=(4, 11), d=(0, 12))
        assert self.names() == ["d", "c"]

    def test_five_at_most_and_only_what_readers_may_have(self):
        for slug in "abcdef":
            made(slug)
        self.often(a=(1, 20), b=(1, 50), c=(1, 30), d=(1, 40), e=(1, 15), f=(1, 12), gone=(1, 99))
        assert self.names() == ["b", "d", "c", "a", "e"]

    def test_the_list_of_articles_has_no_heading_for_nothing(self, client):
        made("a")
        assert "Most read" not in client.get("/articles/").content.decode()
        self.often(a=(1, 20))
        html = client.get("/articles/").content.decode()
        assert "Most read" in html and "20" not in html.partition("Most read")[2].partition("</ul>")[0]

    def test_without_the_database_pages_come_without_it(self, client, monkeypatch):
        made("a")
        reading.articles()

        def away(*args, **kwargs):
            raise OperationalError("gone")

        monkeypatch.setattr(connection, "cursor", away)
        response = client.get("/articles/")
        assert response.status_code == 200 and "Most read" not in response.content.decode()


class TestNewAndChanged:
    def names(self):
        return [(found.title, found.why.partition(",")[0]) for found in presenters.highlights()["changed"]]

    def test_what_came_with_the_site_is_not_new_but_what_came_later_is(self):
        made("a")
        assert self.names() == []
        with time_machine.travel(timezone.now() + timedelta(days=3)):
            made("b")
            assert self.names() == [("b", "New")]

    def test_a_change_says_what_kind_it_is_and_the_newest_comes_first(self):
        first = made("a")
        made("b")
        with time_machine.travel(timezone.now() + timedelta(days=3)):
            publish_approved(first)
        with time_machine.travel(timezone.now() + timedelta(days=4)):
            made("c")
            assert self.names() == [("c", "New"), ("a", "Only the words changed")]

    def test_it_is_news_for_ninety_days(self):
        made("a")
        with time_machine.travel(timezone.now() + timedelta(days=3)):
            made("b")
        with time_machine.travel(timezone.now() + timedelta(days=94)):
            assert self.names() == []

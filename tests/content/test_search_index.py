"""What can be found is what is published, from the same moment on."""

from itertools import islice

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from content import pausing, publishing, reading
from content.models import CareNotice, Kind, SearchEntry, SearchStem, SearchSynonym
from content.search import asking, finding, index
from content.search.entries import Entry, entries_of
from tests.factories.content import (
    ArticleFactory,
    FaqFactory,
    TermFactory,
    make_rich_article,
    person,
    publish_founding,
)

pytestmark = pytest.mark.django_db


def titles():
    return set(SearchEntry.objects.values_list("title", flat=True))


def kept_counts():
    return {row[0]: row[1:] for row in SearchStem.objects.exclude(entries=0).values_list("stem", "entries", "named")}


def counted_by_postgres():
    """The same counts, as PostgreSQL makes them of everything when asked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, ndoc FROM ts_stat('SELECT vector FROM content_searchentry')")
        entries = dict(cursor.fetchall())
        cursor.execute("SELECT word, ndoc FROM ts_stat('SELECT ts_filter(vector, ''{a,b}'') FROM content_searchentry')")
        named = dict(cursor.fetchall())
    all_of_them = {"": (len(found), 0)} if (found := SearchEntry.objects.all()) else {}
    return {word: (number, named.get(word, 0)) for word, number in entries.items()} | all_of_them


def test_what_is_published_is_found_and_what_is_withdrawn_is_not(demonstration):
    question = FaqFactory(question="Can a robot help me walk?")
    publish_founding(question)
    assert titles() == {"Can a robot help me walk?"}
    publishing.withdraw(question, by=person("p", "publisher"), reason="Wrong.")
    assert titles() == set()


@pytest.mark.parametrize(("times", "said"), [(1, ["Machines 1"]), (2, ["Machines 2"])])
def test_what_is_published_anew_while_somebody_searches_is_found(demonstration, monkeypatch, times, said):
    article = ArticleFactory(slug="robots", title="Machines 0")
    publish_founding(article)
    read, editions = finding.entries_of, iter(range(1, times + 1))

    def read_after_a_publication(ids):
        for edition in islice(editions, 1):
            article.title = f"Machines {edition}"
            article.save()
            publish_founding(article)
        return read(ids)

    monkeypatch.setattr(finding, "entries_of", read_after_a_publication)
    assert [one.title for one in finding.find(asking.understand("machines")) if not one.heading] == said


def test_a_draft_is_not_found(demonstration):
    FaqFactory(question="Can a robot help me walk?")
    assert titles() == set()


def test_a_new_edition_takes_the_place_of_the_old(demonstration):
    article = ArticleFactory(slug="robots", title="Robots")
    publish_founding(article)
    article.title = "Machines"
    article.save()
    publish_founding(article)
    assert titles() == {"Machines"}


def test_a_refused_publication_leaves_no_trace(demonstration):
    with pytest.raises(RuntimeError), transaction.atomic():
        publish_founding(FaqFactory())
        raise RuntimeError
    assert titles() == set()


def test_how_rare_words_are_is_known_after_every_change(demonstration):
    article, question = make_rich_article(slug="stiffness"), FaqFactory(question="Can a robot help my robot walk?")
    publish_founding(article)
    publish_founding(question)
    assert kept_counts() == counted_by_postgres() and kept_counts()["robot"] == (1, 1)
    question.question = "Can a machine help me walk?"
    question.save()
    publish_founding(question)
    assert kept_counts() == counted_by_postgres() and "robot" not in kept_counts()
    publishing.withdraw(article, by=person("p", "publisher"), reason="Wrong.")
    assert kept_counts() == counted_by_postgres() and kept_counts()[""] == (1, 0)
    call_command("index_search")
    assert kept_counts() == counted_by_postgres()


def test_sections_are_found_by_their_own_address(demonstration):
    publish_founding(make_rich_article(slug="stiffness"))
    addresses = set(SearchEntry.objects.values_list("url", flat=True))
    assert "/articles/stiffness/" in addresses
    assert any("#" in address for address in addresses)


def test_urgent_notices_are_not_found_page_by_page(demonstration):
    article = make_rich_article(slug="stiffness")
    publish_founding(article)
    urgent = [notice.heading for notice in CareNotice.objects.filter(parent=article, level="urgent")]
    assert urgent and not SearchEntry.objects.filter(heading__in=urgent).exists()


def test_lay_words_of_a_term_come_and_go_with_it(demonstration):
    term = TermFactory(term="Spasticity (stiff muscles)", lay_words=["tight legs"])
    publish_founding(term)
    assert list(SearchSynonym.objects.values_list("phrase", "means")) == [("tight legs", "Spasticity")]
    publishing.withdraw(term, by=person("p", "publisher"), reason="Wrong.")
    assert not SearchSynonym.objects.exists()


def test_an_editors_synonym_stays_when_everything_is_rebuilt(demonstration):
    SearchSynonym.objects.create(phrase="wonky", means="balance")
    publish_founding(TermFactory(lay_words=["tight legs"]))
    before = sorted(SearchEntry.objects.values_list("kind", "title", "text", "url"))
    for _ in range(2):
        call_command("index_search")
    assert sorted(SearchEntry.objects.values_list("kind", "title", "text", "url")) == before
    assert set(SearchSynonym.objects.values_list("phrase", flat=True)) == {"wonky", "tight legs"}


def test_a_rebuild_takes_only_what_readers_may_read(settings):
    settings.DEMO = True
    publish_founding(FaqFactory())
    settings.DEMO = False
    reading.forget()
    call_command("index_search")
    assert titles() == set()


def test_many_things_together_take_as_many_statements_as_one(django_assert_max_num_queries):
    with django_assert_max_num_queries(6), index.together():
        for number in range(50):
            index.write("faq", number, f"q-{number}", [Entry(f"Question {number}", "An answer.", "/questions/")])
    assert SearchEntry.objects.count() == 50


@pytest.mark.parametrize("kind", [Kind.FINDER])
def test_what_nobody_searches_for_has_no_entries(kind):
    assert entries_of(kind, {}) == ()


def test_a_pause_leaves_the_index_alone(demonstration):
    article = make_rich_article(slug="stiffness")
    publish_founding(article)
    before = SearchEntry.objects.count()
    pausing.pause(article, by=person("m", "moderator"), reason="To be looked at.")
    assert SearchEntry.objects.count() == before

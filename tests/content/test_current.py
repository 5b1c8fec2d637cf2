"""What a process holds of releases: kept in step by reading what changed, and whole documents within their bound."""

import zlib
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from content import article_text, documents, local_copy, pausing, publishing, reading, snapshots
from content.audiences import Reader
from content.current import Releases
from content.library import article_files
from content.library.loading import LIBRARY
from content.models import Article, Kind, Release, ReviewEvent, Revision
from content.workflow import Move
from tests.content.test_local_copy import told
from tests.factories.content import ArticleFactory, TermFactory, make_rich_article, person, publish_approved

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_held():
    reading.forget()
    yield
    reading.forget()


@pytest.fixture
def articles():
    """Three articles, public."""
    made = [make_rich_article(slug="first"), ArticleFactory(slug="second"), ArticleFactory(slug="third")]
    for article in made:
        publish_approved(article)
    return made


def in_step(releases, queries, asks):
    """What it holds now: the same as one that reads everything holds, with so many queries."""
    with asks(queries):
        found = releases.load()
    assert told(found) == told(Releases().load())
    return found


def test_only_what_changed_becomes_another_object(articles, django_assert_num_queries):
    releases = Releases()
    with django_assert_num_queries(1):
        before = releases.load()
    assert releases.load() is before
    Article.objects.filter(slug="second").update(title="Another title")
    publish_approved(articles[1])
    after = in_step(releases, 2, django_assert_num_queries)
    assert after[Kind.ARTICLE]["second"].light["title"] == "Another title"
    for slug in ("first", "third"):
        assert after[Kind.ARTICLE][slug] is before[Kind.ARTICLE][slug]
    publish_approved(TermFactory())
    assert in_step(releases, 2, django_assert_num_queries)[Kind.ARTICLE] is after[Kind.ARTICLE]


def test_what_is_taken_back_paused_or_lifted_is_seen(articles, django_assert_num_queries):
    releases, clinician = Releases(), person("another clinician", "clinical reviewer", "publisher")
    releases.load()
    pause = pausing.pause(articles[0], by=clinician, reason="Wrong.")
    assert in_step(releases, 2, django_assert_num_queries)[Kind.ARTICLE]["first"].paused == "Wrong."
    pausing.lift(pause, by=clinician, reason="Right.")
    assert in_step(releases, 2, django_assert_num_queries)[Kind.ARTICLE]["first"].paused is None
    publishing.withdraw(articles[1], by=clinician, reason="Not needed.")
    assert [*in_step(releases, 3, django_assert_num_queries)[Kind.ARTICLE]] == ["first", "third"]


def test_what_is_paused_rests_in_the_copy_too(articles, settings, tmp_path):
    settings.LOCAL_COPY = tmp_path
    releases = Releases()
    releases.write(releases.load())
    pausing.pause(articles[0], by=person("another clinician", "clinical reviewer"), reason="Wrong.")
    releases.write(releases.load())
    assert Releases().read()[Kind.ARTICLE]["first"].paused == "Wrong."


def test_of_what_is_taken_back_nothing_stays_on_the_disk(articles, settings, tmp_path):
    settings.LOCAL_COPY = tmp_path
    releases, publisher = Releases(), person("another publisher", "publisher")
    releases.write(releases.load())
    gone = releases.load()[Kind.ARTICLE]["second"]
    text = local_copy.document(gone.sha256)
    begin = zlib.compress(text.encode(), 1)[:100]
    assert begin in local_copy.path().read_bytes()
    publishing.withdraw(articles[1], by=publisher, reason="Not needed.")
    releases.write(releases.load())
    assert local_copy.document(gone.sha256) is None
    assert begin not in local_copy.path().read_bytes()


def test_what_came_late_under_a_lower_number_is_seen(articles, settings, django_assert_num_queries):
    """Two publish at once: who has the lower number may be the later one to be seen."""
    settings.DEMO = True
    releases = Releases()
    releases.load()
    late = Revision.objects.get(slug="third").document.replace('"third"', '"late"')
    values = {"kind": Kind.ARTICLE, "object_id": 10**6, "slug": "late", "number": 1, "published_at": timezone.now()}
    revision = Revision.objects.create(pk=-1, document=late, sha256=snapshots.sha256(late), **values)
    of_it = {"kind": Kind.ARTICLE, "object_id": 10**6, "slug": "late", "sha256": revision.sha256}
    ReviewEvent.objects.create(**of_it, act=Move.PUBLISH, revision=revision)
    Release.objects.create(kind=Kind.ARTICLE, object_id=10**6, revision=revision)
    found = in_step(releases, 5, django_assert_num_queries)  # one for its document: real numbers begin above it
    assert found[Kind.ARTICLE]["late"].number == 1


def test_whole_documents_stay_within_their_bound(articles, settings, django_assert_num_queries):
    settings.DOCUMENTS_HELD_MB = 0.03
    documents.forget()
    things = [*Releases().load()[Kind.ARTICLE].values()]
    right = {thing.slug: thing.document for thing in things}
    for thing in things * 5:
        assert thing.document == right[thing.slug]
        assert documents.bytes_held() <= 0.03 * 1024 * 1024
    with django_assert_num_queries(0):
        assert thing.document is thing.document


def test_the_minutes_on_a_card_are_those_of_its_page():
    for path in LIBRARY.glob("articles/*.md"):
        document = article_files.read(path).document
        minutes = article_text.minutes_for(document, Reader)
        assert minutes == {reader: article_text.text_for(document, reader).minutes for reader in Reader}


def test_what_comes_due_while_the_database_is_away_says_so(articles):
    releases = Releases()
    before = releases.load()
    assert releases.as_of_now(before) is before
    with time_machine.travel(timezone.now() + timedelta(days=800)):
        after = releases.as_of_now(before)
    assert [thing.due for thing in after[Kind.ARTICLE].values()] == [True] * 3

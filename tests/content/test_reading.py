"""Readers get releases only: whole, approved, and still there when the database is not."""

import pytest
from django.db import OperationalError

from content import publishing, reading, snapshots
from content.models import Article, Release, Revision
from content.presenters.trust import is_checked
from content.publishing import Refused
from tests.factories.content import (
    MAKE,
    ArticleFactory,
    FinderFactory,
    PolicyFactory,
    TopicFactory,
    make_rich_article,
    person,
    publish_approved,
    publish_founding,
)
from tests.support.tampering import HASH_CHECK, tamper

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(slug="stiffness", on_home=True)


def test_a_draft_is_not_read(article):
    assert reading.articles() == ()


def test_founding_content_is_read_in_a_demonstration_only(article, settings):
    settings.DEMO = True
    publish_founding(article)
    assert reading.article("stiffness").approval is None
    settings.DEMO = False
    reading.forget()
    assert reading.article("stiffness") is None


def test_approved_content_is_read_everywhere_with_its_approval(article):
    revision = publish_approved(article)
    approval = reading.article("stiffness").approval
    assert (approval.role, approval.next_review_date) == ("neuro-physiotherapist", revision.next_review_date)


@pytest.mark.parametrize("kind", ["policy", "finder"])
def test_what_was_approved_in_a_demonstration_counts_nowhere_else(settings, kind):
    settings.DEMO = True
    thing = MAKE[kind]()
    assert publish_approved(thing).approver_role == "demonstration"
    assert not is_checked(reading.one(kind, thing.slug).approval, kind)
    settings.DEMO = False
    reading.forget()
    assert reading.one(kind, thing.slug) is None
    publish_approved(thing)
    assert [change.number for change in reading.one(kind, thing.slug).changes] == [2]


def test_what_was_approved_in_a_demonstration_is_not_published_after_it(people, settings):
    settings.DEMO = True
    policy = publishing.record_edit(PolicyFactory(), by=people["author"])
    by = person("both", "publisher")
    publishing.submit(policy, by=by)
    approved = publishing.approve(policy, by=people["publisher"], seen=snapshots.hash_of(policy))
    settings.DEMO = False
    with pytest.raises(Refused, match="Send it for approval again"):
        publishing.publish(approved, by=by)
    assert publishing.submit(approved, by=by).state == "submitted"


@pytest.mark.parametrize("demo", [True, False])
def test_one_changed_character_and_it_is_not_served(article, settings, demo, caplog):
    publish_approved(article)
    change = "UPDATE content_revision SET document = replace(document, 'stretches', 'stretchez')"
    tamper("content_revision", change, dropping=HASH_CHECK)
    settings.DEMO = demo
    reading.forget()
    assert reading.article("stiffness") is None
    assert "not what was published" in caplog.text


def test_without_the_approval_of_those_bytes_it_does_not_count_as_approved(article, people, settings):
    settings.DEMO = True
    publish_founding(article)
    tamper(
        "content_revision",
        """UPDATE content_revision SET approver_role = 'clinician', approved_at = now(), next_review_date = now(),
           approved_by_id = (SELECT id FROM auth_user WHERE username = 'clinical')""",
    )
    reading.forget()
    assert reading.article("stiffness").approval is None
    settings.DEMO = False
    reading.forget()
    assert reading.article("stiffness") is None


def test_the_newest_release_is_read_without_being_told(article, monkeypatch):
    publish_approved(article)
    before = reading.article("stiffness")
    Article.objects.update(title="Stiff muscles")
    monkeypatch.setattr(reading, "forget", lambda: None)
    publish_approved(article)
    assert reading.article("stiffness") is before
    seconds_go_by()
    assert reading.article("stiffness").document["title"] == "Stiff muscles"


def test_a_withdrawal_is_noticed_without_being_told(article):
    publish_approved(article)
    reading.article("stiffness")
    Release.objects.all().delete()
    seconds_go_by()
    assert reading.article("stiffness") is None


def test_when_the_database_is_away_readers_notice_nothing(article, monkeypatch):
    publish_approved(article)
    before = reading.article("stiffness")
    monkeypatch.setattr(reading._held, "_serial", _fail)
    seconds_go_by()
    assert reading.article("stiffness") is before


def test_home_has_the_doors_and_the_points(article, demonstration):
    publish_founding(TopicFactory(slug="fatigue", title="Fatigue"))
    door = TopicFactory(
        slug="balance", on_home=True, door_title="I feel unsteady", door_text="Balance", figure="door-wave"
    )
    publish_founding(door)
    publish_founding(article)
    home = reading.home()
    assert home.doors == (
        {"title": "I feel unsteady", "text": "Balance", "figure": "door-wave", "url": "/topics/balance/"},
    )
    assert home.minute[0] == "<strong>Stiff muscles are common.</strong> It can help to move."


def test_home_is_empty_where_nothing_is_public(db):
    assert reading.home() == reading.Home(doors=(), minute=())


def test_finders_name_the_nations_they_cover(demonstration):
    publish_founding(FinderFactory(slug="everywhere"))
    publish_founding(FinderFactory(slug="one", nations=["scotland"]))
    assert [finder.nations for finder in reading.finders()] == [(), ("Scotland",)]


def test_finders_tell_lists_to_search_from_pages_to_read(demonstration):
    for use in ("read", "search"):
        publish_founding(FinderFactory(slug=use, finder=use, use=use))
    assert {finder.finder: finder.to_search for finder in reading.finders()} == {"read": False, "search": True}


def test_articles_of_a_topic_begin_with_its_own(demonstration):
    other = ArticleFactory(slug="b", topic=TopicFactory(slug="walking"), position=1)
    other.also_in.add(TopicFactory(slug="stiffness"))
    for thing in (other, ArticleFactory(slug="a", position=2)):
        publish_founding(thing)
    assert [article.slug for article in reading.articles_of("stiffness")] == ["a", "b"]


def test_one_query_when_cold_and_none_when_warm(demonstration, django_assert_num_queries):
    publish_founding(make_rich_article(slug="rich"))
    reading.forget()
    with django_assert_num_queries(1):
        reading.article("rich")
    with django_assert_num_queries(0):
        reading.article("rich"), reading.home(), reading.finders(), reading.topics()


def test_revisions_that_are_not_released_are_not_read(article, demonstration):
    publish_founding(article)
    publishing.publish_founding(article)
    assert Revision.objects.count() == 2
    reading.forget()
    assert len(reading.articles()) == 1


def seconds_go_by():
    reading._held._next_check = 0


def _fail():
    raise OperationalError("gone")

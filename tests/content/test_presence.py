"""Who has a thing open in the admin."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from content import presence
from content.models import EditMark
from tests.factories.content import ArticleFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory()


def test_everybody_sees_the_others_and_not_themselves(article, people):
    presence.mark(article, people["author"])
    presence.mark(article, people["publisher"])
    assert presence.others(article, people["author"]) == ("publisher",)
    assert presence.others(article, people["clinical"]) == ("author", "publisher")


def test_people_have_the_names_that_they_go_by(article, people):
    people["author"].first_name, people["author"].last_name = "Priya", "Shah"
    people["author"].save()
    presence.mark(article, people["author"])
    assert presence.others(article, people["clinical"]) == ("Priya Shah",)


def test_it_is_about_one_thing(article, people):
    presence.mark(article, people["author"])
    assert presence.others(ArticleFactory(), people["clinical"]) == ()
    assert presence.others(TopicFactory.build(pk=article.pk), people["clinical"]) == ()


def test_who_was_not_seen_for_two_minutes_is_gone(article, people):
    presence.mark(article, people["author"])
    with time_machine.travel(timezone.now() + timedelta(seconds=121), tick=False):
        assert presence.others(article, people["clinical"]) == ()
        presence.mark(article, people["author"])
        assert presence.others(article, people["clinical"]) == ("author",)


def test_who_leaves_is_gone_at_once(article, people):
    presence.mark(article, people["author"])
    presence.leave(article, people["author"])
    assert presence.others(article, people["clinical"]) == ()


def test_nobody_keeps_a_record_of_yesterday(article, people):
    presence.mark(article, people["author"])
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        presence.mark(article, people["publisher"])
    assert [mark.user for mark in EditMark.objects.all()] == [people["publisher"]]

"""How often pages ask the database: published pages not at all, lists in the admin a fixed number of times."""

import pytest
from django.urls import reverse

from content import reading, usage
from tests.factories.content import (
    ArticleFactory,
    ExerciseFactory,
    FaqFactory,
    PolicyFactory,
    StoryFactory,
    TermFactory,
    make_rich_article,
    person,
    publish_founding,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(settings):
    settings.DEMO = True
    article = make_rich_article(slug="stiffness", on_home=True)
    others = [make(slug="calm") for make in (ExerciseFactory, FaqFactory, TermFactory, StoryFactory)]
    for thing in (article.topic, article, PolicyFactory(slug="about"), *others):
        publish_founding(thing)
    reading.forget()
    usage.forget()
    yield
    reading.forget()
    usage.forget()


@pytest.mark.parametrize(
    "address",
    [
        *("/articles/stiffness/", "/articles/stiffness/carer/", "/articles/", "/topics/stiffness/"),
        *("/exercises/", "/exercises/?position=standing", "/exercises/calm/", "/questions/", "/glossary/"),
        "/exercises/sheet/?with=calm",
        *("/stories/", "/stories/calm/", "/about/", "/privacy/", "/report/?page=/exercises/calm/", "/feed.atom"),
        "/helpful/words/?page=/questions/&said=no",
    ],
)
def test_a_published_page_takes_two_queries_cold_and_none_warm(
    public, client, address, django_assert_max_num_queries, django_assert_num_queries
):
    with django_assert_max_num_queries(2):
        client.get(address)
    with django_assert_num_queries(0):
        client.get(address)


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_of_articles_in_the_admin_asks_no_more_for_more(client, count, django_assert_max_num_queries):
    for _ in range(count):
        ArticleFactory()
    client.force_login(person("author", "author"))
    with django_assert_max_num_queries(10):
        client.get(reverse("admin:content_article_changelist"))

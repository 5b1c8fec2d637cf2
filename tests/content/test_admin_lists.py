"""The lists of the admin: many moves at once, filters that answer questions, and as many queries for 500 as for one."""

import pytest
from django.urls import reverse

from content import publishing
from content.models import Article, Release, ReviewEvent, Service, Topic
from content.workflow import State
from content.worklists import Work
from tests.factories.content import (
    ArticleFactory,
    FinderFactory,
    ServiceFactory,
    TopicFactory,
    publish_founding,
    send_for_approval,
)
from tests.support.editing import ROLES, address

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(people):
    """Three articles: a draft, one that waits for approval, and one that was sent back."""
    articles = [ArticleFactory(slug=slug, title=slug) for slug in ("draft", "waiting", "back")]
    publishing.record_edit(articles[0], by=people["author"])
    for article in articles[1:]:
        send_for_approval(article, people["author"])
    publishing.send_back(articles[2], by=people["clinical"], reason="Say who to call.")
    return articles


@pytest.fixture
def act(sign_in):
    """Make a move for chosen things from the list; returns the page that comes back."""

    def act(role, action, things, **data):
        chosen = {"action": f"{action}_selected", "_selected_action": [thing.pk for thing in things], **data}
        return sign_in(role).post(address("article_changelist"), chosen, follow=True)

    return act


def states():
    return dict(Article.objects.values_list("slug", "state"))


class TestManyAtOnce:
    def test_each_is_asked_for_itself_and_who_is_refused_is_named_with_the_reason(self, three, act):
        html = act("author", "submit", three).content.decode()
        assert states() == {"draft": "submitted", "waiting": "submitted", "back": "submitted"}
        assert "2 sent for approval." in html
        assert "“waiting” was not sent for approval: This is not possible now" in html

    def test_each_move_is_filed_as_an_event_of_its_own(self, three, act):
        before = ReviewEvent.objects.count()
        act("author", "submit", three)
        assert ReviewEvent.objects.count() == before + 2

    def test_withdrawing_asks_why_first(self, three, act, demonstration):
        publish_founding(three[0])
        asked = act("publisher", "withdraw", three)
        assert "Readers will not see these any more" in asked.content.decode()
        assert act("publisher", "withdraw", three, reason=" ").status_code == 422
        assert Release.objects.count() == 1
        html = act("publisher", "withdraw", three, reason="The trial ended.").content.decode()
        assert "1 withdrawn." in html and "“waiting” was not withdrawn: It is not published." in html
        assert ReviewEvent.objects.filter(act="withdraw").get().reason == "The trial ended."

    def test_nothing_unapproved_is_published_in_bulk(self, three, act):
        html = act("publisher", "publish", three).content.decode()
        assert "published." not in html.replace("was not published", "")
        assert not Release.objects.exists()

    @pytest.mark.parametrize(
        ("role", "names"),
        [
            ("author", {"submit_selected"}),
            ("clinical", {"take_selected"}),
            ("publisher", {"submit_selected", "publish_selected", "withdraw_selected"}),
            ("moderator", set()),
        ],
    )
    def test_each_role_is_offered_its_own(self, three, sign_in, role, names):
        html = sign_in(role).get(address("article_changelist")).content.decode()
        every = ("submit", "take", "publish", "withdraw", "delete")
        assert {f"{name}_selected" for name in every if f'value="{name}_selected"' in html} == names

    @pytest.mark.parametrize("role", ["author", "clinical", "moderator"])
    def test_sending_an_action_that_was_not_offered_does_nothing(self, three, act, role, demonstration):
        act(role, "publish", three)
        assert not Release.objects.exists()


class TestFilters:
    def listed(self, client, kind, **query):
        page = client.get(address(f"{kind}_changelist"), query)
        return {str(row) for row in page.context["cl"].result_list}

    def test_what_is_waiting_for_me(self, three, sign_in):
        assert self.listed(sign_in("clinical"), "article", work="waiting") == {"waiting"}
        assert self.listed(sign_in("author"), "article", work="waiting") == {"back"}

    @pytest.mark.parametrize("work", Work.values)
    @pytest.mark.parametrize("role", ["author", "clinical", "publisher"])
    def test_every_question_has_an_answer(self, three, sign_in, work, role):
        assert sign_in(role).get(address("article_changelist"), {"work": work}).status_code == 200

    def test_a_question_that_nobody_asked_is_no_error(self, three, sign_in):
        assert len(self.listed(sign_in("author"), "article", work="nonsense")) == 3

    def test_services_by_nation_confidence_and_what_is_not_known(self, people, sign_in):
        ServiceFactory(name="Leeds", nation="england", phone="0113 496 0000", confidence="high")
        ServiceFactory(name="Cardiff", nation="wales")
        client = sign_in("directory")
        assert self.listed(client, "service", nation__exact="wales") == {"Cardiff"}
        assert self.listed(client, "service", confidence__exact="high") == {"Leeds"}
        assert self.listed(client, "service", missing="phone") == {"Cardiff"}
        assert self.listed(client, "service", missing="physiotherapy") == {"Cardiff", "Leeds"}


class TestRights:
    @pytest.mark.parametrize("kind", ["problemreport", "reviewer", "source"])
    @pytest.mark.parametrize("role", ROLES)
    def test_nothing_can_be_deleted(self, sign_in, role, kind):
        assert sign_in(role).get(address(f"{kind}_delete", 1)).status_code in (302, 403)

    def test_a_superuser_may_put_a_registration_on_record_and_a_reviewer_may_not(self, sign_in, admin_client):
        assert sign_in("clinical").get(address("reviewer_add")).status_code == 403
        assert admin_client.get(address("reviewer_add")).status_code == 200


def many_articles(count):
    topic = TopicFactory()
    Article.objects.bulk_create(
        Article(slug=f"a-{n}", title=f"Article {n}", summary="S", topic=topic, state=State.SUBMITTED)
        for n in range(count)
    )


def many_services(count):
    Service.objects.bulk_create(
        Service(slug=f"s-{n}", name=f"Service {n}", service_kind="nhs", former_names=["One"]) for n in range(count)
    )


class TestQueries:
    @pytest.mark.parametrize("count", [1, 500])
    @pytest.mark.parametrize("query", ["", "?work=waiting", "?work=overdue", "?work=sent_back", "?q=Article"])
    def test_articles(self, people, client, count, query, django_assert_max_num_queries):
        many_articles(count)
        client.force_login(people["clinical"])
        with django_assert_max_num_queries(10):
            assert client.get(f"{address('article_changelist')}{query}").status_code == 200

    @pytest.mark.parametrize("count", [1, 500])
    @pytest.mark.parametrize("query", ["", "?work=waiting", "?missing=phone", "?q=Service"])
    def test_services(self, people, client, count, query, django_assert_max_num_queries):
        many_services(count)
        client.force_login(people["directory"])
        with django_assert_max_num_queries(10):
            assert client.get(f"{address('service_changelist')}{query}").status_code == 200

    @pytest.mark.parametrize("kind", ["topic", "exercise", "faq", "term", "story", "policy", "finder", "problemreport"])
    def test_the_other_lists(self, people, client, kind, django_assert_max_num_queries):
        Topic.objects.bulk_create(Topic(slug=f"t-{n}", title=f"Topic {n}", summary="S") for n in range(500))
        for _ in range(3):
            FinderFactory()
        client.force_login(people["publisher"])
        with django_assert_max_num_queries(10):
            assert client.get(reverse(f"admin:content_{kind}_changelist")).status_code == 200

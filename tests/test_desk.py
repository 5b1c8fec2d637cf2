"""The editors' desk: what waits for whom, as links with counts, in few queries."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from content import publishing, reports
from content.models import Article, ProblemReport, Reviewer, SearchMiss
from msphysio import desk
from referrals import definitions
from referrals import publishing as publishing_of_guides
from tests.factories.content import ArticleFactory, person
from tests.factories.referrals import founding_document

pytestmark = pytest.mark.django_db
MOST_QUERIES = 9  # “under 10”, for the whole page


def pile(user, title):
    return next((found for found in desk.piles(user) if found.title == title), None)


def lines(user, title):
    return [(item.number, item.label) for item in pile(user, title).items]


@pytest.fixture
def author():
    return person("ann", "author")


@pytest.fixture
def reviewer():
    return person("rea", "clinical reviewer")


@pytest.fixture
def submitted(author):
    article = publishing.record_edit(ArticleFactory(in_short_carer=["a", "b", "c"]), by=author)
    Article.objects.filter(pk=article.pk).update(state="submitted")
    return article


def test_what_is_sent_for_approval_waits_for_reviewers_and_not_for_its_writer(submitted, author, reviewer):
    assert lines(reviewer, "Waiting for me") == [(1, "article")]
    assert lines(author, "Waiting for me") == []


def test_what_waits_comes_first_even_when_nothing_does_then_what_is_late(client, author, submitted):
    reports.report("/articles/x/", "harm", "This hurt me.")
    ProblemReport.objects.update(
        due_at=timezone.now() - timedelta(days=1), reported_at=timezone.now() - timedelta(days=9)
    )
    titles = [found.title for found in desk.piles(author)]
    assert titles[:3] == ["Waiting for me", "Problems that readers reported", "My drafts"]
    client.force_login(author)
    cards = re.findall(r'<li class="desk__pile.*?</li>', client.get(reverse("admin:index")).content.decode(), re.DOTALL)
    assert "Nothing waits for you." in cards[0]
    assert not any("Nothing waits for you." in card for card in cards[1:])


def test_my_drafts_are_mine_alone(author, reviewer):
    for _ in range(2):
        publishing.record_edit(ArticleFactory(), by=author)
    assert lines(author, "My drafts") == [(2, "articles")]
    assert lines(reviewer, "My drafts") == []


def test_each_line_leads_to_exactly_what_it_counts(submitted, reviewer, client):
    client.force_login(reviewer)
    for found in desk.piles(reviewer):
        for item in found.items:
            if "work=" in item.url:
                rows = client.get(item.url).context["cl"].result_count
                assert rows == item.number, item


def test_reports_show_their_clocks(author):
    reports.report("/articles/x/", "unclear", "I do not understand this.")
    late = reports.report("/articles/x/", "harm", "This hurt me.")
    old = timezone.now() - timedelta(days=30)
    ProblemReport.objects.filter(pk=late.pk).update(reported_at=old, due_at=old + timedelta(days=1))
    found = pile(author, "Problems that readers reported")
    assert [(item.number, item.label) for item in found.items] == [(1, "past their time"), (1, "to answer in time")]
    assert found.urgent


def test_registrations_that_end_are_named_in_time(author):
    publisher, own = person("pat", "publisher"), person("rea", "clinical reviewer")
    Reviewer.objects.filter(user=own).update(expires_date=timezone.localdate() + timedelta(days=20))
    for name, days in (("a", -1), ("b", 30), ("c", 90)):
        Reviewer.objects.create(
            user=User.objects.create_user(name),
            profession="MS nurse",
            body="NMC",
            number="1",
            expires_date=timezone.localdate() + timedelta(days=days),
        )
    assert lines(publisher, "Registrations of clinical reviewers") == [(1, "ended"), (2, "ending within 60 days")]
    assert lines(own, "Registrations of clinical reviewers") == [(1, "ending within 60 days")]
    assert pile(author, "Registrations of clinical reviewers") is None


def test_words_that_found_nothing_are_counted(author):
    SearchMiss.objects.create(word="spascity", week=timezone.localdate(), number=3)
    assert lines(author, "Searches that found nothing") == [(1, "words to look at")]


def test_what_a_person_may_not_see_is_not_on_their_desk():
    found = desk.piles(person("dee", "directory editor"))
    labels = {item.label for one in found for item in one.items}
    titles = {one.title for one in found}
    assert "Registrations of clinical reviewers" not in titles
    assert not [title for title in titles if "guide" in title]
    assert labels <= {"service", "services", "finder", "finders", "past their time", "to answer in time"}


def test_somebody_without_any_right_has_an_empty_desk(client):
    client.force_login(person("nob"))
    assert desk.piles(User.objects.get(username="nob")) == ()
    assert client.get(reverse("admin:index")).status_code == 200


@pytest.mark.parametrize("groups", [["author"], ["publisher"], ["clinical reviewer", "guide editor"]])
def test_the_desk_takes_few_queries_however_much_there_is(
    client, author, groups, django_assert_max_num_queries, submitted
):
    for _ in range(30):
        publishing.record_edit(ArticleFactory(), by=author)
    client.force_login(person("many", *groups))
    definitions.published()  # each process holds the guide, whose words name what was counted
    with django_assert_max_num_queries(MOST_QUERIES):
        html = client.get(reverse("admin:index")).content.decode()
    assert "Never approved" in html


def test_the_desk_names_versions_of_the_guide_that_wait():
    version = publishing_of_guides.import_document(founding_document())
    user = person("gus", "guide editor")
    assert [item.label for item in pile(user, "Versions of the guide that are not public").items] == [
        f"{version} ({version.get_state_display().lower()})"
    ]


def test_every_number_on_the_page_is_a_link(client, submitted, reviewer):
    client.force_login(reviewer)
    html = client.get(reverse("admin:index")).content.decode()
    assert re.search(r'<a href="/admin/content/article/\?work=waiting">1 article</a>', html)

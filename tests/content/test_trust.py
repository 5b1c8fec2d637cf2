"""Signs of trust: who checked a page and when, what changed, that it is late or paused, and what machines read."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from content import ageing, pausing, presenters, publishing, reading, snapshots
from content.models import Article, CareNotice, FaqBlock, Reviewer
from tests.factories.content import (
    ExerciseFactory,
    FaqFactory,
    PolicyFactory,
    TermFactory,
    approver_of,
    make_rich_article,
    person,
    publish_approved,
    publish_founding,
    register,
    send_for_approval,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def show(client):
    """Return the HTML of an address as it is now, with the spaces of the template taken out."""

    def show(address):
        reading.forget()
        return re.sub(r"\s+", " ", client.get(address).content.decode())

    return show


def data_of(html):
    """What machines read of a page."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    return json.loads(found[1]) if found else None


def day_of(date):
    return f"{date.day} {date:%B %Y}"


class TestTrail:
    def test_a_checked_page_says_by_which_role_when_and_until_when(self, show):
        revision = publish_approved(make_rich_article(slug="stiffness"))
        html = show("/articles/stiffness/")
        assert f"Checked by a clinician, {day_of(timezone.localdate(revision.approved_at))}" in html
        assert "Checked by a neuro-physiotherapist" in html
        assert f"Next check due</strong><span>{day_of(revision.next_review_date)}</span>" in html
        assert "Waiting for clinical approval" not in html

    @pytest.mark.parametrize(
        ("profession", "words"),
        [("MS nurse", "Checked by an MS nurse"), ("occupational therapist", "Checked by an occupational therapist")],
    )
    def test_the_role_has_the_right_article(self, show, profession, words):
        article = make_rich_article(slug="stiffness")
        Reviewer.objects.filter(user=approver_of(article)).update(profession=profession)
        publish_approved(article)
        assert words in show("/articles/stiffness/")

    def test_a_try_in_a_demonstration_is_no_check(self, show, demonstration):
        article = send_for_approval(make_rich_article(slug="stiffness"), person("writer", "author"))
        tester = person("tester", "author")
        tester.groups.set(approver_of(article).groups.all())
        register(tester, Reviewer.Profession.DEMONSTRATION)
        publishing.approve(article, by=tester, seen=snapshots.hash_of(article))
        publishing.publish(article, by=person("publisher", "publisher"))
        html = show("/articles/stiffness/")
        assert "Tried out in a demonstration" in html
        assert "Waiting for clinical approval" in html
        assert "Checked by a" not in html.replace("Checked by a clinician</h3>", "")
        assert "lastReviewed" not in html

    def test_a_page_about_the_site_is_checked_by_those_who_keep_it(self, show):
        publish_approved(PolicyFactory(slug="about"))
        assert "Checked by a publisher" in show("/about/")

    def test_many_things_on_a_page_are_trusted_as_little_as_the_least(self, show, demonstration):
        publish_approved(FaqFactory(question="First?"))
        assert "Checked by a clinician" in show("/questions/")
        publish_founding(FaqFactory(question="Second?"))
        assert "Waiting for clinical approval" in show("/questions/")


class TestChanges:
    def test_each_edition_says_what_changed_and_why(self, show):
        article = make_rich_article(slug="stiffness")
        publish_approved(article)
        Article.objects.update(title="Tight muscles")
        publish_approved(Article.objects.get())
        html = show("/articles/stiffness/")
        assert "What changed and why" in html
        assert "<strong>Only the words changed</strong>" in html
        assert "Plainer words. Checked by a neuro-physiotherapist." in html
        assert "<strong>First edition</strong>" in html

    def test_a_page_of_many_things_names_what_changed(self, show):
        term = TermFactory(slug="spasm", term="Spasm")
        publish_approved(term)
        assert "What changed and why" not in show("/glossary/")
        type(term).objects.update(meaning="Other words.")
        publish_approved(type(term).objects.get())
        assert "Spasm: Plainer words." in show("/glossary/")


class TestLate:
    @pytest.mark.parametrize("make", [make_rich_article, ExerciseFactory])
    def test_past_its_check_date_a_page_says_so_first(self, show, make):
        revision = publish_approved(make(slug="late"))
        address = f"/{revision.kind}s/late/"
        assert "past its check date" not in show(address)
        with time_machine.travel(revision.next_review_date + timedelta(days=2)):
            html = show(address)
        assert "This page is past its check date." in html
        assert f"We wanted to check it by {day_of(revision.next_review_date)}." in html

    def test_a_source_with_a_new_version_is_another_reason(self, show):
        article = make_rich_article(slug="stiffness")
        publish_approved(article)
        keeper = person("keeper", "publisher", "clinical reviewer")
        ageing.source_changed(article.citations.get().source, edition="2026", note="", by=keeper)
        html = show("/articles/stiffness/")
        assert "We are checking this page again." in html
        assert "past its check date" not in html

    def test_of_many_things_the_late_ones_are_named(self, show):
        old = publish_approved(FaqFactory(question="Old?"))
        Reviewer.objects.update(expires_date=old.next_review_date + timedelta(days=30))
        with time_machine.travel(old.next_review_date + timedelta(days=2)):
            publish_approved(FaqFactory(question="New?"))
            html = show("/questions/")
        assert html.count("This answer is due for a check.") == 1
        assert "Some of this page is due for a check." in html


class TestPaused:
    @pytest.fixture
    def moderator(self):
        return person("moderator", "moderator")

    def pause(self, thing, by, block=None):
        part = pausing.part_of(block) if block else ""
        pausing.pause(thing, by=by, reason="secret words of an editor", part=part)

    def block(self, thing, kind):
        return next(block for block in snapshots.document(thing)["blocks"] if block["type"] == kind)

    def test_a_paused_page_rests_and_says_where_to_turn(self, show, moderator):
        article = make_rich_article(slug="stiffness")
        publish_approved(article)
        self.pause(article, moderator)
        html = show("/articles/stiffness/")
        assert "We have paused this page" in html
        assert html.count('href="tel:999"') == 2
        assert "They may show you stretches." not in html
        assert "secret words" not in html
        assert '<meta name="robots" content="noindex">' in html
        assert data_of(html) is None

    def test_a_paused_page_is_in_no_list(self, show, moderator):
        article = make_rich_article(slug="stiffness")
        publish_approved(article.topic)
        publish_approved(article)
        assert "/articles/stiffness/" in show("/articles/")
        self.pause(article, moderator)
        for address in ("/articles/", "/topics/stiffness/", "/sitemap.xml", "/feed.atom"):
            assert "/articles/stiffness/" not in show(address), address
        assert presenters.article_card("stiffness") is None

    def test_a_paused_page_is_gone_from_the_home_page(self, show, moderator):
        article = make_rich_article(slug="stiffness", on_home=True)
        publish_approved(article)
        assert "Only got a minute?" in show("/")
        self.pause(article, moderator)
        assert "Only got a minute?" not in show("/")

    @pytest.mark.parametrize("edition", ["", "short/"])
    def test_a_paused_urgent_notice_leaves_whom_to_call(self, show, moderator, edition):
        article = make_rich_article(slug="stiffness")
        publish_approved(article)
        self.pause(article, moderator, self.block(article, "care_notice"))
        html = show(f"/articles/stiffness/{edition}")
        assert "a fever" not in html
        notice = re.search(r'<section class="notice notice--urgent".*?</section>', html)[0]
        assert "If you are very unwell" in notice
        assert 'href="tel:999"' in notice and 'href="tel:111"' in notice and "Northern Ireland" in notice

    @pytest.mark.parametrize(
        ("kind", "gone", "left"),
        [
            ("section", "They may show you stretches.", "How physiotherapy can help</h2>"),
            ("do_dont", "move slowly", "Keeping safe</h2>"),
            ("faq", "An answer.", "Question 1?"),
        ],
    )
    def test_a_paused_part_rests_and_the_rest_stays(self, show, moderator, kind, gone, left):
        article = make_rich_article(slug="stiffness")
        FaqBlock.objects.filter(question="Question 2?").delete()
        publish_approved(article)
        assert gone in show("/articles/stiffness/")
        self.pause(article, moderator, self.block(article, kind))
        html = show("/articles/stiffness/")
        assert gone not in html
        assert left in html
        assert "We have paused this" in html
        assert "Words for the person." in html

    def test_a_less_pressing_notice_rests_like_any_part(self, show, moderator):
        article = make_rich_article(slug="stiffness")
        CareNotice.objects.update(level="mention")
        publish_approved(article)
        self.pause(article, moderator, self.block(article, "care_notice"))
        html = show("/articles/stiffness/")
        assert "a fever" not in html
        assert "notice--mention" not in html

    @pytest.mark.parametrize("make", [FaqFactory, TermFactory])
    def test_a_paused_answer_or_term_is_left_out(self, show, moderator, make):
        thing = make()
        publish_approved(thing)
        address = {"faq": "/questions/", "term": "/glossary/"}[thing.kind]
        assert str(thing) in show(address)
        self.pause(thing, moderator)
        assert str(thing) not in show(address)

    def test_a_paused_page_about_the_site_keeps_what_the_code_knows(self, show, moderator):
        policy = PolicyFactory(slug="privacy", body="<p>Wrong words.</p>")
        publish_approved(policy)
        self.pause(policy, moderator)
        html = show("/privacy/")
        assert "Wrong words." not in html
        assert "We have paused this page" in html
        assert "physio_answers" in html


class TestMachines:
    def test_a_checked_page_says_when_and_by_which_role(self, show):
        revision = publish_approved(make_rich_article(slug="stiffness"))
        data = data_of(show("/articles/stiffness/carer/"))
        assert (data["@type"], data["url"]) == ("MedicalWebPage", "http://testserver/articles/stiffness/")
        assert data["lastReviewed"] == timezone.localdate(revision.approved_at).isoformat()
        assert data["reviewedBy"] == {"@type": "Person", "jobTitle": "Neuro-physiotherapist"}

    def test_what_nobody_approved_has_neither(self, show, demonstration):
        publish_founding(make_rich_article(slug="stiffness"))
        data = data_of(show("/articles/stiffness/"))
        assert {"lastReviewed", "reviewedBy"}.isdisjoint(data)

    def test_a_page_about_the_site_claims_nothing_medical(self, show):
        publish_approved(PolicyFactory(slug="about"))
        assert data_of(show("/about/"))["@type"] == "WebPage"

    def test_markup_in_a_title_ends_no_block(self, show):
        article = make_rich_article(slug="stiffness", title="</script><script>alert(1)</script>")
        publish_approved(article)
        html = show("/articles/stiffness/")
        assert data_of(html)["name"] == "</script><script>alert(1)</script>"
        assert "<script>alert(1)" not in html

    @pytest.mark.parametrize("address", ["/", "/services/", "/articles/", "/exercises/?energy=low", "/glossary/"])
    def test_every_page_names_its_one_address_and_no_picture(self, show, address):
        html = show(address)
        path = address.partition("?")[0]
        assert f'<link rel="canonical" href="http://testserver{path}">' in html
        assert f'<meta property="og:url" content="http://testserver{path}">' in html
        assert "og:image" not in html

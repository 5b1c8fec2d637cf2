"""The clock goes on: pages fall due, the directory steps back, urgent advice stays, and a changed source is heard."""

from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from content import ageing, publishing, reading, review_dates, snapshots
from content.models import Article, Faq, Kind, Recheck, Reviewer, ReviewEvent, Service
from content.publishing import Refused
from content.workflow import Move, State
from tests.factories.content import (
    MAKE,
    ArticleFactory,
    FaqFactory,
    ServiceFactory,
    SourceFactory,
    TermFactory,
    add_section,
    make_rich_article,
    publish_approved,
    publish_founding,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def after():
    """Move the clock so many days on for the rest of the test."""
    travels = []

    def after(**days):
        travels.append(time_machine.travel(timezone.now() + timedelta(**days)))
        travels[-1].start()
        reading.forget()

    yield after
    for travel in reversed(travels):
        travel.stop()


def renew_registrations():
    Reviewer.objects.update(expires_date=timezone.localdate() + timedelta(days=365))


class TestNextCheck:
    @pytest.mark.parametrize("kind", Kind)
    def test_each_kind_has_its_period(self, kind):
        months = {Kind.SERVICE: 6, Kind.FINDER: 6, Kind.POLICY: 12}.get(kind, 24)
        document = snapshots.document(MAKE[kind]())
        expected = review_dates.months_later(date(2026, 11, 21), months)
        assert review_dates.next_review_date(document, kind, date(2026, 11, 21)) == expected

    @pytest.mark.parametrize(("level", "months"), [("emergency", 6), ("urgent", 6), ("soon", 24), ("mention", 24)])
    def test_urgent_advice_is_checked_every_six_months(self, level, months):
        article = ArticleFactory()
        article.content_carenotice_set.create(region="main", ordering=90, level=level, heading="If:", body="<p>A</p>")
        checked = review_dates.next_review_date(snapshots.document(article), Kind.ARTICLE, date(2026, 1, 31))
        assert checked == review_dates.months_later(date(2026, 1, 31), months)

    @pytest.mark.parametrize(
        ("words", "months"),
        [
            ("<p>Call 111.</p>", 6),
            ("<p>Call <strong>0808 800 8000</strong>.</p>", 6),
            ('<p><a href="tel:08088008000">Call the helpline</a>.</p>', 6),
            ("<p>About 130,000 people in the UK have MS.</p>", 24),
        ],
    )
    def test_a_telephone_number_is_checked_every_six_months(self, words, months):
        article = ArticleFactory(body=words)
        checked = review_dates.next_review_date(snapshots.document(article), Kind.ARTICLE, date(2026, 1, 1))
        assert checked == review_dates.months_later(date(2026, 1, 1), months)

    def test_a_number_in_a_source_is_nobodys_telephone(self):
        article = ArticleFactory()
        article.citations.create(source=SourceFactory(title="Trial 0808 800 8000"), claim="It can help.")
        checked = review_dates.next_review_date(snapshots.document(article), Kind.ARTICLE, date(2026, 1, 1))
        assert checked == date(2028, 1, 1)

    @pytest.mark.parametrize(
        ("day", "months", "later"),
        [
            (date(2026, 8, 31), 6, date(2027, 2, 28)),
            (date(2026, 12, 15), 24, date(2028, 12, 15)),
            (date(2026, 7, 1), 6, date(2027, 1, 1)),
        ],
    )
    def test_months_later(self, day, months, later):
        assert review_dates.months_later(day, months) == later


class TestPastDue:
    def test_an_article_says_so_and_stays(self, after):
        publish_approved(ArticleFactory(slug="stiffness"))
        after(days=727)  # 24 months from the last days of a month: the review is on a 28th
        assert not reading.article("stiffness").due
        after(days=7)
        stays = reading.article("stiffness")
        assert stays.due and stays.approval.clinical

    def test_the_day_itself_is_not_late(self):
        revision = publish_approved(ArticleFactory(slug="stiffness"))
        last = datetime.combine(revision.next_review_date, datetime.max.time(), ZoneInfo("Europe/London"))
        for moment, due in ((last, False), (last + timedelta(seconds=1), True)):
            with time_machine.travel(moment):
                reading.forget()
                assert reading.article("stiffness").due is due

    def test_urgent_advice_never_disappears(self, after):
        publish_approved(make_rich_article(slug="stiffness"))
        after(days=365 * 10)
        call_command("publish_due", stdout=StringIO())
        stays = reading.article("stiffness")
        assert stays.due
        assert "Get help today if:" in [block.get("heading") for block in stays.document["blocks"]]

    @pytest.mark.parametrize("kind", [Kind.SERVICE, Kind.FINDER])
    def test_the_directory_steps_back_to_not_confirmed(self, after, kind):
        thing = MAKE[kind](slug="here")
        publish_approved(thing)
        assert reading.one(kind, "here").approval.role == "directory editor"
        after(days=190)
        stays = reading.one(kind, "here")
        assert stays.due and stays.approval is None, "it is listed still, as not confirmed"

    def test_readers_see_it_though_no_cron_ran_and_no_process_started(self, after):
        publish_approved(ArticleFactory(slug="stiffness"))
        reading.forget()
        assert not reading.article("stiffness").due
        reading._held._next_check = 0
        reading.article("stiffness")  # the first check; from here on only the day changes
        with time_machine.travel(timezone.now() + timedelta(days=740)):
            reading._held._next_check = 0
            assert reading.article("stiffness").due
        assert Article.objects.get().state == State.PUBLISHED

    def test_the_cron_marks_it_once_and_files_that_the_clock_did(self, after):
        publish_approved(ArticleFactory(slug="stiffness"))
        publish_approved(ArticleFactory(slug="young"))
        assert ageing.mark_due() == []
        after(days=740)
        renew_registrations()
        publish_approved(Article.objects.get(slug="young"))
        said = StringIO()
        call_command("publish_due", stdout=said)
        assert said.getvalue() == "Due for a check: article “Stiff muscles and spasms”.\n"
        assert Article.objects.get(slug="stiffness").state == State.DUE
        event = ReviewEvent.objects.first()
        assert (event.act, event.actor, event.slug) == (Move.MARK_DUE, None, "stiffness")
        assert ageing.mark_due() == []
        assert ageing.reasons(Article.objects.get(slug="stiffness")) == (ageing.PAST,)

    def test_who_is_writing_already_is_left_in_peace(self, after, people):
        article = ArticleFactory(slug="stiffness")
        publish_approved(article)
        publishing.record_edit(article, by=people["author"])
        after(days=740)
        assert ageing.mark_due() == []
        assert Article.objects.get().state == State.DRAFT

    def test_the_same_words_checked_again_are_in_time_again(self, after):
        article = ArticleFactory(slug="stiffness")
        publish_approved(article)
        after(days=740)
        renew_registrations()
        ageing.mark_due()
        publish_approved(article)
        assert not reading.article("stiffness").due
        assert Article.objects.get().state == State.PUBLISHED

    def test_what_nobody_approved_has_no_day(self, after, demonstration):
        publish_founding(ServiceFactory(slug="here"))
        after(days=740)
        assert not reading.one(Kind.SERVICE, "here").due
        assert ageing.mark_due() == [] and Service.objects.get().state == State.PUBLISHED


class TestSources:
    @pytest.fixture
    def source(self):
        return SourceFactory(key="nice-ng220", title="MS in adults")

    @pytest.fixture
    def cited(self, source, people):
        """Two public things and a draft that cite the source, and public things that do not."""
        article = ArticleFactory(slug="stiffness", title="Stiffness")
        article.citations.create(source=source, claim="It can help.")
        faq = FaqFactory(slug="cure", question="Can it cure MS?")
        faq.sources.add(source)
        other = TermFactory()
        other.sources.add(SourceFactory(key="nice-ng220-old"))
        for thing in (article, faq, other, ArticleFactory()):
            publish_approved(thing)
        draft = TermFactory(term="Spasm")
        draft.sources.add(source)

    def test_the_editor_gets_the_exact_list_and_what_is_public_is_due(self, source, cited, people):
        found = ageing.source_changed(source, edition="2027", note="New advice on exercise.", by=people["author"])
        assert [(c.kind, c.title, c.public) for c in found] == [
            ("article", "Stiffness", True),
            ("question people ask", "Can it cure MS?", True),
            ("glossary term", "Spasm", False),
        ]
        assert all(c.url.startswith("/admin/content/") for c in found)
        reading.forget()
        due = [p.slug for kind in Kind for p in reading.every(kind) if p.due]
        assert due == ["stiffness", "cure"]
        assert {Article.objects.get(slug="stiffness").state, Faq.objects.get().state} == {State.DUE}

    def test_the_reason_is_on_record_and_named(self, source, cited, people):
        ageing.source_changed(source, edition="2027", note="", by=people["author"])
        reason = "MS in adults (2017) has a new version: 2027."
        assert ageing.reasons(Article.objects.get(slug="stiffness")) == (reason,)
        assert {event.reason for event in ReviewEvent.objects.filter(act=Move.MARK_DUE)} == {reason}

    def test_readers_are_told_at_the_next_request(self, source, cited, people, django_capture_on_commit_callbacks):
        assert not reading.article("stiffness").due
        with django_capture_on_commit_callbacks(execute=True):
            ageing.source_changed(source, edition="2027", note="", by=people["author"])
        assert reading.article("stiffness").due

    def test_a_newer_approval_ends_it_and_an_older_one_does_not(self, source, cited, people):
        article = Article.objects.get(slug="stiffness")
        publishing.submit(article, by=people["author"])
        publishing.approve(article, by=people["clinical"], seen=snapshots.hash_of(article))
        ageing.source_changed(source, edition="2027", note="", by=people["author"])
        publishing.publish(article, by=people["publisher"])
        reading.forget()
        assert reading.article("stiffness").due, "it was approved before the source changed"
        publish_approved(article)
        assert not reading.article("stiffness").due
        assert Recheck.objects.get(kind="article").settled_at

    def test_a_draft_that_no_longer_cites_it_leaves_the_public_edition_on_the_list(self, source, cited, people):
        Article.objects.get(slug="stiffness").citations.all().delete()
        assert ("Stiffness", True) in [(c.title, c.public) for c in ageing.citing(source)]

    def test_the_guide_adds_what_cites_it_there(self, source, monkeypatch):
        route = ageing.Citing("route", "Ask your MS nurse", "/admin/", True)
        monkeypatch.setattr(ageing, "_citers", [])
        ageing.register_citer(lambda key: [route] if key == "nice-ng220" else [])
        assert ageing.citing(source) == (route,)

    @pytest.mark.parametrize("who", ["clinical", "guide", "directory", "moderator"])
    def test_only_who_keeps_the_register_notes_a_new_version(self, source, people, who):
        with pytest.raises(Refused, match="right"):
            ageing.source_changed(source, edition="2027", note="", by=people[who])

    def test_a_version_has_a_name(self, source, people):
        with pytest.raises(Refused, match="which version"):
            ageing.source_changed(source, edition=" ", note="", by=people["author"])


def test_a_section_of_words_alone_is_no_urgent_advice():
    article = ArticleFactory()
    add_section(article, "Urgent advice", "<p>There is none here.</p>")
    assert not review_dates.ages_fast(snapshots.document(article))

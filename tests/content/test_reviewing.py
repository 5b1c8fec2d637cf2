"""Taken, sent back, approved by who may; what changed and why; and older editions restored."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.utils import timezone

from content import publishing, reading, scheduling, snapshots
from content.models import Article, ReviewEvent, Source, Topic
from content.publishing import Refused
from content.workflow import Move, State
from tests.factories.content import (
    MAKE,
    ArticleFactory,
    SourceFactory,
    StoryFactory,
    person,
    publish_approved,
    register,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(people):
    return publishing.record_edit(ArticleFactory(slug="stiffness"), by=people["author"])


@pytest.fixture
def submitted(article, people):
    return publishing.submit(article, by=people["author"])


class TestReview:
    def test_who_takes_it_is_on_record_and_anybody_may_still_decide(self, submitted, people):
        taken = publishing.take(submitted, by=people["clinical"])
        assert taken.state == State.IN_REVIEW
        event = ReviewEvent.objects.first()
        assert (event.act, event.actor) == (Move.TAKE, people["clinical"])
        publishing.approve(taken, by=person("other", "clinical reviewer"), seen=snapshots.hash_of(taken))
        assert Article.objects.get().state == State.APPROVED

    def test_what_was_taken_can_be_sent_back(self, submitted, people):
        publishing.take(submitted, by=people["clinical"])
        publishing.send_back(submitted, by=people["clinical"], reason="Say who to call.")
        assert Article.objects.get().state == State.DRAFT

    def test_nothing_is_taken_that_nobody_sent(self, article, people):
        with pytest.raises(Refused, match="“draft”"):
            publishing.take(article, by=people["clinical"])

    def test_without_a_registration_nobody_approves_and_no_button_is_shown(self, submitted, people):
        people["clinical"].reviewer.delete()
        clinician = User.objects.get(username="clinical")
        assert Move.APPROVE not in publishing.possible_moves(clinician, submitted)
        with pytest.raises(Refused, match="record your registration"):
            publishing.approve(submitted, by=clinician, seen=snapshots.hash_of(submitted))

    def test_the_last_day_of_a_registration_counts_and_the_next_does_not(self, submitted, people):
        reviewer = people["clinical"].reviewer
        reviewer.expires_date = timezone.localdate()
        reviewer.save()
        assert Move.APPROVE in publishing.possible_moves(people["clinical"], submitted)
        with time_machine.travel(timezone.now() + timedelta(days=1)), pytest.raises(Refused, match="has ended"):
            publishing.approve(submitted, by=people["clinical"], seen=snapshots.hash_of(submitted))

    def test_the_last_editor_is_who_the_record_names_not_a_column(self, submitted, people):
        register(people["author"])
        people["author"].groups.add(*people["clinical"].groups.all())
        Article.objects.update(edited_by=None)
        author = User.objects.get(username="author")
        with pytest.raises(Refused, match="last to change"):
            publishing.approve(Article.objects.get(), by=author, seen=snapshots.hash_of(submitted))

    def test_what_changed_without_a_record_after_it_was_sent_goes_back_first(self, submitted, people):
        Article.objects.update(summary="Changed meanwhile.")
        with pytest.raises(Refused, match="Send it back"):
            publishing.approve(submitted, by=people["clinical"], seen=snapshots.hash_of(Article.objects.get()))

    def test_nobody_alone_sends_and_approves_what_the_founding_library_brought(self, people):
        people["clinical"].groups.add(*people["author"].groups.all())
        both = User.objects.get(username="clinical")
        sent = publishing.submit(publishing.record_load(ArticleFactory()), by=both)
        assert Move.APPROVE not in publishing.possible_moves(both, sent)
        with pytest.raises(Refused, match="You sent this for approval yourself"):
            publishing.approve(sent, by=both, seen=snapshots.hash_of(sent))
        publishing.approve(sent, by=person("other", "clinical reviewer"), seen=snapshots.hash_of(sent))

    def test_who_sends_what_somebody_else_wrote_does_not_approve_it(self, article, people):
        people["clinical"].groups.add(*people["author"].groups.all())
        both = User.objects.get(username="clinical")
        sent = publishing.submit(article, by=both)
        with pytest.raises(Refused, match="You sent this for approval yourself"):
            publishing.approve(sent, by=both, seen=snapshots.hash_of(sent))

    def test_a_story_without_consent_goes_nowhere_not_even_in_a_demonstration(self, people, demonstration):
        story = publishing.record_edit(StoryFactory(consented_at=None), by=people["moderator"])
        for act in (
            lambda: publishing.submit(story, by=people["moderator"]),
            lambda: publishing.publish(story, by=people["publisher"]),
            lambda: publishing.publish_founding(story),
        ):
            with pytest.raises(Refused, match="when the person agreed"):
                act()


class TestWordsThatChangedAfterTheApproval:
    """Of a source or a picture: the page itself was not edited, and must not be stuck."""

    @pytest.fixture
    def approved(self, submitted, people):
        return publishing.approve(submitted, by=people["clinical"], seen=snapshots.hash_of(submitted))

    def test_it_is_sent_again_and_neither_published_nor_planned_before(self, approved, people):
        publisher = people["publisher"]
        offered = publishing.possible_moves(publisher, approved)
        assert {Move.PUBLISH, Move.SCHEDULE} <= set(offered) and Move.SUBMIT not in offered
        Source.objects.update(title="Another title")
        offered = publishing.possible_moves(publisher, approved)
        assert Move.SUBMIT in offered and not {Move.PUBLISH, Move.SCHEDULE} & set(offered)
        assert scheduling.possible_plans(publisher, approved) == []
        with pytest.raises(Refused, match="send it for approval again"):
            scheduling.plan(approved, "publish", timezone.now() + timedelta(hours=1), by=publisher)
        sent = publishing.submit(approved, by=people["author"])
        publishing.approve(sent, by=people["clinical"], seen=snapshots.hash_of(sent))
        assert publishing.publish(sent, by=publisher).approved_by == people["clinical"]

    def test_what_is_as_it_was_approved_is_not_sent_again(self, approved, people):
        with pytest.raises(Refused, match="approved as it is"):
            publishing.submit(approved, by=people["author"])


class TestChanges:
    def test_readers_are_told_what_changed_and_why_the_newest_first(self, article, people):
        publish_approved(article)
        Article.objects.update(title="Another title")
        publishing.record_edit(article, by=people["author"])
        said = {"change_kind": "clinical", "change_note": "New advice on heat."}
        sent = publishing.submit(article, by=people["author"], **said)
        publishing.approve(sent, by=people["clinical"], seen=snapshots.hash_of(sent))
        publishing.publish(sent, by=people["publisher"])
        reading.forget()
        changes = reading.article("stiffness").changes
        assert [(change.number, change.kind, change.note, change.role) for change in changes] == [
            (2, "clinical", "New advice on heat.", "neuro-physiotherapist"),
            (1, "", "", "neuro-physiotherapist"),
        ]

    @pytest.mark.parametrize(
        ("kind", "note", "match"),
        [("", "", "what changed and why"), ("clinical", " ", "why"), ("", "A", "Say whether")],
    )
    def test_who_changes_what_is_public_says_so(self, article, people, kind, note, match):
        publish_approved(article)
        Article.objects.update(title="Another title")
        publishing.record_edit(article, by=people["author"])
        with pytest.raises(Refused, match=match):
            publishing.submit(article, by=people["author"], change_kind=kind, change_note=note)

    def test_the_same_words_need_none_when_they_are_checked_again(self, article, people):
        publish_approved(article)
        assert publishing.submit(article, by=people["author"]).state == State.SUBMITTED


class TestRestoring:
    def test_an_older_edition_becomes_a_draft_of_who_restores_it(self, article, people):
        first = publish_approved(article)
        Article.objects.update(title="Another title")
        publish_approved(Article.objects.get())
        publishing.restore(article, first, by=people["author"])
        draft = Article.objects.get()
        assert (draft.state, draft.edited_by) == (State.DRAFT, people["author"])
        assert snapshots.hash_of(draft) == first.sha256
        event = ReviewEvent.objects.first()
        assert (event.act, event.revision, event.reason) == (Move.RESTORE, first, "Edition 1.")
        reading.forget()
        assert reading.article("stiffness").document["title"] == "Another title"

    def test_an_edition_of_another_page_is_refused(self, article, people):
        other = publish_approved(ArticleFactory())
        with pytest.raises(Refused, match="another page"):
            publishing.restore(article, other, by=people["author"])

    @pytest.mark.parametrize(
        ("kind", "rename"),
        [
            ("exercise", lambda: Source.objects.update(key="another")),
            ("faq", lambda: Source.objects.update(key="another")),
            ("article", lambda: Topic.objects.update(slug="another")),
        ],
    )
    def test_whatever_the_kind_nothing_that_it_names_is_left_out(self, kind, rename):
        thing = MAKE[kind]()
        revision = publish_approved(thing)
        rename()
        with pytest.raises(Refused, match="no longer here"):
            publishing.restore(thing, revision, by=User.objects.create_superuser("root"))

    def test_the_record_says_that_a_source_has_other_words_by_now(self, article, people):
        revision = publish_approved(article)
        Source.objects.update(title="Another title")
        publishing.restore(article, revision, by=people["author"])
        assert "It is not letter by letter as it was" in ReviewEvent.objects.first().reason

    def test_what_names_a_source_that_is_gone_is_refused_in_words(self, article, people):
        citation = article.citations.create(source=SourceFactory(key="gone"), claim="A claim.")
        revision = publish_approved(article)
        citation.delete()
        Source.objects.filter(key="gone").delete()
        with pytest.raises(Refused, match="no longer here"):
            publishing.restore(article, revision, by=people["author"])

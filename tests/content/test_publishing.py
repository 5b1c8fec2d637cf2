"""Nothing reaches readers that was not approved. What the database itself guards: test_history.py."""

import pytest
from django.contrib.auth.models import User

from content import publishing, reading, snapshots
from content.models import Article, Release, ReviewEvent, Revision
from content.publishing import Refused
from content.workflow import Move, State
from tests.factories.content import ArticleFactory, FinderFactory, SourceFactory, publish_approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(people):
    article = ArticleFactory(slug="stiffness")
    return publishing.record_edit(article, by=people["author"])


@pytest.fixture
def submitted(article, people):
    return publishing.submit(article, by=people["author"])


@pytest.fixture
def approved(submitted, people):
    return publishing.approve(submitted, by=people["clinical"], seen=snapshots.hash_of(submitted))


class TestTheWay:
    def test_from_draft_to_reader(self, approved, people):
        revision = publishing.publish(approved, by=people["publisher"])
        assert (revision.number, revision.written_by, revision.approved_by) == (1, people["author"], people["clinical"])
        assert revision.next_review_date.year == revision.approved_at.year + 2
        assert Article.objects.get().state == State.PUBLISHED
        assert reading.article("stiffness").approval.role == "neuro-physiotherapist"

    def test_every_move_is_on_record_with_its_hash(self, approved, people):
        revision = publishing.publish(approved, by=people["publisher"])
        events = list(ReviewEvent.objects.order_by("pk"))
        assert [event.act for event in events] == [Move.EDIT, Move.SUBMIT, Move.APPROVE, Move.PUBLISH]
        assert {event.sha256 for event in events} == {revision.sha256}

    def test_what_is_not_ready_is_not_sent_and_what_to_mend_is_named(self, article, people):
        article.citations.all().delete()
        with pytest.raises(Refused, match="Mend this first.*No claim has a source yet"):
            publishing.submit(article, by=people["author"])
        assert Article.objects.get().state == State.DRAFT

    def test_without_approval_it_is_not_published(self, submitted, people):
        with pytest.raises(Refused, match="waiting for approval"):
            publishing.publish(submitted, by=people["publisher"])
        assert not Revision.objects.exists()

    def test_a_superuser_has_no_short_cut(self, submitted):
        superuser = User.objects.create_superuser("root")
        with pytest.raises(Refused):
            publishing.publish(submitted, by=superuser)

    def test_what_changed_after_approval_is_not_published(self, approved, people):
        Article.objects.update(title="Another title")
        with pytest.raises(Refused, match="not what was approved"):
            publishing.publish(approved, by=people["publisher"])

    def test_a_mended_source_needs_approval_again(self, approved, people):
        approved.citations.create(source=SourceFactory(), claim="A claim.")
        with pytest.raises(Refused, match="not what was approved"):
            publishing.publish(approved, by=people["publisher"])

    def test_an_edit_ends_the_approval_and_readers_keep_what_they_had(self, approved, people):
        publishing.publish(approved, by=people["publisher"])
        Article.objects.update(title="Another title")
        publishing.record_edit(approved, by=people["author"])
        assert Article.objects.get().state == State.DRAFT
        assert reading.article("stiffness").document["title"] == "Stiff muscles and spasms"
        with pytest.raises(Refused):
            publishing.publish(approved, by=people["publisher"])

    def test_the_approver_approves_what_they_saw(self, submitted, people):
        seen = snapshots.hash_of(submitted)
        Article.objects.update(summary="Changed meanwhile.")
        with pytest.raises(Refused, match="changed since you opened it"):
            publishing.approve(submitted, by=people["clinical"], seen=seen)

    def test_nobody_approves_what_they_wrote_last(self, article, people):
        people["clinical"].groups.set(people["author"].groups.all() | people["clinical"].groups.all())
        clinician = User.objects.get(username="clinical")
        article = publishing.submit(publishing.record_edit(article, by=clinician), by=clinician)
        assert Move.APPROVE not in publishing.possible_moves(clinician, article)
        with pytest.raises(Refused, match="somebody else"):
            publishing.approve(article, by=clinician, seen=snapshots.hash_of(article))

    def test_sending_back_says_why(self, submitted, people):
        with pytest.raises(Refused, match="why"):
            publishing.send_back(submitted, by=people["clinical"], reason="  ")
        publishing.send_back(submitted, by=people["clinical"], reason="Say who to call.")
        assert Article.objects.get().state == State.DRAFT
        assert ReviewEvent.objects.first().reason == "Say who to call."

    def test_withdrawing_takes_it_from_readers_and_keeps_the_revision(self, approved, people):
        publishing.publish(approved, by=people["publisher"])
        publishing.withdraw(approved, by=people["publisher"], reason="A mistake in the numbers.")
        reading.forget()
        assert reading.article("stiffness") is None
        assert Revision.objects.count() == 1

    def test_what_is_not_public_cannot_be_withdrawn(self, article, people):
        with pytest.raises(Refused, match="not published"):
            publishing.withdraw(article, by=people["publisher"], reason="Why not.")

    def test_editions_are_numbered(self, article):
        assert [publish_approved(article).number for _ in range(3)] == [1, 2, 3]
        assert Release.objects.count() == 1

    def test_a_finder_is_due_again_after_six_months(self):
        revision = publish_approved(FinderFactory())
        months = (revision.next_review_date.year - revision.approved_at.year) * 12
        assert months + revision.next_review_date.month - revision.approved_at.month == 6


class TestRights:
    @pytest.mark.parametrize("who", ["author", "publisher", "guide", "directory", "moderator"])
    def test_only_clinical_reviewers_approve_articles(self, submitted, people, who):
        with pytest.raises(Refused, match="right"):
            publishing.approve(submitted, by=people[who], seen=snapshots.hash_of(submitted))

    @pytest.mark.parametrize("who", ["author", "clinical", "guide", "directory", "moderator"])
    def test_only_publishers_publish(self, approved, people, who):
        with pytest.raises(Refused, match="right"):
            publishing.publish(approved, by=people[who])

    @pytest.mark.parametrize("who", ["clinical", "guide", "directory", "moderator"])
    def test_only_those_who_write_submit(self, article, people, who):
        with pytest.raises(Refused, match="right"):
            publishing.submit(article, by=people[who])


class TestDemonstration:
    def test_a_publisher_publishes_an_edit_without_approval(self, article, people, demonstration):
        revision = publishing.publish(article, by=people["publisher"])
        assert revision.approved_by is None
        assert reading.article("stiffness").approval is None

    def test_founding_content_is_published_in_a_demonstration_only(self, article, settings):
        settings.DEMO = False
        with pytest.raises(Refused, match="demonstration"):
            publishing.publish_founding(article)

    def test_an_approval_counts_in_a_demonstration_too(self, article, demonstration):
        publish_approved(article)
        assert reading.article("stiffness").approval.role == "neuro-physiotherapist"

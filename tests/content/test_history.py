"""The database refuses to change history, whoever asks: shown with raw SQL."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from content import publishing
from content.models import REVIEWABLES, Article, Reviewer
from content.snapshots import hash_of
from tests.factories.content import MAKE, ArticleFactory, publish_approved, publish_founding, register
from tests.support.tampering import tamper

pytestmark = pytest.mark.django_db

FILE_UNAPPROVED = """
    INSERT INTO content_revision (kind, object_id, slug, number, document, sha256, approver_role, published_at)
    VALUES ('article', %s, 'x', 9, '{}', %s, '', now())
"""
FILE_AGAIN_AS_APPROVED = """
    INSERT INTO content_revision (kind, object_id, slug, number, document, sha256, published_at,
        approver_role, approved_at, next_review_date, approved_by_id, written_by_id)
    SELECT kind, object_id, slug, number + 1, document, sha256, now(), {role}, {at}, {next_check}, %s, %s
    FROM content_revision WHERE id = %s
"""
AS_IT_WAS = {"role": "approver_role", "at": "approved_at", "next_check": "next_review_date"}
FILE_APPROVAL = """
    INSERT INTO content_reviewevent
        (kind, object_id, slug, act, actor_id, actor_role, written_by_id, sha256, reason, at)
    VALUES (%s, %s, 'x', 'approve', %s, %s, NULL, %s, '', now() - make_interval(days => %s))
"""
RELEASE = "INSERT INTO content_release (kind, object_id, revision_id, released_at) VALUES ('article', %s, %s, now())"
PLAN = """
    INSERT INTO content_schedule (kind, object_id, plan, sha256, reason, outcome, at, planned_at)
    VALUES ('article', %s, %s, %s, %s, '', now() + interval '1 day', now())
"""


def file_again(revision, approver, writer, **as_it_was_not):
    """File the same bytes once more as approved, with other columns where the test says so."""
    statement = FILE_AGAIN_AS_APPROVED.format(**AS_IT_WAS | as_it_was_not)
    run_sql(statement, getattr(approver, "pk", approver), getattr(writer, "pk", writer), revision.pk)


def run_sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def article(people):
    return publishing.record_edit(ArticleFactory(slug="stiffness"), by=people["author"])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE content_revision SET document = '{}'",
        "UPDATE content_revision SET sha256 = 'another'",
        "UPDATE content_revision SET approver_role = 'neurologist'",
        "UPDATE content_revision SET next_review_date = '2099-01-01'",
        "DELETE FROM content_revision",
        "UPDATE content_reviewevent SET reason = 'another'",
        "UPDATE content_reviewevent SET actor_id = NULL",
        "DELETE FROM content_reviewevent",
        "UPDATE content_reviewevent SET seal = ''",
        "TRUNCATE content_reviewevent",
        "TRUNCATE content_revision CASCADE",
    ],
)
def test_history_is_only_ever_added_to(article, statement):
    publish_approved(article)
    run_sql("DELETE FROM content_release; SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="only ever added to"):
        run_sql(statement)


def test_a_hash_is_of_its_document(article, demonstration):
    revision = publish_founding(article)
    with pytest.raises(IntegrityError, match="revision_hash_is_of_its_document"):
        run_sql(FILE_UNAPPROVED, article.pk, revision.sha256)


def test_a_revision_that_says_it_is_approved_needs_the_approval(article, people, demonstration):
    revision = publish_founding(article)
    with pytest.raises(IntegrityError, match="nobody approved these bytes"):
        file_again(revision, people["clinical"], people["author"], role="'GP'", at="now()", next_check="now()")


def test_the_writer_of_a_revision_is_not_its_approver(article):
    revision = publish_approved(article)
    approver = revision.approved_by_id
    with pytest.raises(IntegrityError, match="revision_approver_is_not_writer"):
        file_again(revision, approver, approver)


def test_what_was_sent_back_after_its_approval_is_not_approved(article, people):
    revision = publish_approved(article)
    publishing.submit(article, by=people["author"])
    publishing.send_back(article, by=people["clinical"], reason="Not yet.")
    with pytest.raises(IntegrityError, match="nobody approved these bytes"):
        file_again(revision, revision.approved_by_id, revision.written_by_id)


@pytest.mark.parametrize("change", [{"role": "'neurologist'"}, {"at": "approved_at + interval '1 day'"}])
def test_the_trail_of_a_revision_is_that_of_its_approval(article, change):
    revision = publish_approved(article)
    with pytest.raises(IntegrityError, match="nobody approved these bytes"):
        file_again(revision, revision.approved_by_id, revision.written_by_id, **change)


class TestApprovers:
    """An approval filed by raw SQL meets the same three questions as one that is made in the admin."""

    def approve(self, thing, by, role="neuro-physiotherapist", days_ago=0):
        run_sql(FILE_APPROVAL, thing.kind, thing.pk, by.pk if by else None, role, hash_of(thing), days_ago)

    def test_a_registered_clinician_who_did_not_write_it_approves(self, article, people):
        self.approve(article, people["clinical"])

    def test_the_last_editor_does_not(self, article, people):
        register(people["author"])
        with pytest.raises(IntegrityError, match="the last editor does not approve"):
            self.approve(article, people["author"])

    def test_nor_who_restored_the_edition(self, article, people):
        revision = publish_approved(article)
        register(people["author"])
        publishing.record_edit(article, by=people["publisher"])
        publishing.restore(article, revision, by=people["author"])
        with pytest.raises(IntegrityError, match="the last editor does not approve"):
            self.approve(article, people["author"])

    def test_nor_somebody_whose_own_change_nobody_else_put_on_record(self, article, people):
        Article.objects.update(title="Changed behind everybody's back")
        changed = Article.objects.get()
        with pytest.raises(IntegrityError, match="nobody but the approver"):
            self.approve(changed, people["clinical"])
        publishing.submit(changed, by=people["author"])
        self.approve(changed, people["clinical"])

    @pytest.mark.parametrize("kind", ["article", "service"])
    def test_nor_one_person_alone_with_what_the_founding_library_brought(self, people, kind):
        thing = publishing.record_load(MAKE[kind]())
        approver = people["clinical" if thing.clinical else "directory"]
        with pytest.raises(IntegrityError, match="nobody but the approver"):
            self.approve(thing, approver)
        publishing.file_event(thing, "submit", approver)
        with pytest.raises(IntegrityError, match="whoever sent it"):
            self.approve(thing, approver)
        publishing.file_event(thing, "submit", people["author"])
        self.approve(thing, approver)

    def test_nor_who_sent_what_somebody_else_wrote(self, article, people):
        publishing.file_event(article, "submit", people["clinical"])
        with pytest.raises(IntegrityError, match="whoever sent it"):
            self.approve(article, people["clinical"])

    def test_nor_nobody(self, article):
        with pytest.raises(IntegrityError, match="nobody but the approver"):
            self.approve(article, None)

    def test_nor_who_is_not_registered(self, article, people):
        with pytest.raises(IntegrityError, match="needs a current registration"):
            self.approve(article, people["publisher"])

    def test_nor_in_a_profession_that_is_not_theirs(self, article, people):
        with pytest.raises(IntegrityError, match="needs a current registration"):
            self.approve(article, people["clinical"], role="neurologist")

    @pytest.mark.parametrize("days_ago", [0, 30])
    def test_nor_after_the_registration_has_ended_whatever_date_they_write(self, article, people, days_ago):
        Reviewer.objects.update(expires_date=timezone.localdate() - timedelta(days=1))
        with pytest.raises(IntegrityError, match="needs a current registration"):
            self.approve(article, people["clinical"], days_ago=days_ago)

    @pytest.mark.parametrize("model", REVIEWABLES)
    def test_each_clinical_kind_asks_for_a_registration_and_no_other_does(self, people, model):
        thing = publishing.record_edit(MAKE[model.kind](), by=people["author"])
        if not model.clinical:
            return self.approve(thing, people["publisher"], role="publisher")
        with pytest.raises(IntegrityError, match="needs a current registration"):
            return self.approve(thing, people["publisher"], role="publisher")


class TestReleases:
    def test_a_release_is_of_its_own_thing(self, article):
        revision = publish_approved(article)
        with pytest.raises(IntegrityError, match="of its own thing"):
            run_sql("UPDATE content_release SET object_id = object_id + 1")
        other = publish_approved(ArticleFactory())
        run_sql("DELETE FROM content_release WHERE revision_id = %s", other.pk)
        with pytest.raises(IntegrityError, match="of its own thing"):
            run_sql("UPDATE content_release SET revision_id = %s WHERE revision_id = %s", other.pk, revision.pk)

    def test_what_was_replaced_or_withdrawn_does_not_come_back(self, article, people):
        first, second = publish_approved(article), publish_approved(article)
        with pytest.raises(IntegrityError, match="not what was published last"):
            run_sql("UPDATE content_release SET revision_id = %s", first.pk)
        publishing.withdraw(article, by=User.objects.get(username="publisher"), reason="Wrong.")
        with pytest.raises(IntegrityError, match="not what was published last"):
            run_sql(RELEASE, article.pk, second.pk)

    def test_without_the_approval_of_its_bytes_there_is_none(self, article, demonstration):
        revision = publish_founding(article)
        tamper(
            "content_revision",
            "UPDATE content_revision SET approver_role = 'GP', approved_at = now(), next_review_date = now(), "
            "approved_by_id = (SELECT id FROM auth_user WHERE username = 'clinical') WHERE id = %s",
            revision.pk,
        )
        with pytest.raises(IntegrityError, match="nobody approved these bytes"):
            run_sql("UPDATE content_release SET released_at = now()")

    def test_a_plan_to_publish_is_of_approved_bytes(self, article):
        with pytest.raises(IntegrityError, match="nobody approved these bytes"):
            run_sql(PLAN, article.pk, "publish", hash_of(article), "")

    def test_a_plan_to_withdraw_says_why(self, article):
        with pytest.raises(IntegrityError, match="schedule_says_what_or_why"):
            run_sql(PLAN, article.pk, "withdraw", "", "")

    @pytest.mark.parametrize("next_check", ["NULL", "(now() + interval '3 years')::date"])
    def test_the_next_check_is_never_further_away_than_two_years(self, article, next_check):
        revision = publish_approved(article)
        with pytest.raises(IntegrityError, match="revision_next_check_is_in_time"):
            file_again(revision, revision.approved_by_id, revision.written_by_id, next_check=next_check)

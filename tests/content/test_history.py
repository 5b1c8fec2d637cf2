"""The database refuses to change history, whoever asks: shown with raw SQL."""

import pytest
from django.db import IntegrityError, connection, transaction

from content import publishing
from tests.factories.content import ArticleFactory, publish_approved, publish_founding

pytestmark = pytest.mark.django_db

FILE_UNAPPROVED = """
    INSERT INTO content_revision (kind, object_id, slug, number, document, sha256, approver_role, published_at)
    VALUES ('article', %s, 'x', 9, '{}', %s, '', now())
"""
FILE_AGAIN_AS_APPROVED = """
    INSERT INTO content_revision (kind, object_id, slug, number, document, sha256, published_at,
        approver_role, approved_at, approved_by_id, written_by_id)
    SELECT kind, object_id, slug, number + 1, document, sha256, now(), 'clinician', now(), %s, %s
    FROM content_revision WHERE id = %s
"""
FILE_APPROVAL = """
    INSERT INTO content_reviewevent
        (kind, object_id, slug, act, actor_id, actor_role, written_by_id, sha256, reason, at)
    VALUES ('article', %s, 'x', 'approve', %s, 'clinician', %s, 'hash', '', now())
"""


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
    ],
)
def test_history_is_only_ever_added_to(article, statement):
    publish_approved(article)
    run_sql("DELETE FROM content_release")
    with pytest.raises(IntegrityError, match="only ever added to"):
        run_sql(statement)


def test_a_hash_is_of_its_document(article, demonstration):
    revision = publish_founding(article)
    with pytest.raises(IntegrityError, match="revision_hash_is_of_its_document"):
        run_sql(FILE_UNAPPROVED, article.pk, revision.sha256)


def test_a_revision_that_says_it_is_approved_needs_the_approval(article, people, demonstration):
    revision = publish_founding(article)
    with pytest.raises(IntegrityError, match="nobody approved these bytes"):
        run_sql(FILE_AGAIN_AS_APPROVED, people["clinical"].pk, people["author"].pk, revision.pk)


def test_the_writer_of_a_revision_is_not_its_approver(article):
    revision = publish_approved(article)
    approver = revision.approved_by_id
    with pytest.raises(IntegrityError, match="revision_approver_is_not_writer"):
        run_sql(FILE_AGAIN_AS_APPROVED, approver, approver, revision.pk)


def test_the_last_editor_does_not_approve(article, people):
    with pytest.raises(IntegrityError, match="event_approver_is_not_writer"):
        run_sql(FILE_APPROVAL, article.pk, people["author"].pk, people["author"].pk)


def test_an_approval_is_by_somebody(article):
    with pytest.raises(IntegrityError, match="event_approver_is_not_writer"):
        run_sql(FILE_APPROVAL, article.pk, None, None)

"""From approval on the database itself refuses every change, whoever asks and by whatever door."""

import pytest
from django.db import IntegrityError, connection, transaction

from referrals import publishing
from referrals.models import Approval, GuideVersion
from tests.factories.content import register as register_clinician
from tests.factories.referrals import founding_document
from tests.support import approving

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]

ROWS = ("question", "option", "fact", "route", "routefact", "routeavailability", "rule", "urgentsign", "advice")
ROWS += ("exclusivepair", "vignette", "condition", "line", "row", "rowoption", "guideversion_authors")
HISTORY = ("approval", "acknowledgement", "reading", "proofrun", "comparisonrun")


@pytest.fixture
def people(django_user_model):
    found = {name: django_user_model.objects.create_user(name) for name in ("editor", "clinician")}
    register_clinician(found["clinician"])
    return found


@pytest.fixture
def approved(people):
    draft = publishing.import_document(founding_document(), author=people["editor"])
    return approving.approve(approving.hand_in(draft, people["editor"]), people["clinician"])


def refused(statement, *values):
    """Fail unless the database refuses the statement."""
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def columns(table):
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def test_no_row_is_added_changed_or_deleted(approved):
    for table in (f"referrals_{name}" for name in ROWS):
        others = ", ".join(f'"{column}"' for column in columns(table) if column != "id")
        refused(f"UPDATE {table} SET id = id")  # noqa: S608
        refused(f"DELETE FROM {table}")  # noqa: S608
        refused(f"INSERT INTO {table} ({others}) SELECT {others} FROM {table} LIMIT 1")  # noqa: S608


def test_what_was_decided_and_found_is_only_ever_added_to(approved):
    for table in (f"referrals_{name}" for name in HISTORY):
        refused(f"UPDATE {table} SET id = id")  # noqa: S608
        refused(f"DELETE FROM {table}")  # noqa: S608


def test_the_document_and_the_state_stay_as_they_were_approved(approved):
    for column in ("document", "content_hash", "logic_hash"):
        refused(f"UPDATE referrals_guideversion SET {column} = 'other' WHERE id = %s", approved.pk)  # noqa: S608
    for state in ("draft", "checked", "retired", "withdrawn"):
        refused("UPDATE referrals_guideversion SET state = %s WHERE id = %s", state, approved.pk)


def test_a_frozen_version_is_not_deleted(approved):
    refused("DELETE FROM referrals_guideversion WHERE id = %s", approved.pk)


def test_nobody_becomes_the_approver_without_an_approval_of_these_bytes(people):
    draft = publishing.import_document(founding_document(), author=people["editor"])
    refused("UPDATE referrals_guideversion SET approved_by_id = %s WHERE id = %s", people["clinician"].pk, draft.pk)


def test_an_approval_by_an_author_is_refused(approved, people):
    draft = publishing.copy_to_draft(approved, by=people["editor"])
    publishing.record_edit(draft, by=people["clinician"])
    earlier = Approval.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(
            version=draft,
            content_hash=earlier.content_hash,
            proof_run=earlier.proof_run,
            comparison_run=earlier.comparison_run,
            reviewer=people["clinician"],
            decision="approve",
        )


def test_a_draft_is_free(approved, people):
    draft = publishing.copy_to_draft(approved, by=people["editor"])
    draft.question_set.update(section="Another")
    draft.rule_set.first().delete()
    assert GuideVersion.objects.get(pk=draft.pk).is_draft

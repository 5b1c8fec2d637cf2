"""From approval on the database itself refuses every change, whoever asks and by whatever door."""

from datetime import timedelta
from itertools import product

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from content.models import Reviewer
from referrals import publishing
from referrals.engine import document as interchange_document
from referrals.models import Approval, GuideVersion
from tests.factories.content import person
from tests.factories.packs import packed_document
from tests.factories.referrals import founding_document
from tests.support import approving

pytestmark = pytest.mark.django_db

ROWS = ("question", "option", "fact", "route", "routefact", "routeavailability", "rule", "urgentsign", "advice")
ROWS += (
    "demand",
    "nationhelp",
    "letterwords",
    "letterstandard",
    "exclusivepair",
    "vignette",
    "condition",
    "line",
    "row",
    "rowoption",
    "guideversion_authors",
)
HISTORY = ("approval", "acknowledgement", "reading", "proofrun", "comparisonrun")


@pytest.fixture(scope="module")
def made(register_of_the_file):
    """An approved version, once for this file."""
    editor, clinician = person("editor", "guide editor"), person("clinician", "clinical reviewer")
    draft = publishing.import_document(packed_document(), author=editor)
    return approving.approve(approving.hand_in(draft, editor), clinician)


@pytest.fixture(scope="class")
def made_checked(made, rows_of_the_class):
    """A version that was handed in, once for a class of tests."""
    editor = User.objects.get(username="editor")
    return approving.hand_in(publishing.import_document(founding_document(), author=editor), editor)


@pytest.fixture
def people(made):
    return {name: User.objects.get(username=name) for name in ("editor", "clinician")}


@pytest.fixture
def approved(made):
    return GuideVersion.objects.get(pk=made.pk)


@pytest.fixture
def checked(made_checked):
    return GuideVersion.objects.get(pk=made_checked.pk)


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
            role=earlier.role,
            decision="approve",
        )


def test_an_approval_needs_a_registration_of_today_under_that_profession(approved, people):
    earlier = Approval.objects.get()
    for role, ends_in in (("GP", 365), ("", 365), ("neuro-physiotherapist", -2)):
        Reviewer.objects.update(expires_date=timezone.localdate() + timedelta(days=ends_in))
        with pytest.raises(IntegrityError, match="registered"), transaction.atomic():
            Approval.objects.create(
                version=approved,
                content_hash=earlier.content_hash,
                proof_run=earlier.proof_run,
                comparison_run=earlier.comparison_run,
                reviewer=people["clinician"],
                role=role,
                decision="approve",
            )


def copied(version, **values):
    """Try to add a copy of a version as a row of its own, with some values of ours; fail unless it is refused."""
    values |= {"number": 77}
    names = [name for name in columns("referrals_guideversion") if name not in ("id", *values)]
    into = ", ".join(f'"{name}"' for name in (*names, *values))
    taken = ", ".join([*(f'"{name}"' for name in names), *("%s" for _ in values)])
    given = f"INSERT INTO referrals_guideversion ({into}) SELECT {taken} FROM referrals_guideversion WHERE id = %s"  # noqa: S608
    refused(given, *values.values(), version.pk)


def test_no_version_begins_as_anything_but_a_draft_that_nobody_approved(approved):
    for state in ("draft", "checked", "approved", "published", "retired"):
        copied(approved, state=state)


def test_who_approved_and_published_it_and_when_is_written_once(approved, people):
    values = {
        "approver_role": "GP",
        "approved_at": "2030-01-01",
        "approved_by_id": people["editor"].pk,
        "published_by_id": people["editor"].pk,
        "retired_at": "2030-01-01",
    }
    for (column, value), given in product(values.items(), ({}, {"state": "published"})):
        if (column, given.get("state")) != ("published_by_id", "published"):
            sets = ", ".join(f"{name} = %s" for name in (column, *given))
            refused(f"UPDATE referrals_guideversion SET {sets} WHERE id = %s", value, *given.values(), approved.pk)  # noqa: S608


def test_a_draft_is_free(approved, people):
    draft = publishing.copy_to_draft(approved, by=people["editor"])
    draft.question_set.update(section="Another")
    draft.rule_set.first().delete()
    assert GuideVersion.objects.get(pk=draft.pk).is_draft


class TestWhatWasHandedIn:
    def test_nobody_approves_or_publishes_by_changing_a_row(self, checked, people):
        by = people["clinician"].pk
        approve = "state = 'approved', approved_by_id = %s, approved_at = now(), approver_role = 'GP', document = 'x'"
        refused(f"UPDATE referrals_guideversion SET {approve} WHERE id = %s", by, checked.pk)  # noqa: S608
        publish = "state = 'published', document = 'x'"
        refused(f"UPDATE referrals_guideversion SET {publish} WHERE id = %s", checked.pk)  # noqa: S608
        GuideVersion.objects.filter(pk=checked.pk).update(state="draft")
        refused(f"UPDATE referrals_guideversion SET {publish}, published_by_id = %s WHERE id = %s", by, checked.pk)  # noqa: S608

    def test_an_approved_version_with_another_role_than_approved_is_refused(self, checked, people):
        document = interchange_document.canonical_bytes(publishing.document_of(checked)).decode()
        content_hash = interchange_document.content_hash(publishing.document_of(checked))
        run = approving.read_comparison(checked, people["clinician"])
        approval = Approval.objects.create(
            version=checked,
            content_hash=content_hash,
            proof_run=publishing.run_for(checked, publishing.document_of(checked)),
            comparison_run=run,
            reviewer=people["clinician"],
            role="neuro-physiotherapist",
            decision="approve",
        )
        row = "UPDATE referrals_guideversion SET state = 'approved', document = %s, content_hash = %s,"
        row += " approved_by_id = %s, approved_at = %s, approver_role = %s WHERE id = %s"
        refused(row, document, content_hash, people["clinician"].pk, approval.at, "GP", checked.pk)
        refused(row, document + " ", content_hash, people["clinician"].pk, approval.at, approval.role, checked.pk)
        with connection.cursor() as cursor:
            cursor.execute(
                row, [document, content_hash, people["clinician"].pk, approval.at, approval.role, checked.pk]
            )

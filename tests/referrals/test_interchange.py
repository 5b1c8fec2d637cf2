"""Rows and document say the same: written to the database and read back, a guide is unchanged."""

import pytest
from django.db import IntegrityError, connection, transaction

from referrals import interchange, publishing
from referrals.engine import document as interchange_document
from referrals.models import GuideVersion, Option, Row, RowOption
from tests.factories.packs import pack, packed_document
from tests.factories.referrals import founding_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
PACK = tuple(pack("any"))


def test_a_pack_with_every_field_survives_the_rows():
    draft = publishing.import_document(packed_document())
    assert interchange_document.canonical_bytes(interchange.read(draft)) == interchange_document.canonical_bytes(
        packed_document()
    )


def test_a_document_from_before_the_pack_is_written_and_keeps_its_logic():
    old = founding_document()
    for name in ("nation_help", "letter_words"):
        old.pop(name, None)
    for option in (option for question in old["questions"] for option in question["options"]):
        option.pop("barrier", None)
    for route in old["routes"]:
        for name in PACK:
            route.pop(name, None)
    read = interchange.read(publishing.import_document(old))
    assert (read["nation_help"], read["letter_words"], read["routes"][0]["demands"]) == ({}, None, [])
    assert read["routes"][0]["body_helps"] is True
    assert interchange_document.logic_hash(read) == interchange_document.logic_hash(old)


@pytest.fixture
def draft():
    return publishing.import_document(founding_document())


def test_the_founding_guide_survives_the_rows(draft):
    as_loaded = interchange_document.dump(interchange_document.load(founding_document()))
    as_read = interchange_document.dump(interchange_document.load(interchange.read(draft)))
    assert interchange_document.canonical_bytes(as_read) == interchange_document.canonical_bytes(as_loaded)


def test_a_copy_has_the_same_keys_and_logic(draft, django_user_model):
    editor = django_user_model.objects.create_user("editor")
    copy = publishing.copy_to_draft(draft, by=editor)
    assert (copy.number, copy.based_on, copy.author) == (draft.number + 1, draft, editor)
    assert interchange.read(copy) == interchange.read(draft)


def test_reading_takes_few_queries(draft, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        interchange.read(GuideVersion.objects.select_related("guide").get(pk=draft.pk))


def test_the_database_refuses_an_option_of_another_question(draft):
    row = Row.objects.filter(question__version=draft, options__isnull=False).first()
    stranger = Option.objects.filter(question__version=draft).exclude(question=row.question).first()
    with pytest.raises(IntegrityError, match="another question"), transaction.atomic():
        RowOption.objects.create(row=row, option=stranger)


def test_the_database_refuses_to_change_a_frozen_document(draft, settings):
    settings.DEMO = True
    publishing.prove_version(draft, by=None)
    publishing.publish(draft, by=None)
    with (
        pytest.raises(IntegrityError, match="frozen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE referrals_guideversion SET document = document || ' ' WHERE id = %s", [draft.pk])


def test_a_document_that_is_not_a_guide_leaves_nothing_behind():
    broken = founding_document()
    broken["questions"][0]["kind"] = "essay"
    with pytest.raises(interchange_document.FormatError, match="questions"):
        publishing.import_document(broken)
    assert not GuideVersion.objects.exists()

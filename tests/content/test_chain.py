"""The record is one chain: whatever the owner of the database changes with the guards taken away, it is found."""

import re
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content import chain, publishing, verification
from content.models import ReviewEvent
from tests.factories.content import MAKE, ArticleFactory, publish_approved, publish_founding
from tests.support.tampering import HASH_CHECK, change, remove, tamper

pytestmark = pytest.mark.django_db

EVENT, REVISION, RELEASE = "content_reviewevent", "content_revision", "content_release"


@pytest.fixture
def record(people):
    """Two articles on their way: one published twice, one sent back."""
    article = ArticleFactory(slug="stiffness")
    publish_approved(article)
    publish_approved(article)
    other = publishing.record_edit(ArticleFactory(slug="walking"), by=people["author"])
    publishing.submit(other, by=people["author"])
    publishing.send_back(other, by=people["clinical"], reason="Say “who” to call:\n\tthe nurse.")


def breaks():
    return " ".join(verification.verify().breaks)


def test_a_record_that_nobody_touched_is_whole(record, capsys):
    call_command("verify_approvals")
    said = capsys.readouterr().out
    assert "The record is whole: 11 events, 2 editions, 1 of them public." in said
    assert re.search(r"Last link, to note down elsewhere: 11:[0-9a-f]{64}\n", said)


def test_an_empty_record_is_whole_too():
    assert verification.verify().breaks == ()


def test_every_kind_is_in_the_chain():
    for make in MAKE.values():
        publish_approved(make())
    assert verification.verify().breaks == ()


def test_what_a_demonstration_shows_without_approval_is_named_and_no_break(demonstration, capsys):
    publish_founding(ArticleFactory())
    call_command("verify_approvals")
    assert "Public without approval: 1, shown in this demonstration only." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("table", "how", "told"),
    [
        (EVENT, "reason = 'Another' WHERE place = 11", "place 11 (“Sent back”, walking) is not what was sealed"),
        (EVENT, "actor_id = NULL WHERE place = 2", "place 2 (“Sent for approval”, stiffness)"),
        (EVENT, "at = at - interval '1 microsecond' WHERE place = 3", "place 3 (“Approved”"),
        (EVENT, "actor_role = 'GP' WHERE act = 'approve'", "no approval of these bytes is on record"),
        (EVENT, "id = 999999 WHERE place = 11", "place 11"),
        (EVENT, "seal = repeat('0', 64) WHERE place = 5", "place 5"),
        (EVENT, "place = place + 100 WHERE place = 11", "Between place 10 and place 111 of the chain"),
        (REVISION, "approver_role = 'GP' WHERE number = 1", "no approval of these bytes"),
        (REVISION, "approved_at = approved_at + interval '1 day'", "no approval of these bytes"),
        (REVISION, "next_review_date = next_review_date + 1", "later than its kind allows"),
        (RELEASE, "object_id = object_id + 1", "which is of another thing"),
        (RELEASE, "revision_id = (SELECT min(id) FROM content_revision)", "which is not what was published last"),
    ],
)
def test_each_change_is_found(record, table, how, told):
    change(table, how)
    assert told in breaks()


@pytest.mark.parametrize(
    ("which", "told"),
    [
        ("place = 2", "Between place 1 and place 3 of the chain, events are missing"),
        ("act = 'approve'", "nobody approved it"),
        ("act = 'publish'", "is not on record as published"),
    ],
)
def test_each_event_that_is_gone_is_found(record, which, told):
    remove(EVENT, which)
    assert told in breaks()


def test_a_release_that_is_gone_is_found(record):
    remove(RELEASE, "true")
    assert "on record as published, and it has no release" in breaks()


def test_an_edition_that_is_gone_is_found(record):
    no_keys = "SET LOCAL session_replication_role = replica; {} SET LOCAL session_replication_role = origin"
    tamper(REVISION, no_keys.format("DELETE FROM content_revision WHERE number = 1;"))
    assert "An edition is on record as published and is gone" in breaks()


def test_one_changed_character_of_an_edition_is_found(record):
    change(REVISION, "document = replace(document, 'stretches', 'stretchez') WHERE number = 1", dropping=HASH_CHECK)
    assert "Article stiffness, edition 1 has not the bytes that its hash stands for." in breaks()


def test_a_change_with_its_hash_is_found(record):
    change(REVISION, "document = document || ' ', sha256 = encode(sha256((document || ' ')::bytea), 'hex')")
    assert "is not on record as published with these bytes" in breaks()


def test_a_chain_that_was_sealed_anew_is_found_by_a_link_that_was_noted(record):
    noted = verification.verify().last
    change(EVENT, "reason = 'Another' WHERE place = 11")
    change(
        EVENT,
        "seal = content_seal_of(p.seal, content_reviewevent) FROM content_reviewevent p "
        "WHERE content_reviewevent.place = p.place + 1 AND p.place = 10",
    )
    assert verification.verify().breaks == ()
    assert "its end was cut off or written anew" in verification.verify(noted).breaks[0]
    assert verification.verify(verification.verify().last).breaks == ()


def test_a_chain_whose_end_was_cut_off_is_found_by_a_link_that_was_noted(record):
    noted = verification.verify().last
    remove(EVENT, "place > 9")
    with pytest.raises(CommandError, match="broken in 1 places"):
        call_command("verify_approvals", noted=noted)
    assert "not in the chain" in verification.verify("nonsense").breaks[0]


@pytest.mark.parametrize("table", [EVENT, REVISION, RELEASE])
def test_a_guard_that_sleeps_is_named(record, table):
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE {table} DISABLE TRIGGER USER")
    assert f"The database does not guard {table} any more" in breaks()


def test_the_command_names_each_break_and_ends_with_an_error(record, capsys):
    change(EVENT, "reason = 'Another' WHERE place = 1")
    with pytest.raises(CommandError, match="broken in 1 places"):
        call_command("verify_approvals")
    assert "The event at place 1" in capsys.readouterr().err


def test_raw_sql_files_no_event_of_its_own_place_or_seal(record):
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO content_reviewevent (kind, object_id, slug, act, actor_role, sha256, reason, at, place, seal)
                VALUES ('article', 1, 'x', 'edit', '', 'h', 'By raw SQL', now(), 1, 'mine') RETURNING place, seal"""
        )
        place, seal = cursor.fetchone()
    assert place == 12 and len(seal) == 64
    assert verification.verify().breaks == ()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60),
    at=st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1)),  # noqa: DTZ001 - made aware below
)
def test_python_and_the_database_seal_the_same(db, words, at):
    with transaction.atomic():
        event = ReviewEvent.objects.create(
            kind="article", object_id=1, slug="x", act="edit", sha256="h", reason=words, at=at.replace(tzinfo=UTC)
        )
        row = ReviewEvent.objects.filter(pk=event.pk).values().get()
        before = ReviewEvent.objects.filter(place=row["place"] - 1).values_list("seal", flat=True).first()
        assert row["seal"] == chain.seal(before or chain.FIRST, row)
        transaction.set_rollback(True)

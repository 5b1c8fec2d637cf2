"""Saved answers: what goes in comes back with the code, and with nothing else."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from content import code_keys, codes
from referrals import answers, saved
from referrals.models import SavedAnswers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("guide_version", "open_doors")]
GIVEN = {"walking": "stick", "life": frozenset({"goal_out"})}
KEPT = answers.Answers(version=1, given=GIVEN, place=42, counted=("x", 1))


@pytest.fixture
def open_doors():
    saved.SAVING.forget()
    code_keys.TRYING.forget()


# --- in and out --------------------------------------------------------------------------------------------------
def test_what_was_saved_comes_back_with_the_code_and_the_town():
    made = saved.save(KEPT)
    back = saved.bring_back(codes.read(" ".join(made.code).upper()))
    assert (back.given, back.place, back.counted, back.version) == (KEPT.given, 42, ("x", 1), 1)
    assert back.saved == made.answers.saved != ""


def test_another_code_opens_nothing():
    saved.save(KEPT)
    assert saved.bring_back(codes.draw()) is None


def test_every_row_has_the_same_size_and_no_hour():
    for given in ({}, {f"question_{n}": f"answer_{n}" for n in range(100)}):
        saved.save(answers.Answers(version=1, given=given))
    rows = SavedAnswers.objects.all()
    assert {len(bytes(row.ciphertext)) for row in rows} == {saved.CIPHERTEXT_BYTES}
    assert len({row.ends_at for row in rows}) == 1
    assert {field.name for field in SavedAnswers._meta.fields} == {"lookup", "ciphertext", "ends_at"}


def test_the_longest_cookie_fits_into_a_row():
    assert saved.PADDED_BYTES - saved.LENGTH_BYTES >= answers.MAX_COOKIE_BYTES * 3 // 4 - 57


def test_the_database_refuses_a_row_of_another_size():
    made = saved.save(KEPT)
    row = SavedAnswers.objects.get()
    for change in ({"ciphertext": bytes(row.ciphertext)[:-1]}, {"lookup": bytes(row.lookup) + b"x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SavedAnswers.objects.update(**change)
    assert saved.bring_back(made.code)


def test_a_row_that_was_changed_or_moved_opens_nothing():
    made, other = saved.save(KEPT), saved.save(answers.Answers(version=2))
    mine, theirs = (SavedAnswers.objects.get(lookup=saved.keys(each.code)[0][0]) for each in (made, other))
    SavedAnswers.objects.filter(lookup=mine.lookup).update(ciphertext=bytes(theirs.ciphertext))
    assert saved.bring_back(made.code) is None
    assert saved.bring_back(other.code).version == 2


def test_a_new_secret_loses_nothing_and_another_secret_opens_nothing(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "old" * 20, []
    made = saved.save(KEPT)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, ["old" * 20]
    assert saved.bring_back(made.code).given == KEPT.given
    settings.SECRET_KEY_FALLBACKS = []
    assert saved.bring_back(made.code) is None


# --- the end -----------------------------------------------------------------------------------------------------
def test_a_copy_ends_after_thirty_days_before_anybody_purges_it():
    with time_machine.travel("2026-11-21 23:30+00:00", tick=False) as clock:
        made = saved.save(KEPT)
        assert made.last_day.isoformat() == "2026-12-21"
        clock.move_to("2026-12-21 23:59+00:00")
        assert saved.bring_back(made.code)
        clock.move_to("2026-12-22 00:00+00:00")
        assert saved.bring_back(made.code) is None
        assert SavedAnswers.objects.count() == 1
        assert saved.purge() == 1
        assert not SavedAnswers.objects.exists()


def test_saving_again_takes_the_place_of_the_first_code():
    first = saved.save(KEPT)
    second = saved.save(first.answers)
    assert saved.bring_back(first.code) is None
    assert saved.bring_back(second.code).given == KEPT.given
    assert SavedAnswers.objects.count() == 1


def test_saving_purges_what_has_ended():
    with time_machine.travel("2026-11-21", tick=False) as clock:
        saved.save(KEPT)
        clock.shift(timedelta(days=40))
        saved.save(KEPT)
    assert SavedAnswers.objects.count() == 1


# --- floods ------------------------------------------------------------------------------------------------------
def test_one_code_is_tried_only_so_often_and_others_go_on():
    mine, theirs = saved.save(KEPT), saved.save(KEPT)
    for _ in range(6):
        saved.bring_back(theirs.code)
    with pytest.raises(saved.Busy):
        saved.bring_back(theirs.code)
    assert saved.bring_back(mine.code)


def test_a_flood_of_made_up_codes_does_not_stop_the_right_one(client):
    made = saved.save(KEPT)
    for n in range(300):
        drawn = [codes.words()[(n * 7 + place * 131) % 1024] for place in range(codes.WORDS)]
        assert client.post(reverse("come_back"), {"code": " ".join(drawn)}).status_code == 422
    assert len(code_keys.TRYING) <= 5  # so many were worth stretching: 300 / 1,024 are about none
    assert client.post(reverse("come_back"), {"code": " ".join(made.code)}).status_code == 302

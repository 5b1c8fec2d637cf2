"""New recovery codes for the second factor: made by whoever they are for, shown once, asked for in time."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticToken

from msphysio import second_factor
from tests.factories.content import person
from tests.support.second_steps import PASSWORD, code_now, codes_on, give_password, later, set_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_factor_required")]
ASK, CODES, DESK = (reverse(f"admin:{name}") for name in ("second_factor", "recovery_codes", "index"))


@pytest.fixture
def ann():
    return person("ann", "author")


@pytest.fixture
def codes(client, ann, clock):
    return set_up(client, ann)


def sign_in_with(client, user, code):
    client.post(reverse("admin:logout"))
    give_password(client, user)
    return client.post(ASK, {"code": code})


def use_up(client, user, codes):
    for code in codes:
        assert sign_in_with(client, user, code).status_code == 302


def test_ten_new_ones_are_shown_once_and_the_old_ones_end(client, ann, codes, clock):
    page = client.post(CODES)
    made = codes_on(page.text)
    assert len(set(made)) == 10 and not set(made) & set(codes)
    assert "no-store" in page["Cache-Control"]
    assert not any(code in client.get(address).text for code in made for address in (CODES, DESK))
    assert sign_in_with(client, ann, codes[0]).status_code == 422
    later(clock)
    assert sign_in_with(client, ann, made[0]).status_code == 302


def test_they_can_be_copied_as_they_are_shown(client, codes):
    page = client.post(CODES).text
    assert f'value="{"&#10;".join(codes_on(page))}"' in page


def test_it_is_noted_without_the_codes(client, ann, codes):
    made = codes_on(client.post(CODES).text)
    note = LogEntry.objects.filter(object_id=ann.pk, user=ann).latest("pk")
    assert note.change_message == "Made new recovery codes."
    assert not any(code in note.change_message + note.object_repr for code in made)


def test_the_page_says_how_many_are_left_and_since_when(client, ann, codes, clock):
    assert "<strong>10 recovery codes</strong> left, made on 21 November 2026, 10:00" in client.get(CODES).text
    use_up(client, ann, codes[:9])
    page = client.get(CODES).text
    assert "<strong>1 recovery code</strong> left" in page and "Make new ones now" in page
    use_up(client, ann, codes[9:])
    assert "You have no recovery codes left." in client.get(CODES).text
    assert StaticToken.objects.count() == 0


def test_ten_minutes_after_a_proof_it_asks_first_and_ends_nothing(client, ann, codes, clock):
    clock.shift(timedelta(minutes=11))
    assert "Is it still you?" in client.post(CODES).text
    refused = client.post(CODES, {"prove-password": PASSWORD, "prove-code": "000000"})
    assert refused.status_code == 422 and not codes_on(refused.text)
    assert second_factor.codes_left(ann) == 10
    later(clock)
    assert len(codes_on(client.post(CODES, {"prove-password": PASSWORD, "prove-code": code_now(ann)}).text)) == 10


def test_two_left_are_said_at_the_next_sign_in_with_the_way_to_new_ones(client, ann, codes):
    use_up(client, ann, codes[:7])
    assert "make ten new ones" not in client.get(DESK).text
    for code, words in zip(codes[7:], ("2 recovery codes", "1 recovery code", "no recovery codes"), strict=True):
        sign_in_with(client, ann, code)
        page = client.get(DESK).text
        assert f'You have {words} left. It takes a minute to <a href="{CODES}">make ten new ones</a>' in page


def test_who_came_in_with_a_code_stays_and_others_who_did_go(client, ann, codes):
    other = type(client)()
    give_password(other, ann)
    other.post(ASK, {"code": codes[0]})
    assert other.get(DESK).status_code == 200
    sign_in_with(client, ann, codes[1])
    client.post(CODES)
    assert client.get(DESK).status_code == 200
    assert other.get(DESK)["Location"].startswith(reverse("admin:login"))


def test_nobody_makes_them_for_somebody_else(client, ann, codes):
    other = type(client)()
    set_up(other, person("ben", "author"))
    other.post(CODES)
    assert sign_in_with(client, ann, codes[0]).status_code == 302


def test_before_the_second_step_there_is_no_way_to_them(client, ann, codes):
    client.post(reverse("admin:logout"))
    give_password(client, ann)
    for answer in (client.get(CODES), client.post(CODES)):
        assert answer.status_code == 302 and answer["Location"].startswith(ASK)
    assert second_factor.codes_left(ann) == 10


def test_who_has_no_second_step_is_told_so(client, ann, settings):
    settings.SECOND_FACTOR = False
    give_password(client, ann)
    assert CODES not in client.get(DESK).text
    refused = client.post(CODES)
    assert refused.status_code == 422 and "You have not set up a second step" in refused.text
    assert not StaticToken.objects.exists()


def test_the_way_to_them_is_at_the_top_of_every_page(client, codes):
    assert f'<a href="{CODES}">Recovery codes</a>' in client.get(DESK).text

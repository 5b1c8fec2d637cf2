"""The second factor: nothing of the admin without it, set up once, lost and found again."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from msphysio import second_factor
from tests.factories.content import person
from tests.support.admin_addresses import closed_addresses
from tests.support.second_steps import code_now, codes_on, give_password, later, set_up, shown_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_factor_required")]
ASK, SET_UP, DESK = (reverse(f"admin:{name}") for name in ("second_factor", "set_up", "index"))


@pytest.fixture
def ann():
    return person("ann", "author", "publisher")


@pytest.fixture
def root(django_user_model):
    return django_user_model.objects.create_superuser("root")


def test_the_whole_admin_leads_to_it_address_by_address(client, root):
    give_password(client, root)
    addresses = closed_addresses()
    assert len(addresses) > 200
    for address in addresses:
        for answer in (client.get(address), client.post(address, {"action": "x"})):
            assert answer.status_code == 302, address
            assert answer["Location"].split("?")[0] == ASK, address


def test_so_does_the_page_of_details_refuse(client, root):
    give_password(client, root)
    assert client.get("/health/details").status_code == 403
    set_up(client, root)
    assert client.get("/health/details").status_code == 200


def test_without_a_password_there_is_only_the_sign_in_page(client):
    for address in (ASK, SET_UP):
        assert client.get(address)["Location"] == reverse("admin:login")


def test_a_first_sign_in_sets_it_up_and_goes_on_to_where_somebody_wanted_to_be(client, ann, clock):
    wanted = reverse("admin:content_article_changelist")
    give_password(client, ann)
    asked = client.get(client.get(wanted)["Location"])
    page = client.get(asked["Location"])
    assert "<svg" in page.text and 'style="' not in page.text
    done = client.post(asked["Location"], {"code": shown_code(page.text)})
    codes = codes_on(done.text)
    assert len(set(codes)) == 10 and f'href="{wanted}"' in done.text
    assert "no-store" in done["Cache-Control"]
    assert client.get(wanted).status_code == 200
    assert client.get(SET_UP)["Location"].startswith(ASK)
    assert not any(code in client.get(DESK).text for code in codes)


def test_a_wrong_first_code_keeps_nothing_and_shows_the_same_key_again(client, ann, clock):
    give_password(client, ann)
    key = shown_code(client.get(SET_UP).text)
    for wrong in ("", "123", "000000", "x" * 30):
        refused = client.post(SET_UP, {"code": wrong})
        assert refused.status_code == 422 and shown_code(refused.text) == key
    assert not TOTPDevice.objects.exists()


def test_a_key_that_was_shown_to_somebody_else_is_nobodys(client, ann, clock, django_user_model):
    other = type(client)()
    give_password(other, ann)
    stolen = shown_code(other.get(SET_UP).text)
    give_password(client, ann)
    assert shown_code(client.get(SET_UP).text) != stolen
    set_up(client, ann)
    assert other.post(SET_UP, {"code": stolen})["Location"].startswith(ASK)
    assert other.get(DESK)["Location"].startswith(ASK)


def test_the_next_sign_in_asks_for_a_code_and_changes_the_number_of_the_session(client, ann, clock):
    set_up(client, ann)
    client.post(reverse("admin:logout"))
    later(clock)
    give_password(client, ann)
    before = client.session.session_key
    assert client.post(ASK, {"code": code_now(ann)})["Location"] == DESK
    assert client.session.session_key != before
    assert client.get(DESK).status_code == 200


def test_a_code_works_once(client, ann, clock):
    set_up(client, ann)
    later(clock)
    code = code_now(ann)
    for status in (302, 422):
        client.post(reverse("admin:logout"))
        give_password(client, ann)
        assert client.post(ASK, {"code": code}).status_code == status


def test_a_recovery_code_works_once_with_or_without_spaces(client, ann, clock):
    [first, second, *_] = set_up(client, ann)
    for code, status in ((f"{first[:4]} {first[4:]}".upper(), 302), (first, 422)):
        client.post(reverse("admin:logout"))
        give_password(client, ann)
        assert client.post(ASK, {"code": code}).status_code == status
    later(clock)
    assert client.post(ASK, {"code": second}).status_code == 302
    assert StaticToken.objects.count() == 8


def test_wrong_codes_make_the_next_one_wait_longer_but_never_for_long(client, ann, clock):
    set_up(client, ann)
    client.post(reverse("admin:logout"))
    give_password(client, ann)
    later(clock)
    assert "not right" in client.post(ASK, {"code": "000000"}).text
    assert "Wait 2 seconds" in client.post(ASK, {"code": code_now(ann)}).text
    for _ in range(15):
        later(clock, 20 * 60)
        give_password(client, ann)
        client.post(ASK, {"code": "000000"})
    assert "Wait 5 minutes" in client.post(ASK, {"code": code_now(ann)}).text
    later(clock, 5 * 60)
    assert client.post(ASK, {"code": code_now(ann)}).status_code == 302


def test_an_administrator_resets_it_which_ends_what_is_open_and_is_noted(client, ann, root, clock):
    set_up(client, ann)
    boss = type(client)()
    set_up(boss, root)
    address = reverse("admin:second_factor_reset", args=[ann.pk])
    assert address in boss.get(reverse("admin:auth_user_change", args=[ann.pk])).text
    assert "by voice or face to face" in boss.get(address).text
    boss.post(address)
    note = LogEntry.objects.filter(object_id=ann.pk, user=root).latest("pk")
    assert note.change_message == "Reset the second factor."
    assert client.get(DESK)["Location"].startswith(reverse("admin:login"))
    give_password(client, ann)
    assert client.get(ASK)["Location"].startswith(SET_UP)
    assert not StaticToken.objects.filter(device__user=ann).exists()


def test_nobody_else_resets_anything(client, ann, root, clock):
    set_up(client, ann)
    address = reverse("admin:second_factor_reset", args=[root.pk])
    assert client.get(address).status_code == client.post(address).status_code == 403


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "/articles/", "\\\\evil"])
def test_it_leads_to_no_other_place(client, ann, clock, there):
    set_up(client, ann)
    client.post(reverse("admin:logout"))
    later(clock)
    give_password(client, ann)
    assert client.post(f"{ASK}?next={there}", {"code": code_now(ann)})["Location"] == DESK


def test_secrets_are_on_no_page_of_the_admin(root, client, clock):
    set_up(client, root)
    assert not [address for address in closed_addresses() if "otp_" in address]


def test_a_demonstration_does_without(settings, client, ann):
    settings.SECOND_FACTOR = False
    give_password(client, ann)
    assert client.get(DESK).status_code == 200
    assert not second_factor.has_one(ann)

"""Failed sign-ins: guessing is slowed, nobody is locked out by somebody else, and next to nothing is kept."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from msphysio import known_devices, lock_out
from tests.factories.content import person

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"
PASSWORD = "a long pass phrase"


@pytest.fixture(autouse=True)
def ann():
    user = person("ann", "author")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def try_(client):
    def try_(typed="wrong", name="ann", at=HERE, **headers):
        return client.post(
            reverse("admin:login"), {"username": name, "password": typed}, REMOTE_ADDR=at, headers=headers
        )

    return try_


def test_the_sixth_failure_from_one_address_is_told_when_to_try_again_and_whom_to_ask(try_):
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False):
        assert [try_().status_code for _ in range(lock_out.TRIES)] == [200] * (lock_out.TRIES - 1) + [429]
        refused = try_(PASSWORD)
    assert refused.status_code == 429
    assert "Try again after 11:01" in refused.text and "administrator" in refused.text
    assert "Nobody has locked your account" in refused.text


def test_the_same_person_signs_in_from_elsewhere_all_the_while(try_):
    for _ in range(20):
        try_()
    assert try_(PASSWORD, at=ELSEWHERE).status_code == 302


def test_somebody_else_at_the_same_address_signs_in_too(try_):
    bea = person("bea", "author")
    bea.set_password(PASSWORD)
    bea.save()
    for _ in range(20):
        try_()
    assert try_(PASSWORD, name="bea").status_code == 302


@pytest.fixture
def anns(client, try_):
    """The device of somebody who has signed in on it before; `try_` is used on it."""
    assert try_(PASSWORD).status_code == 302
    mark = client.cookies[known_devices.COOKIE]
    client.logout()  # which forgets all cookies
    client.cookies.load({known_devices.COOKIE: mark.value})
    return mark


def elsewhere(name="ann", at=HERE, typed="wrong", **cookies):
    """Try on another device."""
    client = Client()
    client.cookies.load(cookies)
    return client.post(reverse("admin:login"), {"username": name, "password": typed}, REMOTE_ADDR=at)


def test_others_who_guess_at_the_same_address_do_not_stop_a_device_that_knows_its_owner(anns, try_):
    for _ in range(20):
        elsewhere()
    assert elsewhere(typed=PASSWORD).status_code == 429
    assert try_().status_code == 200
    assert try_(PASSWORD).status_code == 302


def test_a_stolen_mark_has_as_few_tries_from_all_addresses_together(anns):
    stolen = {known_devices.COOKIE: anns.value}
    found = [elsewhere(at=f"203.0.113.{number}", **stolen).status_code for number in range(lock_out.TRIES)]
    assert found == [200] * (lock_out.TRIES - 1) + [429]
    assert elsewhere(at=ELSEWHERE, typed=PASSWORD, **stolen).status_code == 429
    assert elsewhere(at=ELSEWHERE, typed=PASSWORD).status_code == 302


def test_the_mark_of_one_account_counts_for_no_other(anns):
    bea = person("bea", "author")
    for _ in range(lock_out.TRIES):
        last = elsewhere(name=bea.username, **{known_devices.COOKIE: anns.value})
    assert last.status_code == 429 and elsewhere(name=bea.username).status_code == 429


@pytest.mark.parametrize("mark", ["1-0123456789abcdef", "", "x:y:z"])
def test_a_mark_that_we_did_not_make_is_refused_before_the_password_is_looked_at(anns, mark, monkeypatch):
    monkeypatch.setattr(User, "check_password", lambda *_: pytest.fail("it was looked at"))
    refused = elsewhere(typed=PASSWORD, **{known_devices.COOKIE: mark})
    assert (refused.status_code, refused["Location"]) == (302, reverse("admin:login"))
    assert refused.cookies[known_devices.COOKIE]["max-age"] == 0


def test_a_mark_ends_after_90_days_and_is_for_the_admin_alone(anns, settings):
    told = (anns["path"], anns["httponly"], anns["samesite"], anns["max-age"])
    assert told == ("/admin/", True, "Strict", 90 * 24 * 60 * 60)
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        for _ in range(lock_out.TRIES):
            elsewhere()
        with_the_mark = elsewhere(typed=PASSWORD, **{known_devices.COOKIE: anns.value})
    assert with_the_mark.status_code == 429, "as good as none"


def test_after_an_hour_it_works_again_and_trying_meanwhile_made_it_no_longer(try_):
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False) as clock:
        for _ in range(lock_out.TRIES):
            try_()
        clock.shift(timedelta(minutes=59))
        assert try_(PASSWORD).status_code == 429
        clock.shift(timedelta(minutes=2))
        assert try_(PASSWORD).status_code == 302


def test_the_right_password_wipes_the_slate(try_):
    for _ in range(lock_out.TRIES - 1):
        try_()
    assert try_(PASSWORD).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_while_many_addresses_fail_each_has_fewer_tries_but_the_right_password_works_everywhere(try_):
    for number in range(lock_out.MANY):
        try_(at=f"203.0.113.{number}")
    assert [try_().status_code for _ in range(lock_out.FEW_TRIES)] == [200] * (lock_out.FEW_TRIES - 1) + [429]
    assert try_(PASSWORD, at=ELSEWHERE).status_code == 302


def test_a_failure_leaves_a_name_an_address_a_number_and_a_time(try_):
    try_(**{"User-Agent": "Tell-tale/1.0"})
    [kept] = AccessAttempt.objects.all()
    assert (kept.username, kept.ip_address, kept.failures_since_start) == ("ann", HERE, 1)
    assert {kept.user_agent, kept.http_accept, kept.path_info, kept.get_data, kept.post_data} == {""}
    assert not AccessLog.objects.exists() and not AccessFailureLog.objects.exists()


def test_a_name_that_nobody_has_may_be_a_password_and_is_not_kept_in_words(try_):
    assert [try_(name="my secret").status_code for _ in range(lock_out.TRIES)][-1] == 429
    [kept] = AccessAttempt.objects.all()
    assert kept.username.startswith("nobody: ") and "secret" not in kept.username


def test_what_is_kept_is_deleted(try_):
    try_()
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(hours=2))
    call_command("purge_sign_ins")
    assert not AccessAttempt.objects.exists()


def test_only_administrators_see_failures_and_can_end_a_wait(try_, client, admin_client):
    for _ in range(lock_out.TRIES):
        try_()
    page = admin_client.get(reverse("admin:axes_accessattempt_changelist"))
    assert HERE in page.text
    [kept] = AccessAttempt.objects.all()
    admin_client.post(reverse("admin:axes_accessattempt_delete", args=[kept.pk]), {"post": "yes"})
    assert try_(PASSWORD).status_code == 302
    assert client.get(reverse("admin:axes_accessattempt_changelist")).status_code == 403


@pytest.mark.parametrize(
    ("behind", "given", "forwarded", "address"),
    [
        (False, HERE, "", HERE),
        (False, HERE, "6.6.6.6", HERE),
        (True, "127.0.0.1", f"6.6.6.6, {ELSEWHERE}", ELSEWHERE),
        (True, HERE, "", HERE),
        (True, HERE, "not an address", None),
        (False, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),
        (False, f"::ffff:{HERE}", "", HERE),
        (False, "", "", None),
    ],
)
def test_the_address_is_what_the_last_proxy_saw(settings, behind, given, forwarded, address):
    settings.BEHIND_PROXY = behind
    request = RequestFactory().get("/", REMOTE_ADDR=given, headers={"X-Forwarded-For": forwarded} if forwarded else {})
    assert lock_out.address_of(request) == address


def test_reading_asks_for_nothing_of_this(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/settings/").status_code == 200

"""The demonstration's accounts."""

import stat

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from content.models import Reviewer
from msphysio import demo
from tests.factories.content import register

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(settings, tmp_path):
    settings.DEMO = True
    settings.VAR_DIR = tmp_path
    return tmp_path / "demo-accounts.txt"


def test_there_is_an_account_for_each_role_and_an_administrator(demonstration):
    passwords = {account.username: account.password for account in demo.create_accounts()}
    users = {user.username: user for user in get_user_model().objects.all()}
    assert len(users) == 8 and all(user.is_staff for user in users.values())
    assert [name for name, user in users.items() if user.is_superuser] == ["administrator"]
    for role in demo.ROLES:
        username = role.replace(" ", "-")
        assert [group.name for group in users[username].groups.all()] == [role]
        assert users[username].check_password(passwords[username])


def test_there_are_two_directory_editors_for_one_confirms_what_the_other_wrote(demonstration):
    demo.create_accounts()
    editors = get_user_model().objects.filter(groups__name="directory editor")
    assert sorted(editors.values_list("username", flat=True)) == ["directory-editor", "directory-editor-2"]


def test_the_passwords_are_kept_where_only_the_owner_reads(demonstration):
    made = demo.create_accounts()
    assert stat.S_IMODE(demonstration.stat().st_mode) == 0o600
    for account in made:
        assert f"{account.username:<20} {account.password}\n" in demonstration.read_text()
    assert len({account.password for account in made}) == len(made)


def test_a_second_time_makes_nothing_and_shows_nothing(demonstration, capsys):
    made = demo.create_accounts()
    kept = demonstration.read_text()
    call_command("create_demo_accounts")
    said = capsys.readouterr().out
    assert demonstration.read_text() == kept
    assert not any(account.password in said for account in made)


def test_an_account_that_exists_keeps_its_password(demonstration):
    own = get_user_model().objects.create_superuser("administrator", password="my own and nobody else's")
    assert "administrator" not in {account.username for account in demo.create_accounts()}
    own.refresh_from_db()
    assert own.check_password("my own and nobody else's")


def test_a_deleted_account_is_made_again(demonstration):
    old = {account.username: account.password for account in demo.create_accounts()}
    get_user_model().objects.get(username="author").delete()
    (new,) = demo.create_accounts()
    assert new.username == "author" and new.password != old["author"]
    assert old["author"] not in demonstration.read_text() and old["publisher"] in demonstration.read_text()


def test_the_reviewer_approves_as_nobody(demonstration):
    demo.create_accounts()
    demo.create_accounts()
    reviewer = Reviewer.objects.get()
    assert (reviewer.user.username, reviewer.profession, reviewer.body) == (
        "clinical-reviewer",
        "demonstration",
        "none",
    )


def test_an_account_from_before_may_try_too_and_a_registration_stays(demonstration):
    users = get_user_model().objects
    register(users.create_user("clinical-reviewer"), profession="GP")
    demo.create_accounts()
    assert Reviewer.objects.get().profession == "GP"


def test_without_demo_there_are_none(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("create_demo_accounts")
    assert not get_user_model().objects.exists()

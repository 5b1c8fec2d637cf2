"""Accounts for trying the editors' side of a demonstration: one for each role, with a random password.

There are two directory editors, because a service is confirmed by another person than the one who edited it last.
"""

import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from content.models import Reviewer
from msphysio.environment import write_private

ROLES = ("author", "clinical reviewer", "publisher", "guide editor", "directory editor", "moderator")
ADMINISTRATOR = "administrator"
ACCOUNTS = {
    **{role.replace(" ", "-"): role for role in (*ROLES, ADMINISTRATOR)},
    "directory-editor-2": "directory editor",
}
REVIEWER = "clinical-reviewer"
NEVER = date(2099, 12, 31)  # a demonstration does not end by itself
FILE_NAME = "demo-accounts.txt"
HEADING = "# Demonstration accounts: user name, then password. Lost one? Set a new password in the admin.\n"


@dataclass(frozen=True)
class NewAccount:
    username: str
    password: str


def accounts_file() -> Path:
    """Where the passwords are kept; only the owner of the file can read it."""
    return Path(settings.VAR_DIR) / FILE_NAME


@transaction.atomic
def create_accounts() -> list[NewAccount]:
    """Create the accounts that do not exist yet and return them; an account that exists is never changed."""
    made = [account for username, role in ACCOUNTS.items() if (account := _create(username, role))]
    if made:
        _keep(made)
    _let_reviewer_try()
    return made


def _create(username: str, role: str) -> NewAccount | None:
    users = get_user_model().objects
    if users.filter(username=username).exists():
        return None
    account = NewAccount(username, secrets.token_urlsafe(12))
    if role == ADMINISTRATOR:
        users.create_superuser(username, password=account.password)
    else:
        user = users.create_user(username, password=account.password, is_staff=True)
        user.groups.add(Group.objects.get_or_create(name=role)[0])
    return account


def _let_reviewer_try() -> None:
    """Let the reviewer's account approve in a demonstration: as nobody, so that no page looks checked by anybody."""
    reviewer = get_user_model().objects.filter(username=REVIEWER, reviewer=None).first()
    if reviewer and settings.DEMO:
        Reviewer.objects.create(
            user=reviewer,
            profession=Reviewer.Profession.DEMONSTRATION,
            body=Reviewer.Body.NONE,
            number="demonstration",
            expires_date=NEVER,
        )


def _keep(made: list[NewAccount]) -> None:
    """Write the new passwords beside those already kept."""
    kept = _kept() | {account.username: account.password for account in made}
    lines = (f"{username:<20} {password}\n" for username, password in kept.items())
    write_private(accounts_file(), HEADING + "".join(lines))


def _kept() -> dict[str, str]:
    if not accounts_file().exists():
        return {}
    lines = accounts_file().read_text().splitlines()
    return dict(line.split() for line in lines if line.strip() and not line.startswith("#"))

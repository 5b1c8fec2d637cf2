"""Every address of the admin, opened by every role: tests/support/admin_rights.csv says who is let in, and who is not.

There are no rows in the tables here. “no page” is an address that takes forms only, or that leads away because it has
no such row; who may do what with rows is in tests/content/test_rights.py and tests/referrals/test_admin_rights.py.
"""

import csv
from pathlib import Path

import pytest
from django.conf import settings

from tests.factories.content import person
from tests.support.admin_addresses import closed_addresses

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ROLES = ("author", "clinical reviewer", "publisher", "guide editor", "directory editor", "moderator")
TABLE = Path(settings.BASE_DIR) / "tests" / "support" / "admin_rights.csv"
WITHOUT_NAME = "anything else"
REFUSED, NO_ROW = 403, 302


@pytest.fixture(scope="module")
def rights():
    with TABLE.open(encoding="utf-8") as rows:
        return {row["address"]: row for row in csv.DictReader(rows)}


def test_no_address_is_without_its_row(rights):
    assert {name or WITHOUT_NAME for name in closed_addresses().values()} == set(rights)


@pytest.mark.parametrize("role", [*ROLES, None])
def test_a_role_opens_what_the_table_says_and_nothing_else(client, rights, role):
    name = role.split()[0] if role else "newcomer"
    client.force_login(person(name, role) if role else person(name))
    wrong = {}
    for address, known in closed_addresses().items():
        right = rights[known or WITHOUT_NAME]
        status = client.get(address).status_code
        if status == NO_ROW and known.endswith("_history"):
            continue  # Django looks for the row before it asks who wants to see it, and shows nothing
        is_in = right["who"] == "everybody" or name in right["who"].split()
        if is_in != (status != REFUSED) or (status == 200 and right["shows"] != "page"):
            wrong[address] = status
    assert wrong == {}

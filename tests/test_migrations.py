"""Two versions of the code run over one schema in an upgrade: no migration may take away what the older one uses."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django_migration_linter import MigrationLinter

pytestmark = pytest.mark.django_db
# Nothing was released before these. All of the older ones were looked at once, see docs/operations.md: three rename or
# tighten what no running site had yet.
FIRST = {"content": "0022", "referrals": "0015"}


def faults(*migrations):
    """What the linter says against migrations: errors, and what would lock a table while people read."""
    linter = MigrationLinter(no_cache=True, no_output=True, all_warnings_as_errors=True)
    loader = MigrationLoader(connection)
    for app, name in migrations:
        linter.lint_migration(loader.get_migration(app, name))
    return linter.nb_erroneous


def test_migrations_since_the_first_release_leave_the_older_code_working():
    later = [key for key in MigrationLoader(connection).disk_migrations if key[1] >= FIRST.get(key[0], "~")]
    assert len(later) >= 4
    assert faults(*later) == 0


def test_a_migration_that_renames_a_table_would_be_found():
    assert faults(("content", "0004_name_blocks_after_blocks")) == 1

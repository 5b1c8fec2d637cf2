"""Running sites whose content a test may change, each on a copy of one database that `make run` filled.

The first test that needs a site has it filled, once for all processes of a test run: what a start from nothing does
(tables, library, guide and its proof, accounts) is the subject of tests/test_platform.py, and half a minute's work.
Then only the web server is started: what `make run` looks through before it, seconds each time, is all there.
"""

import json
from contextlib import contextmanager

from tests.support import databases
from tests.support.running import running
from tests.support.serving import serving

SECRET = {"SECRET_KEY": "only for tests, and long enough to sign with"}
FOUNDING = databases.FOUNDING


@contextmanager
def founded(name: str):
    """A database with the founding content and the demonstration accounts; yields its DATABASE_URL."""
    _found()
    with databases.fresh(name, copied_from=FOUNDING) as address:
        yield address


@contextmanager
def own_site(name: str, **environment):
    """The site as `make run` serves it, on a database of its own; yields a Site."""
    with founded(databases.of_this_process("site", name)) as address, on(address, **environment) as site:
        yield site


@contextmanager
def on(address: str, **environment):
    """The site on a database that was founded; yields a Site, which knows the accounts."""
    with serving(address, **{**SECRET, **environment}) as site:
        site.accounts_before = json.loads(databases.remark(FOUNDING))
        yield site


def _found():
    """Have `make run` fill the database of this test run, unless a process of the run has done it: then it is kept."""
    with databases.one_at_a_time(FOUNDING):
        if databases.remark(FOUNDING):
            return
        databases.create(FOUNDING, databases.migrated() if databases.OF_MANY else None)
        with running(DATABASE_URL=databases.address(FOUNDING), **SECRET) as site:
            accounts = site.accounts
        databases.keep(FOUNDING, json.dumps(accounts))

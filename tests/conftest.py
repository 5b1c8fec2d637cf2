"""What every test may ask for: the database (`db`, of pytest-django), a `clock`,
a browser's `page`, the whole running `site`."""

import gc
import os
from itertools import groupby

import pytest
import time_machine
from django.conf import settings
from django.db import connections
from hypothesis import HealthCheck
from hypothesis import settings as examples
from playwright.sync_api import expect, sync_playwright

from tests.support import chromium, databases, hazards, lforms, own_sites
from tests.support.watching import watch

PHONE = {"width": 390, "height": 844}

# The same examples each time: what fails then is a change of ours. `make test-deep` looks for other ones.
# How long it takes to make them is a matter of what else the machine does.
ANY_TIME = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
examples.register_profile("same", derandomize=True, database=None, **ANY_TIME)
examples.register_profile("new", max_examples=1000, **ANY_TIME)
examples.load_profile(os.environ.get("EXAMPLES", "same"))

expect.set_options(timeout=20_000)  # milliseconds that a page may take on a machine that is busy with other tests


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config):
    """One more than there are cores: a worker often waits for its browser, its site or the database."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    databases.drop_leftovers()
    if databases.OF_MANY:
        settings.DATABASES["default"]["TEST"]["TEMPLATE"] = databases.migrated()


@pytest.fixture(scope="module")
def rows_of_the_file(django_db_setup, django_db_blocker):
    """The database for fixtures of a whole file: every test of the file begins with the rows that they make."""
    with databases.undone_at_the_end(django_db_blocker):
        yield


@pytest.fixture(scope="class")
def rows_of_the_class(django_db_setup, django_db_blocker):
    """The same for the fixtures of a class of tests; outside a class they are made for each test."""
    with databases.undone_at_the_end(django_db_blocker):
        yield


@pytest.fixture
def clock():
    """A clock that stands still until a test shifts it."""
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False) as travelling:
        yield travelling


@pytest.fixture
def second_factor_required(settings):
    """As in production: nobody is in the admin without a code beside the password."""
    settings.SECOND_FACTOR = True


@pytest.fixture(scope="session")
def browser():
    """Chromium, once for all tests of this process."""
    with sync_playwright() as playwright:
        opened = chromium.launch(playwright)
        yield opened
        opened.close()
        connections.close_all()  # Django has others while an event loop is there, and its teardown does not see them


@pytest.fixture(scope="session")
def site():
    """The site as `make run` serves it: founding content, demonstration accounts, a database of its own.

    All browser tests share it. A test that changes content starts its own with `tests.support.own_sites`.
    """
    with own_sites.founded(f"site_{os.getpid()}") as database, own_sites.on(database) as opened:
        yield opened


@pytest.fixture
def page(browser, site):
    """A phone's page on the running site. A request to anybody else or a breach of the security policy is a failure."""
    context = browser.new_context(base_url=site.url, viewport=PHONE, locale="en-GB")
    complaints = watch(context, site.url)
    opened = context.new_page()
    yield opened
    context.close()
    assert not complaints, complaints


def pytest_collection_modifyitems(items):
    """Put the files in the order in which workers take them: the long ones first, so that none of them ends alone.

    While the first worker has the sites founded, the others have the engine, and what is slow without a site: the
    tests of the two apps.
    """
    by_path = sorted(items, key=lambda test: str(test.path))
    files = [list(tests) for _, tests in groupby(by_path, lambda test: test.path)]
    files.sort(key=len, reverse=True)
    engine = [tests for tests in files if tests[0].path.parent.name == "engine"]
    browser, slow = ([tests for tests in files if _marked(tests, name)] for name in ("browser", "slow"))
    slow.sort(key=lambda tests: tests[0].path.parent.name != "tests")
    rest = [tests for tests in files if tests not in (*engine, *browser, *slow)]
    items[:] = [test for tests in (*browser[:1], *engine, *reversed(slow), *browser[1:], *rest) for test in tests]


def pytest_collection_finish():
    """Let the garbage collector pass over all tests and the site's code: it took a third of the time of a worker."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)


def _marked(tests, name):
    return any(test.get_closest_marker(name) for test in tests)


def pytest_sessionfinish(session):
    """Drop what the processes of this run shared; fail a run that left a hazard without a passing test."""
    if not hasattr(session.config, "workerinput") and not session.config.option.collectonly:
        databases.drop_shared()
        if hazards.unshown(session.config) and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    """Say loudly what a missing browser or form renderer left untested, and which hazards that leaves open."""
    for line in hazards.unshown(terminalreporter.config):
        terminalreporter.line(line, red=True)
    reasons = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for absent, what, mend in (
        (chromium.ABSENT, "BROWSER TESTS", "Install Chromium, then run again."),
        (lforms.ABSENT, "TESTS IN ANOTHER FORM RENDERER", "Run again where npm reaches its registry."),
    ):
        skipped = sum(absent in reason for reason in reasons)
        if skipped:
            terminalreporter.section(f"{what} WERE NOT RUN", sep="!", red=True, bold=True)
            terminalreporter.line(f"{skipped} tests were skipped: {absent}. {mend}")

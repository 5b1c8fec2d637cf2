"""One tab for all pages and all ways of looking at them: opening a page is then a tenth of a second."""

import pytest

from tests.support.public_pages import PAGES, Visitor


@pytest.fixture(scope="session")
def _visitor(browser, site):
    visitor = Visitor(browser, site.url)
    yield visitor
    visitor.context.close()


@pytest.fixture
def visitor(_visitor):
    """A Visitor with scripts. A request to anybody else or a breach of the security policy is a failure."""
    _visitor.complaints.clear()
    yield _visitor
    assert not _visitor.complaints, _visitor.complaints


@pytest.fixture(scope="session")
def visitor_without_scripts(browser, site):
    """A Visitor whose browser runs no scripts."""
    visitor = Visitor(browser, site.url, java_script_enabled=False)
    yield visitor
    visitor.context.close()


def pytest_collection_modifyitems(items):
    """Put the tests of test_every_page.py page by page: what they share is the page that was opened."""
    places = {page: place for place, page in enumerate(PAGES)}
    among = [number for number, test in enumerate(items) if test.path.name == "test_every_page.py"]
    ordered = sorted((items[number] for number in among), key=lambda test: places[test.callspec.params["page"]])
    for number, test in zip(among, ordered, strict=True):
        items[number] = test

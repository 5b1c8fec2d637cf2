"""A page is light, and each file of it has its hash in its name. (The visitor sees to it that none is from others.)"""

import re
from collections import Counter
from contextlib import contextmanager

import pytest

from tests.support.public_pages import PAGES

pytestmark = pytest.mark.browser
KB = 1024
HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")
MOST_STYLE, MOST_SCRIPT, MOST_IN_ALL = 12 * KB, 5 * KB, 60 * KB  # of an article, which can be read aloud


@contextmanager
def first_visit(tab):
    """What the page asks for while nothing is in the cache; yields the list that fills with it."""
    session = tab.context.new_cdp_session(tab)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    asked = []

    def note(request):
        asked.append(request)

    tab.on("request", note)
    yield asked
    tab.remove_listener("request", note)
    session.detach()


@pytest.mark.parametrize("page", [page for page in PAGES if not page.act and page.name != "parts"], ids=str)
def test_a_page_is_light(visitor, page):
    visitor.hold(page.walk)
    visitor.tab.goto("about:blank")
    with first_visit(visitor.tab) as asked:
        visitor.open(page)
        sizes = [(request.resource_type, request.sizes()) for request in asked]
    static = [request.url for request in asked if "/static/" in request.url]
    assert [url for url in static if not HASHED.search(url)] == [], "an old copy could meet a new page"
    content = Counter()
    for kind, size in sizes:
        content[kind] += size["responseBodySize"]
    in_all = content.total() + sum(size["responseHeadersSize"] for _, size in sizes)
    assert 0 < content["stylesheet"] <= MOST_STYLE
    assert 0 < content["script"] <= MOST_SCRIPT
    assert content["document"] and in_all < MOST_IN_ALL, content

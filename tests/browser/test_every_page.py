"""Every page in every state: light, sound in its structure, accessible, and with room for every finger and window.

A page is opened once (`visitor.see`), and then looked at in one window after the other; conftest.py puts the tests of
one page side by side. The two last ones use the keyboard on it (`visitor.use`), after which it is opened anew.
"""

import re
from collections import Counter, defaultdict
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.support import layout
from tests.support.axe import assert_accessible, assert_accessible_in_both_schemes
from tests.support.public_pages import DARK, DESK, KEY_PAGES, NARROW, PAGES, PHONE, SHAPES

pytestmark = pytest.mark.browser
WITH_SUMMARY = [page for page in PAGES if page.status == 422]
WITHOUT_SUMMARY = [page for page in SHAPES if page not in WITH_SUMMARY and page.name != "parts"]
KB = 1024
HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")
MOST_STYLE, MOST_SCRIPT, MOST_IN_ALL = 12 * KB, 5 * KB, 60 * KB  # of an article, which can be read aloud
CONTRAST = "usual.contrast.everything"
LARGEST = "largest.device.everything"
FONTS = ("system-ui", "Roboto", "Liberation Sans")  # the narrow ones put more characters on a line
LEVELS = {
    "emergency": "Emergency – now",
    "urgent": "Urgent – today",
    "soon": "Soon – in 2 working days",
    "mention": "When you next speak",
}
FACTS = """() => ({
  language: document.documentElement.lang,
  title: document.title,
  headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((heading) => !heading.closest(".errors")).map((heading) => Number(heading.localName[1])),
  lost: [...document.querySelectorAll("a[href^='#']")].map((link) => link.getAttribute("href"))
    .filter((href) => !document.getElementById(href.slice(1))),
  twice: [...document.querySelectorAll("[id]")].map(({ id }) => id)
    .filter((id, index, all) => all.indexOf(id) !== index),
  links: [...document.querySelectorAll("main a[href]")]
    .map((link) => [(link.ariaLabel || link.textContent).trim().replace(/\\s+/g, " "), link.href]),
  windows: document.querySelectorAll("[target]").length,
  notices: [...document.querySelectorAll(".notice")]
    .map((notice) => [notice.className.match(/notice--(\\w+)/)[1], notice.querySelector("h2").innerText]),
})"""


@contextmanager
def first_visit(visitor):
    """What the page asks for while nothing is in the cache; yields the list that fills with it."""
    session = visitor.context.new_cdp_session(visitor.tab)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    asked = []

    def note(request):
        asked.append(request)

    visitor.tab.on("request", note)
    yield asked
    visitor.tab.remove_listener("request", note)
    session.detach()


@pytest.mark.parametrize("page", [page for page in PAGES if not page.act and page.name != "parts"], ids=str)
def test_a_page_is_light(visitor, page):
    """And each file of it has its hash in its name. (The visitor sees to it that none is from others.)"""
    visitor.hold(page.walk)
    with first_visit(visitor) as asked:
        visitor.see(page)
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


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_says_what_it_is(visitor, page):
    facts = visitor.see(page).evaluate(FACTS)
    assert facts["language"] == "en-GB"
    assert re.fullmatch(r"\S.* – MS Physio", facts["title"])
    assert facts["title"].startswith("Error: ") == (page.status >= 400)
    _assert_headings(facts["headings"])
    assert (facts["lost"], facts["twice"], facts["windows"]) == ([], [], 0)
    assert _ambiguous(facts["links"]) == {}
    for level, heading in facts["notices"]:
        assert LEVELS[level] in heading


def _assert_headings(levels):
    assert levels.count(1) == 1 and levels[0] == 1, levels
    assert all(below - above <= 1 for above, below in zip(levels, levels[1:], strict=False)), levels


def _ambiguous(links):
    """The words that lead to more than one place."""
    places = defaultdict(set)
    for words, address in links:
        places[words].add(address)
    return {words: found for words, found in places.items() if len(found) > 1}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_on_a_phone_it_passes_every_rule(visitor, page):
    assert_accessible(visitor.see(page, PHONE))


@pytest.mark.parametrize("page", KEY_PAGES, ids=str)
def test_in_both_schemes_it_passes_every_rule(visitor, page):
    assert_accessible_in_both_schemes(visitor.see(page, PHONE))
    assert_accessible_in_both_schemes(visitor.see(page, DESK))


@pytest.mark.parametrize("page", SHAPES, ids=str)
@pytest.mark.parametrize("way", [PHONE, DESK], ids=["phone", "desk"])
def test_targets_are_48_px_with_gaps(visitor, page, way):
    tab = visitor.see(page, way)
    assert layout.small(tab, 48) == []
    assert layout.crowded(tab, 4) == []


@pytest.mark.parametrize("page", SHAPES, ids=str)
def test_lines_have_at_most_68_characters(visitor, page):
    tab = visitor.see(page, DESK)
    for font in FONTS:
        with layout.in_font(tab, font):
            assert layout.long(tab, 68) == [], font


@pytest.mark.parametrize("page", SHAPES, ids=str)
def test_dark_on_a_desk_it_passes_every_rule(visitor, page):
    assert_accessible(visitor.see(page, DESK, **DARK))


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_nothing_scrolls_sideways_at_320_px(visitor, page):
    tab = visitor.see(page, NARROW)
    assert layout.sideways(tab) == []
    with layout.spaced_text(tab):
        assert layout.sideways(tab) == [], "with spaced text"


@pytest.mark.parametrize("page", KEY_PAGES, ids=str)
def test_with_more_contrast_it_passes_every_rule(visitor, page):
    assert_accessible_in_both_schemes(visitor.see(page, PHONE, reading=CONTRAST))


@pytest.mark.parametrize("page", KEY_PAGES, ids=str)
def test_with_the_largest_words_it_passes_every_rule_and_fits_320_px(visitor, page):
    assert_accessible(visitor.see(page, PHONE, reading=LARGEST))
    assert layout.sideways(visitor.see(page, NARROW, reading=LARGEST)) == []


@pytest.mark.parametrize("page", WITHOUT_SUMMARY, ids=str)
def test_the_first_stop_leads_past_the_header(visitor, page):
    tab = visitor.use(page)
    skip = tab.get_by_role("link", name="Skip to the main part")
    tab.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    tab.keyboard.press("Enter")
    expect(tab.locator("main")).to_be_focused()


@pytest.mark.parametrize("page", WITH_SUMMARY, ids=str)
def test_each_line_of_an_error_summary_leads_to_a_control(visitor, page):
    tab = visitor.use(page)
    for link in tab.locator(".errors a").all():
        link.click()
        control = tab.locator(link.get_attribute("href"))
        expect(control).to_be_focused()
        assert control.evaluate("control => control.labels.length") == 1
        expect(tab.locator(f"label[for='{control.get_attribute('id')}']")).to_be_in_viewport()

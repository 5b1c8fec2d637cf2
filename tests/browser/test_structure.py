"""What a page says about itself to those who hear it: title, headings, links, the way past the header."""

import re
from collections import defaultdict

import pytest
from playwright.sync_api import expect

from tests.support.public_pages import PAGES, SHAPES

pytestmark = pytest.mark.browser
WITH_SUMMARY = [page for page in PAGES if page.status == 422]
WITHOUT_SUMMARY = [page for page in SHAPES if page not in WITH_SUMMARY and page.name != "parts"]
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


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_says_what_it_is(visitor, page):
    tab = visitor.open(page)
    facts = tab.evaluate(FACTS)
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


@pytest.mark.parametrize("page", WITHOUT_SUMMARY, ids=str)
def test_the_first_stop_leads_past_the_header(visitor, page):
    tab = visitor.open(page)
    skip = tab.get_by_role("link", name="Skip to the main part")
    tab.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    tab.keyboard.press("Enter")
    expect(tab.locator("main")).to_be_focused()


@pytest.mark.parametrize("page", WITH_SUMMARY, ids=str)
def test_each_line_of_an_error_summary_leads_to_a_control(visitor, page):
    tab = visitor.open(page)
    for link in tab.locator(".errors a").all():
        link.click()
        control = tab.locator(link.get_attribute("href"))
        expect(control).to_be_focused()
        assert control.evaluate("control => control.labels.length") == 1
        expect(tab.locator(f"label[for='{control.get_attribute('id')}']")).to_be_in_viewport()

"""Everything works by keyboard alone, and the focus is always seen."""

import pytest
from playwright.sync_api import expect

from tests.support.public_pages import BY_NAME, DESK, KEY_PAGES, PHONE

pytestmark = pytest.mark.browser
MOST_STOPS = 150
FOCUS = """() => {
  const focused = document.activeElement;
  const ring = (element, part) => {
    const style = getComputedStyle(element, part);
    return style.outlineStyle === "none" || style.content === "none" ? 0 : parseFloat(style.outlineWidth);
  };
  const drawn = focused.labels?.[0] || focused;
  const box = drawn.getBoundingClientRect();
  return {
    words: `${focused.localName} ${drawn.textContent.trim().slice(0, 40)}`,
    ring: Math.max(ring(drawn), ring(focused), ring(focused, "::after")),
    seen: box.bottom > 0 && box.top < innerHeight,
    nowhere: focused === document.body,
  };
}"""


def next_stop(tab):
    """Press Tab; fail unless the stop is seen, in a ring of 4 px. Return its words, or None at the end of the page."""
    tab.keyboard.press("Tab")
    focus = tab.evaluate(FOCUS)
    if focus["nowhere"]:
        return None
    assert focus["ring"] >= 4 and focus["seen"], focus
    return focus["words"]


def go_to(tab, selector):
    """Press Tab until the focus is on this."""
    for _ in range(MOST_STOPS):
        assert next_stop(tab), f"no stop at {selector}"
        if tab.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is out of reach")


def answer(tab):
    """Take the second of single answers, and the one that excludes the others of many; then continue."""
    go_to(tab, ".choices [type=radio], .choices [data-exclusive]")
    tab.keyboard.press("Space")
    if tab.evaluate("() => document.activeElement.type") == "radio":
        tab.keyboard.press("ArrowDown")
    expect(tab.locator(":focus")).to_be_checked()
    press(tab, "main .btn")


def press(tab, selector):
    """Go to a link or button and press it."""
    go_to(tab, selector)
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def test_the_guide_leads_to_a_result(visitor):
    tab = visitor.open(BY_NAME["start"])
    press(tab, "main a.btn")
    while tab.locator(".choices").count():
        answer(tab)
    expect(tab.get_by_role("heading", level=1)).to_have_text("Check your answers")
    press(tab, "main a.btn")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Your ways to physiotherapy")


@pytest.mark.parametrize("page", KEY_PAGES, ids=str)
@pytest.mark.parametrize("way", [PHONE, DESK], ids=["phone", "desk"])
def test_each_stop_is_seen_and_none_is_a_trap(visitor, page, way):
    tab = visitor.open(page, way)
    stops = []
    while (words := next_stop(tab)) and len(stops) < MOST_STOPS:
        stops.append(words)
    assert 10 < len(stops) < MOST_STOPS


def test_what_is_folded_opens_and_folds(visitor):
    tab = visitor.open(BY_NAME["result urgent"])
    go_to(tab, "summary")
    for shown in (True, False):
        tab.keyboard.press("Enter")
        expect(tab.get_by_text("Start here")).to_be_visible(visible=shown)

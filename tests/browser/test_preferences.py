"""What people set on their device wins: forced colours, no motion; and paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.public_pages import BY_NAME, DESK, KEY_PAGES

pytestmark = pytest.mark.browser
HIDDEN_ON_PAPER = "header .top, footer, button:not(.term), .btn, .back, .skip"
BLACK_ON_WHITE = ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
COLOURS = """() => {
  const { color, backgroundColor } = getComputedStyle(document.body);
  return [color, backgroundColor];
}"""
EDGES = """(parts) => parts.map((part) => {
  const { borderTopStyle, borderTopWidth } = getComputedStyle(part);
  return borderTopStyle === "solid" ? parseFloat(borderTopWidth) : 0;
})"""
MOVING = """() => [...document.querySelectorAll("*")].filter((part) => {
  const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(part);
  return animationName !== "none" || parseFloat(transitionDuration) > 0 || scrollBehavior === "smooth";
}).map((part) => part.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("page", KEY_PAGES, ids=str)
class TestOnTheDevice:
    def test_forced_colours_are_used(self, visitor, page):
        tab = visitor.open(page, forced_colours=True)
        expect(tab.get_by_role("heading", level=1)).to_be_visible()
        assert tab.evaluate(COLOURS) == BLACK_ON_WHITE

    def test_edges_of_buttons_cards_and_answers_are_drawn_in_forced_colours(self, visitor, page):
        tab = visitor.open(page, forced_colours=True)
        parts = tab.locator(":is(.btn:not(.skip), .card, .notice, .choice label):visible")
        assert all(edge >= 1 for edge in parts.evaluate_all(EDGES))

    def test_nothing_moves(self, visitor, page):
        tab = visitor.open(page, reduced_motion=True)
        assert tab.evaluate("() => document.getAnimations().length") == 0
        assert tab.evaluate(MOVING) == []


@pytest.mark.parametrize("name", ["question", "question ticks", "settings"])
def test_answers_look_native_in_forced_colours(visitor, name):
    for answer in visitor.open(BY_NAME[name], forced_colours=True).locator(".choices input").all():
        expect(answer).to_be_visible()
        assert answer.evaluate("(input) => getComputedStyle(input).appearance") != "none"


class TestOnPaper:
    @pytest.mark.parametrize("name", ["stiffness-and-spasms", "result", "result urgent", "letter", "services"])
    def test_header_footer_and_buttons_are_left_out(self, visitor, name):
        tab = visitor.open(BY_NAME[name], DESK, paper=True)
        expect(tab.get_by_role("heading", level=1)).to_be_visible()
        for part in tab.locator(HIDDEN_ON_PAPER).all():
            expect(part).to_be_hidden()
        for word in tab.locator(".term").all():  # a word of a sentence, whose meaning a press opens
            expect(word).to_be_visible()

    @pytest.mark.parametrize("name", ["stiffness-and-spasms", "result", "result urgent"])
    def test_what_is_folded_is_shown(self, visitor, name):
        folded = visitor.open(BY_NAME[name], DESK, paper=True).locator(
            "details:not([open]) .fold__body:not(.no-print *)"
        )
        assert folded.count()
        for part in folded.all():
            assert part.evaluate("(part) => part.checkVisibility() && part.offsetHeight > 20")

    def test_words_are_black_on_white_whatever_the_colours_of_the_screen(self, visitor):
        page = BY_NAME["stiffness-and-spasms"]
        tab = visitor.open(page, DESK, paper=True, colour="dark", reading="usual.dark.everything")
        assert tab.evaluate(COLOURS)[0] == BLACK_ON_WHITE[0]

    @pytest.mark.parametrize("name", ["letter", "letter much"])
    def test_the_letter_fits_one_page(self, visitor, name):
        pdf = visitor.open(BY_NAME[name], DESK, paper=True).pdf(format="A4")
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1

"""Room for every finger and every window: no sideways scrolling, big targets with gaps, short lines."""

import pytest

from tests.support import layout
from tests.support.public_pages import BY_NAME, DESK, KEY_PAGES, NARROW, PAGES, PHONE, SHAPES

pytestmark = pytest.mark.browser
FONTS = ("system-ui", "Roboto", "Liberation Sans")  # the narrow ones put more characters on a line
QUESTIONS = [BY_NAME[name] for name in ("question", "question ticks", "question error", "settings")]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_nothing_scrolls_sideways_at_320_px(visitor, page):
    tab = visitor.open(page, NARROW)
    assert layout.sideways(tab) == []
    layout.space_text(tab)
    assert layout.sideways(tab) == [], "with spaced text"


@pytest.mark.parametrize("page", KEY_PAGES, ids=str)
def test_the_largest_words_fit_320_px(visitor, page):
    assert layout.sideways(visitor.open(page, NARROW, reading="largest.device.everything")) == []


@pytest.mark.parametrize("page", SHAPES, ids=str)
@pytest.mark.parametrize("way", [PHONE, DESK], ids=["phone", "desk"])
def test_targets_are_48_px_with_gaps(visitor, page, way):
    tab = visitor.open(page, way)
    assert layout.small(tab, 48) == []
    assert layout.crowded(tab, 4) == []


@pytest.mark.parametrize("page", SHAPES, ids=str)
def test_lines_have_at_most_68_characters(visitor, page):
    tab = visitor.open(page, DESK)
    for font in FONTS:
        layout.set_font(tab, font)
        assert layout.long(tab, 68) == [], font


@pytest.mark.parametrize("page", QUESTIONS, ids=str)
class TestAnswersOnAPhone:
    def test_answers_and_the_main_button_are_60_px_high(self, visitor, page):
        tab = visitor.open(page)
        for target in tab.locator(".choice label, .actions .btn").all():
            assert target.bounding_box()["height"] >= 60

    def test_answers_are_apart_and_leave_a_strip_to_scroll_with(self, visitor, page):
        boxes = [answer.bounding_box() for answer in visitor.open(page).locator(".choice label").all()]
        for above, below in zip(boxes, boxes[1:], strict=False):
            assert below["y"] - above["y"] - above["height"] >= 14
        assert all(box["x"] + box["width"] <= PHONE.width - 40 for box in boxes)

    def test_the_main_button_is_as_wide_as_the_page(self, visitor, page):
        assert visitor.open(page).locator(".actions .btn").bounding_box()["width"] == PHONE.width - 40


@pytest.mark.parametrize("way", [PHONE, DESK], ids=["phone", "desk"])
def test_figures_of_exercises_fill_the_top_of_their_cards(visitor, way):
    cards = visitor.open(BY_NAME["exercise list"], way).locator(".door")
    shares = cards.evaluate_all(
        "cards => cards.map(card => card.querySelector('svg').getBoundingClientRect().width / card.clientWidth)"
    )
    assert shares and min(shares) > 0.75


def test_an_exercise_begins_right_under_its_head(visitor):
    tab = visitor.open(BY_NAME["exercise sit-to-stand"], PHONE)
    head, first = (tab.locator(part).first.bounding_box() for part in (".head", ".article__text > *"))
    assert first["y"] - (head["y"] + head["height"]) < 60

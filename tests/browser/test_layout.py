"""Room on single pages: for fingers on answers, for figures, for words. What holds for all: test_every_page.py."""

import pytest

from tests.support.public_pages import BY_NAME, DESK, PHONE

pytestmark = pytest.mark.browser
QUESTIONS = [BY_NAME[name] for name in ("question", "question ticks", "question error", "settings")]


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

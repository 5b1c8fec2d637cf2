"""The picture of the guide and the charts of its counts, in a browser: for everybody who edits, on any screen."""

import pytest

from tests.support.axe import assert_accessible_in_both_schemes
from tests.support.desk import Desk
from tests.support.watching import watch

pytestmark = pytest.mark.browser

PICTURE, COUNTS = "/admin/referrals/guideversion/1/picture/", "/admin/referrals/guideversion/counts/"

OUTSIDE = """() => {
    const boxes = [...document.querySelectorAll(".picture__box")].map((box) => box.getBoundingClientRect());
    const begins = (text, box) => box.left <= text.left && text.left < box.right;
    const within = (text, box) => begins(text, box) && box.top <= text.top && text.bottom <= box.bottom;
    return [...document.querySelectorAll(".picture__words")].filter((words) => {
        const text = words.getBoundingClientRect();
        const card = boxes.find((box) => within(text, box));
        return card && text.right > card.right;
    }).map((words) => words.textContent);
}"""


@pytest.fixture(scope="module")
def desk(browser, site):
    opened = Desk(browser, site, "guide-editor")
    complaints = watch(opened.page.context, site.url)
    yield opened
    opened.leave()
    assert not complaints, complaints


@pytest.mark.parametrize("address", [PICTURE, COUNTS])
@pytest.mark.parametrize("width", [390, 1280])
def test_pictures_and_counts_are_accessible(desk, address, width):
    desk.page.set_viewport_size({"width": width, "height": 900})
    assert desk.page.goto(address).status == 200
    assert_accessible_in_both_schemes(desk.page)


def test_no_word_of_the_picture_leaves_its_card(desk):
    """Widths were reckoned without a font; in this one at least every line must fit."""
    desk.page.goto(PICTURE)
    assert desk.page.evaluate(OUTSIDE) == []

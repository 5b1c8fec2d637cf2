"""The block editor in a browser, under the strict security policy: add, move, write, save, publish, read."""

import pytest
from playwright.sync_api import expect

from tests.support import databases, own_sites
from tests.support.axe import assert_accessible
from tests.support.desk import Desk
from tests.support.relay import relayed
from tests.support.serving import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def own_site():
    """A site whose content these tests may change."""
    with own_sites.own_site("editing") as opened:
        yield opened


@pytest.fixture(scope="module")
def form(browser, own_site):
    """The address of an article's form."""
    desk = Desk(browser, own_site, "publisher", "/admin/content/article/")
    address = desk.page.get_by_role("link", name="Balance and falls").first.get_attribute("href")
    desk.leave()
    return address


@pytest.fixture
def desk(browser, own_site, form):
    """A publisher at an article's form. A breach of the policy or a broken script is a failure."""
    desk = Desk(browser, own_site, "publisher", at=form)
    expect(desk.page.get_by_role("button", name="Down", exact=True).first).to_be_visible()
    yield desk
    desk.leave()
    assert not desk.complaints, desk.complaints


def headings(page):
    """The headings of the text blocks, in the order in which they stand on the screen, once the editor is there."""
    page.locator(".order-machine > .inline-related:not(.empty-form)").first.wait_for()
    return page.eval_on_selector_all(
        ".order-machine > .inline-related:not(.empty-form) input[name$='-heading']",
        """fields => fields
            .map(field => [field.closest('.inline-related').style.order, field.value])
            .sort((one, other) => one[0] - other[0]).map(pair => pair[1])""",
    )


def next_text(page):
    """The block of text that is not there yet."""
    return page.locator(f"#content_section_set-{page.locator('#id_content_section_set-TOTAL_FORMS').input_value()}")


def add_text(page, heading, words):
    """Add a block of text at the end, as somebody with a mouse does."""
    block = next_text(page)
    page.locator(".order-machine-insert-target.last").click()
    page.locator(".plugin-button", has_text="Text").click()
    block.locator("input[name$=heading]").fill(heading)
    block.locator("[contenteditable=true]").click()
    page.keyboard.type(words)


def test_a_new_block_is_written_saved_and_read(desk, own_site):
    add_text(desk.page, "What else may help", "A new sentence with <script>alert(1)</script> in it.")
    desk.press("Save and publish").is_told("Published")
    desk.page.goto("/articles/balance-and-falls/")
    expect(desk.page.get_by_role("heading", name="What else may help")).to_be_visible()
    expect(desk.page.get_by_text("A new sentence with <script>alert(1)</script> in it.")).to_be_visible()


def test_blocks_are_moved_by_dragging(desk):
    page = desk.page
    page.locator("label.collapse-items").click()
    before = headings(page)
    first, second = page.locator(".order-machine > .inline-related:not(.empty-form) > h3").all()[:2]
    first.evaluate("title => title.scrollIntoView({block: 'center'})")  # near an edge the page scrolls by itself
    second.drag_to(first, target_position={"x": 50, "y": 3})
    desk.press("Save and continue editing").is_told("changed successfully")
    assert headings(page) == [before[1], before[0], *before[2:]]


def test_text_is_made_bold_and_linked(desk):
    page = desk.page
    editor = page.locator(".order-machine [contenteditable=true]").first
    editor.click()
    page.keyboard.press("Control+a")
    page.locator("[data-name=bold]").first.click()
    desk.press("Save and continue editing").is_told("changed successfully")
    expect(page.locator(".order-machine [contenteditable=true]").first.locator("strong").first).to_be_visible()


def test_a_preview_is_accessible(desk):
    desk.follow("A carer")
    assert_accessible(desk.page)


def test_everything_works_by_keyboard(desk):
    page = desk.page
    before = headings(page)
    block = next_text(page)
    page.get_by_role("button", name="Down", exact=True).first.press("Enter")
    page.get_by_role("button", name="Add a block at the end").press("Enter")
    expect(page.locator(".plugin-button:focus")).to_be_visible()
    page.keyboard.press("Enter")
    block.get_by_label("Heading").fill("By keyboard")
    desk.press("Save and continue editing").is_told("changed successfully")
    assert headings(page)[:2] == [before[1], before[0]]
    assert "By keyboard" in headings(page)


def test_the_form_is_accessible(desk):
    assert_accessible(desk.page)


@pytest.fixture
def far_desk(browser, own_site):
    """The same publisher at the same form, and the line to the database, which a test can cut."""
    database = databases.of_this_process("site", "editing")
    with relayed() as line, serving(line.address(database), **own_sites.SECRET) as site:
        site.accounts_before = own_site.accounts
        desk = Desk(browser, site, "publisher")
        yield desk.open("content/article", "Balance and falls"), line
        desk.leave()
        assert not desk.complaints, desk.complaints


def try_again_until_saved(desk):
    for _ in range(10):
        desk.press("Try again")
        if desk.page.locator(".messagelist").is_visible():
            break
        desk.page.wait_for_timeout(500)
    desk.is_told("changed successfully")


def test_what_was_written_when_the_database_went_away_is_saved_when_it_is_back(far_desk):
    desk, line = far_desk
    add_text(desk.page, "Written on a bad day", "None of these words may be lost.")
    line.cut()
    desk.press("Save and continue editing")
    expect(desk.page.get_by_role("heading", name="This page rests for a moment")).to_be_visible()
    expect(desk.page.locator("textarea", has_text="None of these words may be lost.")).to_be_visible()
    assert_accessible(desk.page)
    desk.press("Try again")
    expect(desk.page.get_by_role("heading", name="This page rests for a moment")).to_be_visible()
    line.open()
    try_again_until_saved(desk)
    assert "Written on a bad day" in headings(desk.page)

"""Somebody puts exercises on a sheet, on a phone, prints it for their physiotherapist, and leaves none of it behind."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.support.axe import assert_accessible

pytestmark = pytest.mark.browser
KEPT = "localStorage.getItem('exercises')"


def follow(page, name):
    """Follow a link, until its page is whole: what is kept in this browser is looked up only then."""
    page.get_by_role("link", name=name).click()
    page.wait_for_load_state()


def expect_titles(page, *titles):
    """Wait until these exercises stand on the sheet, in this order."""
    numbered = [f"{number}. {title}" for number, title in enumerate(titles, 1)]
    expect(page.locator("h2[id^=exercise-]")).to_have_text(numbered)


def printed(page):
    """Return the words of each sheet of paper."""
    page.emulate_media(media="print")
    paper = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    page.emulate_media(media="screen")
    return [" ".join(sheet.extract_text().split()) for sheet in paper.pages]


def lines_to_write_on(page):
    """Return how far each ruled line under the first exercise reaches from the left and the right, in px."""
    page.emulate_media(media="print")
    reach = page.locator(".plan").first.evaluate("""plan => [...plan.querySelectorAll(".blank")].map(line => {
        const [own, whole] = [line, plan].map(one => one.getBoundingClientRect());
        return [Math.round(own.left - whole.left), Math.round(whole.right - own.right)];
    })""")
    page.emulate_media(media="screen")
    return reach


def check_paper(page):
    """Two exercises stand on the first of two sheets, with lines to the edge, and nothing that needs a screen."""
    (_, first_ends), second = lines_to_write_on(page)
    assert (first_ends, second) == (0, [0, 0])
    first_sheet, *more = sheets = printed(page)
    assert "2. Reach along a table" in first_sheet and len(more) == 1
    words = " ".join(sheets)
    week = "Mon Tue Wed Thu Fri Sat Sun"
    for said in ("1. Knee rolls", "Stop if:", week, "My physiotherapist says:", "do I feel as I did before?"):
        assert said in words, said
    for button in ("Clear my sheet", "Move up", "Add more"):
        assert button not in words


def test_three_exercises_are_put_in_order_printed_and_cleared(page):
    page.goto("/exercises/knee-rolls/")
    follow(page, "Put on my sheet")
    expect(page.get_by_role("heading", level=1)).to_have_text("My exercises")
    follow(page, "Add more exercises")
    follow(page, "Sit to stand")
    follow(page, "Put on my sheet")
    expect_titles(page, "Knee rolls", "Sit to stand")

    page.goto("/exercises/?position=wheelchair")
    page.get_by_text("Make a sheet to print").click()
    page.get_by_label("Reach along a table").check()
    page.get_by_role("button", name="Make my sheet").click()
    follow(page, "Move up Reach along a table")
    expect_titles(page, "Knee rolls", "Reach along a table", "Sit to stand")

    page.goto("/exercises/knee-rolls/")
    expect(page.get_by_role("link", name="See my sheet")).to_be_visible()
    page.goto("/exercises/")
    page.get_by_text("Make a sheet to print").click()
    follow(page, "See my sheet")
    expect(page).to_have_url(re.compile(r"\?with=knee-rolls,wheelchair-reach,sit-to-stand$"))
    check_paper(page)

    follow(page, "Take off Knee rolls")
    expect_titles(page, "Reach along a table", "Sit to stand")
    assert page.evaluate(KEPT) == "wheelchair-reach,sit-to-stand"
    follow(page, "Clear my sheet")
    expect(page.get_by_text("There is nothing on your sheet yet.")).to_be_visible()
    assert_accessible(page)
    assert not page.evaluate(KEPT) and page.context.cookies() == []
    page.go_back()
    expect(page.get_by_text("There is nothing on your sheet yet.")).to_be_visible()
    assert not page.evaluate(KEPT), "Back does not bring it to the next person at this computer"


def test_without_scripts_the_address_holds_the_sheet(browser, site):
    context = browser.new_context(base_url=site.url, java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto("/exercises/?position=lying")
    page.get_by_text("Make a sheet to print").click()
    for name in ("Knee rolls", "Heel slides"):
        page.get_by_label(name).check()
    page.get_by_role("button", name="Make my sheet").click()
    follow(page, "Add more exercises")
    page.get_by_text("Show only some of them").click()
    follow(page, re.compile("^In a wheelchair"))
    page.get_by_label("Forward punches").check()
    page.get_by_role("button", name="Make my sheet").click()
    expect_titles(page, "Knee rolls", "Heel slides", "Forward punches")
    follow(page, "Take off Heel slides")
    expect_titles(page, "Knee rolls", "Forward punches")
    assert "Mon Tue Wed" in " ".join(printed(page)) and context.cookies() == []
    context.close()

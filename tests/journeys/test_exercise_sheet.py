"""Somebody puts exercises on a sheet, on a phone, prints it for their physiotherapist, and leaves none of it behind."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.support.axe import assert_accessible

pytestmark = pytest.mark.browser
KEPT = "localStorage.getItem('exercises')"


def titles(page):
    return [words.split(". ", 1)[1] for words in page.locator("h2[id^=exercise-]").all_inner_texts()]


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
    page.get_by_role("link", name="Put on my sheet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My exercises")
    page.get_by_role("link", name="Add more exercises").click()
    page.get_by_role("link", name="Sit to stand").click()
    page.get_by_role("link", name="Put on my sheet").click()
    assert titles(page) == ["Knee rolls", "Sit to stand"]

    page.goto("/exercises/?position=wheelchair")
    page.get_by_text("Make a sheet to print").click()
    page.get_by_label("Reach along a table").check()
    page.get_by_role("button", name="Make my sheet").click()
    page.get_by_role("link", name="Move up Reach along a table").click()
    assert titles(page) == ["Knee rolls", "Reach along a table", "Sit to stand"]

    page.goto("/exercises/knee-rolls/")
    expect(page.get_by_role("link", name="See my sheet")).to_be_visible()
    page.goto("/exercises/")
    page.get_by_text("Make a sheet to print").click()
    page.get_by_role("link", name="See my sheet").click()
    expect(page).to_have_url(re.compile(r"\?with=knee-rolls,wheelchair-reach,sit-to-stand$"))
    check_paper(page)

    page.get_by_role("link", name="Take off Knee rolls").click()
    assert page.evaluate(KEPT) == "wheelchair-reach,sit-to-stand"
    page.get_by_role("link", name="Clear my sheet").click()
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
    page.get_by_role("link", name="Add more exercises").click()
    page.get_by_text("Show only some of them").click()
    page.get_by_role("link", name=re.compile("^In a wheelchair")).click()
    page.get_by_label("Forward punches").check()
    page.get_by_role("button", name="Make my sheet").click()
    assert sorted(titles(page)) == ["Forward punches", "Heel slides", "Knee rolls"]
    assert titles(page)[-1] == "Forward punches"
    page.get_by_role("link", name="Take off Heel slides").click()
    assert sorted(titles(page)) == ["Forward punches", "Knee rolls"]
    assert "Mon Tue Wed" in " ".join(printed(page)) and context.cookies() == []
    context.close()

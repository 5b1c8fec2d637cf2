"""Coming back with a code, clearing, and leaving quickly, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.support.axe import assert_accessible_in_both_schemes
from tests.support.public_pages import WALKS, answer_questions

pytestmark = pytest.mark.browser
WEATHER = "https://www.bbc.co.uk/weather"


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def tab(request, browser, site):
    """A tab with or without scripts, in which the page outside is only pretended."""
    context = browser.new_context(base_url=site.url, locale="en-GB", java_script_enabled=request.param)
    context.route(f"{WEATHER}**", lambda route: route.fulfill(body="<title>Rain</title>", content_type="text/html"))
    yield context.new_page()
    context.close()


def kept(tab):
    return {cookie["name"] for cookie in tab.context.cookies()} & {"physio_answers", "physio_card"}


def save(tab):
    """From the page of a question to the card; returns the words of the code."""
    tab.get_by_role("button", name="Take a break").click()
    tab.locator("#save summary").click()
    tab.get_by_role("button", name="Save my answers with a code").click()
    tab.wait_for_load_state()
    return tab.locator("ol.code strong").all_inner_texts()


def test_a_person_saves_prints_clears_and_comes_back(tab):
    answer_questions(tab, WALKS["begun"])
    was_at = tab.url
    words = save(tab)
    assert len(words) == 7
    tab.emulate_media(media="print")
    assert tab.locator("body").bounding_box()["height"] < 900  # of the 1,009 px of an A4 page without its margins
    tab.emulate_media(media="screen")
    tab.get_by_role("button", name="Clear my answers").click()
    assert not kept(tab)
    tab.goto("/get-physio/")
    tab.get_by_role("link", name="I have a code to come back with").click()
    tab.get_by_label("Your code").fill(", ".join(words).title())
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("button", name="Bring my answers back")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(was_at)
    assert kept(tab) == {"physio_answers"}


def test_the_card_is_accessible(page):
    answer_questions(page, WALKS["begun"])
    save(page)
    assert_accessible_in_both_schemes(page)


def test_back_after_clearing_shows_nothing(tab):
    answer_questions(tab, WALKS["whole"])
    tab.get_by_role("link", name="Show my results").click()
    tab.wait_for_load_state()
    ways = tab.locator(".route h2").all_inner_texts()
    assert ways
    tab.get_by_role("button", name="Clear my answers").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Your answers are cleared")
    for _ in range(5):
        tab.go_back()
        text = tab.locator("main").inner_text()
        assert not [way for way in ways if way in text], tab.url
        assert "Start the questions" in text or "Question 1 of" in text, tab.url
        assert tab.locator(".choices input:checked").count() == 0


def test_leaving_quickly_clears_the_answers_and_the_sheet_and_leads_elsewhere(tab):
    tab.goto("/exercises/knee-rolls/")
    tab.get_by_role("link", name="Put on my sheet").click()
    answer_questions(tab, WALKS["begun"])
    exit_button = tab.get_by_role("button", name="Leave this site quickly")
    expect(exit_button).to_be_in_viewport()
    exit_button.click()
    expect(tab).to_have_url(WEATHER)
    expect(tab).to_have_title("Rain")
    for _ in range(40):  # the request that clears goes on behind the new page
        if not kept(tab):
            break
        tab.wait_for_timeout(500)
    assert not kept(tab)
    tab.go_back()
    assert "emergency" not in tab.url and tab.locator(".choices input:checked").count() == 0
    assert tab.evaluate("localStorage.getItem('exercises')") is None

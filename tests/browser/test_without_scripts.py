"""Everything works in a browser that runs no scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.public_pages import BY_NAME, FIRST, WALKS, answer_questions

pytestmark = pytest.mark.browser


@pytest.fixture
def visitor(visitor_without_scripts):
    return visitor_without_scripts


def test_the_guide_leads_from_the_start_to_a_result(visitor):
    tab = visitor.open(BY_NAME["start"])
    answer_questions(tab, WALKS["whole"])
    tab.get_by_role("link", name="Show my results").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Your ways to physiotherapy")
    expect(tab.get_by_text("Start here")).to_be_visible()
    tab.get_by_role("link", name="Print this as a letter").first.click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Please can I see a physiotherapist?")


def test_what_is_folded_opens(visitor):
    tab = visitor.open(BY_NAME["result urgent"])
    expect(tab.get_by_text("Start here")).to_be_hidden()
    tab.get_by_text("Show my ways to physiotherapy").click()
    expect(tab.get_by_text("Start here")).to_be_visible()


def test_reading_settings_are_kept(visitor):
    tab = visitor.open(BY_NAME["about"])
    tab.get_by_role("link", name="Settings").click()
    for choice in ("Largest", "Dark", "Short version only"):
        tab.get_by_label(choice).check()
    tab.get_by_role("button", name="Save and go back").click()
    expect(tab).to_have_url(re.compile("/about/$"))
    html = tab.locator("html")
    for name, value in {"data-text": "largest", "data-colour": "dark", "data-words": "short"}.items():
        expect(html).to_have_attribute(name, value)


def test_an_error_has_the_focus_and_leads_to_the_first_answer(visitor):
    tab = visitor.open(BY_NAME["question error"])
    expect(tab.locator(".errors")).to_be_focused()
    expect(tab.locator(".errors")).to_be_in_viewport()
    tab.locator(".errors a").click()
    expect(tab.locator(".choices input").first).to_be_focused()
    expect(tab.get_by_role("heading", level=1)).to_be_in_viewport()


def test_both_an_answer_and_none_of_these_are_kept_and_explained(visitor):
    tab = visitor.open(BY_NAME["question ticks"])
    ticks = tab.locator(".choices input")
    for tick in (ticks.first, tab.locator(".choices [data-exclusive]")):
        tick.check()
    tab.get_by_role("button", name="Continue").click()
    expect(tab.locator(".errors")).to_contain_text("You cannot choose both.")
    expect(ticks.first).to_be_checked()


def test_a_problem_is_reported_after_an_error_with_the_words_kept(visitor):
    tab = visitor.open(BY_NAME["about"])
    tab.get_by_role("link", name="Report a problem with this page").click()
    expect(tab.get_by_text("This is about the page “About us”.")).to_be_visible()
    tab.get_by_label("What is wrong?").fill("The second line is old.")
    tab.get_by_role("button", name="Send the report").click()
    expect(tab.locator(".errors")).to_be_focused()
    expect(tab.get_by_label("What is wrong?")).to_have_value("The second line is old.")
    tab.get_by_label("Something is wrong or out of date").check()
    tab.get_by_role("button", name="Send the report").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Thank you. We have your report")


def test_one_tap_says_whether_a_page_helped_and_a_few_words_say_why(visitor):
    tab = visitor.open(BY_NAME[FIRST])
    tab.get_by_role("button", name="No it did not help").click()
    expect(tab).to_have_url(re.compile(r"\?helpful=no#helpful$"))
    expect(tab.get_by_role("heading", name="Thank you. We counted your no.")).to_be_in_viewport()
    assert visitor.context.cookies() == []
    tab.get_by_role("link", name="Say in a few words what was missing").click()
    words = tab.get_by_label("Your words")
    words.fill("Call me on 07700 900123")
    tab.get_by_role("button", name="Send").click()
    expect(tab.locator(".errors")).to_be_focused()
    expect(words).to_have_value("Call me on 07700 900123")
    words.fill("How to do it in bed.")
    tab.get_by_role("button", name="Send").click()
    expect(tab.get_by_role("heading", name="Thank you. Editors read what you wrote.")).to_be_in_viewport()


def test_exercises_are_narrowed_and_shown_again(visitor):
    tab = visitor.open(BY_NAME["exercise list"])
    everything = tab.locator(".door").count()
    tab.get_by_text("Show only some of them").click()
    tab.get_by_role("link", name=re.compile("^Lying down")).click()
    tab.wait_for_load_state()
    assert 0 < tab.locator(".door").count() < everything
    tab.get_by_role("link", name=re.compile("^Lying down")).click()
    expect(tab.locator(".door")).to_have_count(everything)


@pytest.mark.parametrize("name", ["letter", "result"])
def test_no_button_is_shown_that_needs_scripts(visitor, name):
    expect(visitor.open(BY_NAME[name]).locator("[data-print]")).to_be_hidden()

"""Somebody who is tired looks for an answer with the words that come first, on a phone, by hand and by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.support.axe import assert_accessible

pytestmark = pytest.mark.browser


def test_a_misspelt_question_leads_to_the_part_of_an_article_that_answers_it(page):
    page.goto("/")
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_label("What are you looking for?").fill("how to stretch with spascitity")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Best answer")).to_be_visible()
    expect(page.get_by_text("We looked for “spasticity”")).to_be_visible()
    section = page.locator('.card a[href*="/articles/"], .found a[href*="#"]').first
    address = section.get_attribute("href")
    section.click()
    page.wait_for_url(f"**{address}")
    expect(page.locator("h1")).to_be_visible()
    if "#" in address:
        expect(page.locator(address[address.index("#") :])).to_be_visible()


def test_what_cannot_wait_is_told_before_anything_is_searched(page):
    page.goto("/")
    page.get_by_label("Or look for something").fill("I want to dye, cant go on")
    page.get_by_role("button", name="Search").click()
    first = page.locator("main section").first
    expect(first.get_by_role("link", name="116 123")).to_be_visible()
    expect(first.get_by_role("link", name="999")).to_be_visible()
    assert_accessible(page)


def test_a_further_question_at_the_end_of_an_article_is_answered_in_its_own_words(page):
    page.goto("/articles/walking-and-foot-drop/")
    page.get_by_label("Ask in your own words").fill("do splints help")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("heading", name="What our pages say about “do splints help”")).to_be_visible()
    expect(page.locator("blockquote").first).to_be_visible()
    page.get_by_role("link", name="Walking and foot drop").first.click()
    page.wait_for_url("**/articles/walking-and-foot-drop/")

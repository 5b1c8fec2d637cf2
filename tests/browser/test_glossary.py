"""A word of the glossary opens what it means where it stands; folded answers open by their address."""

import re

import pytest
from playwright.sync_api import expect

from tests.support import layout
from tests.support.axe import assert_accessible_in_both_schemes
from tests.support.public_pages import BY_NAME, DESK, FIRST, NARROW, PHONE

pytestmark = pytest.mark.browser
ARTICLE = BY_NAME[FIRST]
QUESTION = "how-much-exercise"
READ_ALOUD = """async () => {
  const asked = performance.getEntriesByType("resource").map(({ name }) => name);
  const { sentences } = await import(asked.find((name) => name.includes("/sentences")));
  return sentences().map(({ text }) => text);
}"""


def opened(tab):
    """Open the first word that is marked, by keyboard; return the word and its meaning."""
    word, meaning = tab.locator(".term").first, tab.locator(".meaning").first
    expect(meaning).to_be_hidden()
    word.press("Enter")
    expect(meaning).to_be_visible()
    return word, meaning


def test_a_word_is_opened_and_closed_by_keyboard(visitor):
    tab = visitor.open(ARTICLE)
    word, meaning = opened(tab)
    tab.keyboard.press("Tab")
    expect(meaning.get_by_role("link")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(word).to_be_focused()


def test_a_meaning_stands_beside_its_word_in_the_window(visitor):
    for way in (PHONE, DESK, NARROW):
        tab = visitor.open(ARTICLE, way)
        word, meaning = opened(tab)
        beside, box = word.bounding_box(), meaning.bounding_box()
        assert box["x"] >= 20 and box["x"] + box["width"] <= way.width - 20
        assert box["y"] >= 0 and box["y"] + box["height"] <= way.height
        if way != NARROW:  # there a meaning may take the whole window
            assert box["y"] >= beside["y"] + beside["height"] or box["y"] + box["height"] <= beside["y"]
        if way == DESK:
            assert box["x"] >= tab.locator(".article__text").bounding_box()["x"], "it keeps to the column"
        assert layout.small(tab, 48) == []


def test_a_word_is_read_aloud_and_what_it_opens_is_not(visitor):
    tab = visitor.open(ARTICLE)
    word, meaning = opened(tab)
    said = tab.evaluate(READ_ALOUD)
    assert any(word.inner_text() in sentence for sentence in said)
    assert not any(meaning.locator("a").inner_text() in sentence for sentence in said)


def test_an_open_meaning_passes_every_rule(visitor):
    tab = visitor.open(ARTICLE)
    opened(tab)
    assert_accessible_in_both_schemes(tab)


def test_without_scripts_a_meaning_opens_closes_and_leads_to_all_words(visitor_without_scripts):
    tab = visitor_without_scripts.open(ARTICLE)
    meaning = tab.locator(".meaning").first
    tab.locator(".term").first.click()
    meaning.get_by_role("button", name="Close").click()
    expect(meaning).to_be_hidden()
    tab.locator(".term").first.click()
    meaning.get_by_role("link").click()
    expect(tab).to_have_url(re.compile("/glossary/#[a-z-]+$"))
    expect(tab.locator(":target h3")).to_be_in_viewport()


def test_a_letter_leads_to_its_words(visitor):
    tab = visitor.open(BY_NAME["glossary"])
    tab.get_by_role("navigation", name="Letters").get_by_role("link", name="W").click()
    expect(tab.get_by_role("heading", name="W", exact=True)).to_be_in_viewport()


def test_an_answer_is_folded_until_its_address_or_a_finger_opens_it(visitor, visitor_without_scripts):
    tab = visitor.open(BY_NAME["questions"])
    answer = tab.locator(f"#{QUESTION} .fold__body")
    expect(answer).to_be_hidden()
    tab.goto(f"/questions/#{QUESTION}")
    expect(answer).to_be_visible()
    tab = visitor_without_scripts.open(BY_NAME["questions"])
    tab.locator(f"#{QUESTION} summary").click()
    expect(tab.locator(f"#{QUESTION} .fold__body")).to_be_visible()

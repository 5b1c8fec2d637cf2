"""Somebody whose eyes are tired hears an article on a phone: from a heading, in the words for a carer, in short."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.axe import assert_accessible

pytestmark = pytest.mark.browser
VOICES = (Path(__file__).resolve().parents[1] / "support" / "voices.js").read_text()
LAST = "() => speechSynthesis.said.at(-1).text"


def test_a_tired_reader_goes_on_by_ear_and_comes_back_to_it(page):
    page.add_init_script(VOICES)
    page.goto("/articles/")
    page.get_by_role("link", name="Stiff muscles and spasms", exact=True).click()
    here = page.get_by_role("button", name="Listen from here").nth(1)
    heading = here.locator("xpath=preceding-sibling::h2[1]").inner_text()
    here.click()
    assert page.evaluate(LAST) == heading
    page.evaluate("speechSynthesis.end()")
    spoken = page.evaluate(LAST)
    page.keyboard.press("Escape")
    assert_accessible(page)
    page.get_by_role("button", name="Carry on", exact=True).click()
    assert page.evaluate(LAST) == spoken
    page.get_by_role("button", name="Slower").click()
    assert page.evaluate("speechSynthesis.said.at(-1).rate") == 0.75
    page.get_by_role("link", name="A carer", exact=True).click()
    expect(page.get_by_role("button", name="Listen to this page")).to_be_visible()
    assert page.evaluate("speechSynthesis.said.length") == 0
    page.get_by_role("button", name="Listen to this page").click()
    page.evaluate("() => { while (speechSynthesis.isSpeaking()) speechSynthesis.end(); }")
    assert "the person you care for" in page.evaluate("speechSynthesis.said.map(({ text }) => text).join(' ')")


def test_the_short_version_is_heard_without_the_rest(page):
    page.add_init_script(VOICES)
    page.goto("/articles/stiffness-and-spasms/short/")
    page.get_by_role("button", name="Listen to this page").click()
    page.evaluate("() => { while (speechSynthesis.isSpeaking()) speechSynthesis.end(); }")
    heard = page.evaluate("speechSynthesis.said.map(({ text }) => text)")
    assert "In short" in heard and "Do not" in heard and "What to do next" in heard
    assert len(heard) < 70 and not any("everything" in text.lower() for text in heard)

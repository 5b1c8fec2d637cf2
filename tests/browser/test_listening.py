"""Listening to an article in a real browser; its voice is a stand-in that writes down what is said.

The whole page is one visit: what somebody does one after the other, on one article, is one test.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.axe import assert_accessible

pytestmark = pytest.mark.browser
VOICES = (Path(__file__).resolve().parents[1] / "support" / "voices.js").read_text()
ADDRESS = "/articles/walking-and-foot-drop/"
MARKED = "() => [...(CSS.highlights.get('spoken') ?? [])].map((range) => range.toString().replace(/\\s+/g, ' ')).join()"


class Listener:
    """Somebody who listens to a page."""

    def __init__(self, tab):
        self.tab = tab
        tab.add_init_script(VOICES)

    def __getattr__(self, name):
        return self.tab.get_by_role("button", name=name.replace("_", " ").capitalize(), exact=True)

    def said(self):
        return self.tab.evaluate("speechSynthesis.said")

    def texts(self):
        return [one["text"] for one in self.said()]

    def marked(self):
        return self.tab.evaluate(MARKED)

    def is_speaking(self):
        return self.tab.evaluate("speechSynthesis.isSpeaking()")

    def hear(self, sentences=1):
        self.tab.evaluate("times => { for (let n = 0; n < times; n++) speechSynthesis.end(); }", sentences)

    def hear_all(self):
        self.tab.evaluate("() => { while (speechSynthesis.isSpeaking()) speechSynthesis.end(); }")


@pytest.fixture
def listener(page):
    return Listener(page)


def test_a_page_is_heard_from_its_title_to_what_to_do_next(listener):
    tab = listener.tab
    tab.goto(ADDRESS)
    assert_accessible(tab)
    listener.listen_to_this_page.click()
    assert listener.said() == [{"text": "Walking and foot drop", "rate": 1, "voice": "British"}]
    listener.hear_all()
    heard = listener.texts()
    assert heard[1:5] == [
        "Also called gait problems, drop foot",
        "In short",
        "Exercise can help you get about.",
        "There is good evidence for this.",
    ]
    whole = "\n".join(heard)
    order = ["Tired?", "How physiotherapy can help your walking", "practise walking, turning and steps", "Ankle lifts"]
    order += ["Sit tall.", "do not walk on when your foot starts to catch", "Call 9 9 9 or go to A&E now if"]
    order += ["call 1 1 1 in England", "Will a stick make my legs weaker?", "What to do next"]
    places = [whole.index(words) for words in order]
    assert places == sorted(places)
    assert "F E S" in whole and "AFO" not in whole and "M S nurse" in whole
    assert heard[-1] == "Find out how to get physiotherapy for walking"
    assert "minute read" not in whole and "Listen" not in whole and "another question" not in whole
    assert len(heard) == len(set(enumerate(heard))) and max(map(len, heard)) < 300
    assert listener.marked() == ""
    expect(listener.listen_to_this_page).to_be_visible()


def test_somebody_pauses_changes_the_speed_and_stops(listener):
    tab = listener.tab
    tab.goto(ADDRESS)
    for hidden in (listener.stop, listener.slower, listener.faster):
        expect(hidden).to_be_hidden()
    listener.listen_to_this_page.press("Enter")
    listener.hear(3)
    assert listener.marked() == listener.texts()[-1] == "Exercise can help you get about."
    listener.pause.press("Enter")
    expect(listener.carry_on.first).to_be_focused()
    assert not listener.is_speaking() and listener.marked() == "Exercise can help you get about."
    listener.carry_on.first.click()
    assert listener.texts()[-2:] == ["Exercise can help you get about."] * 2
    for button in (listener.faster, listener.faster, listener.faster):
        button.click()
    assert [one["rate"] for one in listener.said()[-3:]] == [1.25, 1.5, 1.5]
    expect(tab.get_by_text("Speed: 150%")).to_be_visible()
    for _ in range(5):
        listener.slower.click()
    assert listener.said()[-1]["rate"] == 0.5
    tab.wait_for_timeout(50)  # what was cut off reports its end late
    assert listener.is_speaking() and listener.marked() == "Exercise can help you get about."
    assert_accessible(tab)
    tab.keyboard.press("Escape")
    assert not listener.is_speaking()
    listener.stop.press("Enter")
    expect(listener.listen_to_this_page).to_be_focused()
    assert listener.marked() == ""
    listener.listen_to_this_page.click()
    tab.evaluate("speechSynthesis.fail()")
    expect(listener.listen_to_this_page).to_be_visible()
    listener.listen_to_this_page.click()
    tab.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert not listener.is_speaking() and listener.marked() == ""


def test_somebody_listens_from_a_heading_and_sees_what_is_spoken(listener):
    tab = listener.tab
    tab.goto(ADDRESS)
    heading = tab.get_by_role("heading", name="Sticks and other walking aids")
    here = tab.get_by_role("button", name="Listen from here Sticks and other walking aids")
    here.press("Enter")
    assert listener.texts() == ["Sticks and other walking aids"]
    going_on = tab.get_by_role("button", name="Pause Sticks and other walking aids")
    expect(going_on).to_be_focused()
    going_on.click()
    tab.get_by_role("button", name="Carry on Sticks and other walking aids").click()
    assert listener.texts() == ["Sticks and other walking aids"] * 2
    listener.hear(14)
    spoken = tab.evaluate("() => [...CSS.highlights.get('spoken')][0].getBoundingClientRect().toJSON()")
    assert spoken["top"] >= 0 and spoken["bottom"] <= 844
    expect(heading).not_to_be_in_viewport()
    tab.evaluate("scrollTo(0, 0)")
    listener.hear()
    assert tab.evaluate("scrollY") == 0, "who has scrolled away is left there"
    other = tab.get_by_role("button", name="Listen from here If your foot drops")
    other.click()
    assert listener.texts()[-1] == "If your foot drops"
    listener.hear(2)
    assert listener.texts()[-1].startswith("Your toes may catch")


@pytest.mark.parametrize(
    ("voices", "chosen"), [(["American"], "American"), (["Far"], None), (["Deutsch"], None), ([], None)]
)
def test_only_a_voice_of_the_device_that_speaks_english_is_used(listener, voices, chosen):
    tab = listener.tab
    tab.add_init_script(f"window.voices = {voices}")
    tab.goto(ADDRESS)
    if not chosen:
        expect(tab.get_by_role("button", name="Listen")).to_have_count(0)
        tab.evaluate("() => { window.voices = ['British']; speechSynthesis.onvoiceschanged(); }")
    listener.listen_to_this_page.click()
    assert listener.said()[0]["voice"] == (chosen or "British")


def test_a_browser_that_marks_no_sentence_shows_the_block(listener):
    tab = listener.tab
    tab.add_init_script("delete CSS.highlights; Object.defineProperty(CSS, 'highlights', { value: undefined })")
    tab.goto(ADDRESS)
    listener.listen_to_this_page.click()
    listener.hear(4)
    assert tab.locator(".spoken").inner_text().startswith("Exercise can help you get about.")
    assert tab.locator(".spoken").evaluate("block => getComputedStyle(block).outlineStyle") == "solid"
    listener.stop.click()
    expect(tab.locator(".spoken")).to_have_count(0)

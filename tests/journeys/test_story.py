"""A story on its way: offered without a name, moderated, printed, replied to, and taken back with its code.

axe looks at every page and every error. Without scripts, where axe cannot look, a story is told and taken back too.
"""

import pytest
from playwright.sync_api import expect

from tests.support import layout, own_sites
from tests.support.axe import assert_accessible
from tests.support.desk import Desk
from tests.support.going_live import becomes
from tests.support.watching import watch

pytestmark = pytest.mark.browser

PHONE, SMALLEST = {"width": 390, "height": 844}, {"width": 320, "height": 844}
TITLE = "Back to my garden"
TOLD = "I could not kneel any more. Dr Green showed me how to use a stool. " * 4
CRISIS = "That winter I wanted to die."
MENDED = "I could not kneel any more. My physio showed me how to use a stool."


@pytest.fixture(scope="module")
def own_site():
    with own_sites.own_site("story") as opened:
        yield opened


class Reader:
    """Somebody with a phone. Where scripts run, axe looks at every new page, and it has room for fingers."""

    def __init__(self, page, scripts):
        self.page, self._scripts = page, scripts

    def press(self, name):
        self.page.get_by_role("button", name=name).click()
        return self._look()

    def follow(self, name):
        self.page.get_by_role("link", name=name).first.click()
        return self._look()

    def sees(self, words):
        expect(self.page.get_by_text(words).first).to_be_visible()

    def sees_nothing_of(self, words):
        expect(self.page.get_by_text(words)).to_have_count(0)

    def is_on(self, title):
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)

    def is_told(self, error):
        expect(self.page.locator(".errors").get_by_role("link", name=error)).to_be_visible()

    def _look(self):
        if self._scripts:
            assert_accessible(self.page)
            assert (layout.small(self.page, 48), layout.crowded(self.page, 4)) == ([], [])
            self.page.set_viewport_size(SMALLEST)
            assert layout.sideways(self.page) == []
            self.page.set_viewport_size(PHONE)


@pytest.fixture
def reader_with(browser, own_site):
    contexts = []

    def visit(*, scripts):
        window = {"viewport": PHONE, "java_script_enabled": scripts}
        contexts.append(browser.new_context(base_url=own_site.url, **window))
        complaints.append(watch(contexts[-1], own_site.url))
        return Reader(contexts[-1].new_page(), scripts)

    complaints = []
    yield visit
    for context in contexts:
        context.close()
    assert not any(complaints), complaints


@pytest.fixture
def desk_of(browser, own_site):
    desks = []

    def sign_in(account, at=None):
        desks.append(Desk(browser, own_site, account, at))
        return desks[-1]

    yield sign_in
    for desk in desks:
        desk.leave()


def offer(reader):
    """Send a story after an error, a way back and the help that its words call for; returns the words of the code."""
    page = reader.page
    page.goto("/stories/")
    reader.sees("There are no stories here yet.")
    reader.follow("Share your story")
    title, words = page.get_by_label("A title for your story"), page.get_by_label("Your story", exact=True)
    title.fill(TITLE)
    words.fill(TOLD)
    reader.press("Send my story")
    reader.is_told("Choose who you are")
    page.go_back()
    expect(title).to_have_value(TITLE)
    expect(words).to_have_value(TOLD)
    page.get_by_label("I have MS").check()
    words.fill(TOLD + CRISIS)
    page.get_by_label("Name to show").fill("Robin")
    for box in page.get_by_role("checkbox").all():
        box.check()
    reader.press("Send my story")
    reader.is_on("Do you need help now?")
    reader.sees("Samaritans listen day and night")
    expect(words).to_have_value(TOLD + CRISIS)
    reader.press("Send my story")
    reader.is_on("Thank you. We have your story")
    return page.locator("ol.code strong").all_inner_texts()


def moderate(desk_of):
    """A moderator takes out the name and the crisis; a clinician approves; a publisher publishes.

    Returns the moderator's desk, and the address of the story in the admin.
    """
    moderator = desk_of("moderator")
    moderator.follow("1 story").follow(TITLE)
    at = moderator.page.url
    expect(moderator.page.get_by_text("Their words called for help.")).to_be_visible()
    moderator.unfold("Look at this before you send it")
    expect(moderator.page.get_by_text("Does “Dr Green” name somebody?").first).to_be_visible()
    assert_accessible(moderator.page)
    editor = moderator.page.locator("[contenteditable=true]").first
    editor.fill(MENDED)
    moderator.press("Save and send for approval").is_told("Sent for approval")
    desk_of("clinical-reviewer", at).press("Approve what is on this page").is_told("Approved")
    desk_of("publisher", at).press("Publish").is_told("Published")
    return moderator, at


def reply(reader, moderator):
    """A reader replies after an error; nobody sees it before the moderator has. Returns the address of the story."""
    page = reader.page
    page.goto("/stories/")
    reader.follow(TITLE)
    story = page.url
    reader.sees("Told by Robin.")
    reader.sees_nothing_of("Dr Green")
    reader.sees_nothing_of(CRISIS)
    reader.follow("Reply to this story")
    page.get_by_label("Your reply").fill("I use a stool too. See www.spam.example")
    reader.press("Send my reply")
    reader.is_told("Take out the web address")
    page.get_by_label("Your reply").fill("I use a stool too.")
    page.get_by_role("checkbox").check()
    reader.press("Send my reply")
    reader.is_on("Thank you. We have your reply")
    reader.follow("Back to the story")
    reader.sees_nothing_of("I use a stool too.")

    moderator.page.goto("/admin/")
    moderator.follow("1 to look at").follow("I use a stool too.")
    moderator.page.get_by_label("Show it to readers").check()
    assert_accessible(moderator.page)
    moderator.press("Save").is_told("changed successfully")
    becomes(page, story, "I use a stool too.")
    reader.follow("Report this reply")
    reader.sees("reply “")
    return story


def take_back(reader, code):
    """The teller takes it back, after a slip."""
    reader.page.goto("/stories/")
    reader.follow("Take your story back")
    reader.page.get_by_label("Your code").fill("apple castle")
    reader.press("Take my story back")
    reader.is_told("You typed 2")
    reader.page.get_by_label("Your code").fill(" ".join(code))
    reader.press("Take my story back")
    reader.is_on("Your story is taken back")


def test_a_story_is_told_moderated_printed_replied_to_and_taken_back(reader_with, desk_of):
    reader = reader_with(scripts=True)
    code = offer(reader)
    moderator, at = moderate(desk_of)
    story = reply(reader, moderator)
    take_back(reader, code)
    assert reader.page.goto(story).status == 404
    moderator.page.goto(at)
    expect(moderator.page.get_by_text("Its words were deleted on")).to_be_visible()
    expect(moderator.page.get_by_text("stool")).to_have_count(0)


def test_without_scripts_it_is_told_and_taken_back(reader_with):
    reader = reader_with(scripts=False)
    code = offer(reader)
    assert len(code) == 7
    take_back(reader, code)

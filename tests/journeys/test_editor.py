"""Editors change what people read and are asked, and it goes live only when it is published."""

import time

import pytest
from playwright.sync_api import expect

from tests.support import own_sites
from tests.support.desk import Desk
from tests.support.going_live import LIVE_WITHIN, becomes

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def own_site():
    """A site whose content these tests may change."""
    with own_sites.own_site("editor") as opened:
        yield opened


@pytest.fixture
def reader(browser, own_site):
    context = browser.new_context(base_url=own_site.url)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk_of(browser, own_site):
    desks = []

    def sign_in(account):
        desks.append(Desk(browser, own_site, account))
        return desks[-1]

    yield sign_in
    for desk in desks:
        desk.leave()


def test_an_authors_change_is_live_after_publication_and_not_before(desk_of, reader):
    title = "Stiff muscles and spasms, in new words"
    author = desk_of("author").open("content/article", "Stiff muscles and spasms")
    author.fill("^Title", title).press("Save and continue editing").is_told("was changed successfully")
    reader.goto("/articles/stiffness-and-spasms/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Stiff muscles and spasms")
    author.follow("Someone with MS")
    expect(author.page.get_by_role("heading", level=1)).to_have_text(title)
    desk_of("publisher").open("content/article", title).press("Publish as saved").is_told("Published")
    becomes(reader, "/articles/stiffness-and-spasms/", title)
    expect(reader.get_by_text("Waiting for clinical approval").first).to_be_visible()


def test_a_guide_editors_question_is_live_after_publication_and_not_before(desk_of, reader):
    words = "What matters most to you at the moment?"
    editor = desk_of("guide-editor").open("referrals/guideversion", "Ways to physiotherapy, version 1")
    editor.press("Copy to a new draft").is_told("Version 2 is a new draft")
    editor.follow("Questions").follow("What matters to you now?")
    editor.fill("^Question, to the person", words).press("Save and continue editing").is_told("changed successfully")
    editor.follow("To the person")
    expect(editor.page.get_by_role("heading", level=1)).to_have_text(words)
    _check_and_acknowledge(editor.open("referrals/guideversion", "Ways to physiotherapy, version 2"))
    editor.follow("Back to the version").press("Send for approval").is_told("Version 2 waits for a clinician")
    _read_and_approve(desk_of("clinical-reviewer").open("referrals/guideversion", "Ways to physiotherapy, version 2"))
    publisher = desk_of("publisher").open("referrals/guideversion", "Ways to physiotherapy, version 2")
    publisher.press("Publish").is_told("Version 2 is live")
    assert _becomes_the_question_of_a_patient(reader, words)


def test_what_stops_publication_is_named(desk_of):
    editor = desk_of("guide-editor").open("referrals/guideversion", "Ways to physiotherapy, version 1")
    editor.press("Copy to a new draft").follow("Questions").follow("Who looks after your MS?")
    editor.fill("^Question, to a carer", " ").press("Save and continue editing")
    expect(editor.page.get_by_text("This field is required").first).to_be_visible()


def test_an_author_cannot_publish(desk_of):
    author = desk_of("author").open("content/article", "Balance and falls")
    expect(author.page.get_by_role("button", name="Publish")).to_have_count(0)
    author.page.goto("/admin/referrals/guideversion/")
    expect(author.page.get_by_role("heading", name="403")).to_have_count(0)
    assert author.page.get_by_role("link", name="Ways to physiotherapy").count() == 0


def _check_and_acknowledge(editor):
    editor.follow("Check the guide").press("Check the guide")
    expect(editor.page.get_by_role("heading", name="Nothing stops it")).to_be_visible()
    waiting = editor.page.locator("summary.button", has_text="Acknowledge")
    for _ in range(waiting.count()):
        waiting.first.click()
        editor.fill("Why may this stand", "It is meant so.").press("Acknowledge with this reason")
        editor.is_told("Acknowledged")
    expect(waiting).to_have_count(0)


def _read_and_approve(reviewer):
    reviewer.follow("Compare the versions").press("Compare the versions")
    for mark in reviewer.page.locator("input[name=intended]").all():
        mark.check()
    reviewer.press("I have read it to the end").is_told("You have read the comparison")
    reviewer.press("Approve this version").is_told("You approved version 2")


def _becomes_the_question_of_a_patient(reader, words):
    """Answer from the beginning until the question in these words comes, for as long as a publication may take."""
    until, begun = time.monotonic() + LIVE_WITHIN / 1_000, 0
    while (asked := _question_that_a_patient_sees(reader)) != words and begun < until:
        begun = time.monotonic()
        reader.context.clear_cookies()
    return asked == words


def _question_that_a_patient_sees(reader):
    reader.goto("/get-physio/who/")
    for option in ("me", "england", "none", "none", "slow", "nurse", "walking"):
        reader.locator(f"input[value={option}]").check()
        reader.get_by_role("button", name="Continue").click()
        reader.wait_for_load_state()
    return reader.get_by_role("heading", level=1).inner_text()

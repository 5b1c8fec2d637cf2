"""An editorial house at work: a page goes from hand to hand to its readers, ages, and is taken out of service at once.

Each person has a browser of their own on one site. The reviewer's registration is made up, for this site only.
"""

import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.support import databases, own_sites
from tests.support.desk import Desk
from tests.support.own_sites import SECRET
from tests.support.running import ROOT, running

pytestmark = pytest.mark.browser

ARTICLE, ADDRESS = "Balance and falls", "/articles/balance-and-falls/"
WALKING = "/articles/walking-and-foot-drop/"
PROMISE = "Exercise is proven to stop falls."
VAGUE = "Some exercises might help a bit."
CLEAR = "Some exercises can help you to keep your balance."
WHY = "It says more plainly what exercise can do, because readers asked."
MEND = "Say what it can help with."
# As on a site that is open to everyone, except that it is reached without https.
OPEN_TO_ALL = {"DEMO": "0", "HTTPS": "0", "ALLOWED_HOSTS": "127.0.0.1"}


@pytest.fixture(scope="module")
def database():
    with own_sites.founded(databases.of_this_process("site", "editorial")) as address:
        yield address


@pytest.fixture(scope="module")
def own_site(database):
    """A site whose content these tests may change."""
    with own_sites.on(database) as opened:
        yield opened


@pytest.fixture
def reader_of(browser):
    """A reader's page on a site."""
    contexts = []

    def visit(site):
        contexts.append(browser.new_context(base_url=site.url))
        return contexts[-1].new_page()

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def desk_of(browser, own_site):
    desks = {}

    def sign_in(account):
        desks[account] = desks.get(account) or Desk(browser, own_site, account)
        return desks[account]

    yield sign_in
    for desk in desks.values():
        desk.leave()


@pytest.fixture
def cron(database):
    """Runs a command of manage.py as cron does, on a later day; returns what it said."""

    def run(command, days_ahead=0):
        settings = {"DJANGO_SETTINGS_MODULE": "msphysio.settings", "DATABASE_URL": database, **OPEN_TO_ALL, **SECRET}
        environment = {**os.environ, **settings, "DAYS_AHEAD": str(days_ahead)}
        program = [sys.executable, "-m", "tests.support.ahead", command]
        return subprocess.run(program, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout

    return run


def register_reviewer(administrator):
    """Put a registration on record for the reviewer's account: without it nobody approves clinical content."""
    administrator.open("content/reviewer", "clinical-reviewer")
    page = administrator.page
    page.get_by_label("Profession").select_option(label="Physiotherapist")
    page.get_by_label("Registered with").select_option(label="Health and Care Professions Council")
    administrator.fill("^Registration number", "PH000000")
    administrator.fill("^Registration ends", (timezone.localdate() + timedelta(days=300)).isoformat())
    administrator.press("Save").is_told("was changed successfully")


def first_waiting(desk):
    """Go to the desk, and from there to the one thing that waits for this person."""
    desk.page.goto("/admin/")
    pile = desk.page.get_by_role("listitem").filter(has=desk.page.get_by_role("heading", name="Waiting for me"))
    pile.get_by_role("link", name="1 article").click()
    return desk.follow(ARTICLE)


def plan_tomorrow(publisher):
    first_waiting(publisher).unfold("Plan a date")
    publisher.page.get_by_role("radio", name="Publish").check()
    tomorrow = timezone.localtime() + timedelta(days=1)
    publisher.fill("^When", tomorrow.strftime("%Y-%m-%dT%H:%M")).press("Plan it").is_told("Planned")


def sees_who_checked_it_and_why(reader):
    today = f"{timezone.localdate():%-d %B %Y}"
    expect(reader.get_by_text(CLEAR)).to_be_visible()
    expect(reader.get_by_text(f"Checked by a clinician, {today}")).to_be_visible()
    expect(reader.get_by_text("Checked by a physiotherapist", exact=True)).to_be_visible()
    reader.get_by_text("What changed and why").click()
    expect(reader.get_by_text(WHY)).to_be_visible()
    expect(reader.get_by_text("past its check date")).to_have_count(0)


def sees_that_it_is_late(reader):
    """Where no demonstration runs: what was checked stays, with a banner, and what nobody checked is not there."""
    reader.goto(ADDRESS)
    expect(reader.get_by_text("This page is past its check date")).to_be_visible()
    expect(reader.get_by_text(CLEAR)).to_be_visible()
    assert reader.goto(WALKING).status == 404


def test_a_page_goes_from_hand_to_hand_to_its_readers_and_ages(desk_of, reader_of, own_site, database, cron):
    register_reviewer(desk_of("administrator"))
    author, reviewer, publisher = desk_of("author"), desk_of("clinical-reviewer"), desk_of("publisher")
    reader = reader_of(own_site)

    author.open("content/article", ARTICLE).write_point(PROMISE).send_for_approval(WHY)
    expect(author.page.get_by_text("“proven” promises too much")).to_be_visible()
    expect(author.page.get_by_label(re.compile("^What changed and why"))).to_have_value(WHY)
    author.follow("Back without doing this")
    author.follow("“proven” promises too much")
    expect(author.page).to_have_url(re.compile("#id_in_short$"))
    author.write_point(VAGUE).send_for_approval(WHY).is_told("Sent for approval")

    first_waiting(reviewer).press("Take it for review").is_told("You are reviewing it now")
    reviewer.follow("Compare with what readers see")
    expect(reviewer.page.get_by_role("insertion").filter(has_text="might help a bit")).to_be_visible()
    reviewer.follow("Back to editing").fill("^What to mend", MEND).press("Send back to the writer").is_told("Sent back")

    first_waiting(author).unfold("What happened last")
    expect(author.page.get_by_text(MEND)).to_be_visible()
    author.write_point(CLEAR).send_for_approval(WHY).is_told("Sent for approval")
    first_waiting(reviewer).press("Approve what is on this page").is_told("Approved")
    plan_tomorrow(publisher)

    assert cron("publish_due") == ""
    reader.goto(ADDRESS)
    expect(reader.get_by_text(CLEAR)).to_have_count(0)
    assert "done" in cron("publish_due", days_ahead=2)
    reader.goto(ADDRESS)
    sees_who_checked_it_and_why(reader)

    assert "The record is whole" in cron("verify_approvals")
    assert f"Due for a check: article “{ARTICLE}”" in cron("publish_due", days_ahead=400)
    with running("tests.support.ahead", DATABASE_URL=database, DAYS_AHEAD="400", **OPEN_TO_ALL, **SECRET) as later:
        sees_that_it_is_late(reader_of(later))


def test_a_reported_page_rests_at_the_next_request_and_comes_back(desk_of, reader_of, own_site):
    reader, publisher = reader_of(own_site), desk_of("publisher")
    reader.goto(WALKING)
    reader.get_by_role("link", name="Report a problem with this page").click()
    reader.get_by_label("It could hurt somebody").check()
    reader.get_by_label("What is wrong?").fill("The second exercise made me fall.")
    reader.get_by_role("button", name="Send the report").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Thank you. We have your report")

    publisher.page.goto("/admin/")
    publisher.follow("1 to answer in time")
    expect(publisher.page.get_by_role("row").filter(has_text=WALKING)).to_contain_text(re.compile(r"days? left"))
    publisher.follow("It could hurt somebody")
    expect(publisher.page.get_by_text("The second exercise made me fall.")).to_be_visible()

    publisher.open("content/article", "Walking and foot drop").unfold("Pause")
    publisher.page.locator("#review-pause-reason").fill("A reader fell. We look at the second exercise.")
    publisher.press("Pause it now").is_told("Paused")
    reader.goto(WALKING)
    expect(reader.get_by_text("We have paused this page while we check that it is right")).to_be_visible()
    expect(reader.get_by_text("A reader fell")).to_have_count(0)

    publisher.fill("^What was done about it", "The exercise is right as it is.").press("Put back into service")
    publisher.is_told("It is back in service")
    reader.goto(WALKING)
    expect(reader.get_by_text("We have paused this page")).to_have_count(0)
    publisher.page.goto("/admin/")
    publisher.follow("1 to answer in time").follow("It could hurt somebody")
    publisher.fill("^What was done", "Looked at with a physiotherapist.").press("Save").is_told("changed successfully")
    publisher.page.goto("/admin/")
    expect(publisher.page.get_by_text("No report waits.")).to_be_visible()


def test_two_people_who_write_at_once_lose_nothing(desk_of):
    author, publisher = desk_of("author"), desk_of("publisher")
    title = "Your first appointment"
    author.open("content/article", title)
    publisher.open("content/article", title)
    expect(publisher.page.get_by_role("status")).to_contain_text("Also open for author")
    author.fill("^Summary", "What the author wrote.").press("Save and continue editing").is_told("changed successfully")
    publisher.fill("^Summary", "What the publisher wrote.").press("Save and continue editing")
    versions = publisher.page.get_by_role("row").filter(has_text="Summary")
    expect(versions.get_by_role("cell").first).to_contain_text(re.compile("What the.*author"))
    expect(versions.get_by_role("cell").last).to_contain_text(re.compile("What the.*publisher"))
    expect(publisher.page.get_by_label(re.compile("^Summary"))).to_have_value("What the publisher wrote.")
    author.page.reload()
    expect(author.page.get_by_label(re.compile("^Summary"))).to_have_value("What the author wrote.")
    publisher.fill("^Summary", "What both wrote.").press("Save what the form shows").is_told("changed successfully")
    author.page.reload()
    expect(author.page.get_by_label(re.compile("^Summary"))).to_have_value("What both wrote.")

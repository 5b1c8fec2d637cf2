"""Pages in the states that the founding library is not in: paused, in part or whole, due for a check; and a story."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from content.library import faq_files
from content.library.loading import LIBRARY
from tests.support import databases, layout, own_sites
from tests.support.axe import assert_accessible_in_both_schemes
from tests.support.own_sites import SECRET
from tests.support.public_pages import DESK, NARROW, PHONE, PublicPage, Visitor
from tests.support.running import ROOT

pytestmark = pytest.mark.browser
PROGRAM = """
from django.contrib.auth.models import User
from content import ageing, pausing, publishing, snapshots
from content.models import Article, Exercise, Source, Story
moderator, publisher = User.objects.get(username="moderator"), User.objects.get(username="publisher")
article = Article.objects.get(slug="balance-and-falls")
for kind in ("section", "exercise", "do_dont", "care_notice", "faq"):
    blocks = [block for block in snapshots.document(article)["blocks"] if not block["readers"]]
    block = [block for block in blocks if block["type"] == kind][-1]
    pausing.pause(article, by=moderator, reason="To be looked at.", part=pausing.part_of(block))
pausing.pause(Exercise.objects.get(slug="sit-to-stand"), by=moderator, reason="To be looked at.")
ageing.source_changed(Source.objects.get(key="harvey-2017"), edition="2026", note="", by=publisher)
told = "<p>These words are a test.</p><h3>A part</h3><ul><li>One.</li></ul>"
words = {"title": "A test, and no story", "teller": "patient", "body": told, "clinical_note": "A note."}
publishing.publish_founding(Story.objects.create(slug="a-test", consented_at="2026-01-01T00:00Z", **words))
"""
PAGES = [
    PublicPage("part paused", "/articles/balance-and-falls/"),
    PublicPage("short part paused", "/articles/balance-and-falls/short/"),
    PublicPage("whole paused", "/exercises/sit-to-stand/"),
    PublicPage("due", "/articles/stiffness-and-spasms/"),
    PublicPage("exercise due", "/exercises/knee-rolls/"),
    PublicPage("answers due", "/questions/"),
    PublicPage("words due", "/glossary/"),
    PublicPage("story", "/stories/a-test/"),
    PublicPage("stories", "/stories/"),
]
BY_NAME = {page.name: page for page in PAGES}


@pytest.fixture(scope="module")
def visitor(browser):
    with own_sites.founded(databases.of_this_process("site", "resting")) as database, own_sites.on(database) as site:
        settings = {"DJANGO_SETTINGS_MODULE": "msphysio.settings", "DATABASE_URL": database, "DEMO": "1", **SECRET}
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", PROGRAM]
        subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=True)
        visitor = Visitor(browser, site.url)
        yield visitor
        visitor.context.close()
        assert not visitor.complaints, visitor.complaints


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_they_pass_every_rule_and_have_room_for_every_finger_and_window(visitor, page):
    """At both widths and in both schemes."""
    assert_accessible_in_both_schemes(visitor.see(page, PHONE))
    tab = visitor.see(page, PHONE)
    assert (layout.small(tab, 48), layout.crowded(tab, 4)) == ([], [])
    assert_accessible_in_both_schemes(visitor.see(page, DESK))
    assert layout.sideways(visitor.see(page, NARROW)) == []


def test_of_a_page_with_paused_parts_the_rest_can_be_read(visitor):
    tab = visitor.open(BY_NAME["part paused"])
    expect(tab.get_by_text("We have paused this part while we check that it is right.")).to_have_count(3)
    expect(tab.get_by_text("We have paused this answer")).to_be_visible()
    expect(tab.locator(".notice").get_by_text("If you are very unwell")).to_be_visible()
    for link in tab.locator(".onpage a").all():
        expect(tab.locator(link.get_attribute("href"))).to_be_visible()


def test_a_page_that_is_due_says_so_before_anything_else(visitor):
    note = visitor.open(BY_NAME["due"]).get_by_text("We are checking this page again.")
    short = visitor.tab.get_by_role("heading", name="In short")
    assert note.bounding_box()["y"] < short.bounding_box()["y"]


def test_answers_that_are_due_are_marked(visitor):
    tab = visitor.open(BY_NAME["answers due"])
    expect(tab.get_by_text("Some of this page is due for a check.")).to_be_visible()
    citing = [faq for faq in faq_files.read(LIBRARY / "faqs.md") if "harvey-2017" in str(faq["sources"])]
    expect(tab.get_by_text("This answer is due for a check.")).to_have_count(len(citing))

"""The guide as a person sees it: everything is found by the words on the page."""

import re

from playwright.sync_api import expect

from tests.support.axe import assert_accessible


class GuidePage:
    """A person at the guide. Each step begins with a check that the page is accessible, and ends on a whole page."""

    def __init__(self, page):
        self.page = page

    def start(self):
        self.page.goto("/")
        self.page.get_by_role("link", name="Start the questions").click()
        self.on("Find your way to physiotherapy")
        self.page.get_by_role("link", name="Start the questions").click()
        return self._arrived()

    def on(self, heading):
        """Fail unless the page's one main heading is this."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(re.compile(re.escape(heading)))
        return self

    def answer(self, question, *options):
        """On the page of this question, choose these options by their words and continue."""
        self.on(question)
        assert_accessible(self.page)
        for option in options:
            self.page.get_by_label(re.compile(rf"^{re.escape(option)}"), exact=False).first.check()
        return self.carry_on()

    def carry_on(self):
        self.page.get_by_role("button", name="Continue").click()
        return self._arrived()

    def follow(self, name):
        self.page.get_by_role("link", name=name).first.click()
        return self._arrived()

    def press(self, name):
        self.page.get_by_role("button", name=name).first.click()
        return self._arrived()

    def _arrived(self):
        self.page.wait_for_load_state()
        return self

    def sees(self, *texts):
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_visible()
        return self

    def does_not_see(self, *texts):
        for text in texts:
            expect(self.page.get_by_text(text)).to_have_count(0)
        return self

    def safe_and_steady(self, who, nation, *, carer=False):
        """Answer the pages that come before the person's own needs: nothing urgent, slowly worse."""
        live = "Where does the person you care for live?" if carer else "Where do you live?"
        self.answer("Who are the answers for?", who).answer(live, nation)
        self.answer("Is any of this happening now", "None of these")
        self.answer("Is any of this new or much worse", "None of these")
        return self.answer("Has any of this happened", "MS symptoms slowly worse over months")

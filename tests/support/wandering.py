"""Somebody who wanders through the guide in a real browser: any answers, and every side way that there is."""

import re

from playwright.sync_api import expect

TYPED = "Zqxwycanaryburgh"  # no town: nobody but who typed it knows it
POSTCODE = "LS7 4XQ"


class Wanderer:
    """A browser's tab on the way. `chosen` fills with the keys of the answers, `codes` with the codes it was given."""

    def __init__(self, tab, chance):
        self.tab, self.chance = tab, chance
        self.chosen, self.codes = set(), []

    @property
    def key(self):
        """The last part of the address: the question, or the name of another page of the guide."""
        return re.search(r"/get-physio/(?:([\w-]+)/)?", self.tab.url)[1] or ""

    def press(self, name):
        """Press a button, until the page that it leads to is whole: what stands there is read at once."""
        self.tab.get_by_role("button", name=name).first.click()
        self.tab.wait_for_load_state()

    def answer_until_end(self, side_ways):
        """Answer by chance until a result; take each side way once, at some question on the way."""
        self.tab.goto("/get-physio/")
        self.tab.get_by_role("link", name=re.compile("^(Start|Carry on with) ")).first.click()
        waiting = list(side_ways)
        for _ in range(40):
            if self.key == "help-today":
                self.tab.get_by_role("link", name="Carry on with the questions").click()
            elif self.key == "check":
                self.tab.get_by_role("link", name="Show my results").click()
            elif self.key == "result":
                return
            else:
                if waiting and self.key not in ("who", "nation") and self.chance.random() < 0.6:
                    waiting.pop()(self)
                self.answer()
        raise AssertionError(f"no result after 40 pages, at {self.tab.url}")

    def answer(self):
        """Choose one or two answers of this page; among the first questions only what leads on."""
        self.tab.wait_for_load_state()
        keys = self.tab.locator(".choices input").evaluate_all("(inputs) => inputs.map((input) => input.value)")
        before = self.key
        wanted = {"who": ["me", "carer"], "emergency": ["none"]}.get(before)
        choices = [key for key in keys if key in wanted] if wanted else keys
        if not wanted and before != "nation":
            choices = [key for key in keys if not self._alone(key)] or keys
        many = self.tab.locator(".choices input[type=checkbox]").count() > 0
        for key in self.chance.sample(choices, min(len(choices), 2 if many and not wanted else 1)):
            self.tab.locator(f'.choices input[value="{key}"]').check()
            self.chosen.add(key)
        self.press("Continue")

    def _alone(self, key):
        return self.tab.locator(f'.choices input[value="{key}"][data-exclusive]').count() > 0

    # --- side ways: each ends on the page of a question, or on the result -----------------------------------------
    def save_and_carry_on(self):
        """Take a break, get a code, look at the card again, and carry on."""
        self.press("Take a break")
        self.tab.locator("#save summary").click()
        self.press("Save my answers with a code")
        expect(self.tab.get_by_role("heading", level=1)).to_have_text("Your code")
        self.codes.append(self.tab.locator("ol.code strong").all_inner_texts())
        self.tab.reload()
        self.tab.get_by_role("link", name="Carry on now").click()

    def come_back(self):
        """Clear this device, mistype the code, then come back with it."""
        if not self.codes:
            self.save_and_carry_on()
        self.press("Clear my answers")
        self.tab.goto("/get-physio/come-back/")
        for typed in (" ".join(reversed(self.codes[-1])), "-".join(self.codes[-1]).upper()):
            self.tab.get_by_label("Your code").fill(typed)
            self.press("Bring my answers back")

    def change_settings(self):
        """Go to the reading settings and back: the page of a question is the address that is passed on."""
        self.tab.get_by_role("link", name="Settings").first.click()
        self.press("Save and go back")

    # --- after the result -----------------------------------------------------------------------------------------
    def type_a_place(self):
        """Ask for services near a place that nobody knows, and near a full postcode."""
        for place in (TYPED, POSTCODE):
            self.tab.goto("/get-physio/near/")
            if self.key != "near":
                return
            self.tab.locator("input[type=text]").fill(place)
            self.press("Show places near me")
        self.tab.goto("/get-physio/result/")

    def search_the_directory(self):
        """Type both into the directory."""
        for place in (TYPED, POSTCODE):
            self.tab.goto("/services/")
            self.tab.locator("main input[type=text], main input[type=search]").first.fill(place)
            self.tab.locator("main form button").first.click()
        self.tab.goto("/get-physio/result/")

    def take_papers(self):
        """Open the first letter, its words and its PDF."""
        self.tab.goto("/get-physio/papers/")
        links = self.tab.locator('main a[href*="/get-physio/letter/"], main a[href*="/get-physio/summary"]')
        for address in links.evaluate_all("(links) => links.map((link) => link.href)")[:6]:
            if address.endswith(".pdf"):
                self.tab.context.request.get(address)
            else:
                self.tab.goto(address)
        self.tab.goto("/get-physio/result/")

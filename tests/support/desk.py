"""The editors' desk as an editor uses it: signing in, opening a thing, saving and pressing its buttons."""

import re

from playwright.sync_api import expect

from tests.support.watching import watch


class Desk:
    """One editor, signed in with a demonstration account, in a browser context of their own.

    What leads to another page ends when that page is whole: Playwright's click does not wait so long.
    `complaints` fills with what no page may do: whoever looks at pages asserts in the end that there are none.
    """

    def __init__(self, browser, site, account, at=None):
        """Sign in and come to the desk, or straight to the page of the admin at this address."""
        window = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"}
        signed_in = site.sessions.get(account)  # a password is slow to check, on purpose: once is enough
        context = browser.new_context(base_url=site.url, storage_state=signed_in, **window)
        self.complaints = watch(context, site.url)
        self.page = context.new_page()
        self.page.goto(at or "/admin/")
        if not signed_in or self.page.get_by_role("button", name="Log in").is_visible():  # or it was long without use
            signed_in = None
            self.page.get_by_label("Username").fill(account)
            self.page.get_by_label("Password").fill(site.accounts[account])
            self.page.get_by_role("button", name="Log in").click()
        if at:
            expect(self.page).to_have_url(at)
        else:
            expect(self.page.get_by_role("heading", name="Your desk")).to_be_visible()
        site.sessions[account] = signed_in or self.page.context.storage_state()

    def open(self, kind, name):
        """Open the thing of this kind whose link in the list has this name."""
        self.page.goto(f"/admin/{kind}/")
        self.page.get_by_role("link", name=name).first.click()
        return self._arrived()

    def fill(self, label, text):
        self.page.get_by_label(re.compile(label)).first.fill(text)
        return self

    def press(self, name):
        self.page.get_by_role("button", name=name).first.click()
        return self._arrived()

    def follow(self, name):
        self.page.get_by_role("link", name=name).first.click()
        return self._arrived()

    def unfold(self, summary):
        self.page.locator("summary", has_text=summary).first.click()
        return self

    def write_point(self, text):
        """Put a text in place of the third point of “In short”; on an article's form."""
        in_short = self.page.get_by_role("textbox", name=re.compile("^In short")).first
        in_short.fill("\n".join([*in_short.input_value().splitlines()[:2], text]))
        return self

    def send_for_approval(self, why):
        """Save what readers have in another edition, and ask for approval, saying why the words changed."""
        self.press("Save and send for approval")
        self.page.get_by_label("Only the words changed").check()
        return self.fill("^What changed and why", why).press("Send for approval as saved")

    def is_told(self, text):
        expect(self.page.locator(".messagelist")).to_contain_text(text)
        return self

    def leave(self):
        self.page.context.close()

    def _arrived(self):
        self.page.wait_for_load_state()
        return self

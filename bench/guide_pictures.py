"""The pictures of docs/guide-authoring.md: how the guide is changed, checked, compared and approved."""

import re

from tests.support.desk import Desk

TALLEST = 1700


def take_all(browser, site, keep) -> None:
    """Take the steps of one change, on a copy of the founding guide. `keep(page, name, **options)` writes a picture."""
    desk = Desk(browser, site, "guide-editor")
    page = desk.page
    desk.open("referrals/guideversion", re.compile("version 1")).press("Copy to a new draft").is_told("new draft")
    draft = re.search(r"guideversion/(\d+)/", page.url)[1]
    _upper(page, "guide-version-1280", keep)
    page.goto(f"/admin/referrals/guideversion/{draft}/check/")
    desk.press("Check again")
    _upper(page, "guide-check-ready-1280", keep)
    _never_waiting(desk, draft)
    _upper(page, "guide-rule-1280", keep)
    page.goto(f"/admin/referrals/guideversion/{draft}/check/")
    desk.press(re.compile("^Check"))
    _upper(page, "guide-check-1280", keep)
    page.set_viewport_size({"width": 390, "height": 844})
    _upper(page, "guide-check-390", keep)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"/admin/referrals/guideversion/{draft}/compare/")
    desk.press("Compare the versions")
    _upper(page, "guide-compare-1280", keep)
    page.goto(f"/admin/referrals/guideversion/{draft}/order/questions/")
    _upper(page, "guide-order-1280", keep)
    desk.leave()


def _never_waiting(desk, draft) -> None:
    """Let the rule for people on a waiting list count in Scotland only."""
    page = desk.page
    page.goto(f"/admin/referrals/rule/?version__id__exact={draft}&q=waiting")
    page.locator("#result_list tbody a").first.click()
    rows = page.locator("[data-condition=when]")
    rows.get_by_role("button", name="Add a row").click()
    row = rows.locator("[data-row]").last
    row.get_by_label(re.compile("^Question or fact")).select_option(label="Nation (nation)")
    row.get_by_label("Scotland").check()
    desk.press("Save and continue editing").is_told("changed successfully")


def _upper(page, name, keep) -> None:
    width, height = page.evaluate("() => [innerWidth, document.documentElement.scrollHeight]")
    keep(page, name, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)})

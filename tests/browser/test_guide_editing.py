"""The guide's admin in a browser, under the strict security policy: with scripts, without, by keyboard, enlarged."""

import json
import re

import pytest
from playwright.sync_api import expect

from bench.synthetic_guides import synthetic_guide
from referrals.engine.document import dump
from tests.support import layout, own_sites
from tests.support.axe import assert_accessible, assert_accessible_in_both_schemes
from tests.support.desk import Desk

pytestmark = pytest.mark.browser

PAGES = ("change", "check", "compare", "order/rules", "walk", "picture", "reach/gp")
LONG = 120_000  # milliseconds: other tests may run on the same cores
ENLARGED = {"width": 640, "height": 450}  # 1280 by 900 at 200%
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def own_site():
    """A site whose guide these tests may change."""
    with own_sites.own_site("guide_editing") as opened:
        yield opened


@pytest.fixture(scope="module")
def editor(browser, own_site):
    """A guide editor with a draft that is checked and compared. A breach of the policy is a failure."""
    desk = Desk(browser, own_site, "guide-editor")
    desk.open("referrals/guideversion", re.compile("version 1")).press("Copy to a new draft").is_told("new draft")
    desk.draft = re.search(r"guideversion/(\d+)/", desk.page.url)[1]
    desk.follow("Check the guide").press("Check again")
    desk.page.goto(address(desk, "compare"))
    desk.press("Compare the versions")
    yield desk
    desk.leave()
    assert not desk.complaints, desk.complaints


def address(desk, page):
    return f"/admin/referrals/guideversion/{desk.draft}/{page}/"


def rule(desk, words):
    """Open the rule of the draft that is found by these words."""
    desk.page.goto(f"/admin/referrals/rule/?version__id__exact={desk.draft}&q={words}")
    desk.page.locator("#result_list tbody a").first.click()
    desk.page.wait_for_load_state()
    return desk.page


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_accessible_in_light_and_dark_and_fits_enlarged_and_on_a_phone(editor, page):
    editor.page.goto(address(editor, page))
    assert_accessible_in_both_schemes(editor.page)
    for size in (ENLARGED, PHONE):
        editor.page.set_viewport_size(size)
        width = editor.page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], (page, size, layout.sideways(editor.page))
    editor.page.set_viewport_size({"width": 1280, "height": 900})


def test_the_import_and_the_forms_are_accessible(editor):
    editor.page.goto("/admin/referrals/guideversion/import/")
    assert_accessible(editor.page)
    assert_accessible(rule(editor, "waiting"))


def test_with_scripts_a_row_gets_its_answers_at_once(editor):
    page = rule(editor, "waiting")
    group = page.locator("[data-condition=when]")
    group.get_by_role("button", name="Add a row").press("Enter")
    row = group.locator("[data-row]").last
    expect(row.get_by_label(re.compile("^Line"))).to_be_focused()
    row.get_by_label(re.compile("^Question or fact")).select_option(label="Nation (nation)")
    row.get_by_label("Scotland").check()
    editor.press("Save and continue editing").is_told("changed successfully")
    expect(page.locator(".condition__sentence").first).to_contain_text("“Nation” is any of “Scotland”")


def test_rows_are_dragged_into_another_order(editor):
    editor.page.goto(address(editor, "order/routes"))
    words = editor.page.locator(".order__words")
    first, second = words.nth(0).inner_text(), words.nth(1).inner_text()
    editor.page.locator(".order__row").nth(1).drag_to(
        editor.page.locator(".order__row").nth(0), target_position={"x": 300, "y": 4}
    )
    editor.press("Save the order").is_told("The new order is saved")
    assert [words.nth(0).inner_text(), words.nth(1).inner_text()] == [second, first]


def test_rows_are_moved_by_keyboard(editor):
    editor.page.goto(address(editor, "order/facts"))
    words = editor.page.locator(".order__words")
    first = words.nth(0).inner_text()
    editor.page.get_by_role("button", name=re.compile(rf"^Down\s*: {re.escape(first)}")).press("Enter")
    expect(words.nth(1)).to_have_text(first)


def test_a_person_that_was_found_is_walked(editor):
    editor.page.goto(address(editor, "check"))
    editor.press("Check again")
    editor.page.get_by_role("button", name=re.compile("^Walk it")).first.click()
    expect(editor.page.get_by_role("heading", name="What they see")).to_be_visible()
    assert_accessible(editor.page)
    editor.press("Show the page as people will see it")
    expect(editor.page.get_by_text("This is a preview.")).to_be_visible()
    assert "?" not in editor.page.url


def test_a_long_check_goes_on_behind_the_page_which_asks_again_by_itself(editor, tmp_path):
    file = tmp_path / "large.json"
    file.write_text(json.dumps({**dump(synthetic_guide(80, 160)), "guide": "ways-to-physiotherapy"}))
    editor.page.goto("/admin/referrals/guideversion/import/")
    editor.page.get_by_label("Guide file").set_input_files(file)
    editor.press("Import as a new draft").is_told("is a new draft, made from the file")
    expect(editor.page.locator("#verdict")).to_contain_text(re.compile("different outcome"), timeout=LONG)
    editor.follow("Check the guide").press("Check the guide")
    expect(editor.page.locator("#verdict")).to_have_text(
        re.compile("Nothing stops it|Not ready to publish"), timeout=LONG
    )


def test_without_scripts_a_rule_is_changed_and_checked(browser, own_site, editor):
    context = browser.new_context(
        base_url=own_site.url, java_script_enabled=False, storage_state=editor.page.context.storage_state()
    )
    page = context.new_page()
    page.goto(f"/admin/referrals/rule/?version__id__exact={editor.draft}&q=refused")
    page.locator("#result_list tbody a").first.click()
    page.locator("#id_when-1-subject").select_option("question:nation")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.get_by_text("tick at least one answer of “Nation”")).to_be_visible()
    page.locator("[name=when-1-options][value=wales]").check()
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".condition__sentence").first).to_contain_text("“Nation” is any of “Wales”")
    page.goto(f"/admin/referrals/guideversion/{editor.draft}/check/")
    page.get_by_role("button", name="Check again").click()
    expect(page.get_by_role("heading", name="Not ready to publish")).to_be_visible()
    context.close()

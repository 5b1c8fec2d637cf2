"""Two people at the same page, and every page of our own in the admin: accessible, by keyboard, at twice the size."""

import re

import pytest
from playwright.sync_api import expect

from tests.support import own_sites
from tests.support.axe import assert_accessible, assert_accessible_in_both_schemes
from tests.support.desk import Desk

pytestmark = pytest.mark.browser

SUMMARY = re.compile("^Summary")
ARTICLE = "Walking and foot drop"


@pytest.fixture(scope="module")
def own_site():
    """A site whose content these tests may change."""
    with own_sites.own_site("editing_together") as opened:
        yield opened


@pytest.fixture
def desk_of(browser, own_site):
    """Sign in as somebody. A breach of the policy or a broken script is a failure."""
    desks = []

    def sign_in(account, at=None):
        desks.append(Desk(browser, own_site, account, at))
        return desks[-1]

    yield sign_in
    for desk in desks:
        desk.leave()
    complaints = [complaint for desk in desks for complaint in desk.complaints]
    assert not complaints, complaints


@pytest.fixture(scope="module")
def form(browser, own_site):
    """The address of an article's form."""
    desk = Desk(browser, own_site, "publisher", "/admin/content/article/")
    address = desk.page.get_by_role("link", name=ARTICLE).first.get_attribute("href")
    desk.leave()
    return address


def is_open(desk):
    expect(desk.page.get_by_label(SUMMARY)).to_be_visible()
    return desk


def test_an_open_page_says_who_else_has_it_open(desk_of, form):
    author = is_open(desk_of("author", form))
    expect(author.page.get_by_role("status").first).to_be_empty()
    publisher = is_open(desk_of("publisher", form))
    expect(publisher.page.get_by_role("status").first).to_contain_text("Also open for author")
    author.page.evaluate("dispatchEvent(new Event('focus'))")  # what coming back to the window does
    expect(author.page.get_by_role("status").first).to_contain_text("Also open for publisher")
    publisher.page.goto("/admin/")
    # Word of that goes beside the next page and may come after it, so the author comes back more than once.
    author.page.evaluate("void setInterval(() => dispatchEvent(new Event('focus')), 500)")
    expect(author.page.get_by_role("status").first).to_be_empty()


def test_nobody_writes_over_the_other_and_nothing_typed_is_lost(desk_of, form):
    author, publisher = is_open(desk_of("author", form)), desk_of("publisher", form)
    publisher.fill("^Summary", "In the words of the publisher.")
    publisher.fill("^Also called", "Drop foot").press("Save and continue editing").is_told("changed successfully")
    author.fill("^Summary", "In the words of the author.").press("Save and continue editing")
    notice = author.page.get_by_role("region", name=re.compile("publisher saved this at"))
    expect(notice).to_contain_text("In the words of the")
    expect(notice.get_by_role("listitem").filter(has_text="Also called")).to_have_count(1)
    expect(author.page.get_by_label(SUMMARY)).to_have_value("In the words of the author.")
    expect(author.page.get_by_label(re.compile("^Also called"))).to_have_value("Drop foot")
    assert_accessible(author.page)
    author.press("Save what the form shows").is_told("changed successfully")
    publisher.page.reload()
    expect(publisher.page.get_by_label(SUMMARY)).to_have_value("In the words of the author.")
    expect(publisher.page.get_by_label(re.compile("^Also called"))).to_have_value("Drop foot")


def test_leaving_mine_opens_what_the_other_saved(desk_of, form):
    author, publisher = is_open(desk_of("author", form)), desk_of("publisher", form)
    publisher.fill("^Summary", "Newer words.").press("Save and continue editing").is_told("changed successfully")
    author.fill("^Summary", "My words.").press("Save and continue editing")
    author.page.get_by_role("link", name="Leave mine and open theirs").press("Enter")
    expect(author.page.get_by_label(SUMMARY)).to_have_value("Newer words.")


@pytest.mark.parametrize("page", ["change", "compare", "history", "move/withdraw"])
def test_every_page_of_our_own_is_accessible_and_fits(desk_of, form, page):
    """A window of 1280 pixels at 200% is one of 640: nothing but a wide table may need scrolling to the side."""
    tab = desk_of("publisher", form.replace("change", page)).page
    assert_accessible_in_both_schemes(tab)
    tab.set_viewport_size({"width": 640, "height": 450})
    box = tab.locator("#content-main, #content").first
    assert width_of(tab) <= 640
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth + 1")
    if page != "history":
        assert_usable_on_a_telephone(tab)


@pytest.mark.parametrize("page", ["preview/carer/phone", "move/pause"])
def test_the_others_are_accessible(desk_of, form, page):
    assert_accessible_in_both_schemes(desk_of("publisher", form.replace("change", page)).page)


def test_the_list_can_be_used_on_a_telephone(desk_of):
    assert_usable_on_a_telephone(desk_of("publisher", "/admin/content/article/").page)


def assert_usable_on_a_telephone(tab):
    tab.set_viewport_size({"width": 390, "height": 844})
    for fold in tab.locator(".review summary").all():
        fold.click()
    assert width_of(tab) <= 390


def width_of(tab):
    return tab.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("kind", ["exercise", "faq", "term", "topic", "policy", "source"])
def test_the_list_and_the_form_of_every_kind_are_accessible(desk_of, kind):
    page = desk_of("publisher", f"/admin/content/{kind}/").page
    assert_accessible(page)
    page.locator("#result_list tbody th a").first.click()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()
    page.wait_for_function("!document.querySelector('[contenteditable=true]:not([aria-label])')")
    assert_accessible(page)


@pytest.mark.parametrize("kind", ["service", "finder"])
def test_the_directory_is_accessible(desk_of, kind):
    for address in (f"/admin/content/{kind}/", f"/admin/content/{kind}/add/"):
        assert_accessible(desk_of("directory-editor", address).page)


@pytest.mark.parametrize(
    ("account", "address"),
    [
        ("moderator", "content/story/add/"),
        ("moderator", "content/problemreport/"),
        ("administrator", "content/reviewer/add/"),
        ("administrator", "auth/user/1/change/"),
        ("administrator", "auth/group/1/change/"),
    ],
)
def test_the_other_forms_are_accessible(desk_of, account, address):
    page = desk_of(account, f"/admin/{address}").page
    page.wait_for_function("!document.querySelector('[contenteditable=true]:not([aria-label])')")
    assert_accessible(page)


def test_a_history_is_whole_on_a_telephone(desk_of):
    page = desk_of("publisher", "/admin/content/article/1/history/").page
    page.set_viewport_size({"width": 390, "height": 844})
    tables = page.get_by_role("region", name=re.compile("^Table of"))
    assert tables.count() == 2
    assert all(table.evaluate("one => one.scrollWidth <= one.clientWidth") for table in tables.all())
    assert_accessible(page)


def test_many_are_withdrawn_from_the_list_by_keyboard(desk_of):
    page = desk_of("publisher", "/admin/content/faq/").page
    page.get_by_role("checkbox").nth(1).press("Space")
    page.get_by_label("Action").first.select_option("withdraw_selected")
    page.get_by_role("button", name="Go").first.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Withdraw from readers")
    assert_accessible(page)
    page.get_by_label("Why").fill("It is answered elsewhere.")
    page.get_by_role("button", name="Withdraw from readers").press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("1 withdrawn.")


def test_a_page_is_paused_by_keyboard(desk_of, form):
    publisher = is_open(desk_of("publisher", form))
    page = publisher.page
    page.locator("summary", has_text="Pause").press("Enter")
    page.locator("#review-pause-part").select_option(index=1)
    page.locator("#review-pause-reason").press_sequentially("The number is wrong.")
    page.get_by_role("button", name="Pause it now").press("Enter")
    publisher.is_told("Paused")
    publisher.fill("^What was done about it", "It is mended.").press("Put back into service").is_told("back in service")

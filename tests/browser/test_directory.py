"""The directory in a browser: from a postcode to a service, with the panel of filters on a phone and on a desk."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_full_postcode_is_in_no_address_and_no_referrer(page):
    sent = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.headers.get('referer', '')}"))
    page.goto("/services/")
    page.get_by_label("Town, or first part of a postcode").fill("ls6 1ab")
    page.get_by_role("button", name="Show places").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Services near LS6")
    page.get_by_role("link", name="West Yorkshire MS Therapy Centre").first.click()
    page.wait_for_load_state()
    assert len(sent) > 3 and not [each for each in sent if "1ab" in each.lower()]
    page.goto("/services/?near=LS6+1AB")
    page.get_by_role("link", name="West Yorkshire MS Therapy Centre").first.click()
    page.wait_for_load_state()
    assert "1AB" not in page.evaluate("document.referrer")
    page.go_back()
    assert page.url.endswith("/services/?near=LS6")


def test_a_shared_name_is_chosen_and_the_filters_stay(page):
    page.goto("/services/")
    page.get_by_label("Town, or first part of a postcode").fill("Newport")
    page.get_by_label("Physiotherapy").check()
    page.get_by_role("button", name="Show places").click()
    page.get_by_role("link", name="Newport, Wales, near Cardiff").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Services near Newport")
    page.get_by_text("Change place or filters").press("Enter")
    expect(page.get_by_label("Physiotherapy")).to_be_checked()
    page.get_by_role("button", name="Show places").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Services near Newport")


@pytest.mark.parametrize(("width", "shown"), [(390, False), (1280, True)])
def test_the_filters_are_open_where_there_is_room(page, width, shown):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/services/?near=Leeds")
    assert page.get_by_role("button", name="Show places").is_visible() is shown

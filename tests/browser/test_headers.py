"""What leaves the server beside each page."""

import pytest

from tests.support.public_pages import BY_NAME, GUIDE, READING, SHAPES

pytestmark = pytest.mark.browser
GET = [page for page in SHAPES if not page.act]


def _policy(response):
    directives = response.headers["content-security-policy"].split(";")
    return {name: values for name, *values in map(str.split, directives)}


@pytest.mark.parametrize("page", GET, ids=str)
def test_the_security_policy_allows_only_this_site(visitor, page):
    response = visitor.fetch(page)
    assert response.status == page.status
    policy = _policy(response)
    assert policy["default-src"] == ["'none'"]
    assert {value for values in policy.values() for value in values} == {"'none'", "'self'"}
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["x-frame-options"] == "DENY"
    assert response.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("page", [page for page in GET if page in READING], ids=str)
def test_reading_sets_no_cookies(visitor, page):
    response = visitor.fetch(page)
    cookies = [header["value"].split("=")[0] for header in response.headers_array if header["name"] == "set-cookie"]
    assert cookies == (["csrftoken"] if "csrfmiddlewaretoken" in response.text() else [])


@pytest.mark.parametrize("page", [page for page in GUIDE if not page.act], ids=str)
def test_pages_with_answers_are_kept_nowhere(visitor, page):
    headers = visitor.fetch(page).headers
    assert "no-store" in headers["cache-control"]
    assert "private" in headers["cache-control"]


def test_answers_are_out_of_reach_of_scripts_and_end_after_a_day(visitor):
    tab = visitor.open(BY_NAME["result"])
    [kept] = [cookie for cookie in visitor.context.cookies() if cookie["name"] == "physio_answers"]
    assert kept["httpOnly"] and kept["sameSite"] in ("Lax", "Strict")
    assert kept["expires"] - tab.evaluate("() => Date.now() / 1000") <= 24 * 60 * 60

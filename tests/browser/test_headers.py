"""What leaves the server beside each page."""

import pytest

from tests.support.public_pages import BY_NAME, GUIDE, READING, SHAPES

pytestmark = pytest.mark.browser
GET = [page for page in SHAPES if not page.act]


def _policy(response):
    directives = response.headers["content-security-policy"].split(";")
    return {name: values for name, *values in map(str.split, directives)}


def _assert_closed(response):
    headers = response.headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-permitted-cross-domain-policies"] == "none"
    features = dict(feature.split("=") for feature in headers["permissions-policy"].split(", "))
    for_somebody = {name for name, who in features.items() if who != "()"}
    assert for_somebody == {"clipboard-write", "autoplay", "encrypted-media", "fullscreen", "picture-in-picture"}
    assert {"camera", "geolocation", "microphone", "payment", "browsing-topics"} <= set(features)


@pytest.mark.parametrize("page", GET, ids=str)
def test_the_security_policy_allows_only_this_site(visitor, page):
    response = visitor.fetch(page)
    assert response.status == page.status
    policy = _policy(response)
    assert policy["default-src"] == ["'none'"]
    assert policy["require-trusted-types-for"] == ["'script'"]
    assert {value for values in policy.values() for value in values} == {"'none'", "'self'", "'script'"}
    _assert_closed(response)
    assert response.headers["x-frame-options"] == "DENY"
    assert response.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "path", ["/static/js/site.js", "/static/img/favicon.svg", "/robots.txt", "/feed.atom", "/health/live"]
)
def test_what_is_no_page_is_closed_too(visitor, path):
    response = visitor.context.request.get(path)
    _assert_closed(response)
    assert _policy(response)["default-src"] == _policy(response)["frame-ancestors"] == ["'none'"]


def test_no_text_becomes_html_on_a_public_page_and_the_browser_sees_to_it(visitor):
    tab = visitor.open(BY_NAME["home"])
    refused = tab.evaluate(
        """() => {
          try { document.createElement("div").innerHTML = "<b>x</b>"; } catch (error) { return error.name; }
        }"""
    )
    assert refused == "TypeError"
    visitor.complaints.clear()


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

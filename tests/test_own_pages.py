"""What a proxy says itself, as files: the words of the site, kind and plain, and closed like its pages."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from content import wording
from msphysio import headers
from tests.support import own_pages
from tests.support.running import ROOT

NGINX = (ROOT / "deploy" / "nginx" / "msphysio.conf").read_text()
HAPROXY = (ROOT / "deploy" / "haproxy" / "msphysio.cfg").read_text()
SMALL = 2048  # bytes


class Words(HTMLParser):
    """The words of a page, a line for each piece."""

    def __init__(self, text):
        super().__init__()
        self.found, self.shown = [], True
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.shown = tag != "style"

    def handle_data(self, data):
        self.found += [data.strip()] if self.shown else []


@pytest.fixture(params=own_pages.PAGES, ids=lambda page: page.stem)
def text(request):
    return request.param.read_text(encoding="utf-8")


def test_each_is_small_and_says_whom_to_call_in_the_words_of_every_page(text):
    assert len(text.encode()) < SMALL
    assert "999" in own_pages.LINES and "111" in own_pages.LINES and own_pages.LINES in text


def test_each_is_in_plain_british_words(text):
    words = "\n".join(Words(text).found)
    assert wording.avoided(words) + wording.certain(words) + wording.american(words) == ()
    assert wording.too_long(words) == ()


def test_each_asks_for_nothing_and_its_style_is_the_one_that_is_allowed(text):
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.S)
    known = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{known}'" in own_pages.headers()["content-security-policy"]
    assert set(re.findall(r'(?:href|src|action)="(.*?)"', text)) <= {"", "/", "tel:999", "tel:111"}
    assert "<script" not in text and "style=" not in text


def test_they_are_closed_as_all_that_the_site_sends():
    known = own_pages.headers()
    features = known.pop("permissions-policy")
    assert features == ", ".join(f"{name}=()" for name in (*headers.USED, *headers.UNUSED))
    always = {name.lower(): value for name, value in headers.ALWAYS.items() if name != "Permissions-Policy"}
    assert always.items() <= known.items()
    assert known["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert known["cache-control"] == headers.NOWHERE


def test_haproxy_says_the_same_as_nginx():
    assert "http-after-response set-header Strict-Transport-Security" in HAPROXY
    for name, value in re.findall(r'^add_header ([\w-]+) (".*") always;$', own_pages.HEADERS, re.M):
        line = f"http-after-response set-header {name} {value} unless {{ res.fhdr({name}) -m found }}"
        assert f"    {line}\n" in HAPROXY, name


def test_each_is_used_and_each_that_is_used_is_there():
    there = {page.name for page in own_pages.PAGES}
    assert set(re.findall(r"/of-nginx/([\w-]+\.html)", NGINX)) == there
    assert set(re.findall(r"deploy/pages/([\w-]+\.html)", HAPROXY)) == there

"""A process that begins while the database is away serves what was released when this machine knew it last."""

import re
from contextlib import closing
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.conf import settings

from tests.support import databases, own_sites
from tests.support.public_pages import WHOLE
from tests.support.relay import relayed
from tests.support.serving import serving

SECRET = {"SECRET_KEY": "another secret of tests, long enough to sign with"}
ONE = {"WEB_WORKERS": "1", "WEB_THREADS": "2", **SECRET}
PAGES = ("/", "/articles/", "/articles/stiffness-and-spasms/", "/topics/walking/", "/exercises/", "/questions/")
PAGES += ("/glossary/", "/stories/", "/about/", "/search/words.json", "/sitemap.xml", "/feed.atom")
TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+')


class Visitor:
    """Somebody with a browser that keeps cookies."""

    def __init__(self, site):
        self.site, self.cookies = site, CookieJar()
        self.browser = build_opener(HTTPCookieProcessor(self.cookies))

    def read(self, path, **sent):
        body = urlencode(sent, doseq=True).encode() if sent else None
        with closing(self.browser.open(self.site.url + path, body)) as response:
            text = TOKEN.sub("", response.read().decode())
        return text.replace(self.site.url, "")

    def result(self):
        """Answer the guide from its first question to the result; returns that page."""
        for key, chosen in WHOLE.items():
            self.read(f"/get-physio/{key}/")
            token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
            self.read(f"/get-physio/{key}/", **{"csrfmiddlewaretoken": token, key: chosen})
        return self.read("/get-physio/result/")


@pytest.fixture(scope="module")
def visits(tmp_path_factory):
    """What somebody read before the database was away, and after a new start without it: (pages, result, log)."""
    name, var = databases.of_this_process("site", "copy"), tmp_path_factory.mktemp("var")
    with own_sites.founded(name), relayed() as line:
        (var / "static").symlink_to(settings.STATIC_ROOT)
        return [visit(line.address(name), var), line.cut(), visit(line.address(name), var)][::2]


def visit(address, var):
    """Visit a site with a folder of its own: other sites write their copies at any time."""
    with serving(address, VAR_DIR=str(var), **ONE) as site:
        somebody = Visitor(site)
        pages = {path: somebody.read(path) for path in PAGES}
        before = copies(var)
        found = pages, somebody.result()
        assert before and copies(var) == before, "no answer is in the copy"
    return *found, "".join(site.said)


def copies(var):
    return {file.name: file.read_bytes() for file in (var / "local-copy").glob("*")}


def test_every_page_and_the_guide_are_as_before(visits):
    (before, result, _), (after, same, said) = visits
    assert "from the copy on the disk" in said
    for path in PAGES:
        assert after[path] == before[path], path
    assert "<h1" in result and same == result

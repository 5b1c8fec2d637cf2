"""The site map and the feed of changes."""

import re
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from content import reading
from content.models import Article
from tests.factories.content import FaqFactory, make_rich_article, publish_approved, publish_founding

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def fetch(client):
    def fetch(address):
        reading.forget()
        response = client.get(address)
        assert response.status_code == 200
        return ElementTree.fromstring(response.content)  # noqa: S314 - our own

    return fetch


class TestSiteMap:
    def test_it_lists_what_is_approved_with_the_day_of_its_last_change(self, fetch):
        article = make_rich_article(slug="stiffness")
        revision = publish_approved(article)
        publish_approved(FaqFactory())
        make_rich_article(slug="draft")
        urls = {url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod") for url in fetch("/sitemap.xml")}
        today = timezone.localdate(revision.published_at).isoformat()
        assert urls["http://testserver/articles/stiffness/"] == today
        assert urls["http://testserver/questions/"] == today
        assert urls["http://testserver/get-physio/"] is None
        assert not [url for url in urls if "draft" in url or "glossary" in url or "/carer/" in url]

    def test_a_demonstration_has_none(self, fetch, demonstration):
        publish_founding(make_rich_article(slug="stiffness"))
        assert list(fetch("/sitemap.xml")) == []

    def test_search_engines_are_told_where_it_is(self, client, settings):
        settings.DEMO = False
        assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
        settings.DEMO = True
        assert "Sitemap" not in client.get("/robots.txt").content.decode()


class TestFeed:
    def test_each_edition_is_an_entry_the_newest_first(self, fetch):
        publish_approved(make_rich_article(slug="stiffness"))
        Article.objects.update(title="Tight muscles")
        publish_approved(Article.objects.get())
        entries = fetch("/feed.atom").findall(f"{ATOM}entry")
        assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Tight muscles"] * 2
        assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
        newest = entries[0].findtext(f"{ATOM}summary")
        assert "Only the words changed. Plainer words. Checked by a clinician" in newest
        assert entries[0].find(f"{ATOM}link").get("href") == "http://testserver/articles/stiffness/"

    def test_what_nobody_approved_says_so(self, fetch, demonstration):
        publish_founding(make_rich_article(slug="stiffness"))
        [entry] = fetch("/feed.atom").findall(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}summary") == "First edition. Waiting for clinical approval."

    def test_every_page_leads_to_it(self, client):
        html = client.get("/articles/").content.decode()
        assert re.search(r'<link rel="alternate" type="application/atom\+xml"[^>]* href="/feed.atom">', html)

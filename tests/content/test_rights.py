"""Each role no more than it needs; the security policy; what lists show."""

import re

import pytest

from content import publishing
from content.models import Article, Source
from tests.factories.content import (
    ArticleFactory,
    FinderFactory,
    SourceFactory,
    TopicFactory,
    publish_founding,
)
from tests.support.editing import READS_ARTICLES, ROLES, address

pytestmark = pytest.mark.django_db


class TestRights:
    @pytest.mark.parametrize("role", ROLES)
    @pytest.mark.parametrize(
        ("page", "make", "readers", "writers"),
        [
            ("article", ArticleFactory, READS_ARTICLES, {"author", "publisher"}),
            ("topic", TopicFactory, READS_ARTICLES, {"publisher"}),
            ("source", SourceFactory, READS_ARTICLES, {"author", "publisher"}),
            ("finder", FinderFactory, {"clinical", "publisher", "directory", "moderator"}, {"directory"}),
        ],
    )
    def test_the_pages_of_each_role(self, sign_in, role, page, make, readers, writers):
        client, thing = sign_in(role), make()
        statuses = [
            client.get(address(f"{page}_changelist")).status_code,
            client.get(address(f"{page}_change", thing.pk)).status_code,
            client.get(address(f"{page}_add")).status_code,
            client.get(address(f"{page}_delete", thing.pk)).status_code,
        ]
        may = {True: 200, False: 403}
        assert statuses == [may[role in readers], may[role in readers], may[role in writers], 403]

    @pytest.mark.parametrize("role", ["clinical", "moderator", "guide"])
    def test_who_may_only_read_changes_nothing(self, draft, sign_in, role):
        client = sign_in(role)
        assert client.post(address("article_change", draft.pk), {"title": "Mine"}).status_code == 403

    def test_even_a_superuser_deletes_no_article(self, draft, admin_client):
        assert admin_client.get(address("article_delete", draft.pk)).status_code == 403


class TestPolicy:
    def test_the_editor_has_a_nonce_and_nobody_else_has(self, draft, sign_in):
        client = sign_in("author")
        policy = client.get(address("article_change", draft.pk))["Content-Security-Policy"]
        assert "'nonce-" in policy
        assert "unsafe" not in policy
        for other in (address("topic_changelist"), address("article_changelist"), "/articles/"):
            assert "nonce" not in client.get(other)["Content-Security-Policy"]

    def test_every_inline_script_of_the_form_has_the_nonce(self, draft, sign_in):
        html = sign_in("author").get(address("article_change", draft.pk)).content.decode()
        scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", html)
        assert all("nonce=" in script or "application/json" in script for script in scripts)
        assert 'style="' not in html


class TestLists:
    def test_the_list_shows_where_each_article_stands(self, draft, sign_in, demonstration):
        publish_founding(draft)
        publishing.record_edit(draft, by=Article.objects.get().edited_by)
        html = sign_in("author").get(address("article_changelist")).content.decode()
        assert "Draft (an older edition is public)" in html
        assert 'href="/articles/stiffness/"' in html

    def test_the_register_counts_the_articles_that_cite_a_source(self, draft, sign_in):
        html = sign_in("author").get(address("source_changelist")).content.decode()
        source = Source.objects.get()
        link = f"{address('article_changelist')}?citations__source__id__exact={source.pk}"
        assert link in html
        assert sign_in("author").get(link).status_code == 200

"""Drafts as readers would see them, for those who may."""

import pytest

from content import publishing
from content.models import Article
from tests.support.editing import READS_ARTICLES, ROLES, address

pytestmark = pytest.mark.django_db


class TestPreview:
    @pytest.mark.parametrize("edition", ["patient", "carer", "professional", "short"])
    def test_each_reader_is_previewed_as_a_draft(self, draft, sign_in, edition):
        response = sign_in("author").get(address("article_preview", draft.pk, edition))
        html = response.content.decode()
        assert response.status_code == 200
        assert "This is a preview" in html
        assert "no-store" in response["Cache-Control"]
        assert '<meta name="robots" content="noindex">' in html
        assert ("Words for carers." in html) == (edition == "carer")

    def test_the_switch_stays_in_the_preview(self, draft, sign_in):
        html = sign_in("author").get(address("article_preview", draft.pk, "patient")).content.decode()
        assert address("article_preview", draft.pk, "carer") in html
        assert 'href="/articles/stiffness/carer/"' not in html

    def test_nothing_looks_approved(self, draft, sign_in):
        html = sign_in("author").get(address("article_preview", draft.pk, "patient")).content.decode()
        assert "Waiting for clinical approval" in html
        assert "Checked by" not in html

    @pytest.mark.parametrize("role", ROLES)
    def test_by_permission_only(self, draft, sign_in, role):
        response = sign_in(role).get(address("article_preview", draft.pk, "patient"))
        assert response.status_code == (200 if role in READS_ARTICLES else 403)

    def test_a_visitor_gets_none(self, draft, client):
        assert client.get(address("article_preview", draft.pk, "patient")).status_code == 302
        assert client.get(address("topic_preview", draft.topic_id)).status_code == 302

    def test_other_editions_do_not_exist(self, draft, sign_in):
        assert sign_in("author").get(address("article_preview", draft.pk, "nurse")).status_code == 404

    def test_a_topic_is_previewed_with_its_words(self, draft, sign_in):
        response = sign_in("author").get(address("topic_preview", draft.topic_id))
        assert "This is a preview" in response.content.decode()

    def test_a_reviewer_reads_what_to_check(self, draft, people, sign_in):
        Article.objects.update(to_check=["Hold times are expert opinion."])
        publishing.submit(draft, by=people["author"])
        html = sign_in("clinical").get(address("article_change", draft.pk)).content.decode()
        assert "Hold times are expert opinion." in html

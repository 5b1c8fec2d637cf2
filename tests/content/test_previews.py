"""Drafts as readers would see them, histories and comparisons: for those who may, and for nobody else."""

import pytest

from content import publishing
from content.models import Article
from tests.factories.content import (
    ArticleFactory,
    ExerciseFactory,
    FaqFactory,
    FinderFactory,
    PolicyFactory,
    ServiceFactory,
    StoryFactory,
    TermFactory,
    TopicFactory,
)
from tests.support.editing import READS_ARTICLES, ROLES, address

pytestmark = pytest.mark.django_db

READS_STORIES = {"clinical", "publisher", "moderator"}
READS_DIRECTORY = {"clinical", "publisher", "directory", "moderator"}
KINDS = {
    "article": (ArticleFactory, READS_ARTICLES, "patient"),
    "topic": (TopicFactory, READS_ARTICLES, "page"),
    "exercise": (ExerciseFactory, READS_ARTICLES, "page"),
    "faq": (FaqFactory, READS_ARTICLES, "page"),
    "term": (TermFactory, READS_ARTICLES, "page"),
    "story": (StoryFactory, READS_STORIES, "page"),
    "policy": (PolicyFactory, READS_ARTICLES, "page"),
    "service": (ServiceFactory, READS_DIRECTORY, "page"),
    "finder": (FinderFactory, READS_DIRECTORY, None),
}
WITH_A_PAGE = [kind for kind, (_, _, edition) in KINDS.items() if edition]


def pages_of(kind, thing, edition):
    """Every page about a draft that outsiders must not see."""
    pages = [address(f"{kind}_history", thing.pk), address(f"{kind}_compare", thing.pk)]
    if edition:
        pages += [address(f"{kind}_preview", thing.pk, edition), address(f"{kind}_phone", thing.pk, edition)]
    return pages


class TestByPermissionOnly:
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("role", ROLES)
    def test_each_role_at_each_address(self, sign_in, role, kind):
        make, readers, edition = KINDS[kind]
        client, pages = sign_in(role), pages_of(kind, make(), edition)
        statuses = {page: client.get(page).status_code for page in pages}
        assert statuses == dict.fromkeys(pages, 200 if role in readers else 403)

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_visitor_is_asked_to_sign_in(self, client, kind, db):
        make, _, edition = KINDS[kind]
        responses = [client.get(page) for page in pages_of(kind, make(), edition)]
        assert all(response.status_code == 302 and "/admin/login/" in response.url for response in responses)

    def test_somebody_who_is_signed_in_without_a_role_gets_none(self, draft, client, django_user_model):
        client.force_login(django_user_model.objects.create_user("visitor", is_staff=True))
        assert {client.get(page).status_code for page in pages_of("article", draft, "patient")} == {403}


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

    @pytest.mark.parametrize("kind", WITH_A_PAGE)
    def test_every_kind_that_has_a_page_is_previewed_in_that_page(self, sign_in, kind):
        make, _, edition = KINDS[kind]
        thing = make()
        html = sign_in("publisher").get(address(f"{kind}_preview", thing.pk, edition)).content.decode()
        assert "This is a preview" in html
        assert str(thing).replace("'", "&#x27;") in html
        assert '<meta name="robots" content="noindex">' in html

    def test_a_kind_without_a_page_has_no_preview(self, sign_in):
        thing = FinderFactory()
        assert sign_in("directory").get(address("finder_preview", thing.pk, "page")).status_code == 404

    def test_the_switch_stays_in_the_preview(self, draft, sign_in):
        html = sign_in("author").get(address("article_preview", draft.pk, "patient")).content.decode()
        assert address("article_preview", draft.pk, "carer") in html
        assert 'href="/articles/stiffness/carer/"' not in html

    def test_nothing_looks_approved(self, draft, sign_in):
        html = sign_in("author").get(address("article_preview", draft.pk, "patient")).content.decode()
        assert "Waiting for clinical approval" in html
        assert "Checked by" not in html

    def test_other_editions_do_not_exist(self, draft, sign_in):
        assert sign_in("author").get(address("article_preview", draft.pk, "nurse")).status_code == 404
        assert sign_in("author").get(address("article_phone", draft.pk, "nurse")).status_code == 404
        assert sign_in("author").get(address("article_preview", 0, "patient")).status_code == 404

    def test_a_reviewer_reads_what_to_check(self, draft, people, sign_in):
        Article.objects.update(to_check=["Hold times are expert opinion."])
        publishing.submit(draft, by=people["author"])
        html = sign_in("clinical").get(address("article_change", draft.pk)).content.decode()
        assert "Hold times are expert opinion." in html


class TestOnATelephone:
    def test_the_page_shows_the_preview_390_pixels_wide(self, draft, sign_in):
        response = sign_in("author").get(address("article_phone", draft.pk, "carer"))
        assert f'src="{address("article_preview", draft.pk, "carer")}?framed=1"' in response.content.decode()
        assert 'width="390"' in response.content.decode()
        assert "frame-src 'self'" in response["Content-Security-Policy"]

    def test_only_previews_may_be_framed_and_only_by_this_site(self, draft, sign_in):
        client = sign_in("author")
        preview = client.get(address("article_preview", draft.pk, "patient"), {"framed": 1})
        assert preview["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
        assert "This is a preview" not in preview.content.decode()
        for page in (address("article_change", draft.pk), address("article_history", draft.pk), "/articles/"):
            response = client.get(page)
            assert response["X-Frame-Options"] == "DENY"
            assert "frame-ancestors 'none'" in response["Content-Security-Policy"]

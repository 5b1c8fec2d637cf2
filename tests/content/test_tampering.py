"""One character is changed, by any way there is: what readers get is what was approved, or it is not served as such."""

import json

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from content import publishing, reading, snapshots
from content.models import Article, Release, ReviewEvent, Revision, Section
from content.publishing import Refused
from tests.factories.content import ArticleFactory, publish_approved, register
from tests.support.editing import address, posted
from tests.support.tampering import HASH_CHECK, change

pytestmark = pytest.mark.django_db

DOCUMENT = "document = replace(document, 'stretches', 'stretchez')"
AND_HASH = (
    f"{DOCUMENT}, sha256 = encode(sha256(convert_to(replace(document, 'stretches', 'stretchez'), 'UTF8')), 'hex')"
)
OF_REVISION = "sha256 = (SELECT sha256 FROM content_revision LIMIT 1) WHERE act = 'approve'"


@pytest.fixture
def article(people):
    article = ArticleFactory(slug="stiffness")
    publish_approved(article)
    assert reading.article("stiffness").approval.clinical
    return Article.objects.get()


@pytest.fixture
def approved_bytes(article):
    return Revision.objects.get().document


def served():
    """The bytes that readers get, or None."""
    reading.forget()
    found = reading.article("stiffness")
    return snapshots.canonical_text(found.document) if found else None


class TestTheWorkingCopy:
    """Readers go on with the approved bytes, and the changed ones do not get to them."""

    def cannot_be_published(self, article, people, approved_bytes):
        assert served() == approved_bytes
        with pytest.raises(Refused):
            publishing.publish(Article.objects.get(), by=people["publisher"])
        assert served() == approved_bytes

    def test_by_the_admin(self, article, people, approved_bytes, sign_in):
        client = sign_in("author")
        page = client.get(address("article_change", article.pk))
        client.post(address("article_change", article.pk), posted(page, title="Stiff muscles and spasmz"))
        assert Article.objects.get().title == "Stiff muscles and spasmz"
        self.cannot_be_published(article, people, approved_bytes)

    def test_by_the_orm(self, article, people, approved_bytes):
        Section.objects.update(body="<p>They may show you stretchez.</p>")
        self.cannot_be_published(article, people, approved_bytes)

    def test_by_raw_sql_even_with_a_state_that_lies(self, article, people, approved_bytes):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE content_article SET title = 'Stiff muscles and spasmz', state = 'approved'")
        self.cannot_be_published(article, people, approved_bytes)

    def test_by_a_fixture(self, article, people, approved_bytes, tmp_path):
        article.title, article.state = "Stiff muscles and spasmz", "approved"
        load(tmp_path, [article])
        assert Article.objects.get().title == "Stiff muscles and spasmz"
        self.cannot_be_published(article, people, approved_bytes)


class TestTheEdition:
    def test_the_orm_is_refused(self, article, approved_bytes):
        with pytest.raises(IntegrityError, match="only ever added to"), transaction.atomic():
            Revision.objects.update(document=approved_bytes.replace("stretches", "stretchez"))
        assert served() == approved_bytes

    def test_a_fixture_is_refused(self, article, approved_bytes, tmp_path):
        revision = Revision.objects.get()
        revision.document = revision.document.replace("stretches", "stretchez")
        for text in (approved_bytes, revision.document):
            revision.sha256 = snapshots.sha256(text)
            with pytest.raises(IntegrityError), transaction.atomic():
                load(tmp_path, [revision])
        assert served() == approved_bytes

    def test_a_fixture_that_brings_an_edition_of_its_own_is_refused(self, article, approved_bytes, tmp_path):
        revision, release = Revision.objects.get(), Release.objects.get()
        document = {**json.loads(revision.document), "title": "Stiff muscles and spasmz"}
        revision.pk, revision.number, revision.document = revision.pk + 1, 2, snapshots.canonical_text(document)
        revision.sha256, release.revision = snapshots.sha256(revision.document), revision
        with pytest.raises(IntegrityError, match="nobody approved these bytes"), transaction.atomic():
            load(tmp_path, [revision, release])
        revision.approved_by = revision.approved_at = revision.next_review_date = None
        revision.approver_role = ""
        with pytest.raises(IntegrityError, match="not what was published last"), transaction.atomic():
            load(tmp_path, [revision, release])
        assert served() == approved_bytes

    def test_raw_sql_with_the_guards_away_ends_the_page(self, article):
        change("content_revision", DOCUMENT, dropping=HASH_CHECK)
        assert served() is None

    def test_with_its_hash_too(self, article):
        change("content_revision", AND_HASH)
        assert served() is None

    def test_with_the_hash_in_the_approval_too(self, article):
        """The approval is sealed: what was changed in it does not count."""
        change("content_revision", AND_HASH)
        change("content_reviewevent", OF_REVISION)
        assert served() is None

    @pytest.mark.parametrize("how", ["actor_role = 'neurologist'", "at = at + interval '1 year'", "reason = 'x'"])
    def test_a_changed_approval_is_none(self, article, how):
        change("content_reviewevent", f"{how} WHERE act = 'approve'")
        assert served() is None

    def test_a_trail_that_was_typed_is_not_shown(self, article):
        change("content_revision", "approver_role = 'neurologist', approved_at = approved_at + interval '1 day'")
        reading.forget()
        approval = reading.article("stiffness").approval
        event = ReviewEvent.objects.get(act="approve")
        assert (approval.role, approval.date) == ("neuro-physiotherapist", timezone.localdate(event.at))

    def test_a_next_check_that_was_put_off_is_not_believed(self, article):
        change("content_revision", "next_review_date = '2099-01-01'", dropping="revision_next_check_is_in_time")
        reading.forget()
        approval = reading.article("stiffness").approval
        assert approval.next_review_date.year == approval.date.year + 2

    @pytest.mark.parametrize("how", [DOCUMENT, AND_HASH])
    def test_a_demonstration_shows_it_as_unapproved_or_not_at_all(self, article, settings, how):
        settings.DEMO = True
        change("content_revision", how, dropping=HASH_CHECK)
        reading.forget()
        assert getattr(reading.article("stiffness"), "approval", None) is None


class TestATryInADemonstration:
    @pytest.fixture
    def tried(self, people, demonstration):
        people["clinical"].reviewer.delete()
        register(people["clinical"], profession="demonstration")
        article = publishing.record_edit(ArticleFactory(slug="stiffness"), by=people["author"])
        publishing.submit(article, by=people["author"])
        publishing.approve(article, by=people["clinical"], seen=snapshots.hash_of(article))
        publishing.publish(article, by=people["publisher"])
        reading.forget()

    def test_it_never_looks_checked_by_a_clinician(self, tried):
        approval = reading.article("stiffness").approval
        assert (approval.role, approval.clinical) == ("demonstration", False)

    def test_it_counts_for_nothing_elsewhere(self, tried, people, settings):
        settings.DEMO = False
        assert served() is None
        article = publishing.record_edit(ArticleFactory(), by=people["author"])
        publishing.submit(article, by=people["author"])
        with pytest.raises(Refused, match="in a demonstration only"):
            publishing.approve(article, by=people["clinical"], seen=snapshots.hash_of(article))


def load(folder, things):
    """Load things as a fixture would bring them."""
    file = folder / "fixture.json"
    file.write_text(serializers.serialize("json", things))
    call_command("loaddata", str(file), verbosity=0)

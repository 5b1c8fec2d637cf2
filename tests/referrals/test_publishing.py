"""Who can make a guide public, and when it is refused."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError, transaction

from content.models import Reviewer
from referrals import definitions, publishing
from referrals.models import Approval, GuideVersion, Question
from tests.factories.content import person
from tests.factories.content import register as register_clinician
from tests.factories.referrals import founding_document, make_public_version
from tests.support import approving

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("register_of_the_class")]


GROUPS = {"editor": "guide editor", "clinician": "clinical reviewer", "publisher": "publisher"}


@pytest.fixture(scope="class")
def made_people(register_of_the_class):
    for name, group in GROUPS.items():
        person(name, group)


@pytest.fixture(scope="class")
def made(made_people):
    """A draft by the editor, once for a class of tests."""
    return publishing.import_document(founding_document(), author=User.objects.get(username="editor"))


@pytest.fixture(scope="class")
def made_checked(made):
    """The draft as it was handed in, once for a class of tests."""
    approving.hand_in(made, User.objects.get(username="editor"))


@pytest.fixture
def people(made_people):
    return {name: User.objects.get(username=name) for name in GROUPS}


@pytest.fixture
def draft(made):
    return GuideVersion.objects.get(pk=made.pk)


@pytest.fixture
def checked(made, made_checked):
    return GuideVersion.objects.get(pk=made.pk)


def stale(version, people):
    """Fail unless the version is refused because its comparison is not with what is public."""
    with pytest.raises(publishing.Refused, match="What is public has changed") as refusal:
        publishing.publish(version, by=people["publisher"])
    assert [reason.subject for reason in refusal.value.reasons] == ["comparison"]


def test_what_is_withdrawn_is_gone_at_once_for_walks_that_were_begun_too(people, settings):
    settings.DEMO = True
    version = make_public_version(number=99)
    with pytest.raises(publishing.Refused, match="why"):
        publishing.withdraw(version, by=people["publisher"], reason=" ")
    publishing.withdraw(version, by=people["publisher"], reason="A telephone number has changed.")
    definitions.forget()
    assert definitions.published() is None
    assert definitions.version(99) is None


def test_loading_twice_changes_nothing(settings):
    settings.DEMO = True
    call_command("load_guide", verbosity=0)
    call_command("load_guide", verbosity=0)
    assert GuideVersion.objects.count() == 1


def test_loading_never_replaces_what_an_editor_published(people, settings):
    settings.DEMO = True
    make_public_version(approved_by=people["clinician"], published_by=people["publisher"])
    call_command("load_guide", verbosity=0)
    assert list(GuideVersion.objects.order_by("number").values_list("state", flat=True)) == ["published", "draft"]


def test_without_demo_the_founding_guide_is_a_draft_and_nobody_sees_it(settings, client):
    settings.DEMO = False
    call_command("load_guide", verbosity=0)
    assert GuideVersion.objects.get().state == GuideVersion.State.DRAFT
    response = client.get("/get-physio/", secure=True)
    assert response.status_code == 503
    assert "not ready" in response.content.decode()


def test_founding_content_in_the_database_is_not_served_without_demo(settings, client):
    settings.DEMO = False
    make_public_version()
    assert client.get("/get-physio/", secure=True).status_code == 503


class TestADraft:
    def test_the_founding_guide_has_nothing_that_stops_it(self, draft):
        assert publishing.check(draft) == ()

    def test_outside_a_demonstration_a_draft_is_not_published(self, draft, people, settings):
        settings.DEMO = False
        with pytest.raises(publishing.Refused, match="clinician"):
            publishing.publish(draft, by=people["publisher"])
        assert definitions.published() is None

    def test_who_edited_a_draft_once_does_not_approve_it_even_as_a_copy(self, draft, people):
        publishing.record_edit(draft, by=people["clinician"])
        copy = approving.hand_in(publishing.copy_to_draft(draft, by=people["editor"]), people["editor"])
        with pytest.raises(publishing.Refused, match="another clinician"):
            approving.approve(copy, people["clinician"])

    def test_a_fault_is_named_and_stops_publication(self, draft, settings):
        settings.DEMO = True
        Question.objects.filter(version=draft).update(text_carer="")
        with pytest.raises(publishing.Refused) as refusal:
            publishing.publish(draft, by=None)
        assert any("text" in reason or "carer" in reason for reason in refusal.value.reasons)

    def test_in_a_demonstration_too_nobody_publishes_without_approval(self, draft, people, settings, django_user_model):
        settings.DEMO = True
        publishing.prove_version(draft, by=people["editor"])
        for by in (people["publisher"], django_user_model.objects.create_superuser("boss")):
            with pytest.raises(publishing.Refused, match="approves it first"):
                publishing.publish(draft, by=by)
        checked = approving.hand_in(draft, people["editor"])
        with pytest.raises(publishing.Refused, match="approves it first"):
            publishing.publish(checked, by=None)


class TestWhatWasHandedIn:
    def test_approved_by_a_clinician_it_is_published(self, checked, people, settings):
        settings.DEMO = False
        publishing.publish(approving.approve(checked, people["clinician"]), by=people["publisher"])
        definitions.forget()
        assert definitions.published().number == checked.number
        assert definitions.published().approved_at
        approval = Approval.objects.get()
        assert (approval.reviewer, approval.role) == (people["clinician"], "neuro-physiotherapist")
        assert approval.proof_run.content_hash == approval.content_hash == GuideVersion.objects.get().content_hash

    def test_an_account_of_a_demonstration_is_never_shown_as_a_clinician(self, checked, people, settings):
        settings.DEMO = True
        people["clinician"].reviewer.delete()
        register_clinician(people["clinician"], Reviewer.Profession.DEMONSTRATION)
        publishing.publish(approving.approve(checked, people["clinician"]), by=people["publisher"])
        definitions.forget()
        assert definitions.published().approved_at is None
        settings.DEMO = False
        definitions.forget()
        assert definitions.published() is None

    def test_nobody_approves_what_they_wrote(self, checked, people):
        register_clinician(people["editor"])
        with pytest.raises(publishing.Refused, match="another clinician"):
            approving.approve(checked, people["editor"])
        with pytest.raises(IntegrityError), transaction.atomic():
            GuideVersion.objects.filter(pk=checked.pk).update(approved_by=people["editor"])

    def test_what_an_account_of_a_demonstration_approved_is_not_published_outside_one(self, checked, people, settings):
        settings.DEMO = True
        people["clinician"].reviewer.delete()
        register_clinician(people["clinician"], Reviewer.Profession.DEMONSTRATION)
        approved = approving.approve(checked, people["clinician"])
        settings.DEMO = False
        with pytest.raises(publishing.Refused, match="account of a demonstration"):
            publishing.publish(approved, by=people["publisher"])

    def test_an_administrator_does_not_publish_unless_a_group_gave_the_right(self, checked, people, django_user_model):
        boss = django_user_model.objects.create_superuser("boss")
        approved = approving.approve(checked, people["clinician"])
        for by in (boss, people["clinician"], None):
            with pytest.raises(publishing.Refused, match="group “publisher”"):
                publishing.publish(approved, by=by)
        boss.groups.set(people["publisher"].groups.all())
        assert publishing.publish(approved, by=boss).state == GuideVersion.State.PUBLISHED

    def test_an_approval_rests_on_a_comparison_with_what_is_public_when_it_is_published(self, checked, people):
        approved = approving.approve(checked, people["clinician"])
        make_public_version(number=99)
        stale(approved, people)
        copy = approving.hand_in(publishing.copy_to_draft(approved, by=people["publisher"]), people["publisher"])
        assert people["editor"] in copy.authors.all(), "what was never public is still theirs"
        publishing.publish(approving.approve(copy, people["clinician"]), by=people["publisher"])

    def test_what_was_compared_with_a_version_that_is_withdrawn_is_compared_again(self, checked, people):
        public = make_public_version(number=99)
        approved = approving.approve(checked, people["clinician"])
        publishing.withdraw(public, by=people["publisher"], reason="A telephone number has changed.")
        stale(approved, people)

    def test_who_is_not_registered_does_not_approve(self, checked, people):
        people["publisher"].groups.set(people["clinician"].groups.all())
        with pytest.raises(publishing.Refused, match="registered professional"):
            approving.approve(checked, people["publisher"])

    def test_publishing_retires_the_version_before(self, checked, people, settings):
        settings.DEMO = True
        earlier = make_public_version(number=99)
        approved = approving.approve(checked, people["clinician"])
        publishing.publish(approved, by=people["publisher"])
        earlier.refresh_from_db()
        assert earlier.state == GuideVersion.State.RETIRED
        definitions.forget()
        assert definitions.published().number == checked.number
        assert definitions.version(99) is not None, "a walk that was begun may be finished"

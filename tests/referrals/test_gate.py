"""What stands between a draft and the public: every refusal has its reasons, and each says where to go."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import override_settings

from referrals import publishing
from referrals.engine import document as interchange_document
from referrals.engine.proof import findings
from referrals.engine.proof.findings import Finding
from referrals.models import Acknowledgement, GuideVersion, ProofRun, Rule
from tests.factories.content import person, register
from tests.factories.referrals import founding_document, make_public_version
from tests.support import approving

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture(scope="class")
def made(register_of_the_class):
    """A draft by the editor, once for a class of tests."""
    person("clinician", "clinical reviewer")
    User.objects.create_superuser("boss")
    with override_settings(DEMO=True):
        return publishing.import_document(founding_document(), author=person("editor", "guide editor"))


@pytest.fixture(scope="class")
def made_acknowledged(made):
    """The draft as it was proved, with everything acknowledged that does not stop it; once for a class of tests."""
    with override_settings(DEMO=True):
        approving.prove_and_acknowledge(made, User.objects.get(username="editor"))


@pytest.fixture(scope="class")
def made_checked(made, made_acknowledged):
    """The draft as it was handed in, once for a class of tests."""
    with override_settings(DEMO=True):
        publishing.hand_in(made, by=User.objects.get(username="editor"))


@pytest.fixture
def people(made):
    return {name: User.objects.get(username=name) for name in ("editor", "clinician", "boss")}


@pytest.fixture
def draft(made):
    return GuideVersion.objects.get(pk=made.pk)


@pytest.fixture
def acknowledged(made, made_acknowledged):
    return GuideVersion.objects.get(pk=made.pk)


@pytest.fixture
def checked(made, made_checked):
    return GuideVersion.objects.get(pk=made.pk)


def places(reasons):
    """Return what kind of place each reason names."""
    return {reason.subject.partition(".")[0] for reason in reasons}


def seen(version):
    return interchange_document.content_hash(publishing.document_of(version))


def undecide(version, code):
    """Put a later proof of the same version on record, in which this property is undecided."""
    run = publishing.run_for(version, publishing.document_of(version))
    proof = publishing.proof_of(run)
    verdicts = {**proof.verdicts, code: "undecided"}
    open_one = Finding(code, "undecided", "rules.waiting", "The effort ran out.")
    found = findings.to_data(replace(proof, verdicts=verdicts, findings=(*proof.findings, open_one)))
    hashes = {"content_hash": run.content_hash, "logic_hash": run.logic_hash}
    ProofRun.objects.create(version=version, **hashes, effort=1, data=found, finished_at=run.finished_at)
    return open_one


class TestADraft:
    def test_what_was_never_checked_is_not_handed_in(self, draft, people):
        with pytest.raises(publishing.Refused) as refusal:
            publishing.hand_in(draft, by=people["editor"])
        assert places(refusal.value.reasons) == {"proof"}

    def test_a_property_that_fails_stops_everybody_superusers_included(self, draft, people):
        never = [[{"question": "physio", "op": "any_of", "options": [key]}] for key in ("waiting", "refused")]
        publishing.write_condition(Rule.objects.get(version=draft, key="waiting"), "when", never, by=people["editor"])
        publishing.prove_version(draft, by=people["editor"])
        assert not publishing.proof_of(publishing.latest_run(draft)).ready
        for move, by in ((publishing.hand_in, people["boss"]), (publishing.publish, None)):
            with pytest.raises(publishing.Refused) as refusal:
                move(draft, by=by)
            assert places(refusal.value.reasons) >= {"findings"}
            assert any("“waiting”" in reason for reason in refusal.value.reasons)

    def test_a_test_case_that_is_wrong_stops_it(self, draft, people):
        case = draft.vignette_set.first()
        case.expected["first_route"] = "helpline"
        case.save()
        publishing.prove_version(draft, by=people["editor"])
        with pytest.raises(publishing.Refused) as refusal:
            publishing.hand_in(draft, by=people["editor"])
        assert f"vignettes.{case.key}" in {reason.subject for reason in refusal.value.reasons}

    def test_what_nobody_acknowledged_stops_it_and_each_is_named(self, draft, people):
        publishing.prove_version(draft, by=people["editor"])
        waiting = [finding for finding in approving.findings_of(draft) if not finding.blocks]
        assert waiting
        with pytest.raises(publishing.Refused) as refusal:
            publishing.hand_in(draft, by=people["editor"])
        assert {reason.subject for reason in refusal.value.reasons} == {f"findings.{one.key}" for one in waiting}

    def test_an_acknowledgement_needs_a_reason_and_a_finding_that_does_not_stop(self, draft, people):
        publishing.prove_version(draft, by=people["editor"])
        finding = approving.findings_of(draft)[0]
        with pytest.raises(publishing.Refused, match="Say why"):
            publishing.acknowledge(draft, finding, by=people["editor"], reason="  ")
        assert not Acknowledgement.objects.exists()

    def test_each_change_is_marked_as_intended_by_who_approves(self, draft, people):
        make_public_version(number=99)
        rule = draft.rule_set.get(key="waiting")
        publishing.write_condition(rule, "when", None, by=people["editor"])
        publishing.write_condition(rule, "asserts", None, by=people["editor"])
        run = publishing.compare_version(draft, by=people["editor"])
        groups = [publishing.group_key(group) for group in publishing.comparison_of(run).groups]
        assert groups
        publishing.mark_read(run, groups[1:], by=people["clinician"])
        assert [publishing.group_key(group) for group in publishing.unread(run, people["clinician"])] == groups[:1]
        assert publishing.unread(run, people["boss"]) is None
        reasons = publishing.stops_approval(draft, publishing.document_of(draft), by=people["clinician"])
        assert sum(reason.startswith("Not marked as intended") for reason in reasons) == 1


class TestWhatWasAcknowledged:
    def test_an_acknowledgement_lapses_when_what_it_speaks_of_changes(self, acknowledged, people):
        finding = approving.findings_of(acknowledged)[0]
        before = publishing.document_of(acknowledged)
        assert finding.key in publishing.acknowledgements(acknowledged, before, [finding])
        place = publishing.find_place(before, finding.subject)
        Rule.objects.filter(version=acknowledged, key=place.item["key"]).update(tier=3)
        assert publishing.acknowledgements(acknowledged, publishing.document_of(acknowledged), [finding]) == {}

    def test_an_acknowledgement_goes_on_in_a_copy_that_leaves_it_as_it_is(self, acknowledged, people):
        copy = publishing.copy_to_draft(acknowledged, by=people["clinician"])
        assert publishing.hand_in(copy, by=people["editor"]).state == GuideVersion.State.CHECKED

    @pytest.mark.parametrize("code", ["P5", "P15", "P16"])
    def test_an_undecided_property_of_any_kind_stops_everything_and_cannot_be_acknowledged(
        self, acknowledged, people, code
    ):
        one = undecide(acknowledged, code)
        with pytest.raises(publishing.Refused, match="not decided"):
            publishing.acknowledge(acknowledged, one, by=people["editor"], reason="Meant so.")
        document = publishing.document_of(acknowledged)
        for reasons in (
            publishing.stops_checking(acknowledged, document),
            publishing.stops_approval(acknowledged, document, by=people["clinician"]),
            publishing.stops_publication(acknowledged, document),
        ):
            assert [one for one in reasons if one == "The effort ran out."][0].subject == f"findings.{one.key}"


class TestWhatWasHandedIn:
    def test_an_edit_makes_a_checked_version_a_draft_again(self, checked, people):
        publishing.record_edit(checked, by=people["editor"])
        checked.refresh_from_db()
        assert checked.state == GuideVersion.State.DRAFT

    def test_a_comparison_that_nobody_read_stops_approval(self, checked, people):
        with pytest.raises(publishing.Refused) as refusal:
            publishing.approve(checked, by=people["clinician"], seen=seen(checked))
        assert places(refusal.value.reasons) == {"comparison"}
        publishing.compare_version(checked, by=people["clinician"])
        with pytest.raises(publishing.Refused, match="Read the comparison"):
            publishing.approve(checked, by=people["clinician"], seen=seen(checked))

    def test_a_version_that_changed_after_it_was_read_is_not_approved(self, checked, people):
        approving.read_comparison(checked, people["clinician"])
        before = seen(checked)
        checked.question_set.filter(key="care").update(text_self="Who looks after you now?")
        with pytest.raises(publishing.Refused) as refusal:
            publishing.approve(checked, by=people["clinician"], seen=before)
        assert places(refusal.value.reasons) >= {"proof", "comparison"}
        approving.prove_and_acknowledge(checked, people["editor"])
        approving.read_comparison(checked, people["clinician"])
        with pytest.raises(publishing.Refused, match="since you read it"):
            publishing.approve(checked, by=people["clinician"], seen=before)
        assert (
            publishing.approve(checked, by=people["clinician"], seen=seen(checked)).approved_by == people["clinician"]
        )

    def test_an_administrator_does_not_approve_unless_a_group_gave_the_right(self, checked, people):
        register(people["boss"])
        with pytest.raises(publishing.Refused, match="group “clinical reviewer”") as refusal:
            approving.approve(checked, people["boss"])
        assert len(refusal.value.reasons) == 1
        people["boss"].groups.set(people["clinician"].groups.all())
        assert approving.approve(checked, people["boss"]).approved_by == people["boss"]

    def test_who_approves_has_read_what_was_acknowledged_and_why(self, checked, people):
        run = publishing.compare_version(checked, by=people["clinician"])
        *groups, accepted = approving.marks_of(run)
        publishing.mark_read(run, groups, by=people["clinician"])
        with pytest.raises(publishing.Refused, match="what was acknowledged") as refusal:
            publishing.approve(checked, by=people["clinician"], seen=seen(checked))
        assert [reason.subject for reason in refusal.value.reasons] == ["comparison"]
        publishing.mark_read(run, [accepted], by=people["clinician"])
        assert (
            publishing.approve(checked, by=people["clinician"], seen=seen(checked)).approved_by == people["clinician"]
        )

    def test_it_is_sent_back_with_a_note(self, checked, people):
        with pytest.raises(publishing.Refused, match="Say why"):
            publishing.send_back(checked, by=people["clinician"], note="")
        sent = publishing.send_back(checked, by=people["clinician"], note="The helpline has another number.")
        assert sent.state == GuideVersion.State.DRAFT
        assert sent.approvals.get().note == "The helpline has another number."

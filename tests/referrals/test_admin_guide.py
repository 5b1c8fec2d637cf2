"""The pages about a whole version: check, walk, compare and approve, import and export."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from content.models import Reviewer
from referrals import interchange, publishing
from referrals.engine import document as interchange_document
from referrals.engine.document import dump
from referrals.models import Acknowledgement, GuideVersion, ProofRun, Vignette
from tests.engine.sample import sample
from tests.factories.content import register as register_clinician
from tests.factories.referrals import founding_document, make_public_version
from tests.support import approving

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "demonstration")]


@pytest.fixture
def staff(django_user_model):
    def make(role):
        user = django_user_model.objects.create_user(role.replace(" ", "-"), is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        return user

    return {role: make(role) for role in ("guide editor", "clinical reviewer", "publisher")}


@pytest.fixture
def draft(client, staff):
    client.force_login(staff["guide editor"])
    return publishing.import_document(dump(sample()), author=staff["guide editor"])


def to(name, version, *args):
    return reverse(f"admin:guide_{name}", args=[version.pk, *args])


def text(response):
    return response.content.decode()


def finding(version, code):
    return next(one for one in approving.findings_of(version) if one.property == code)


# --- check --------------------------------------------------------------------------------------------------------
def test_a_draft_that_was_never_checked_says_so(client, draft):
    assert "Not checked yet" in text(client.get(to("check", draft)))


def test_the_verdict_comes_first_then_what_stops_it_then_what_to_look_at(client, draft):
    page = text(client.post(to("prove", draft), follow=True))
    places = [
        page.index(words) for words in ("Not ready to publish", "Stops publishing", "Look at this", 'id="routes"')
    ]
    assert places == sorted(places)
    assert "Some people get no route at all." in page
    assert ProofRun.objects.get().started_by.username == "guide-editor"


def test_a_finding_shows_the_person_what_they_see_and_where_to_mend(client, draft):
    page = text(client.post(to("prove", draft), follow=True))
    card = page[page.index("Some people get no route at all.") :].split("</article>")[0]
    assert "question" in card and "any answer" in card and "Ask for helpline" in card and "Required" in card
    rule = draft.rule_set.get(key="refer_self")
    assert reverse("admin:referrals_rule_change", args=[rule.pk]) + "#field-when" in card


def test_a_draft_that_cannot_be_walked_says_where_to_mend_it(client, draft):
    draft.urgentsign_set.get(key="child").conditions.all().delete()
    page = text(client.get(to("check", draft)))
    assert "Not ready to publish" in page and "urgent_signs[3].when" in page
    assert reverse("admin:referrals_urgentsign_change", args=[draft.urgentsign_set.get(key="child").pk]) in page
    assert client.post(to("prove", draft), follow=True).status_code == 200
    assert not ProofRun.objects.exists()
    _every_page_opens(client, draft)
    for move in ("hand-in", "copy"):
        assert "urgent_signs[3].when" in text(client.post(to("move", draft, move), follow=True))


def test_a_draft_without_words_opens_everywhere_and_says_what_is_missing(client, draft):
    draft.question_set.update(text_self="", text_carer="", label_self="", label_carer="")
    draft.route_set.update(title_self="", title_carer="")
    draft.rule_set.update(reason_self="", reason_carer="")
    for question in draft.question_set.all():
        question.options.update(text_self="", text_carer="")
    client.post(to("prove", draft))
    client.post(to("compare_run", draft))
    _every_page_opens(client, draft)
    assert "has no words yet" in text(client.get(to("walk", draft), follow=True))


def _every_page_opens(client, draft):
    question, route = draft.question_set.first(), draft.route_set.first()
    addresses = [to(name, draft) for name in ("check", "compare", "walk", "picture", "export", "answers")]
    addresses += [to("reach", draft, route.key), to("preview", draft, "question", question.key)]
    addresses += [reverse("admin:referrals_rule_change", args=[draft.rule_set.first().pk])]
    addresses += [reverse("admin:referrals_question_change", args=[question.pk])]
    assert [one for one in addresses if client.get(one, follow=True).status_code != 200] == []


def test_after_an_edit_the_page_says_that_it_is_out_of_date(client, draft):
    client.post(to("prove", draft))
    draft.rule_set.get(key="after_falls").delete()
    page = text(client.get(to("check", draft)))
    assert "out of date" in page or "Not ready" in page
    assert "Walk it" not in page


def test_a_check_that_goes_on_asks_again_by_itself(client, draft):
    document = publishing.document_of(draft)
    run = ProofRun.objects.create(
        version=draft,
        content_hash=interchange_document.content_hash(document),
        logic_hash=interchange_document.logic_hash(document),
        effort=1,
        done=3,
        total=20,
        step="Nobody is left without a route",
    )
    page = text(client.get(to("check", draft)))
    assert 'http-equiv="refresh"' in page and "3 of 20: Nobody is left without a route" in page
    assert "going on" in text(client.post(to("prove", draft), follow=True))
    assert ProofRun.objects.count() == 1
    ProofRun.objects.filter(pk=run.pk).update(seen_at=timezone.now() - timezone.timedelta(minutes=5))
    assert 'http-equiv="refresh"' not in text(client.get(to("check", draft)))


def test_a_finding_is_acknowledged_with_a_reason(client, draft):
    client.post(to("prove", draft))
    one = finding(draft, "P13w")
    assert "Say why" in text(client.post(to("acknowledge", draft), {"key": one.key, "reason": ""}, follow=True))
    page = text(client.post(to("acknowledge", draft), {"key": one.key, "reason": "It is meant so."}, follow=True))
    assert "It is meant so." in page and Acknowledgement.objects.get().by.username == "guide-editor"
    blocking = finding(draft, "P5")
    page = text(client.post(to("acknowledge", draft), {"key": blocking.key, "reason": "I do not mind."}, follow=True))
    assert "cannot be acknowledged" in page and Acknowledgement.objects.count() == 1


def test_a_finding_is_kept_as_a_test_case_that_holds(client, draft):
    client.post(to("prove", draft))
    one = finding(draft, "P5")
    page = client.post(to("keep", draft), {"key": one.key}, follow=True)
    case = Vignette.objects.get(version=draft)
    assert page.redirect_chain[-1][0] == reverse("admin:referrals_vignette_change", args=[case.pk])
    assert not [fault for fault in publishing.check(draft) if "Test case" in fault]
    assert client.post(to("keep", draft), {"key": "none"}).status_code == 404


def test_who_reaches_a_route_is_shown_by_an_example(client, draft):
    page = text(client.get(to("reach", draft, "falls_team")))
    assert "Somebody who answers" in page and "falls label" in page
    assert client.get(to("reach", draft, "nowhere")).status_code == 404


# --- walk ---------------------------------------------------------------------------------------------------------
def test_walking_a_finding_keeps_the_answers_out_of_address_and_database(client, draft):
    client.post(to("prove", draft))
    page = client.post(to("walk", draft), {"person": finding(draft, "P5").key})
    assert "Ask for helpline" in text(page) and "no-store" in page["Cache-Control"]
    assert "?" not in page.request["PATH_INFO"] and set(client.cookies) <= {"sessionid", "csrftoken", "messages"}


def test_a_draft_is_walked_from_the_first_question(client, draft):
    page = text(client.get(to("walk", draft)))
    assert "who?" in page and "nation?" not in page
    page = text(client.post(to("walk", draft), {"asked-who": "1", "who": "me"}))
    assert "nation?" in page


def test_the_page_is_shown_as_people_will_see_it_and_marked_as_a_preview(client, draft):
    answers = {"who": "me", "nation": "england", "danger": "none", "fever": "no", "age": "45", "walking": "aid"}
    answers |= {"falls": "yes", "asked-wishes": "1", "nurse": "yes", "show": "page"}
    page = text(client.post(to("walk", draft), answers))
    assert "Your ways to physiotherapy" in page and "This is a preview." in page and "Clear" not in page


# --- compare and approve ------------------------------------------------------------------------------------------
def test_a_clinician_reads_marks_and_approves_and_a_publisher_publishes(client, staff):
    editor, clinician = staff["guide editor"], staff["clinical reviewer"]
    register_clinician(clinician, Reviewer.Profession.MS_NURSE)
    public = make_public_version()
    draft = publishing.copy_to_draft(public, by=editor)
    rule = draft.rule_set.get(key="no_private_yet")
    publishing.write_condition(rule, "when", interchange.read_condition(rule, "when")[:1], by=editor)
    approving.prove_and_acknowledge(draft, editor)
    client.force_login(editor)
    client.post(to("move", draft, "hand-in"))
    draft.refresh_from_db()
    assert draft.state == GuideVersion.State.CHECKED
    client.force_login(clinician)
    page = client.post(to("compare_run", draft), follow=True)
    run = publishing.latest_comparison(draft)
    client.post(to("read", draft), {"run": run.pk, "intended": approving.marks_of(run)})
    page = client.get(to("compare", draft))
    assert "Approve this version" in text(page)
    client.post(to("move", draft, "approve"), {"seen": page.context["seen"], "note": "Read in full."})
    draft.refresh_from_db()
    assert (draft.state, draft.approved_by, draft.approver_role) == ("approved", clinician, "MS nurse")
    client.force_login(staff["publisher"])
    client.post(to("move", draft, "publish"))
    draft.refresh_from_db()
    assert draft.state == GuideVersion.State.PUBLISHED


def test_an_author_is_told_that_another_clinician_approves(client, staff, draft):
    publishing.record_edit(draft, by=staff["clinical reviewer"])
    GuideVersion.objects.filter(pk=draft.pk).update(state="checked")
    client.force_login(staff["clinical reviewer"])
    publishing.compare_version(draft, by=staff["clinical reviewer"])
    page = text(client.get(to("compare", draft)))
    assert "Another clinician approves it" in page and "Approve this version" not in page


def test_a_refused_move_names_its_reasons_with_links(client, draft):
    page = text(client.post(to("move", draft, "hand-in"), follow=True))
    assert "This stops it" in page and to("check", draft) in page
    draft.refresh_from_db()
    assert draft.state == GuideVersion.State.DRAFT


# --- files --------------------------------------------------------------------------------------------------------
def upload(client, content, name="guide.json"):
    return client.post(reverse("admin:guide_import"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_what_is_exported_is_imported_byte_for_byte_as_a_draft_with_its_comparison(client, staff):
    client.force_login(staff["guide editor"])
    public = make_public_version()
    exported = client.get(to("export", public))
    assert exported.content == interchange_document.canonical_bytes(publishing.document_of(public))
    page = upload(client, exported.content)
    made = GuideVersion.objects.get(state="draft")
    assert interchange_document.canonical_bytes(interchange.read(made)) == exported.content
    assert "No respondent gets a different outcome." in text(page)
    assert list(made.authors.all()) == [staff["guide editor"]]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "does not fit"),
        (json.dumps({**dump(sample()), "title": 7}).encode(), "title"),
        (json.dumps({**dump(sample()), "guide": "another"}).encode(), "This site has"),
    ],
)
def test_a_file_that_is_no_guide_is_refused_in_words(client, draft, content, told):
    page = upload(client, content)
    assert page.status_code == 422 and told in text(page)
    assert GuideVersion.objects.count() == 1


def test_a_file_that_breaks_a_rule_of_the_database_is_refused_in_words(client, draft):
    document = dump(sample())
    document["urgent_signs"][0]["stops"] = False
    page = upload(client, json.dumps(document).encode())
    assert page.status_code == 422 and "always stop the questions" in text(page)
    assert GuideVersion.objects.count() == 1


def test_the_founding_guide_goes_in_and_out_unchanged(client, staff):
    client.force_login(staff["guide editor"])
    content = interchange_document.canonical_bytes(founding_document())
    upload(client, content)
    assert client.get(to("export", GuideVersion.objects.get())).content == content

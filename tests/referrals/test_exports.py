"""The guide for other systems: the public addresses, the command, and the structure of what they give."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.plandefinition import PlanDefinition
from fhir.resources.R4B.questionnaire import Questionnaire

from referrals import definitions, fhir
from referrals.definitions import guide_of
from referrals.engine import conditions
from referrals.engine.document import canonical_bytes
from referrals.models import GuideVersion
from referrals.views import exports
from tests.engine.sample import guide as make_guide
from tests.engine.sample import multi, single, when
from tests.engine.strategies import for_all, guides
from tests.factories.referrals import FOUNDING, founding_document, make_public_version

EDITION = fhir.Edition("https://example.org", 3)
QUESTIONNAIRE, PLAN = "/get-physio/questionnaire.fhir.json", "/get-physio/plan.fhir.json"


def items(parent):
    for item in parent.get("item", ()):
        yield item
        yield from items(item)


# --- the resources -----------------------------------------------------------------------------------------------
@for_all(guides())
def test_every_guide_has_the_structure_of_fhir(guide):
    try:
        questionnaire, plan = fhir.export(guide, EDITION)
    except fhir.NotExportable as refusal:
        assert "too complex" in str(refusal)
        return
    Questionnaire.model_validate(questionnaire)
    PlanDefinition.model_validate(plan)
    assert {item["linkId"] for item in items(questionnaire)} >= {question.key for question in guide.questions}


def test_the_founding_guide_has_one_action_for_each_sign_and_rule():
    guide = guide_of(founding_document())
    _, plan = fhir.export(guide, EDITION)
    signs, rules = plan["action"]
    assert [action["id"] for action in rules["action"]] == [f"rule.{rule.key}" for rule in guide.rules]
    assert len(signs["action"]) == len(guide.urgent_signs)
    assert signs["action"][0]["priority"] == "stat"


def test_no_expression_stands_on_a_question():
    questionnaire, _ = fhir.export(guide_of(founding_document()), EDITION)
    assert "expression" not in json.dumps(questionnaire).lower()


def test_nothing_looks_approved_that_is_not():
    guide = guide_of(founding_document())
    for resource in fhir.export(guide, fhir.Edition("https://example.org", 3, "active")):
        assert (resource["status"], resource["experimental"]) == ("draft", True)
        assert "No clinician has approved" in resource["description"] and "date" not in resource


def test_a_condition_with_too_many_lines_is_refused_in_a_sentence():
    letters = list("abcdefghijkl")
    facts = {"one": when(*(f"many any_of {letter}" for letter in letters[:6]))}
    facts["two"] = when(*(f"many any_of {letter}" for letter in letters[6:]))
    late = single("late", "a b", shown_when=when("one holds or two holds"))
    guide = make_guide([multi("many", " ".join(letters)), late], facts=facts)
    with pytest.raises(fhir.NotExportable, match="too complex to export: 36 lines"):
        fhir.export(guide, EDITION)


# --- our own checks ----------------------------------------------------------------------------------------------
CODING = {"system": "s", "code": "one.a"}
ASKED = {"linkId": "one", "type": "choice", "answerOption": [{"valueCoding": {**CODING, "display": "A"}}]}
ROW = {"question": "one", "operator": "=", "answerCoding": CODING}


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        ({"linkId": "one", "type": "group"}, "used twice"),
        ({"linkId": "two", "type": "coding"}, "no type"),
        ({"linkId": "two", "type": "group", "enableWhen": [{**ROW, "operator": "in"}]}, "no operator"),
        ({"linkId": "two", "type": "group", "enableWhen": [{**ROW, "question": "two"}]}, "does not come before it"),
        ({"linkId": "two", "type": "group", "enableWhen": [ROW, ROW]}, "all or any"),
        ({"linkId": "two", "type": "group", "enableWhen": [{**ROW, "answerCoding": {"code": "b"}}]}, "cannot be"),
        ({"linkId": "two", "type": "group", "enableWhen": [{**ROW, "operator": ">"}]}, "cannot be"),
        ({"linkId": "two", "type": "group", "enableWhen": [{**ROW, "operator": "exists"}]}, "cannot be"),
    ],
)
def test_what_no_schema_checks_is_found(item, fault):
    found = fhir.faults({"item": [ASKED, item]})
    assert len(found) == 1 and fault in found[0]


def test_a_sound_questionnaire_has_no_faults():
    assert fhir.faults({"item": [ASKED, {"linkId": "two", "type": "group", "enableWhen": [ROW]}]}) == ()


# --- the public addresses ----------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(("address", "kind"), [(QUESTIONNAIRE, "Questionnaire"), (PLAN, "PlanDefinition")])
def test_the_published_guide_is_public_and_may_be_cached(guide_version, client, address, kind):
    response = client.get(address)
    assert response["Content-Type"].startswith("application/fhir+json") and response.json()["resourceType"] == kind
    assert "public" in response["Cache-Control"] and "no-store" not in response["Cache-Control"]
    assert response.json()["version"] == str(guide_version.number)
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.django_db
def test_another_version_has_another_etag(guide_version, client):
    before = client.get(QUESTIONNAIRE)["ETag"]
    GuideVersion.objects.update(state=GuideVersion.State.RETIRED)
    make_public_version()
    assert client.get(QUESTIONNAIRE)["ETag"] != before


@pytest.mark.django_db
def test_an_approved_guide_is_active(guide_version, rf):
    approved = replace(definitions.published(), approved_at=datetime(2026, 11, 2, 9, tzinfo=UTC))
    questionnaire, _ = fhir.export(approved.guide, exports._edition(rf.get("/"), approved))
    assert (questionnaire["status"], questionnaire["experimental"]) == ("active", False)
    assert questionnaire["date"] == "2026-11-02" and "No clinician" not in questionnaire["description"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", [QUESTIONNAIRE, PLAN])
def test_without_a_published_guide_it_says_so(client, address):
    response = client.get(address)
    assert response.status_code == 503 and "no-store" in response["Cache-Control"]
    assert response.json()["issue"][0]["diagnostics"].startswith("No version of the guide is published")


# --- the command -------------------------------------------------------------------------------------------------
def written(capsys, *arguments):
    call_command("export_guide", *map(str, arguments))
    return capsys.readouterr().out


def test_a_file_comes_out_as_canonical_json(capsys):
    assert written(capsys, FOUNDING) == canonical_bytes(founding_document()).decode()


def test_a_file_comes_out_in_fhir(capsys):
    bundle = json.loads(written(capsys, FOUNDING, "--fhir", "--site", "https://physio.example/"))
    Bundle.model_validate(bundle)
    assert bundle["entry"][0]["fullUrl"] == "https://physio.example/get-physio/fhir/questionnaire"


def test_a_file_comes_out_as_a_picture(tmp_path):
    target = tmp_path / "guide.svg"
    call_command("export_guide", str(FOUNDING), "--graph", "-o", str(target))
    svg = ElementTree.parse(target).getroot()  # noqa: S314 - our own
    assert svg.tag.endswith("svg")
    told = svg.find("{http://www.w3.org/2000/svg}desc").text
    guide = guide_of(founding_document())
    assert all(question.label.you in told for question in guide.questions)
    assert all(conditions.sentence(guide, rule.when) in told for rule in guide.rules)
    assert "below" not in told.splitlines()[0]


@pytest.mark.django_db
def test_a_version_comes_out_by_its_number(guide_version, capsys):
    assert written(capsys, guide_version.number) == guide_version.document


@pytest.mark.django_db
@pytest.mark.parametrize(("source", "said"), [("99", "There is no version 99"), ("no-file", "cannot be read")])
def test_what_cannot_be_exported_is_said_kindly(source, said):
    with pytest.raises(CommandError, match=said):
        call_command("export_guide", source)


def test_the_addresses_have_names():
    assert (reverse("guide_fhir_questionnaire"), reverse("guide_fhir_plan")) == (QUESTIONNAIRE, PLAN)

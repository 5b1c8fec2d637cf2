"""The hazard log: whole, in its shape, each control with tests that exist. That they pass, tests/conftest.py checks."""

import re

import pytest

from content.wording import reading_age, sentences
from msphysio import clinical_safety
from tests.support import claims

HAZARDS = clinical_safety.hazards()
LONGEST_SENTENCE = 20  # words
OLDEST_READER = 11


def ids(hazard):
    return hazard.number


def test_there_are_hazards_each_with_its_own_number():
    numbers = [hazard.number for hazard in HAZARDS]
    assert numbers and numbers == sorted(set(numbers))


@pytest.mark.parametrize("hazard", HAZARDS, ids=ids)
def test_a_hazard_is_whole(hazard):
    assert all((hazard.effect, hazard.estimate, hazard.heading, hazard.text, hazard.causes))
    assert [cause.text for cause in hazard.causes if not cause.controls] == []
    assert [control.text for control in hazard.controls if not control.tests] == []


@pytest.mark.parametrize("hazard", HAZARDS, ids=ids)
def test_each_control_is_shown_by_tests_that_exist_and_are_run(hazard):
    assert claims.missing(hazard.tests) == []


@pytest.mark.parametrize("hazard", HAZARDS, ids=ids)
def test_readers_get_short_plain_sentences(hazard):
    assert [said for said in sentences(hazard.text) if said.words > LONGEST_SENTENCE] == []
    assert reading_age(hazard.text) <= OLDEST_READER


@pytest.mark.parametrize(
    "line",
    [
        "- Effect: before any hazard",
        "### H1 One digit",
        "Some other words",
        "- Test: `tests/x.py::test_y`",
        "- Colour: red",
    ],
)
def test_a_line_of_another_shape_is_named(line):
    with pytest.raises(ValueError, match="clinical-safety.md"):
        clinical_safety.read(f"# Log\n\n## Hazards\n{line}\n")


def test_the_page_says_each_line_for_readers_and_that_nobody_signed(client):
    html = client.get("/how-we-keep-you-safe/").content.decode()
    assert [hazard.number for hazard in HAZARDS if hazard.text not in html or hazard.heading not in html] == []
    assert "Nobody has signed this yet." in html


def test_the_page_claims_nothing_that_we_deny_elsewhere(client):
    html = client.get("/how-we-keep-you-safe/").content.decode()
    denied = (claims.ROOT / "content/library/policies/accessibility.md").read_text(encoding="utf-8")
    if "We have not tried it with screen readers" in denied:
        assert [said for said in re.findall(r"[^.>]*screen reader[^.]*\.", html) if "not tried" not in said] == []
    assert "If one fails, people have to see it" in html  # nothing in this repository stops a change that fails

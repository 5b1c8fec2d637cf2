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
    assert all((hazard.effect, hazard.before, hazard.after, hazard.heading, hazard.text, hazard.causes))
    assert [cause.text for cause in hazard.causes if not cause.controls] == []
    assert [control.text for control in hazard.controls if not control.tests] == []


@pytest.mark.parametrize("hazard", HAZARDS, ids=ids)
def test_a_hazard_is_rated_before_and_after_its_controls(hazard):
    assert hazard.after.risk <= hazard.before.risk
    assert hazard.after.likelihood != "very low"  # nobody has used the site: what was not seen is not ruled out
    assert hazard.owner in {"Clinical Safety Officer", "Data protection officer", "Operator"}
    # Only who is appointed closes a hazard: “Owners” at the head of the log says that nobody is.
    assert re.fullmatch(r"Open: .+\.", hazard.status)


def test_the_matrix_of_the_paper_is_the_one_that_ratings_are_held_to():
    paper = clinical_safety.LOG.read_text(encoding="utf-8")
    assert claims.rows(paper, "likelihood") == [["likelihood", *clinical_safety.SEVERITIES]]
    rows = claims.rows(paper, "|".join(clinical_safety.RISKS))
    assert {row[0]: tuple(map(int, row[1:])) for row in rows} == clinical_safety.RISKS


@pytest.mark.parametrize("rating", ["major, low, risk 2", "fatal, low, risk 3", "major, seldom, risk 3", "major, low"])
def test_a_rating_that_is_not_of_the_matrix_is_named(rating):
    with pytest.raises(ValueError, match="no rating of the matrix"):
        clinical_safety.read(f"# Log\n\n## Hazards\n### H01 One\n- After controls: {rating}\n")


def test_readers_and_clinicians_are_told_that_every_rating_is_a_proposal(client):
    head = clinical_safety.LOG.read_text(encoding="utf-8").partition("## ")[0]
    assert "Every rating below is the founders' proposal" in head and "Nobody is appointed" in head
    assert "our own guess" in client.get("/how-we-keep-you-safe/").content.decode()


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

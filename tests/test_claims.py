"""Our papers on security, data, accessibility and operations claim nothing that no test or file shows."""

import re
from collections import Counter

import pytest
from django.apps import apps

from tests.support import claims

NAMES = ("SECURITY", "docs/threat-model", "docs/data-protection", "docs/accessibility-evidence", "docs/operations")
PAPERS = {name: (claims.ROOT / f"{name}.md").read_text(encoding="utf-8") for name in NAMES}
THREATS = claims.rows(PAPERS["docs/threat-model"], r"T\d\d")
RISKS = claims.rows(PAPERS["docs/data-protection"], r"R\d\d")
LEFT = re.compile(r"\bL\d+\b")
CRITERIA = claims.rows(PAPERS["docs/accessibility-evidence"], r"\d\.\d\.\d+")
# WCAG 2.2 has so many success criteria of each level; 4.1.1 is not among them any more.
IN_WCAG = {"A": 31, "AA": 24, "AAA": 31}
STANDINGS = {"met", "not applicable", "not tested", "not met"}


@pytest.mark.parametrize("name", NAMES)
def test_each_test_that_a_paper_names_exists_and_is_run(name):
    named = claims.named_in(PAPERS[name])
    assert named
    assert claims.missing(named) == []


@pytest.mark.parametrize("name", NAMES)
def test_each_file_that_a_paper_names_exists(name):
    assert claims.absent_files(PAPERS[name]) == []


@pytest.mark.parametrize(("paper", "rows"), [("docs/threat-model", THREATS), ("docs/data-protection", RISKS)])
def test_a_threat_has_a_test_or_says_what_is_left(paper, rows):
    numbers = [cells[0] for cells in rows]
    assert numbers and numbers == sorted(set(numbers))
    text = PAPERS[paper].partition("## What is left")[2]
    known = {found for line in text.splitlines() if line.startswith("- **L") for found in LEFT.findall(line)[:1]}
    assert {found for cells in rows for found in LEFT.findall(" ".join(cells))} <= known
    assert [cells[0] for cells in rows if not claims.named_in(cells[-1]) and "Left: L" not in cells[-2]] == []


def test_every_table_of_the_database_is_in_the_assessment():
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert tables - set(re.findall(r"`(\w+)`", PAPERS["docs/data-protection"])) == set()


def test_every_success_criterion_of_wcag_22_has_one_row():
    numbers = [cells[0] for cells in CRITERIA]
    assert [number for number, times in Counter(numbers).items() if times > 1] == []
    assert Counter(cells[2] for cells in CRITERIA) == IN_WCAG


def test_a_criterion_is_met_only_where_something_shows_it():
    assert {cells[3] for cells in CRITERIA} <= STANDINGS
    shown = [cells for cells in CRITERIA if cells[3] == "met"]
    assert [cells[0] for cells in shown if not claims.named_in(cells[4])] == []


def test_a_claim_that_nothing_shows_is_found():
    text = "`tests/test_claims.py::test_nothing` `tests/none.py::test_x` `docs/none.md` `docs/engine.md`"
    assert claims.missing(claims.named_in(text)) == ["tests/test_claims.py::test_nothing", "tests/none.py::test_x"]
    assert claims.absent_files(text) == ["docs/none.md"]

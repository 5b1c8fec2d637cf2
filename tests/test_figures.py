"""The figures in docs/operations.md are those of bench/results/: nobody types a number."""

import re

import pytest

from bench import figures, plots
from bench.report import RESULTS, Target


def test_the_page_shows_what_was_measured():
    page = plots.PAGE.read_text()
    assert plots.written(page) == page, "run `python -m bench.plots`"
    drawn = {file.stem: file.read_text() for file in (plots.DOCS / "figures").glob("*.svg")}
    assert drawn == plots.pictures(), "run `python -m bench.plots`"


def test_each_result_says_when_and_on_which_code_it_was_taken():
    for file in RESULTS.glob("*.json"):
        found = figures.read(file.stem)
        assert re.fullmatch(r"2\d{3}-\d\d-\d\d \d\d:\d\d", found["taken"]), file
        assert re.fullmatch(r"[0-9a-f]{7,12}", found["machine"]["commit"]) and "targets" in found, file


@pytest.mark.parametrize(
    ("sense", "limit", "measured", "met"),
    [
        ("at least", 0.85, 0.85, True),
        ("at least", 0.85, 0.84, False),
        ("under", 50, 50, False),
        ("at most", 50, 50, True),
        ("exactly", 0, 1, False),
        ("under", 50, None, False),
    ],
)
def test_a_target_is_met_or_missed(sense, limit, measured, met):
    target = Target("1", "something", sense, limit, measured)
    assert target.met is met
    assert ("yes" in figures.row("bench", target)) is met

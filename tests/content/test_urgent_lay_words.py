"""urgent_searches.csv: how people put what is urgent in their own words, and what only looks like it (no level)."""

import csv
from pathlib import Path

from content.search import urgent

with (Path(__file__).parent / "urgent_searches.csv").open(encoding="utf-8", newline="") as file:
    SEARCHES = [(row["level"], row["text"]) for row in csv.DictReader(file)]


def heard(text):
    return next((notice.level for notice in urgent.notices_for(text)), "")


def test_danger_to_life_is_heard():
    assert [text for level, text in SEARCHES if level == "emergency" and heard(text) != "emergency"] == []


def test_what_needs_help_today_is_heard():
    assert [text for level, text in SEARCHES if level == "urgent" and not heard(text)] == []


def test_what_only_looks_like_it_is_no_alarm():
    assert [text for level, text in SEARCHES if not level and heard(text)] == []


def test_there_are_enough_of_each():
    assert min([level for level, _ in SEARCHES].count(level) for level in ("emergency", "urgent", "")) >= 80

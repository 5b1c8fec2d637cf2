"""How well the search answers: `python -m bench.search_quality` on a database with the founding library.

bench/search_queries.csv holds what people type, and by hand what answers it (2) and what helps (1): a/ article, f/
question, t/ word, x/ exercise, r/ any way to physiotherapy, s/ any place. Kept in bench/results/search.json.
"""

import csv
import json
import math
import os
import sys
from pathlib import Path

import django

HERE = Path(__file__).parent
LETTERS = {"article": "a", "faq": "f", "term": "t", "exercise": "x", "route": "r", "service": "s"}
WAYS = {
    "everything": {"synonyms": True, "repair": True},
    "without synonyms": {"synonyms": False, "repair": True},
    "without repair": {"synonyms": True, "repair": False},
    "without both": {"synonyms": False, "repair": False},
}


def grades_of(row):
    """Return {name of what is found: 2 or 1}."""
    return {name: 1 for name in row["helpful"].split()} | {name: 2 for name in row["answers"].split()}


def name_of(found):
    """Return the name by which the queries call something that was found."""
    letter = LETTERS.get(found.kind, found.kind)
    return f"{letter}/" if letter in "rs" else f"{letter}/{found.slug}"


def ndcg(gains, grades, depth=5):
    """Return the normalised discounted gain of the first `depth`: 1 where nothing could stand higher."""
    ideal = sorted(grades.values(), reverse=True)[:depth]
    gain, best = (sum((2**g - 1) / math.log2(n + 2) for n, g in enumerate(list_)) for list_ in (gains[:depth], ideal))
    return gain / best


def measure(rows, way):
    """Return the figures for one way to search, and the queries whose answer is not among the first three."""
    from content import presenters, search

    first, three, total, missed = 0, 0, 0.0, []
    for row in rows:
        grades = grades_of(row)
        found = [name_of(one) for one in presenters.ranked(search.understand(row["query"], **way))]
        gains = [grades.get(name, 0) for name in dict.fromkeys(found)]
        first += gains[:1] == [2]
        three += 2 in gains[:3]
        total += ndcg(gains, grades)
        if 2 not in gains[:3]:
            missed.append({"query": row["query"], "found": list(dict.fromkeys(found))[:3]})
    size = len(rows)
    figures = {"success@1": first / size, "success@3": three / size, "nDCG@5": total / size}
    return {name: round(value, 3) for name, value in figures.items()}, missed


def main():
    """Print the figures, and keep them."""
    with (HERE / "search_queries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    results = {"queries": len(rows)}
    for name, way in WAYS.items():
        results[name], missed = measure(rows, way)
        print(f"{name:18} {results[name]}")
        if name == "everything":
            results["missed"] = missed
            for miss in missed:
                print(f"    {miss['query']}: {', '.join(miss['found'])}")
    (HERE / "results" / "search.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msphysio.settings")
    django.setup()
    main()

"""How well the search answers: `python -m bench.search_quality` on a database with the founding library.

bench/search_queries.csv holds what people type, and by hand what answers it (2) and what helps (1): a/ article, f/
question, t/ word, x/ exercise, r/ any way to physiotherapy, s/ any place. search_queries_held_out.csv, the same, was
graded before anything was searched for with it. search_queries_forums.csv puts into a few words what people wrote in
public forums and blogs. All three were looked at while content/library/asked_as.csv grew, and whoever wrote that wrote
the second set, so they flatter: the two halves of the third were answered 0.79 and 0.90 among the first three when they
were first asked, and 50 more queries at the end 0.90. Expect that of a strange set. Kept in bench/results/search.json.
"""

import csv
import math
import os
import sys
from pathlib import Path

import django

from bench import report

HERE = Path(__file__).parent
SETS = ("search_queries", "search_queries_held_out", "search_queries_forums")
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


def looked_for(row, way):
    """Return {gains: the grades of what is found, the best first, found: its names} for one query."""
    from content import presenters, search

    names = [name_of(one) for one in presenters.ranked(search.understand(row["query"], **way))]
    found, grades = list(dict.fromkeys(names)), grades_of(row)
    return {"row": row, "found": found, "gains": [grades.get(name, 0) for name in found]}


def figures_of(looked):
    """Return the figures of some queries."""
    size = len(looked)
    totals = {
        "success@1": sum(one["gains"][:1] == [2] for one in looked),
        "success@3": sum(2 in one["gains"][:3] for one in looked),
        "nDCG@5": sum(ndcg(one["gains"], grades_of(one["row"])) for one in looked),
    }
    return {"queries": size} | {name: round(total / size, 3) for name, total in totals.items()}


def measured(path):
    """Print and return the figures of a set of queries: each way to search, each group, and what was missed."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    looked = {name: [looked_for(row, way) for row in rows] for name, way in WAYS.items()}
    everything = looked["everything"]
    groups = {row["group"]: [one for one in everything if one["row"]["group"] == row["group"]] for row in rows}
    missed = [one for one in everything if 2 not in one["gains"][:3]]
    result = {
        "ways": {name: figures_of(found) for name, found in looked.items()},
        "groups": {name: figures_of(found) for name, found in sorted(groups.items())},
        "missed": [{"query": one["row"]["query"], "found": one["found"][:3]} for one in missed],
    }
    for name, figures in {**result["ways"], **result["groups"]}.items():
        print(f"  {name:18} {figures}")
    for miss in result["missed"]:
        print(f"    {miss['query']}: {', '.join(miss['found'])}")
    return result


def main():
    """Print the figures of both sets, and keep them."""
    results = {}
    for name in SETS:
        print(name)
        results[name] = measured(HERE / f"{name}.csv")
    report.keep("search", results, [])


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msphysio.settings")
    django.setup()
    main()

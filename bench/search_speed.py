"""How long a search takes as the library grows: `python -m bench.search_speed` on a database that may be filled.

Everything is made in one transaction that is undone. Sections are made of words of the founding library with the rank
and frequency that words of a language have (Zipf). Kept in bench/results/search_speed.json.
"""

import csv
import json
import os
import random
import statistics
import sys
import time
from pathlib import Path

import django

HERE = Path(__file__).parent
SIZES = (1_000, 10_000, 50_000)
WORDS = 80  # of a section
ASKED = 60  # queries, from bench/search_queries.csv


def sections(number, words, chance):
    """Yield so many rows of made-up sections, eight to an article."""
    from content.models import SearchEntry

    for n in range(number):
        title = " ".join(chance.choices(words[200:], k=4))
        heading = " ".join(chance.choices(words[50:], k=3)) if n % 8 else ""
        text = " ".join(chance.choices(words, weights=[1 / (rank + 2) for rank in range(len(words))], k=WORDS))
        where = {"slug": f"made-{n // 8}", "url": f"/articles/made-{n // 8}/#{n % 8}", "reader": "patient"}
        yield SearchEntry(
            kind="article",
            object_id=10**9 + n // 8,
            place=n % 8,
            title=title,
            heading=heading,
            names=title if not heading else "",
            text=text,
            **where,
        )


def common_words():
    """Return the words of the library, the most frequent first."""
    from collections import Counter

    from content.models import SearchEntry

    counted = Counter(w.lower() for text in SearchEntry.objects.values_list("text", flat=True) for w in text.split())
    return [word for word, _ in counted.most_common(4000)]


def measure(queries):
    """Return the median, the 95th percentile and the slowest of some searches, in milliseconds."""
    from content import search

    spent = []
    for query in queries:
        begun = time.perf_counter()
        search.find(search.understand(query))
        spent.append((time.perf_counter() - begun) * 1000)
    cuts = statistics.quantiles(spent, n=20)
    return {"median": round(statistics.median(spent), 1), "p95": round(cuts[18], 1), "most": round(max(spent), 1)}


def main():
    """Print the figures for each size, and keep them."""
    from django.db import connection, transaction

    from content.models import SearchEntry

    with (HERE / "search_queries.csv").open(encoding="utf-8", newline="") as file:
        queries = [row["query"] for row in csv.DictReader(file)][:ASKED]
    chance, words, results = random.Random(1), common_words(), {}
    with transaction.atomic():
        own = SearchEntry.objects.count()
        made = sections(max(SIZES), words, chance)
        for size in SIZES:
            more = size - SearchEntry.objects.count()
            SearchEntry.objects.bulk_create([next(made) for _ in range(more)], batch_size=2000)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE content_searchentry")
            measure(queries[:10])
            results[size] = measure(queries)
            print(f"{size:>7} sections: {results[size]}", flush=True)
        transaction.set_rollback(True)
    kept = {"founding sections": own, "milliseconds": results}
    (HERE / "results" / "search_speed.json").write_text(json.dumps(kept, indent=1) + "\n")


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msphysio.settings")
    django.setup()
    main()

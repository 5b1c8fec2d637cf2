"""Our search beside Wagtail's over the same words, at 30 and 5,000 pages: `python -m bench.search_peers [pages]`.

Each page has as many sections as ours have on average, made as bench.search_speed makes them. Wagtail has the words of
a page in one StreamField, and searches with its PostgreSQL backend and the view of `wagtail start`; ours is its own
search page. Both run with granian, two processes, and get the queries of bench/search_queries*.csv, 8 at a time.
"""

import csv
import os
import random
import statistics
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote_plus

from bench import load, peers, report, search_speed, site

FEW, MANY = 30, 5_000
ROUNDS, SECONDS, CONNECTIONS = 3, 4, 8


def main(many: int = MANY) -> int:
    """Measure, print, keep; return the exit code."""
    peers.install()
    with site.filled() as place:
        pages, told = grow_ours(place, many)
        template = "{% block content %}{% endblock %}{% block userbar %}{% endblock %}"
        with site.folder() as folder, ExitStack() as open_servers:
            (folder / "base.html").write_text(template)
            urls = {f"ours, {many:,} pages": open_servers.enter_context(site.served(place)).url}
            for number in (FEW, many):
                peers.fill_wagtail(place, f"wagtail_{number}", "", pages[:number])
                server = peers.wagtail(place, f"wagtail_{number}", gunicorn=False, templates=str(folder))
                urls[f"Wagtail, {number:,} pages"] = open_servers.enter_context(server).url
            figures = measured(urls)
    for name, found in figures.items():
        print(f"{name:22} {found['rate']:9,.1f} searches/s   p50 {found['p50']:8.1f} ms   p99 {found['p99']:8.1f} ms")
    ratio = round(figures[f"ours, {many:,} pages"]["rate"] / figures[f"Wagtail, {many:,} pages"]["rate"], 1)
    targets = [report.Target("1", f"search at {many:,} pages, of Wagtail's", "at least", 30, ratio, "times")]
    return report.conclude("search_peers", {"searches": figures, "library": told}, targets)


def grow_ours(place, many):
    """Grow our library to so many pages; return the pages as (title, text), and what was made."""
    os.environ.update(place.environment())
    import django

    django.setup()
    from content.models import SearchEntry

    library = list(SearchEntry.objects.exclude(kind="service").order_by("kind", "slug", "place"))
    sections = round(statistics.mean(Counter((entry.kind, entry.slug) for entry in library).values()))
    made = list(search_speed.sections(many * sections, library, random.Random(1)))
    search_speed.grow(SearchEntry.objects.count() + len(made), iter(made))
    pages = [made[start : start + sections] for start in range(0, len(made), sections)]
    told = {"pages": many, "sections of a page": sections, "sections": SearchEntry.objects.count()}
    return [(page[0].title[:250], " ".join(f"{part.heading} {part.text}" for part in page)) for page in pages], told


def measured(urls):
    """Return the middle of the rounds of each, taken in turns."""
    paths = [f"/search/?q={quote_plus(query)}" for query in queries()]
    rounds = {name: [] for name in urls}
    for seconds in (2, *[SECONDS] * ROUNDS):  # the first warms
        for name, url in urls.items():
            rounds[name].append(load.wrk(url, CONNECTIONS, seconds, paths=paths))
    return {
        name: {key: round(statistics.median(one[key] for one in found[1:]), 2) for key in found[0]}
        for name, found in rounds.items()
    }


def queries():
    """Return the queries of the search's own benches, in one random order."""
    found = []
    for file in sorted(Path(__file__).parent.glob("search_queries*.csv")):
        with file.open(encoding="utf-8", newline="") as opened:
            found += [row["query"] for row in csv.DictReader(opened)]
    random.Random(2).shuffle(found)
    return found


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))

"""Our search beside Wagtail's over the same words: `python -m bench.search_peers [pages]`, at 30 and 5,000 pages.

Each page is an article of about 8 KB of words, which is what the promise was made for: 28 parts of the length of ours,
made as bench.search_speed makes them. Ours finds parts and orders them, Wagtail finds whole pages: it has the words of
a page in one StreamField, its PostgreSQL backend, and the view of `wagtail start`, which wants all words of a query
(“and”). It is asked for any of them (“or”) too, since that finds about as many of the queries as ours, which answers
what has only some. The results say how many each finds anything for; our speed is told of both. Made-up articles are
not published: ours finds and weighs them, and shows what it finds of the founding library, as many results.

PostgreSQL has MEMORY for pages, as its manual advises for a library of this size; as delivered here, for `make run`, it
has 64 MB, of which the one bench would take away what the other has just read.

All run with two of gunicorn's sync workers and get the queries of bench/search_queries*.csv over 32 connections, which
is all that two workers can do; ours over 8 as well, as many as search at once on a busy day.
“Again” is those queries as they are, over and over, as people ask the same things; ours keeps what it found, and the
whole page where every word stands on its pages. “New” has two words that say nothing (“please”, “hello”) before each,
others each time: what was found is kept by all words of a question, these among them, so nothing was found before.
Wagtail, which keeps nothing, is never given these words, as they would leave it without a page that has all of them.
"""

import csv
import os
import random
import re
import statistics
import sys
import urllib.request
from contextlib import ExitStack
from itertools import permutations
from pathlib import Path
from urllib.parse import quote_plus

from bench import load, peers, report, search_speed, site
from msphysio import postgres

FEW, MANY = 30, 5_000
ROUNDS = 3
SECONDS = {"and": 15, "or": 30}  # of a round, else 4: in less, the slow ones would answer a few of the queries only
CONNECTIONS = {"new, few": 8, "again, few": 8, "new": 32, "again": 32, "and": 32, "or": 32}
WARMING = 12  # seconds before each round of ours: what was asked in between has pushed out some of what is kept
MEMORY = "1GB"  # of PostgreSQL for pages: more than the tables of both, and far less than a quarter of the machine's
AT_ONCE = 10  # times all queries, for one round of new ones
ASKED = 60  # queries whose answers are looked at
FOUND = {"ours": "<h2>Best answer|<ul class=.found", "Wagtail": "<li><h4>"}  # what a page has that found something
FILLING = (
    "please",
    "hello",
    "thanks",
    "really",
    "maybe",
    "actually",
    "perhaps",
    "quite",
    "hi",
    "sorry",
    "cheers",
    "ok",
    "honestly",
    "guys",
    "folks",
)
LENGTH = 8_000  # characters of an article at least: with its last part about 8,192
OPERATORS = {"and": "all of the words", "or": "any of the words"}


def main(many: int = MANY) -> int:
    """Measure, print, keep; return the exit code."""
    peers.install()
    with site.filled() as place, ExitStack() as open_servers:
        more_memory(place)
        figures = measured({"ours, founding library": open_servers.enter_context(peers.ours(place, True)).url})
        pages, told = grow_ours(place, many)
        figures |= measured(served(open_servers, place, pages, many))
    for name, found in figures.items():
        cells = f"p50 {found['p50']:8.1f} ms   p99 {found['p99']:8.1f} ms   finds {found['finds']:.0%}"
        print(f"{name:34} {found['rate']:9,.1f} searches/s   {cells}   failed {found['failed']:.0f}")
    return report.conclude("search_peers", {"searches": figures, "library": told}, targets(figures, many))


def more_memory(place):
    """Start the database of a place again, with MEMORY for pages."""
    peers.execute(place, f"ALTER SYSTEM SET shared_buffers = '{MEMORY}'")
    site.end_database(place.var)
    postgres.url(place.var)


def served(open_servers, place, pages, many):
    """Start ours and Wagtail over the same pages; return {name: address}."""
    folder = open_servers.enter_context(site.folder())
    (folder / "base.html").write_text("{% block content %}{% endblock %}{% block userbar %}{% endblock %}")
    urls = {f"ours, {many:,} pages": open_servers.enter_context(peers.ours(place, True)).url}
    for number in (FEW, many):
        peers.fill_wagtail(place, f"wagtail_{number}", "", pages[:number])
        server = peers.wagtail(place, f"wagtail_{number}", gunicorn=True, templates=str(folder))
        urls[f"Wagtail, {number:,} pages"] = open_servers.enter_context(server).url
    return urls


def grow_ours(place, many):
    """Grow our library to so many pages; return the pages as (title, text), and what was made."""
    os.environ.update(place.environment())
    import django

    django.setup()
    from content.models import SearchEntry

    library = list(SearchEntry.objects.exclude(kind="service").order_by("kind", "slug", "place"))
    articles = list(search_speed.articles(many, LENGTH, library, random.Random(1)))
    made = [part for article in articles for part in article]
    search_speed.grow(SearchEntry.objects.count() + len(made), iter(made))
    pages = [(parts[0].title[:250], " ".join(f"{part.heading} {part.text}" for part in parts)) for parts in articles]
    told = {"pages": many, "parts of a page": round(len(made) / many, 1), "parts": SearchEntry.objects.count()}
    return pages, told | {"characters of a page": round(statistics.mean(len(text) for _, text in pages))}


def measured(urls):
    """Return {name: the middle of the rounds}, taken in turns, and the share of the queries that find anything."""
    asked = {f"{name}, {way}": (url, way) for name, url in urls.items() for way in ways(name)}
    rounds, fillings = {name: [] for name in asked}, permutations(FILLING, 2)
    for _ in range(1 + ROUNDS):  # the first warms
        for name, (url, way) in asked.items():
            if name.startswith("ours"):
                load.wrk(url, CONNECTIONS[way], WARMING, paths=paths(way, fillings))
            rounds[name].append(load.wrk(url, CONNECTIONS[way], SECONDS.get(way, 4), paths=paths(way, fillings)))
    middle = {
        name: {key: round(statistics.median(one[key] for one in found[1:]), 2) for key in found[0]}
        for name, found in rounds.items()
    }
    return {name: found | {"finds": finds(name, *asked[name])} for name, found in middle.items()}


def ways(name):
    """Return how a search is asked: see above."""
    return ("new", "again", "new, few", "again, few") if name.startswith("ours") else ("and", "or")


def paths(way, fillings):
    """Return the addresses of one round."""
    said = [f"{' '.join(next(fillings))} " for _ in range(AT_ONCE)] if way.startswith("new") else [""]
    more = "&operator=or" if way == "or" else ""
    return [f"/search/?q={quote_plus(before + query)}{more}" for before in said for query in queries()]


def finds(name, url, way):
    """Return the share of some queries for which a search finds anything."""
    found = 0
    for path in paths(way, permutations(FILLING, 2))[:ASKED]:
        with urllib.request.urlopen(url + path, timeout=60) as answer:
            found += bool(re.search(FOUND[name.partition(",")[0]], answer.read().decode()))
    return round(found / ASKED, 2)


def targets(figures, many):
    """Return what was promised, with what was measured."""
    found = []
    for way in ("new", "again"):
        late = figures[f"ours, founding library, {way}, few"]["p99"]
        label = f"search with the full library, {way}, 8 connections, p99"
        found.append(report.Target("1", label, "under", 100, late, "ms"))
        for operator, meaning in OPERATORS.items():
            pair = f"ours, {many:,} pages, {way}", f"Wagtail, {many:,} pages, {operator}"
            ours, wagtail = (figures[name]["rate"] for name in pair)
            label = f"search at {many:,} pages, {way}, of Wagtail's for {meaning}"
            ratio = round(ours / wagtail, 1) if wagtail else None  # None: it answered nothing in a whole round
            found.append(report.Target("1", label, "at least", 30, ratio, "times"))
    return found


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

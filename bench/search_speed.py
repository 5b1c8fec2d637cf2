"""How long a search takes as the library grows: `python -m bench.search_speed` on a database with the founding library.

The growing library is a copy of the database, dropped at the end. Its sections are like those of the founding library:
the names of one with a word changed, half of the sentences from its own page and half from any other, so that words
have the frequencies that they have here; one sentence in ten has a word that stands hardly anywhere else.

Milliseconds are of understanding and finding; "view" is a whole page of the
founding library through Django. They are by the clock, of each query the quickest of ROUNDS rounds through all of them.
"processor" is the work of Python and PostgreSQL together, on average: other work on the machine hardly changes it.
"as without limits" says how many of the first ten stand there too when every entry that meets anything is weighed.
Kept in bench/results/search_speed.json.
"""

import csv
import os
import random
import re
import statistics
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import django
import psutil

from bench import report

HERE = Path(__file__).parent
SIZES = (1_000, 10_000, 50_000)
COMPARED = 40  # queries that are asked without limits too
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
RARE_WORDS = 200_000
ROUNDS = 3


def sections(number, library, chance):
    """Yield so many rows of made-up sections; `library` are SearchEntries."""
    like = _Like(library, chance)
    for n in range(number):
        yield like.one(chance.choice(library), n)


def articles(number, length, library, chance):
    """Yield so many made-up articles, each the rows of its parts: about `length` characters of headings and texts.

    As with ours, the first has what the article is called and what people type for it, and all have its title.
    """
    like, own = _Like(library, chance), [entry for entry in library if entry.kind == "article"]
    firsts, parts = [entry for entry in own if not entry.place], [entry for entry in own if entry.place]
    for n in range(number):
        made = [like.one(chance.choice(firsts), n)]
        while sum(len(part.heading) + len(part.text) for part in made) < length:
            made.append(like.one(chance.choice(parts), n, place=len(made), title=made[0].title))
        yield made


class _Like:
    """Makes rows like those of the library."""

    def __init__(self, library, chance):
        self._chance, self._pages = chance, {}
        self._sentences = {entry: [one for one in SENTENCE.split(entry.text) if one] for entry in library}
        for entry in library:
            self._pages.setdefault((entry.kind, entry.slug), []).extend(self._sentences[entry])
        self._all = [one for own in self._sentences.values() for one in own]
        self._names = [word for entry in library for word in entry.names.split()]

    def one(self, like, number, place=0, title=None):
        """Return a row like this one, of the made-up thing with this number."""
        from content.models import SearchEntry

        chance, own = self._chance, self._pages[like.kind, like.slug]
        text = [chance.choice(own if chance.random() < 0.5 else self._all) for _ in self._sentences[like]]
        return SearchEntry(
            kind=like.kind,
            object_id=10**9 + number,
            place=place,
            slug=f"made-{number}",
            reader=like.reader,
            title=title or _changed(like.title, chance.choice(self._names), chance),
            heading=_changed(like.heading, chance.choice(self._names), chance),
            names=_changed(like.names, chance.choice(self._names), chance),
            text="\n".join(_changed(one, _rare_word(chance), chance) if chance.random() < 0.1 else one for one in text),
            url=f"/articles/made-{number}/",
        )


def _changed(text, word, chance):
    words = text.split(" ")
    words[chance.randrange(len(words))] = word
    return " ".join(words) if text else ""


def _rare_word(chance):
    """A word by its rank in a language (Zipf): the first few often, most of them once."""
    rank, letters = int(RARE_WORDS ** chance.random()), "bdfglmnprstvz"
    word = ""
    while rank:
        rank, at = divmod(rank, len(letters))
        word += letters[at] + "aeiou"[(rank + at) % 5]
    return f"{word}x"


def grow(size, made):
    """Add made-up sections until there are so many, with all that content.search keeps of them."""
    from django.db import connection

    from content.models import SearchEntry, SearchWord
    from content.search import index

    added = [next(made) for _ in range(size - SearchEntry.objects.count())]
    with _written_at_the_end(SearchEntry):
        SearchEntry.objects.bulk_create(added, batch_size=2000)
    things = sorted({(entry.kind, entry.object_id) for entry in added})
    with connection.cursor() as cursor:
        for start in range(0, len(things), 5000):
            kinds, numbers = zip(*things[start : start + 5000], strict=True)
            cursor.execute(index.ADD, {"kinds": list(kinds), "numbers": list(numbers)})
    words = {word.lower() for entry in added for word in index.WORD.findall(f"{entry.names} {entry.text}")}
    SearchWord.objects.bulk_create([SearchWord(word=w) for w in words], ignore_conflicts=True, batch_size=5000)
    with connection.cursor() as cursor:
        for table in ("entry", "word", "stem"):
            cursor.execute(f"VACUUM ANALYZE content_search{table}")


@contextmanager
def _written_at_the_end(model):
    """Drop the indexes of a model, and make them anew at the end: in a tenth of the time for so many rows."""
    from django.db import connection

    with connection.schema_editor() as editor:
        for index in model._meta.indexes:
            editor.remove_index(model, index)
    yield
    with connection.schema_editor() as editor:
        for index in model._meta.indexes:
            editor.add_index(model, index)


def search_once(query):
    """Search as a page does, and return what was found."""
    from content import search

    return search.find(search.understand(query))


def measure(ask, queries):
    """Return how long `ask` takes for each of the queries by the clock, and on average of the processor."""
    spent, busy = [], processor()
    for _ in range(ROUNDS):
        spent.append([])
        for query in queries:
            begun = time.perf_counter()
            ask(query)
            spent[-1].append((time.perf_counter() - begun) * 1000)
    spent = [min(times) for times in zip(*spent, strict=True)]
    cuts = statistics.quantiles(spent, n=100)
    figures = {"median": statistics.median(spent), "p95": cuts[94], "p99": cuts[98], "most": max(spent)}
    figures["processor"] = (processor() - busy) * 1000 / len(queries) / ROUNDS
    return {name: round(value, 1) for name, value in figures.items()}


def processor():
    """Return the seconds that this process and its process of PostgreSQL have worked so far."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        times = psutil.Process(cursor.fetchone()[0]).cpu_times()
    return time.process_time() + times.user + times.system


def as_without_limits(queries):
    """Return the share of the first ten that are the same when everything is weighed."""
    from content.search import finding

    same = wanted = 0
    limits = finding.ENOUGH, finding.CANDIDATES
    for query in queries:
        found = {one.id for one in search_once(query)[:10]}
        finding.ENOUGH = finding.CANDIDATES = 10**9
        best = [one.id for one in search_once(query)[:10]]
        finding.ENOUGH, finding.CANDIDATES = limits
        same, wanted = same + len(found & set(best)), wanted + len(best)
    return round(same / wanted, 3)


def main():
    """Print the figures for each size, and keep them."""
    from django.db import connection
    from django.test import Client

    from content.models import SearchEntry
    from tests.support import databases

    queries = []
    for file in sorted(HERE.glob("search_queries*.csv")):
        with file.open(encoding="utf-8", newline="") as opened:
            queries += [row["query"] for row in csv.DictReader(opened)]
    random.Random(2).shuffle(queries)
    client = Client(HTTP_HOST="localhost")
    results = {"view": measure(lambda query: client.get("/search/", {"q": query}).content, queries)}
    print(f"founding library, whole page: {results['view']}", flush=True)
    library = list(SearchEntry.objects.exclude(kind="service").order_by("kind", "slug", "place"))
    kept = {"queries": len(queries), "founding sections": len(library), "milliseconds": results}
    kept["load of the machine before"] = round(os.getloadavg()[0], 1)
    made, usual = sections(max(SIZES), library, random.Random(1)), connection.settings_dict["NAME"]
    connection.close()
    with databases.fresh("bench_search", copied_from=usual):
        connection.settings_dict["NAME"] = "bench_search"
        for size in SIZES:
            grow(size, made)
            results[size] = measure(search_once, queries)
            results[size]["as without limits"] = as_without_limits(queries[:COMPARED])
            print(f"{size:>7} sections: {results[size]}", flush=True)
        connection.close()
    connection.settings_dict["NAME"] = usual
    name, slowest = "search with the full library, one at a time, p99", results["view"]["p99"]
    report.keep("search_speed", kept, [report.Target("1", name, "under", 100, slowest, "ms")])


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msphysio.settings")
    django.setup()
    main()

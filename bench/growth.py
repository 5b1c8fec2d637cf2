"""What the site needs as the library grows: `python -m bench.growth [--sizes 50 5000 50000] [--seconds 8]`.

The founding site with so many releases: copies of its own articles under other addresses, each with its own hash. Of
each size: how long a start takes with nothing on the disk, with the copy, and with the copy but without the database;
what a worker holds in memory; how often it answers for one article that everybody reads and for articles at random; and
how long a reader waits for one publication. One worker, so that what is measured is one process.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import sys
import time
import urllib.request
from datetime import UTC, datetime

import psutil
import psycopg2
from psycopg2.extras import execute_values

from bench import load, site
from bench.report import Target, conclude
from msphysio import database, postgres

SIZES = (50, 5_000, 50_000)
AT_RANDOM = 2_000  # addresses
ROWS = 500
MADE = 10**6  # the numbers of made-up articles begin here
COLUMNS = "kind, object_id, slug, number, document, sha256, published_at, approver_role, change_kind, change_note"


def main():
    """Measure each size, print a line for each, and end with 1 when a target was missed."""
    given = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    given.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    given.add_argument("--seconds", type=float, default=8, help="of load, for each kind of address")
    asked = given.parse_args()
    rows = []
    with site.filled() as place:
        for size in sorted(asked.sizes):
            grow(place.database, size)
            rows.append(measured(place, size, asked.seconds))
            print(json.dumps(rows[-1]), flush=True)
    return conclude("growth", {"sizes": rows}, targets(rows))


def targets(rows):
    """What was promised: memory within bounds, and readers who notice nothing of the size."""
    small, large = rows[0], rows[-1]
    share = large["hot"]["rate"] / small["hot"]["rate"]
    return [
        Target("4", f"memory of a worker at {large['releases']:,} releases", "under", 700, large["pss_read"], "MB"),
        Target("4", "one article: requests/s of those at the smallest size", "at least", 0.8, round(share, 2), "times"),
        Target("2", "start without the database", "under", 20, large["start_without_database"], "s"),
        Target("4", "a reader waits after one publication", "under", 2, large["refresh"], "s"),
        Target("4", "failed requests", "exactly", 0, sum(row["failed"] for row in rows)),
    ]


def measured(place, size, seconds):
    """Return the figures of one size."""
    shutil.rmtree(place.var / "local-copy", ignore_errors=True)
    slugs = slugs_of(place.database)
    chosen = random.Random(size).sample(slugs, min(len(slugs), AT_RANDOM))  # noqa: S311 - no secret
    row = {"releases": size, "start_empty": start(place, slugs[0]), "copy_mb": copy_mb(place)}
    with served(place) as running:
        begun = time.monotonic()
        read(running.url + article(slugs[0]))
        row["start"] = round(time.monotonic() - begun, 2)
        row["pss_started"] = memory(running)
        hot = load.run(running.url, [article(slugs[0])], seconds=seconds)
        cold = load.run(running.url, [article(slug) for slug in chosen], seconds=seconds)
        row |= {"hot": told(hot), "random": told(cold), "failed": hot.failed + cold.failed}
        row["pss_read"] = memory(running)
        row["refresh"] = refresh(place, running, slugs[0])
    row["start_without_database"] = without_database(place, slugs[0])
    return row


def start(place, slug):
    """Return the seconds from the first request of a new server to its answer: it reads what is released."""
    with served(place) as running:
        begun = time.monotonic()
        read(f"{running.url}{article(slug)}")
        return round(time.monotonic() - begun, 2)


def without_database(place, slug):
    """Return the same seconds while the database is away; it is started again."""
    site.end_database(place.var)
    try:
        return start(place, slug)
    finally:
        postgres.url(place.var)


def refresh(place, running, slug):
    """Publish one article anew; return the seconds until its reader has the new words."""
    with connected(place.database) as connection, connection.cursor() as cursor:
        title = f"New words {time.time_ns()}"
        publish_again(cursor, slug, title)
    connection.close()
    os.utime(place.var / "bell") if (place.var / "bell").exists() else (place.var / "bell").touch()
    begun = time.monotonic()
    while title not in read(running.url + article(slug)):
        pass
    return round(time.monotonic() - begun, 2)


def grow(address, size):
    """Make so many releases of what there is: fewer, or more by copies of the articles."""
    with connected(address) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*), coalesce(max(object_id), 0) FROM content_release")
        there, last = cursor.fetchone()
        if there > size:
            cursor.execute(
                "DELETE FROM content_release WHERE id IN (SELECT release.id FROM content_release release "
                "ORDER BY kind IN ('article', 'topic', 'policy'), id LIMIT %s)",
                (there - size,),
            )
        documents = articles(cursor)
        first = max(MADE, last + 1)
        for begin in range(0, size - there, ROWS):
            add(cursor, documents, range(first + begin, first + min(begin + ROWS, size - there)))
    connection.close()
    vacuum(address)


def connected(address):
    """Return a connection to the database of a DATABASE_URL."""
    known = database.configuration(address)
    whom = {"user": known["USER"], "password": known["PASSWORD"], "dbname": known["NAME"]}
    return psycopg2.connect(host=known["HOST"], port=known["PORT"] or 5432, **whom)


def vacuum(address):
    """Let the database know how much there is, as its own housekeeping would by and by."""
    connection = connected(address)
    connection.autocommit = True
    connection.cursor().execute("VACUUM ANALYZE")
    connection.close()


def articles(cursor):
    """Return the documents of the articles that are no copies."""
    cursor.execute("SELECT document FROM content_revision WHERE kind = 'article' AND object_id < %s", (MADE,))
    return [json.loads(document) for (document,) in cursor.fetchall()]


def add(cursor, documents, numbers):
    """Publish a copy of an article under each of these numbers."""
    made = [changed(documents[number % len(documents)], slug=f"made-{number}") for number in numbers]
    rows = [
        ("article", number, f"made-{number}", 1, text, sha256(text), "2026-11-01", "", "", "")
        for number, text in zip(numbers, made, strict=True)
    ]
    insert(cursor, rows)


def publish_again(cursor, slug, title):
    """Publish the next edition of an article, with another title."""
    cursor.execute(
        "SELECT kind, object_id, number, document FROM content_revision WHERE kind = 'article' AND slug = %s "
        "ORDER BY number DESC LIMIT 1",
        (slug,),
    )
    kind, number, edition, document = cursor.fetchone()
    text = changed(json.loads(document), title=title)
    cursor.execute("DELETE FROM content_release WHERE kind = %s AND object_id = %s", (kind, number))
    insert(
        cursor,
        [(kind, number, slug, edition + 1, text, sha256(text), datetime.now(UTC), "", "wording", "Other words.")],
    )


def insert(cursor, rows):
    """Insert revisions, the record of their publication, and their releases."""
    statement = f"INSERT INTO content_revision ({COLUMNS}) VALUES %s RETURNING id, kind, object_id, slug, sha256"  # noqa: S608
    made = execute_values(cursor, statement, rows, page_size=ROWS, fetch=True)
    now = datetime.now(UTC)
    events = [(kind, number, slug, "publish", "", stamp, pk, "", "", now) for pk, kind, number, slug, stamp in made]
    statement = (
        "INSERT INTO content_reviewevent (kind, object_id, slug, act, actor_role, sha256, revision_id, reason, "
        "change_kind, at) VALUES %s"
    )
    execute_values(cursor, statement, events, page_size=ROWS)
    statement = "INSERT INTO content_release (kind, object_id, revision_id, released_at) VALUES %s"
    released = [(kind, number, pk, now) for pk, kind, number, *_ in made]
    execute_values(cursor, statement, released, page_size=ROWS)


def changed(document, **changes):
    return json.dumps(document | changes, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def slugs_of(address):
    """Return the addresses of the released articles."""
    with connected(address) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT slug FROM content_release JOIN content_revision revision ON revision.id = revision_id "
            "WHERE revision.kind = 'article' ORDER BY slug"
        )
        found = [slug for (slug,) in cursor.fetchall()]
    connection.close()
    return found


def article(slug):
    return f"/articles/{slug}/"


def served(place):
    """Serve a place with one worker, which has read nothing yet."""
    known = place.environment(WEB_WORKERS="1", WEB_THREADS="4")
    return site.opened([sys.executable, "-m", "msphysio.serve"], at="/health/live", **known)


def read(url):
    """Return the text of a page; any fault is raised."""
    with urllib.request.urlopen(url, timeout=300) as response:
        return response.read().decode()


def memory(running):
    """Return the MB that the workers of a server take, with their part of what they share."""
    workers = psutil.Process(running.process.pid).children(recursive=True)
    return round(sum(worker.memory_full_info().pss for worker in workers) / 2**20)


def copy_mb(place):
    return round(sum(file.stat().st_size for file in (place.var / "local-copy").glob("*")) / 2**20, 1)


def told(result):
    return {name: getattr(result, name) for name in ("rate", "p50", "p99", "requests")}


if __name__ == "__main__":
    sys.exit(main())

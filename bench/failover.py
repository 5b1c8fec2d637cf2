"""The first of two database servers is killed while people read and an editor publishes. Run: python -m bench.failover

Two built-in PostgreSQL servers, one of which follows the other; the real site with two workers knows both. A watcher,
as Patroni or a person would be, asks the first server each second and promotes the other after two silences. It is done
twice: with a replica that confirms (deploy/postgresql/two-servers.conf), then back again with one that only follows. In
both, the line between the servers stalls for the last second before the kill: what is not confirmed can be lost.
"""

import argparse
import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from bench import load, site
from bench.clusters import Server, another, shipped, wait_for
from bench.report import Target, conclude
from tests.support.running import ROOT

PAGES = [
    "/",
    "/articles/",
    "/articles/stiffness-and-spasms/",
    "/exercises/",
    "/services/",
    "/get-physio/who/",
    "/get-physio/result/",
]
SEARCHES = ["/search/?q=balance", "/search/?q=stiff+legs", "/search/?q=tired"]
MOST_SECONDS = 10  # until writes are back
STALLED = 1.0  # seconds before the kill in which the replica hears nothing
PUBLISH_EVERY = 0.2


@dataclass
class Round:
    """What one fail-over cost. Seconds count from the kill; `searches_rested`: answers of 503 that say so kindly."""

    confirmed: bool
    published: int
    lost: int
    pages_read: int
    pages_failed: int
    searches: int
    searches_rested: int
    searches_failed: int
    promoted_after: float
    site_ready_after: float
    first_publish_after: float
    second_server_back_after: float = 0
    copies_equal: bool = False


class Publisher:
    """bench.publisher in a process of its own, and what it was told so far."""

    def __init__(self, environment):
        command = [sys.executable, "-m", "bench.publisher", "--pause", str(PUBLISH_EVERY)]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        self.lines = []
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self):
        self.lines.extend(json.loads(line) for line in self.process.stdout)

    @property
    def acknowledged(self):
        """Every edition of which the database said that it is safe: (moment, number, when it was published)."""
        return [(line["at"], line["number"], line["published_at"]) for line in self.lines if "number" in line]

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
        self._listener.join(30)


@contextmanager
def publishing(place):
    publisher = Publisher({**os.environ, **place.environment()})
    try:
        wait_for(lambda: publisher.acknowledged, "the first publication", 60)
        yield publisher
    finally:
        publisher.stop()


def main():
    """Do both rounds, print the table, write the result; 1 when a target was missed."""
    given = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    given.add_argument("--seconds", type=float, default=5, help="of load before the kill, and after the way back")
    seconds = given.parse_args().seconds
    with site.filled() as place, site.folder() as above, another(above / "two") as two:
        rounds = fail_over_twice(place, Server(place.var), two, seconds)
    return told(rounds)


def fail_over_twice(place, one, two, seconds):
    """Pair the servers, serve the site on both, kill the first; then the other way round. Returns both Rounds."""
    settings = shipped("two-servers.conf")
    one.set(**settings)
    one.restart()
    follow(one, two)
    known = {
        "DATABASE_URL": f"postgresql://postgres@/postgres?host={one.host},{two.host}",
        "DATABASE_READ_URL": f"postgresql://postgres@/postgres?host={two.host},{one.host}",
    }
    both = site.Place(place.var, known["DATABASE_URL"])
    with site.served(both, **known, LOG_LEVEL="ERROR") as running:
        cookie = site.answers(running.url)
        one.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
        one.sql("SELECT pg_reload_conf()")
        first = fail_over(both, running, cookie, one, two, seconds, confirmed=True)
        come_back(first, one, two)
        second = fail_over(both, running, cookie, two, one, seconds, confirmed=False)
        come_back(second, two, one)
    return [first, second]


def follow(first, second):
    """Make the second server a replica of the first, from a base backup, and wait until it has all."""
    first.copy_to(second, "--write-recovery-conf")
    second.start()
    wait_for(lambda: following(first), "the replica to follow")


def following(first):
    """Whether a replica has shown all that the first server wrote."""
    told = first.sql("SELECT replay_lsn >= pg_current_wal_lsn() FROM pg_stat_replication WHERE state = 'streaming'")
    return bool(told and told[0])


def fail_over(place, running, cookie, first, second, seconds, confirmed):
    """Kill the first server under load, promote the second; return the Round."""
    with (
        load.going(running.url, PAGES, connections=8, pause=0.02, cookie=cookie) as readers,
        load.going(running.url, SEARCHES, connections=2, pause=0.05) as searchers,
        publishing(place) as publisher,
    ):
        time.sleep(seconds)
        sender = first.sender()
        sender.suspend()
        time.sleep(STALLED)
        killed = time.monotonic()
        first.kill()
        sender.kill()
        promoted = watch_and_promote(first, second) - killed
        ready = until_ready(running) - killed
        written = until_published(publisher, killed) - killed
        time.sleep(seconds)
    pages, searches = readers.result, searchers.result
    rested = searches.statuses.get("503", 0)
    acknowledged = publisher.acknowledged
    return Round(
        confirmed=confirmed,
        published=len(acknowledged),
        lost=sum(not is_there(second, number, when) for _, number, when in acknowledged),
        pages_read=pages.requests,
        pages_failed=pages.failed,
        searches=searches.requests,
        searches_rested=rested,
        searches_failed=searches.failed - rested,
        promoted_after=round(promoted, 1),
        site_ready_after=round(ready, 1),
        first_publish_after=round(written, 1),
    )


def watch_and_promote(first, second):
    """Ask the first server each second; promote the other after two silences. Returns the moment at which it was."""
    silences = 0
    while silences < 2:
        time.sleep(1)
        silences = 0 if first.answers() else silences + 1
    second.promote()
    return time.monotonic()


def until_ready(running):
    """Return the moment at which the site reached a server that takes writes."""

    def is_ready():
        try:
            return urllib.request.urlopen(f"{running.url}/health/ready", timeout=10).status == 200
        except (OSError, urllib.error.HTTPError):
            return False

    wait_for(is_ready, "the site to be ready", 60)
    return time.monotonic()


def until_published(publisher, killed):
    """Return the moment of the first publication after the kill."""
    wait_for(lambda: publisher.acknowledged[-1][0] > killed + STALLED, "a publication", 60)
    return next(at for at, _, _ in publisher.acknowledged if at > killed)


def is_there(server, number, when):
    """Whether an edition that was told as safe is on a server."""
    same = "SELECT 1 FROM content_revision WHERE number = %s AND published_at = %s"
    return server.sql(same, number, when) == (1,)


def come_back(done, old, new):
    """Make the server that was killed a replica of the other, and note in the Round how long it took."""
    begun = time.monotonic()
    wait_for(old.gone, "the killed server's last processes to end")
    follow(new, old)
    done.second_server_back_after = round(time.monotonic() - begun, 1)
    everything = "SELECT md5(string_agg(r::text, '|' ORDER BY id)) FROM content_revision r"
    done.copies_equal = old.sql(everything) == new.sql(everything)


def told(rounds):
    """Print both Rounds, keep them, and return the exit code."""
    targets = []
    for done in rounds:
        kind = "a replica that confirms" if done.confirmed else "a replica that only follows"
        print(f"With {kind}:")
        for name, value in asdict(done).items():
            print(f"  {name.replace('_', ' '):<26} {value}")
        targets += [Target("4", f"publications lost, {kind}", "exactly", 0, done.lost)] if done.confirmed else []
        targets += [
            Target("4", f"pages that failed, {kind}", "exactly", 0, done.pages_failed),
            Target("4", f"searches that failed, {kind}", "exactly", 0, done.searches_failed),
            Target("4", f"until writes are back, {kind}", "at most", MOST_SECONDS, done.first_publish_after, "s"),
            Target("4", f"until the site writes again, {kind}", "at most", MOST_SECONDS, done.site_ready_after, "s"),
            Target("4", f"copies that differ, {kind}", "exactly", 0, int(not done.copies_equal)),
        ]
    return conclude("failover", {"rounds": [asdict(done) for done in rounds]}, targets)


if __name__ == "__main__":
    sys.exit(main())

"""A part of bench.trouble: no room on the database's own disk, first for its tables, then for its log of writes too."""

import os
import subprocess
import threading
import time
from contextlib import contextmanager

import psycopg2

from bench import clusters, outage, report, site, visits
from bench.mishaps import fill
from msphysio import postgres

SECONDS = 24  # without room; in the second half not even the log of writes has any, and the server ends
ROOM = 60  # MB beside what is there


def database_disk(repeats):
    """People come as in bench.outage; then there is room again, and the server is started, as systemd would."""
    with site.filled() as place, _small_disk(place), site.served(place) as running:
        saver = Saver(running.url)
        people, recovery = outage.suffer(place, running.url, saver.without_room, SECONDS)
        lost, confirmed = saver.lost(), len(saver.codes)
    told = outage.figures(people)
    outage.shown(f"the database's disk full for {SECONDS} s", told)
    needless, needing = outage.wrong(people)
    rested = sum(phases.get("away", {}).get("rests", 0) for phases in told.values())
    found = {"recovery": round(recovery, 2), "confirmed": confirmed, "lost": lost, "kinds": told}
    found |= {"per_second": outage.timeline(people), "away": people.away}
    name = "the database's disk full"
    return {name: found}, [
        report.Target("3", f"{name}: failures of what needs no database", "exactly", 0, needless),
        report.Target("3", f"{name}: unkind answers of what needs it", "exactly", 0, needing),
        report.Target("3", f"{name}: kind answers that something rests", "at least", 10, rested),
        report.Target("3", f"{name}: answers told as saved and lost", "exactly", 0, lost),
        report.Target("3", f"{name}: all is right after there is room", "at most", 5, round(recovery, 1), "s"),
    ]


class Saver:
    """Somebody who saves answers again and again, also on the full disk, and notes each code that they were told."""

    def __init__(self, url):
        self.url, self.answers, self.codes = url, site.answers(url), []

    @contextmanager
    def without_room(self, place):
        """Take all room away; after half the time use up what the log of writes has left. Then give room back."""
        data = postgres.Cluster(place.var.resolve()).data
        self._save()
        fill(data)
        middle = threading.Timer(SECONDS / 2, _write_until_it_ends, [clusters.Server(place.var)])
        middle.start()
        for _ in range(5):
            self._save()
        yield
        middle.join()
        (data / "filling").unlink()
        postgres.url(place.var)

    def _save(self):
        if code := visits.saved(visits.Browser(self.url, self.answers)):
            self.codes.append(code)

    def lost(self):
        """How many of the codes open nothing now."""
        tried = [visits.Browser(self.url).post("/get-physio/come-back/", code=code)[0] for code in self.codes]
        return sum(status != 302 for status in tried)


def _write_until_it_ends(server):
    late = time.monotonic() + SECONDS / 2
    while time.monotonic() < late:
        try:
            server.sql("SELECT pg_logical_emit_message(false, 'bench', repeat('x', 1000000))")
        except psycopg2.Error:
            return


@contextmanager
def _small_disk(place):
    """The database's folder on a disk of its own, in memory, while it runs: for this one has to be root."""
    server = clusters.Server(place.var)
    data = server.cluster.data
    server.stop()
    aside = data.rename(data.with_name("postgres.aside"))
    size = sum(file.stat().st_blocks * 512 for file in aside.rglob("*") if file.is_file()) // 2**20 + ROOM
    data.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}m", "tmpfs", str(data)]).returncode:
        raise SystemExit("The part “database_disk” mounts a small disk, for which it has to be root.")
    try:
        subprocess.run(["cp", "-a", f"{aside}/.", str(data)], check=True)
        os.chown(data, aside.stat().st_uid, aside.stat().st_gid)
        data.chmod(0o700)
        postgres.url(place.var)
        yield
    finally:
        site.end_database(place.var)
        subprocess.run(["umount", "--lazy", str(data)], check=True)

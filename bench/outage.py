"""The database goes away while people use the site: stopped, silent, out of reach. Run: python -m bench.outage

Two workers serve the founding content; people do everything that can be done there. Then PostgreSQL is stopped at once
for --away seconds, as by a loss of power; after that it is frozen (it takes connections and never answers); and last
the network to it drops every packet. It comes back each time. What needs no database must not notice, what needs it
must rest kindly, and everything must be right again within 5 seconds. About 3 minutes; 1 is the exit code of a miss.
"""

import argparse
import os
import signal
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from statistics import quantiles

import psutil

from bench import site, visits
from bench.report import Target, conclude
from msphysio import postgres
from tests.support.relay import Relay

BEFORE, AFTER = 12, 12  # seconds
SHORT = 20  # seconds that it is silent, or out of reach
RECOVERY = 5  # seconds
TIMES = 3  # how much slower, at the 99th percentile, what needs no database may be; never less than
LEAST = 100  # milliseconds
SLOWEST = 3000  # milliseconds that the first of them may take, by whom it is noticed
RESTING = 0.9  # of the searches that nobody has asked yet: else it was not the outage that was measured
WAYS = ("stopped", "silent", "out of reach")
READERS = {"pages": 4, "files": 2}  # threads of a kind, where it is more than one


class People:
    """All that people do, over and over, until the end; `phase` says what their visits are filed under."""

    def __init__(self, url):
        kept = visits.Kept(url)
        asking = visits.Asking(url, kept.answers, kept.pages)
        self.kept, self.asking = kept.kinds(), asking.kinds()
        self.phase, self.visits, self._ending = "before", [], threading.Event()
        self._threads = [
            threading.Thread(target=self._repeat, args=(kind, *todo, start, READERS.get(kind, 1)), daemon=True)
            for kind, todo in {**self.kept, **self.asking}.items()
            for start in range(READERS.get(kind, 1))
        ]

    @contextmanager
    def coming(self):
        """Let them come while the block runs."""
        for thread in self._threads:
            thread.start()
        try:
            yield
        finally:
            self._ending.set()
            for thread in self._threads:
                thread.join(35)

    def _repeat(self, kind, do, pause, number, step):
        while not self._ending.is_set():
            self.visits.append(visits.looked_at(kind, lambda: self.phase, do, number, may_rest=kind in self.asking))
            number += step
            self._ending.wait(pause)


@contextmanager
def stopped(place):
    """The server ends at once, and is started again."""
    cluster = postgres.Cluster(place.var.resolve())
    number = cluster.recorded()
    os.kill(number, signal.SIGQUIT)
    psutil.wait_procs([psutil.Process(number)] if psutil.pid_exists(number) else [], 10)
    yield
    postgres.url(place.var)


@contextmanager
def silent(place):
    """The server takes connections, and none of its processes does anything."""
    head = psutil.Process(postgres.Cluster(place.var.resolve()).recorded())
    processes = [head, *head.children(recursive=True)]
    for process in processes:
        process.suspend()
    yield
    for process in reversed(processes):
        process.resume()


def unreachable(relay):
    """Make the way in which every packet is lost between the site and the server."""

    @contextmanager
    def way(place):
        relay.vanish()
        yield
        relay.open()

    return way


def suffer(place, url, way, seconds):
    """Let people come while the database goes away and comes back; return (visits, seconds until all was right)."""
    people = People(url)
    with people.coming():
        time.sleep(BEFORE)
        gone, people.phase = time.monotonic(), "away"
        with way(place):
            time.sleep(seconds)
        back, people.phase = time.monotonic(), "after"
        time.sleep(AFTER)
    begun = min(visit.at for visit in people.visits)
    people.away = [round(gone - begun, 1), round(back - begun, 1)]  # with the time that it takes to end and to start
    late = [visit for visit in people.visits if visit.phase == "after" and (visit.rests or visit.wrong)]
    recovery = max((visit.at + visit.seconds - back for visit in late), default=0.0)
    for visit in people.visits:
        if visit.phase == "after" and visit.at - back < RECOVERY and visit.kind in people.asking:
            visit.phase = "coming back"
    return people, recovery


def timeline(people):
    """Return how many answers came in each second since the first visit, by what became of them, in words."""
    begun = min(visit.at for visit in people.visits)
    seconds = int(max(visit.at + visit.seconds for visit in people.visits) - begun) + 1
    told = {fate: [0] * seconds for fate in ("needs no database", "needs it, done", "needs it, rests", "failed")}
    for visit in people.visits:
        needless = "needs no database" if visit.kind in people.kept else "needs it, done"
        fate = "failed" if visit.wrong else "needs it, rests" if visit.rests else needless
        told[fate][int(visit.at + visit.seconds - begun)] += 1
    return told


def figures(people):
    """Return {kind: {phase: statuses, p50, p99 and the longest in ms, and what was wrong}}."""
    told = {}
    for visit in people.visits:
        told.setdefault(visit.kind, {}).setdefault(visit.phase, []).append(visit)
    return {kind: {phase: _summed(found) for phase, found in phases.items()} for kind, phases in sorted(told.items())}


def _summed(found):
    times = [visit.seconds * 1000 for visit in found]
    cuts = quantiles(times, n=100, method="inclusive") if len(times) > 1 else times * 99
    statuses = dict(sorted(Counter(str(visit.status) for visit in found).items()))
    wrong = dict(Counter(visit.wrong for visit in found if visit.wrong))
    return {
        "statuses": statuses,
        "rests": sum(visit.rests for visit in found),
        **{name: round(cut, 1) for name, cut in (("p50", cuts[49]), ("p99", cuts[98]), ("max", max(times)))},
        **({"wrong": wrong} if wrong else {}),
    }


def shown(name, told):
    """Print one table."""
    print(f"\n{name}\n{'':18}{'phase':13}{'p50':>7}{'p99':>8}{'max':>8}  statuses")
    for kind, phases in told.items():
        for phase, found in phases.items():
            times = f"{found['p50']:7.0f}{found['p99']:8.0f}{found['max']:8.0f}"
            rests = f"rests {found['rests']}" if found["rests"] else ""
            print(f"{kind:18}{phase:13}{times}  {found['statuses']} {rests} {found.get('wrong', '')}", flush=True)


def wrong(people):
    """Return how much went wrong (of what needs no database, of what needs it)."""
    found = Counter(visit.kind in people.kept for visit in people.visits if visit.wrong)
    return found[True], found[False]


def targets(name, people, recovery):
    """Return what was promised of one way to go away."""
    failed, unkind = wrong(people)
    needless = [visit for visit in people.visits if visit.kind in people.kept]
    before, away = (_summed([visit for visit in needless if visit.phase == phase]) for phase in ("before", "away"))
    of_before = away["p99"] / max(before["p99"], LEAST)
    asked = [visit.rests for visit in people.visits if visit.kind == "search" and visit.phase == "away"]
    share = round(sum(asked) / max(1, len(asked)), 3)
    return [
        Target("2", f"{name}: failures of what needs no database", "exactly", 0, failed),
        Target("2", f"{name}: unkind answers of what needs it", "exactly", 0, unkind),
        Target("2", f"{name}: p99 of what needs none, of that before", "at most", TIMES, round(of_before, 2), "times"),
        Target("2", f"{name}: slowest of what needs no database", "at most", SLOWEST, away["max"], "ms"),
        Target("2", f"{name}: searches that rest, of those that nobody has asked", "at least", RESTING, share),
        Target("2", f"{name}: all is right after", "at most", RECOVERY, round(recovery, 1), "s"),
    ]


def main():
    """Run all three, print, keep, and exit with 1 where something was missed."""
    given = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    given.add_argument("--away", type=float, default=60, help="seconds that the database is stopped")
    given.add_argument("--short", type=float, default=SHORT, help="seconds that it is silent, or out of reach")
    given.add_argument("--only", choices=WAYS, help="one way to go away")
    asked = given.parse_args()
    kept, promised = {}, []
    with site.filled() as place:
        relay = Relay(postgres.Cluster(place.var.resolve()).socket_dir / postgres.SOCKET_NAME)
        direct, by_relay = {}, {"DATABASE_URL": f"postgres://postgres@127.0.0.1:{relay.port}/postgres"}
        ways = [("stopped", stopped, asked.away, direct), ("silent", silent, asked.short, direct)]
        ways += [("out of reach", unreachable(relay), asked.short, by_relay)]
        for name, way, seconds, environment in ways:
            if asked.only not in (None, name):
                continue
            with site.served(place, **environment) as running:
                people, recovery = suffer(place, running.url, way, seconds)
                log = running.log.read_text(errors="replace").splitlines()
            told = figures(people)
            shown(f"{name} for {seconds:.0f} s; {len(people.visits):,} visits, {len(log)} lines in the log", told)
            kept[name] = {"seconds": seconds, "recovery": round(recovery, 2), "log": log[:50], "kinds": told}
            kept[name] |= {"per_second": timeline(people), "away": people.away}
            promised += targets(name, people, recovery)
            promised.append(Target("2", f"{name}: lines in the log", "at most", 100, len(log)))
        relay.end()
    sys.exit(conclude("outage", kept, promised))


if __name__ == "__main__":
    main()

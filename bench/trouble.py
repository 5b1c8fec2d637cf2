"""The site's own trouble: upgrades, killed and hanging workers, crowds, slow clients, a full disk.

    python -m bench.trouble [part ...] [--repeats 10]

Each part sets up the real site in a temporary folder, does the mischief while 32 readers ask, and says what they met.
"""

import argparse
import sys
import time

import psutil

from bench import crowds, full_database, instances, load, mishaps, older_code, report, site, upgrade
from bench.upgrade import met

PAGES = ["/", "/articles/", "/questions/", "/health/live", "/get-physio/"]


def killed(repeats):
    """Kill a worker (SIGKILL) in the middle of requests, behind nginx; wait for the next one."""
    replaced = []
    with site.filled() as place, instances.nginx(place) as before:
        with load.going(before.url, PAGES, connections=32) as readers:
            for number in range(repeats):
                time.sleep(1)
                replaced.append(_kill(before.instances[before.ports[number % 2]]))
                # In less granian takes its worker for one that cannot start.
                time.sleep(2.5)
        alive = all(process.poll() is None for process in before.instances.values())
    told = met(readers.result, kills=repeats, seconds_until_replaced=round(max(replaced), 2), servers_alive=alive)
    targets = [_none(f"killed workers: failed pages in {repeats} kills", told["failed"])]
    soon = report.Target("3", "a killed worker is replaced", "under", 5, round(max(replaced), 2), "s")
    return {"killed": told}, [*targets, soon]


def _kill(server):
    """Kill the oldest worker; return the seconds until another process is there in its place."""
    family = psutil.Process(server.pid)
    workers = sorted(family.children(), key=psutil.Process.create_time)
    begun = time.monotonic()
    workers[0].kill()
    while len({child.pid for child in family.children()} - {workers[0].pid}) < len(workers):
        time.sleep(0.02)
        if time.monotonic() - begun > 30:
            break
    return time.monotonic() - begun


def stopped(repeats):
    """Freeze one worker of four (SIGSTOP) for 25 s, longer than nginx waits: its readers are answered by another."""
    with site.filled() as place, instances.nginx(place) as before:
        worker = psutil.Process(before.instances[before.ports[0]].pid).children()[0]
        with load.going(before.url, PAGES, connections=32, patience=60) as readers:
            time.sleep(2)
            worker.suspend()
            time.sleep(25)
            worker.resume()
            time.sleep(2)
    told = met(readers.result)
    return {"frozen worker": told}, [_none("a frozen worker: failed pages", told["failed"])]


def _none(name, failed):
    return report.Target("3", name, "exactly", 0, failed)


PARTS = {
    "upgrade": upgrade.upgrade,
    "older_code": older_code.older_code,
    "killed": killed,
    "stopped": stopped,
    "connections": crowds.connections,
    "slow": crowds.slow,
    "huge": crowds.huge,
    "disk": mishaps.disk,
    "database_disk": full_database.database_disk,
}


def main():
    """Take the parts that are asked for, one after the other; keep what they say where it is all of them."""
    given = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    given.add_argument("parts", nargs="*", metavar="part", help=f"some of {', '.join(PARTS)}; without: all")
    given.add_argument("--repeats", type=int, default=10)
    asked = given.parse_args()
    told, targets = {}, []
    for part in asked.parts or PARTS:
        begun = time.monotonic()
        found, promised = PARTS[part](asked.repeats)
        told |= found
        targets += promised
        print(f"{part}: {time.monotonic() - begun:.0f} s {found}", flush=True)
    return report.shown(targets) if asked.parts else report.conclude("trouble", told, targets)


if __name__ == "__main__":
    sys.exit(main())

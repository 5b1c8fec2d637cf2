"""Publish a thousand times while a hundred readers ask: does anybody see a page of two editions, or one that goes back?

    python -m bench.publications [--times 1000] [--seconds 600] [--versions 50]

Every publication changes an article and its topic in one transaction: tests.support.editions says what is promised.
What 32 readers get is judged page by page; 64 others, of bench.load, only load the site and count what failed. All keep
their connection, which leads to one process, and wait a moment after each page, as the publisher needs the same
processors. Then come versions of the guide, see bench.versions.
"""

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import time
from contextlib import suppress
from itertools import cycle
from urllib.parse import urlsplit

from bench import load, report, site, versions
from tests.support.editions import FAULTS, PATHS, Witness
from tests.support.running import ROOT

CONNECTIONS, PAUSE = 32, 0.3
OTHERS, OTHERS_PAUSE = 64, 0.2
PACE = 0.15  # seconds from one publication to the next, at least: readers come to ask between them
READS, JUDGED, WALKS = 20_000, 4_000, 150
LOADED = ["/", "/articles/", "/articles/edition/", "/topics/edition/", "/exercises/", "/questions/", "/get-physio/"]
BEGIN_AT = [number % len(PATHS) for number in range(CONNECTIONS)]
PUBLISHER = """
import sys, time, django
django.setup()
from tests.factories.content import ArticleFactory, TopicFactory
from tests.factories.editions import Editions

topic = TopicFactory(slug="edition")
editions, end = Editions(topic, ArticleFactory(slug="edition", topic=topic)), float("inf")
for number in range(int(sys.argv[1]) + 1):
    if time.monotonic() > end:
        break
    begun = time.monotonic()
    editions.publish(number)
    print(number, flush=True)
    time.sleep(max(0, float(sys.argv[3]) - (time.monotonic() - begun)))
    if number == 0:
        sys.stdin.readline()
        end = time.monotonic() + float(sys.argv[2])
"""


async def read(address, paths, witness, over):
    """Ask for one page after the other on one connection until it is over."""
    known, streams = {}, await asyncio.open_connection(address.hostname, address.port)
    while not over.is_set():
        path, at_least = next(paths), witness.done
        head, body = await _ask(*streams, address.netloc, path)
        etag = re.search(rb"(?i)\r\netag: (\S+)", head)
        witness.judge(known, path, int(head.split(b" ")[1]), etag and etag[1].decode(), body, at_least)
        with suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), PAUSE)
    streams[1].close()


async def _ask(reader, writer, host, path):
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    if length:
        return head, await reader.readexactly(int(length[1]))
    body = b""
    while size := int(await reader.readline(), 16):
        body += (await reader.readexactly(size + 2))[:-2]
    await reader.readline()
    return head, body


async def _storm(url, environment, times, seconds):
    witness, over = Witness(), asyncio.Event()
    publisher = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PUBLISHER, str(times), str(seconds), str(PACE)),
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert await publisher.stdout.readline(), "the publisher did not start"
    with load.going(url, LOADED, connections=OTHERS, pause=OTHERS_PAUSE) as others:
        paths = [cycle(PATHS[number:] + PATHS[:number]) for number in BEGIN_AT]
        tasks = [asyncio.create_task(read(urlsplit(url), each, witness, over)) for each in paths]
        publisher.stdin.write(b"go\n")
        async for line in publisher.stdout:
            witness.done = int(line)
    await publisher.wait()
    over.set()
    await asyncio.gather(*tasks)
    return witness, others.result


def storm(url: str, environment: dict[str, str], times: int, seconds: float) -> dict:
    """Publish so many times, or for so long, at a demonstration that runs; return figures, faults by kind, examples."""
    begun = time.monotonic()
    witness, others = asyncio.run(_storm(url, environment, times, seconds))
    beside = {name: getattr(others, name) for name in ("requests", "rate", "p50", "p99", "statuses", "failed")}
    return {
        "published": witness.done,
        "seconds": round(time.monotonic() - begun, 1),
        "pages judged": sum(witness.pages.values()),
        "beside": beside,
        "etags seen": witness.etags,
        "faults": dict(witness.faults),
        "examples": witness.examples,
    }


def main():
    """Take the figures and keep them."""
    given = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    given.add_argument("--times", type=int, default=1000)
    given.add_argument("--seconds", type=float, default=600, help="the longest that those may take")
    given.add_argument("--versions", type=int, default=50)
    asked = given.parse_args()
    with site.filled() as place, site.served(place) as running:
        environment = place.environment(PYTHONPATH=str(ROOT))
        found = storm(running.url, environment, asked.times, asked.seconds)
        walked = versions.walked(running.url, environment, asked.versions)
    print(json.dumps([found, walked], indent=1))
    targets = [report.Target("3", kind, "exactly", 0, found["faults"].get(kind, 0)) for kind in FAULTS]
    targets.append(report.Target("3", "publications while people read", "at least", asked.times, found["published"]))
    reads, failed = found["pages judged"] + found["beside"]["requests"], found["beside"]["failed"]
    targets.append(report.Target("3", "pages read while publications happen", "at least", READS, reads))
    targets.append(report.Target("3", "of those, looked through for a mix", "at least", JUDGED, found["pages judged"]))
    targets.append(report.Target("3", "of the others, failed", "exactly", 0, failed))
    faults = sum(walked["faults"].values())
    targets.append(report.Target("3", "walks that did not end in the version they began with", "exactly", 0, faults))
    number = walked["versions published"]
    targets.append(report.Target("3", "versions of the guide published meanwhile", "at least", asked.versions, number))
    targets.append(report.Target("3", "walks through the guide meanwhile", "at least", WALKS, walked["walks"]))
    return report.conclude("publications", {"publications": found, "versions": walked}, targets)


if __name__ == "__main__":
    sys.exit(main())

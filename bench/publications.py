"""Publish a thousand times while 32 readers ask: does anybody see a page of two editions, or one that goes back?

    python -m bench.publications [--times 1000] [--seconds 120]

Every publication changes one article and one question of the library in one transaction: the number of the edition
stands in titles, summaries and texts, and so in lists, in the feed, in what the search suggests and finds. Readers keep
their connection, which leads to one process. Promised is: one number on a page; never a smaller one on a connection;
one ETag, one sequence of bytes; and whoever asks after a publication was told has it, on the machine where it was made.
"""

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from contextlib import suppress
from hashlib import sha256
from urllib.parse import urlsplit

from bench import report, site
from tests.support.running import ROOT

CONNECTIONS = 32
MARK = re.compile(rb"Edition (\d{5})")
PATHS = (
    *("/articles/edition/", "/articles/", "/articles/edition/carer/", "/topics/edition/", "/questions/"),
    *("/feed.atom", "/search/words.json", "/search/?q=edition+of+the+bench"),
)
PUBLISHER = """
import sys, time, django
django.setup()
from django.db import transaction
from content import publishing
from content.models import Article, Faq, Source, Topic
from tests.factories.content import ArticleFactory, FaqFactory, TopicFactory

def edition(number):
    words = f"Edition {number:05} of the bench"
    with transaction.atomic():
        for thing in (topic, article, faq):
            for name in {"title", "summary", "also_called", "question"} & set(thing.public_fields):
                setattr(thing, name, words)
            thing.save()
            publishing.publish_founding(thing)

known = {"slug": "edition", "sources": [Source.objects.first()]}
topic = Topic.objects.filter(slug="edition").first() or TopicFactory(slug="edition")
article = Article.objects.filter(slug="edition").first() or ArticleFactory(topic=topic, **known)
faq = Faq.objects.filter(slug="edition").first() or FaqFactory(**known)
edition(0)
print(0, time.monotonic(), flush=True)
sys.stdin.readline()
end = time.monotonic() + float(sys.argv[2])
for number in range(1, int(sys.argv[1]) + 1):
    if time.monotonic() > end:
        break
    edition(number)
    print(number, time.monotonic(), flush=True)
"""


class Readers:
    """What the readers of all connections saw, and what of it breaks a promise."""

    def __init__(self, url):
        self.address = urlsplit(url)
        self.pages, self.faults, self.examples = Counter(), Counter(), []
        self.bytes_of, self.told = {}, 0
        self.stopping = False

    async def read(self, number):
        """Ask on one connection until stopped."""
        latest = defaultdict(int)
        streams = await asyncio.open_connection(self.address.hostname, self.address.port)
        while not self.stopping:
            path = PATHS[number % len(PATHS)]
            number += 1
            at_least = self.told
            head, body = await self._ask(*streams, path)
            self._judge(path, head, body, at_least, latest)
        streams[1].close()

    async def _ask(self, reader, writer, path):
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {self.address.netloc}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
        if length:
            return head, await reader.readexactly(int(length[1]))
        body = b""
        while size := int(await reader.readline(), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
        return head, body

    def _judge(self, path, head, body, at_least, latest):
        self.pages[path] += 1
        numbers = {int(found) for found in MARK.findall(body)}
        if not numbers or not head.startswith(b"HTTP/1.1 200"):
            self._fault("not 200" if numbers else "no edition on the page", path, head[:60].decode())
            return
        if len(numbers) > 1:
            self._fault("two editions on a page", path, sorted(numbers))
        if max(numbers) < latest["all"]:
            self._fault("an edition that went back", path, (latest["all"], max(numbers)))
        if min(numbers) < at_least:
            self._fault("older than what was told before", path, (at_least, min(numbers)))
        latest["all"] = max(latest["all"], *numbers)
        if etag := re.search(rb"(?i)\r\netag: (\S+)", head):
            digest = sha256(body).digest()
            if self.bytes_of.setdefault((path, etag[1]), digest) != digest:
                self._fault("one ETag, two sequences of bytes", path, etag[1].decode())

    def _fault(self, kind, path, what):
        self.faults[kind] += 1
        if sum(kind == known for known, *_ in self.examples) < 5:
            self.examples.append((kind, path, what))


async def _storm(url, environment, times, seconds):
    readers = Readers(url)
    publisher = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PUBLISHER, str(times), str(seconds)),
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert await publisher.stdout.readline(), "the publisher did not start"
    tasks = [asyncio.create_task(readers.read(number)) for number in range(CONNECTIONS)]
    publisher.stdin.write(b"go\n")
    async for line in publisher.stdout:
        readers.told = int(line.split()[0])
    await publisher.wait()
    readers.stopping = True
    with suppress(asyncio.IncompleteReadError):
        await asyncio.gather(*tasks)
    return readers


def storm(url: str, environment: dict[str, str], times: int, seconds: float) -> dict:
    """Publish so many times, or for so long, at a demonstration that runs; return figures, faults by kind, examples."""
    begun = time.monotonic()
    readers = asyncio.run(_storm(url, environment, times, seconds))
    return {
        "published": readers.told,
        "seconds": round(time.monotonic() - begun, 1),
        "pages read": sum(readers.pages.values()),
        "etags seen": len(readers.bytes_of),
        "faults": dict(readers.faults),
        "examples": readers.examples,
    }


def main():
    """Take the figures and keep them."""
    given = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    given.add_argument("--times", type=int, default=1000)
    given.add_argument("--seconds", type=float, default=150)
    asked = given.parse_args()
    with site.filled() as place, site.served(place) as running:
        environment = place.environment(PYTHONPATH=str(ROOT))
        found = storm(running.url, environment, asked.times, asked.seconds)
    print(json.dumps(found, indent=1))
    kinds = ("two editions on a page", "an edition that went back", "one ETag, two sequences of bytes", "not 200")
    targets = [report.Target("3", kind, "exactly", 0, found["faults"].get(kind, 0)) for kind in kinds]
    targets.append(report.Target("3", "publications while people read", "at least", asked.times, found["published"]))
    return report.conclude("publications", {"publications": found}, targets)


if __name__ == "__main__":
    sys.exit(main())

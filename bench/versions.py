"""Versions of the guide are published while people answer its questions: each ends in the version they began with."""

import os
import subprocess
import sys
import threading
from collections import Counter

from bench import site
from bench.visits import Browser
from tests.support.editions import MARK
from tests.support.running import ROOT

PEOPLE, PAUSE = 24, 0.25
PACE = 0.4  # seconds after each version
PUBLISHER = """
import json, sys, time, django
django.setup()
from referrals import publishing
from referrals.engine import document as interchange_document
from referrals.models import GuideVersion, ProofRun

before = GuideVersion.objects.get(state=GuideVersion.State.PUBLISHED)
proof = ProofRun.objects.filter(version__guide=before.guide, data__isnull=False).first()

def publish(number):
    document = json.loads(before.document)
    for each in (*document["questions"], *document["routes"]):
        name = "title" if "title" in each else "text"
        each[name] = {reader: f"{words} (Edition {number:05})" for reader, words in each[name].items()}
    version = publishing.import_document(document)
    # Only words differ: the proof of the founding guide stands in for one of each version, which takes a second.
    known = {"content_hash": interchange_document.content_hash(document), "effort": proof.effort, "data": proof.data}
    ProofRun.objects.create(version=version, **known)
    publishing.publish(version, by=None)

for number in range(1, int(sys.argv[1]) + 1):
    publish(number)
    print(number, flush=True)
    time.sleep(float(sys.argv[2]))
"""


class People:
    """What people who answer saw: whole walks by version, and what was wrong."""

    def __init__(self, url):
        self.url, self.walks, self.faults, self.examples = url, Counter(), Counter(), []
        self.over = threading.Event()

    def walk(self):
        """Answer all questions, again and again. A walk begins with the first answer that is sent."""
        while not self.over.is_set():
            browser, seen, key = Browser(self.url), set(), next(iter(site.WHOLE))
            while key in site.WHOLE:
                status, headers, _ = browser.post(f"/get-physio/{key}/", **{key: site.WHOLE[key]})
                key = headers.get("Location", "/get-physio//").split("/")[2]
                self._judge(status == 302 and key, "an answer was not taken", (key, status))
                self.over.wait(PAUSE)
                seen |= self._look(browser, key if key in site.WHOLE else "result")
                self._judge(len(seen) < 2, "two versions in one walk", (key, sorted(seen)))
            self.walks.update(seen)

    def _look(self, browser, key):
        status, _, page = browser.get(f"/get-physio/{key}/")
        found = {int(number) for number in MARK.findall(page.encode())}
        self._judge(status == 200 and found, "a page without a version", (key, status))
        return found

    def _judge(self, is_well, kind, what):
        if not is_well:
            self.faults[kind] += 1
            self.examples = [*self.examples, (kind, what)][:10]


def walked(url: str, environment: dict[str, str], versions: int) -> dict:
    """Publish so many versions at a demonstration that runs; return figures and faults by kind."""
    publisher = subprocess.Popen(
        [sys.executable, "-c", PUBLISHER, str(versions), str(PACE)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )
    published = len(publisher.stdout.readline().splitlines())
    people = People(url)
    threads = [threading.Thread(target=people.walk) for _ in range(PEOPLE)]
    for thread in threads:
        thread.start()
    published += sum(1 for _ in publisher.stdout)
    people.over.set()
    for thread in threads:
        thread.join()
    publisher.wait()
    told = {"versions published": published, "walks": people.walks.total(), "versions walked": len(people.walks)}
    return {**told, "faults": dict(people.faults), "examples": people.examples}

"""Every public address and form with bad input: `python -m bench.fuzz [requests] [seed]`.

Requests go through the whole WSGI application, in this process. A response of 500 or above (503 where a page says that
something rests excepted), an exception, a header that breaks its line, a redirect to another host, or a value that
comes back as more than words (bench.echoes) is a failure: it is printed with the number of its visit, which brings it
back (`python -m bench.fuzz 1 <seed>:<number>`), and the run ends with 1. So does a kind of page that never answered as
it does when all is well. Without VAR_DIR and DATABASE_URL the site is set up in a temporary folder first.
"""

import json
import logging
import os
import subprocess
import sys
import time
from collections import Counter
from random import Random
from urllib.parse import urlsplit

from bench import echoes, fuzz_results

ELSEWHERE = ("", "localhost", "www.bbc.co.uk")
FEWEST = 10_000  # requests, from which on every kind of page has to have been reached
# How a page answers a form when all is well, and which pages never answer 200 to GET.
SENT = dict.fromkeys(
    ("question", "near", "break", "come_back", "clear", "erase", "settings", "report", "helpful", "helpful_words"), 302
)
SENT |= dict.fromkeys(("share_story", "take_story_back", "reply_to_story", "admin:login"), 302)
SENT |= {"leave": 200, "services": 302, "admin:set_up": 422}
OPENED = dict.fromkeys(("clear", "erase", "leave", "helpful"), 405)
OPENED |= {"health_details": 403, "story_reply": 302, "admin:second_factor": 302, "security": 404}


def fault(response):
    """Return what is wrong with a response, or None."""
    if response.status >= 500:
        return f"status {response.status}"
    for name, value in response.headers:
        if set("\r\n\0") & set(name + value):
            return f"a header breaks its line: {name}"
    leads = response.header("Location")
    if 300 < response.status < 399 and urlsplit(leads).netloc not in ELSEWHERE:
        return f"leads to {leads[:100]}"
    return echoes.fault(response)


def run(site, times, seed, first=0):
    """Send at least so many requests; return (hits, faults, visits).

    Hits count (method, kind of page, status); a fault is (number of the visit, what is wrong, the request).
    """
    from bench.bad_visits import VISITS, Visitor
    from bench.curious import Response, kind_of

    hits, faults, number = Counter(), [], first
    while hits.total() < times:
        chance = Random(f"{seed}:{number}")
        open_doors()
        visit = chance.choices([*VISITS], [*VISITS.values()])[0](Visitor(site, chance))
        given = next(visit, None)
        while given is not None:
            try:
                response = site.ask(given)
                wrong = fault(response)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is a failure
                response, wrong = Response(599), f"{type(error).__name__}: {error}"
            hits[given["REQUEST_METHOD"], kind_of(given["PATH_INFO"]), response.status] += 1
            if wrong:
                faults.append((number, wrong, {name: str(value)[:300] for name, value in given.items()}))
            try:
                given = visit.send(response)
            except StopIteration:
                given = None
        number += 1
    return hits, faults, number - first


def open_doors():
    """Forget how many came before: one process sends here what a hundred people send in a day."""
    from content import replies, stories
    from content.views import helpful, reports
    from referrals import saved

    for door in (replies.SENDING, stories.SENDING, helpful.TAPS, helpful.DOOR, reports.DOOR, saved.SAVING):
        door.forget()


def unreached(hits):
    """Return every kind of page that never answered as it does when all is well, as "METHOD kind: status"."""
    from bench.curious import public_kinds

    wanted = {("GET", kind, OPENED.get(kind, 200)) for kind in public_kinds()}
    wanted |= {("POST", kind, status) for kind, status in SENT.items()}
    return sorted(f"{method} {kind}: {status}" for method, kind, status in wanted - set(hits))


def prepare():
    """Add what the founding content has none of, and an account; return addresses that no link leads to."""
    from django.contrib.auth import get_user_model

    from bench.bad_visits import PASSWORD, PERSON
    from content import open_referral, reading, replies
    from tests.factories.content import PolicyFactory, StoryFactory, person, publish_founding

    users = get_user_model().objects
    if not users.filter(username=PERSON).exists():
        users.create_user(PERSON, password=PASSWORD, is_staff=True)
        publish_founding(PolicyFactory(slug="curious"))
        publish_founding(StoryFactory(slug="curious"))
        reply = replies.send(reading.one("story", "curious"), "That helped me too.")
        replies.show(reply, by=person("curious-moderator", "moderator"))
    found = [f"/stories/curious/replies/{reply.number}/" for reply in replies.to(reading.one("story", "curious"))]
    for service in reading.every("service")[:3]:
        found += [f"/services/{service.slug}/", f"/services/open-referral/services/{open_referral.id_of(service.slug)}"]
    guide = [
        "result",
        "near",
        "papers",
        "summary",
        "summary/words",
        "letter/1",
        "letter/1/words",
        "letter/2",
        "who",
        "nation",
        "difficulties",
    ]
    guide = [f"/get-physio/{name}/" for name in guide] + ["/get-physio/letter/1.pdf", "/get-physio/letter/1/large.pdf"]
    return [*found, *guide, *_files(), "/stories/curious/", "/about/curious/", "/report/thanks/harm/"]


def _files():
    """The addresses of a picture and of a recording, which are stored now."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    from content import pictures, recordings
    from tests.support.sound_files import mp3

    sound, picture = ContentFile(mp3(1)), ContentFile(b"a picture, as far as its address goes")
    places = {
        recordings.path(recordings.hash_of(sound), "mp3"): sound,
        pictures.path(recordings.hash_of(picture)): picture,
    }
    for name, file in places.items():
        if not default_storage.exists(name):
            default_storage.save(name, file)
    return [f"/media/{name}" for name in places]


def main():
    """Run, print, and add the run to bench/results/fuzz.json unless it brings back one visit."""
    import django
    from django.conf import settings

    django.setup()
    # What is tried is not how slow it is to guess.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.COST_OF_A_CODE = {"iterations": 1, "lanes": 1, "memory_cost": 8}
    from bench.curious import Site

    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed, _, first = (sys.argv[2] if len(sys.argv) > 2 else str(int(time.time()))).partition(":")
    site = Site()
    site.explore(prepare())
    begun = time.monotonic()
    hits, faults, visits = run(site, times, seed, int(first or 0))
    seconds = time.monotonic() - begun
    for number, wrong, told in faults[:50]:
        print(f"{seed}:{number} {wrong}\n    {json.dumps(told)[:900]}")
    missed = unreached(hits) if times >= FEWEST else []
    print("".join(f"never reached: {each}\n" for each in missed), end="")
    print(f"seed {seed}: {hits.total():,} requests of {visits:,} visits in {seconds:.0f} s; {len(faults)} failures")
    if times > 1:
        fuzz_results.add(seed, hits, len(faults), round(seconds))
    sys.exit(bool(faults or missed))


if __name__ == "__main__":
    logging.disable()
    if os.environ.keys() & {"VAR_DIR", "DATABASE_URL"}:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msphysio.settings")
        main()
    else:
        from bench import site

        with site.filled() as place:
            again = [sys.executable, "-m", "bench.fuzz", *sys.argv[1:]]
            sys.exit(subprocess.run(again, cwd=site.ROOT, env={**os.environ, **place.environment()}).returncode)

"""How long a letter takes: its parts from the answers, the PDF at both sizes, the text; and what memory it leaves.

    DEMO=1 SECRET_KEY=x python -m bench.letters        about half a minute; needs no database

Each of the random people of the founding guide gets every paper of theirs, as does one who ticks everything.
Milliseconds are those of the processor, so that a busy machine does not count. Results: results/letters.json.
"""

import os
import statistics
import sys
import time
from collections import defaultdict
from random import Random

from bench.report import Target, conclude

PEOPLE, BUDGET = 150, 100.0
MEGABYTE = 2**20


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msphysio.settings")
    import django

    django.setup()
    found = measure()
    for name, value in found.items():
        print(f"{name:20} {value}")
    slowest = max(found["pdf_ms"]["slowest"], found["large_pdf_ms"]["slowest"])
    return conclude("letters", found, [Target("1", "a letter as PDF, slowest", "under", BUDGET, slowest, "ms")])


def measure():
    """Make every paper of everybody, and return what it took."""
    import psutil

    from referrals import letters, pdf, plain_text
    from tests.support.papers import founding_version, walk_with_everything

    walks = [walk_with_everything(voice) for voice in ("self", "carer")] + list(random_walks(PEOPLE))
    took, sizes, memory = defaultdict(list), [], []
    first = timed(took, "first_pdf_ms", lambda: pdf.made(letters.summary(founding_version(), walks[0])))
    for walked in walks:
        found = timed(took, "all_papers_ms", lambda walked=walked: letters.papers(founding_version(), walked))
        for paper in (*found.main, *found.more):
            sizes.append(len(timed(took, "pdf_ms", lambda paper=paper: pdf.made(paper))))
            timed(took, "large_pdf_ms", lambda paper=paper: pdf.made(paper, large=True))
            timed(took, "plain_text_ms", lambda paper=paper: plain_text.versions(paper))
        memory.append(psutil.Process().memory_info().rss // MEGABYTE)
    return {
        "people": len(walks),
        "papers": len(sizes),
        **{name: middle_and_slowest(values) for name, values in took.items()},
        "pdf_bytes": {"median": int(statistics.median(sizes)), "largest": max(*sizes, len(first))},
        "megabytes": {"after_one": memory[0], "after_half": memory[len(memory) // 2], "after_all": memory[-1]},
    }


def random_walks(count):
    """Yield the walks of random people to an end where there are letters, the same each time."""
    from referrals.engine.walk import walk
    from tests.engine.strategies import person
    from tests.support.papers import founding_version

    chance, guide = Random(21), founding_version().guide
    while count:
        answers = person(chance, guide) | {"who": chance.choice(("me", "carer")), "emergency": frozenset(["none"])}
        walked = walk(guide, answers)
        if walked.finished and not walked.stopped:
            count -= 1
            yield walked


def timed(took, name, make):
    """Return what `make` makes, and note its milliseconds under a name."""
    began = time.process_time()
    made = make()
    took[name].append((time.process_time() - began) * 1000)
    return made


def middle_and_slowest(values):
    return {"median": round(statistics.median(values), 1), "slowest": round(max(values), 1)}


if __name__ == "__main__":
    sys.exit(main())

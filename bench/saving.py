"""What saving and coming back cost: the slow hash, the check of a made-up code, sizes. Run: python -m bench.saving"""

import os
import statistics
import sys
import time
from contextlib import suppress

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django
from django.conf import settings

django.setup()

from bench import report  # noqa: E402
from content import codes  # noqa: E402
from msphysio import settings as production  # noqa: E402
from referrals import answers, saved  # noqa: E402

settings.COST_OF_A_CODE = production.COST_OF_A_CODE  # that of the tests is next to nothing


def milliseconds(act, times):
    """Return the median of so many runs: time of the processor, so that others on the machine do not count."""
    spent = []
    for _ in range(times):
        begun = time.process_time()
        act()
        spent.append((time.process_time() - begun) * 1000)
    return round(statistics.median(spent), 2)


def made_up(typed):
    """What the site does with words that are no code of its own."""
    with suppress(codes.NotACode):
        codes.read(typed)


def main():
    """Measure, print and keep it."""
    code, misspelt = codes.draw(), "aaple castel dolfin enjin fabrik galery gitar"
    longest = answers.Answers(version=1, given={f"question_{n}": f"answer_{n}" for n in range(60)})
    found = {
        "slow hash of a code, right or wrong, ms": milliseconds(lambda: saved.keys(code), 15),
        "made-up code of words of the list, ms": milliseconds(lambda: made_up("apple " * 7), 50),
        "seven words that are all misspelt, ms": milliseconds(lambda: made_up(misspelt), 10),
        "random bits of a code": codes.RANDOM_BITS,
        "bits to check": codes.BITS,
        "words of the list": len(codes.words()),
        "bytes of a row": saved.CIPHERTEXT_BYTES,
        "bytes of 60 answers, packed": len(answers.pack(longest)),
    }
    for name, value in found.items():
        print(f"{name:42} {value:,}")
    return report.conclude("saving", found, [])


if __name__ == "__main__":
    sys.exit(main())

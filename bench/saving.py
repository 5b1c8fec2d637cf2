"""What saving and coming back cost: the slow hash, the check of a made-up code, sizes. Run: python -m bench.saving"""

import os
import statistics
import time
from contextlib import suppress

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django
from django.conf import settings

django.setup()

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
    return statistics.median(spent)


def made_up(typed):
    """What the site does with words that are no code of its own."""
    with suppress(codes.NotACode):
        codes.read(typed)


MISSPELT = "aaple castel dolfin enjin fabrik galery gitar"
code = codes.draw()
longest = answers.Answers(version=1, given={f"question_{n}": f"answer_{n}" for n in range(60)})
print(f"slow hash of a code, right or wrong: {milliseconds(lambda: saved.keys(code), 15):.0f} ms")
print(f"made-up code of words of the list:   {milliseconds(lambda: made_up('apple ' * 7), 50):.2f} ms")
print(f"seven words that are all misspelt:   {milliseconds(lambda: made_up(MISSPELT), 10):.1f} ms")
print(f"bits of a code: {codes.RANDOM_BITS} random and {codes.BITS} to check, of {len(codes.words()):,} words")
print(f"bytes of a row: {saved.CIPHERTEXT_BYTES:,}; of 60 answers packed: {len(answers.pack(longest)):,}")

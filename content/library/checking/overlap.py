"""Whether a text shares eight words in a row with what our facts were taken from.

Those texts are not ours to publish. source_runs.bin has five bytes of a hash of each of their runs of eight words, so
that they can be recognised on every machine and read on none. `manage.py check_library --learn FOLDER` makes it of the
.md and .csv files of a folder.
"""

import re
from functools import cache
from hashlib import blake2b
from itertools import groupby
from pathlib import Path

from .texts import texts_of

RUNS = Path(__file__).with_name("source_runs.bin")
WORDS, BYTES = 8, 5
TAG = re.compile(r"\[[^\]]*\]|`unsourced`")  # what stands between the words of our notes on sources


def overlapping(page):
    """Yield a fault for each passage of a Page that shares eight words or more with a source."""
    texts = [" ".join(lines) for _, lines in texts_of(page.document)]
    for text in (*texts, *(citation["claim"] for citation in page.document.get("citations", ()))):
        for passage in shared(text):
            yield page.fault(passage, f"A source has the same words: “{passage}”. Say it in our own.")


def shared(text):
    """Return the passages of a text that are made of runs of eight words of a source."""
    words = _words(text)
    known = _known()
    places = [n for n in range(len(words) - WORDS + 1) if _hash(words[n : n + WORDS]) in known]
    joined = [[place for _, place in group] for _, group in groupby(enumerate(places), lambda pair: pair[1] - pair[0])]
    return [" ".join(words[run[0] : run[-1] + WORDS]) for run in joined]


def learn(folder: Path):
    """Write source_runs.bin anew from the texts in a folder; returns how many runs they have."""
    runs = set()
    for path in sorted(path for path in folder.iterdir() if path.suffix in (".md", ".csv")):
        words = _words(TAG.sub(" ", path.read_text("utf-8")))
        runs |= {_hash(words[n : n + WORDS]) for n in range(len(words) - WORDS + 1)}
    RUNS.write_bytes(b"".join(sorted(runs)))
    _known.cache_clear()
    return len(runs)


@cache
def _known():
    data = RUNS.read_bytes()
    return frozenset(data[n : n + BYTES] for n in range(0, len(data), BYTES))


def _words(text):
    return re.findall(r"[a-z]+", text.lower())  # a figure is a fact, not wording


def _hash(words):
    return blake2b(" ".join(words).encode(), digest_size=BYTES).digest()

"""No text makes one of our regular expressions search for long: each is tried with texts made of what it asks for."""

import re
import time

from tests.support import patterns

SIZES = (22, 2_500)  # characters: what is exponential is found by the short ones, what is quadratic by the long ones
MOST = 0.03  # seconds of the processor, on a busy machine too
# What takes longer is only ever given texts that are short, or our own.
SHORT = {
    "content/term_marks.py": "a name of the glossary, matched as a whole: at most 80 characters",
    "content/library/checking/plainness.py": "lines of our own library, when it is checked",
    "content/management/commands/make_gazetteer.py": "names of the gazetteer, when it is made",
    "content/search/index.py": "a name of the glossary",
    "referrals/publishing/places.py": "names of fields, from our own code",
    "referrals/engine/walk.py": "a number of steps of a clinic: matched as a whole, which is linear",
    "referrals/engine/proof/check_truth.py": "words of the guide, by its editors, when it is proved",
    "msphysio/clinical_safety.py": "a file of ours",
}


def seconds(pattern, text):
    """How long a search takes; the better of two, where the first was slow."""
    taken = []
    while not taken or (taken[-1] > MOST and len(taken) < 2):
        begun = time.process_time()
        pattern.search(text)
        taken.append(time.process_time() - begun)
    return min(taken)


def slow(found, flags):
    pattern = re.compile(found, flags)
    texts = (text for size in SIZES for text in patterns.attacks(found, size))
    return next((text for text in texts if seconds(pattern, text) > MOST), None)


def test_none_of_ours_is_slow_on_what_anybody_can_send():
    written = {text: told for text, told in patterns.written().items() if isinstance(text, str)}
    assert len(written) > 60
    tried = {text: told for text, told in written.items() if told[1].partition(":")[0] not in SHORT}
    assert {place: text[:20] for found, (flags, place) in tried.items() if (text := slow(found, flags))} == {}


def test_one_that_is_careless_is_found():
    assert slow(r"\S+@[\w-]+\.\w+", 0) and slow(r"(?:\w+\s?)+@", 0)

"""What readers must never see while one edition after the other is published, see tests.factories.editions."""

import re
from collections import Counter
from hashlib import sha256

MARK = re.compile(rb"Edition (\d{5})")
PATHS = (
    *("/articles/edition/", "/articles/", "/articles/edition/carer/", "/topics/edition/"),
    *("/feed.atom", "/search/words.json", "/search/?q=edition+of+the+bench"),
)

NO_PAGE, MIXED, BACK = "not the page", "two editions on a page", "an edition that went back"
OLDER, OTHER_BYTES = "older than what was done before", "one ETag, two sequences of bytes"
FAULTS = (NO_PAGE, MIXED, BACK, OLDER, OTHER_BYTES)


class Witness:
    """What readers saw, and what of it breaks a promise.

    Promised are: one number on a page; never a smaller one for a reader who stays with one process; one ETag, one
    sequence of bytes; and whoever asks after a publication was done has it, on the machine where it was made.
    """

    def __init__(self):
        self.pages, self.faults, self.examples = Counter(), Counter(), []
        self.done = 0  # the number of the last edition whose publication is done
        self._digests = {}

    def judge(self, reader, path, status, etag, body, at_least):
        """Take down a page. `reader` is a dict of the one who read it, `at_least` what `done` was when they asked."""
        self.pages[path] += 1
        numbers = {int(found) for found in MARK.findall(body)}
        if status != 200 or not numbers:
            self._fault(NO_PAGE, path, status)
            return
        before = reader.get("latest", 0)
        if len(numbers) > 1:
            self._fault(MIXED, path, sorted(numbers))
        if max(numbers) < before:
            self._fault(BACK, path, (before, max(numbers)))
        if min(numbers) < at_least:
            self._fault(OLDER, path, (at_least, min(numbers)))
        reader["latest"] = max(before, *numbers)
        digest = sha256(body).digest()
        if etag and self._digests.setdefault((path, etag), digest) != digest:
            self._fault(OTHER_BYTES, path, etag)

    @property
    def etags(self):
        """How many ETags were seen."""
        return len(self._digests)

    def _fault(self, kind, path, what):
        self.faults[kind] += 1
        if sum(kind == known for known, *_ in self.examples) < 5:
            self.examples.append((kind, path, what))

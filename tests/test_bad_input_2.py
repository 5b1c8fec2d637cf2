"""Half of what each commit has to stand: 10,000 requests that mean no good. The halves run beside each other."""

import json

import pytest

from tests.support.fuzzing import fuzzed

pytestmark = pytest.mark.slow


def test_no_request_breaks_the_site_and_every_kind_of_page_is_reached(tmp_path):
    found = tmp_path / "fuzz.json"
    ended, said = fuzzed("half-2", 10_000, found)
    assert ended == 0, said
    assert json.loads(found.read_text())["total"]["requests"] >= 10_000

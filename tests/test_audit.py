"""What `make audit` makes of pip-audit's reports; the reports here are as pip-audit 2.10 writes them."""

import json

from bench.audit import read

CLEAN = {"name": "django", "version": "5.2.19", "vulns": []}
WEAK = {"name": "brotli", "version": "1.0", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["1.2.1"], "aliases": []}]}
SKIPPED = {"name": "nh3", "skip_reason": "Dependency not found on PyPI and could not be audited: nh3 (0.3.7)"}


def report(*packages):
    return json.dumps({"dependencies": packages, "fixes": []})


def test_a_weakness_is_named_with_what_mends_it():
    told = read(report(CLEAN, WEAK))
    assert told.found == ("brotli 1.0: PYSEC-2026-1, mended in 1.2.1",) and told.looked_at == 2


def test_what_nobody_could_be_asked_about_is_no_all_clear():
    told = read(report(CLEAN, SKIPPED))
    assert (told.found, told.looked_at, told.unknown) == ((), 1, ("nh3",))
    assert read("Traceback: no network").unknown == ("every package",)

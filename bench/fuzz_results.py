"""What all runs of bench.fuzz found, in bench/results/fuzz.json: every run, and their total.

`python -m bench.fuzz_results FILE ...` takes over the runs of other machines or clones. FUZZ_RESULTS names another
file to write.
"""

import json
import os
import sys
from collections import Counter
from pathlib import Path

from bench import report

RESULTS = Path(os.environ.get("FUZZ_RESULTS") or Path(__file__).parent / "results" / "fuzz.json")
MOST = 1_000_000


def add(seed, hits, failures, seconds):
    """Add a run: `hits` are bench.fuzz.run's, Counter of (method, kind of page, status)."""
    statuses, kinds = Counter(), {}
    for (method, kind, status), times in sorted(hits.items()):
        statuses[str(status)] += times
        kinds.setdefault(f"{method} {kind}", {})[str(status)] = times
    known = {"taken": report.now(), "machine": report.machine(), "seed": seed}
    told = {**known, "requests": hits.total(), "seconds": seconds, "failures": failures}
    known = read(RESULTS)
    write([*known["runs"], {**told, "statuses": dict(sorted(statuses.items()))}], _summed(known["kinds"], kinds))


def read(path):
    """Return {"runs": [...], "kinds": {...}} of a file; earlier ones are a list of runs only."""
    known = json.loads(path.read_text()) if path.exists() else []
    return {"runs": known, "kinds": {}} if isinstance(known, list) else known


def merge(paths):
    """Take over the runs of other files that are not known yet."""
    known = read(RESULTS)
    for path in paths:
        other = read(Path(path))
        before = {_name(run) for run in known["runs"]}
        new = [run for run in other["runs"] if _name(run) not in before]
        if new:
            known = {"runs": [*known["runs"], *new], "kinds": _summed(known["kinds"], other["kinds"])}
    write(known["runs"], known["kinds"])


def write(runs, kinds):
    """Write all runs with their total. `kinds`: "METHOD kind" -> {status: times}, of the runs that tell it."""
    total = {name: sum(run[name] for run in runs) for name in ("requests", "failures")}
    total["requests of runs without a failure"] = sum(run["requests"] for run in runs if not run["failures"])
    whole = {"total": {"runs": len(runs), **total}, "kinds": kinds, "runs": runs}
    report.keep("fuzz", whole, _targets(total), RESULTS)
    print(f"in all: {total['requests']:,} requests of {len(runs)} runs; {total['failures']} failures")


def _summed(one, other):
    both = {kind: Counter(one.get(kind, {})) + Counter(other.get(kind, {})) for kind in sorted({*one, *other})}
    return {kind: dict(sorted(times.items())) for kind, times in both.items()}


def _name(run):
    return run["seed"], run["requests"]


def _targets(total):
    clean = total["requests of runs without a failure"]
    return [
        report.Target("6", "requests in all runs", "at least", MOST, total["requests"]),
        report.Target(
            "6", "requests of the runs that met no failure (5xx, a word echoed as it was)", "at least", MOST, clean
        ),
    ]


if __name__ == "__main__":
    merge(sys.argv[1:])

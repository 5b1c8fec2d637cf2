"""What a bench found: printed as a table, kept in bench/results/<name>.json, and an exit code of 1 for a missed target.

    targets = [Target("1", "home, of a bare Django view", "at least", 0.85, measured, "times")]
    sys.exit(conclude("serve", figures, targets))

`bench.plots` draws the figures, and writes the targets of all benches into docs/operations.md.
"""

import json
import os
import platform
import subprocess
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Target:
    """One promise and what was measured. `line` is the numbered line of the work order that it stands in."""

    line: str
    name: str
    sense: str  # "at least", "at most", "under" or "exactly"
    limit: float
    measured: float | None  # None: could not be measured, which does not meet it
    unit: str = ""

    @property
    def met(self) -> bool:
        """Whether the promise was kept."""
        if self.measured is None:
            return False
        senses = {"at least": self.measured >= self.limit, "at most": self.measured <= self.limit}
        senses |= {"under": self.measured < self.limit, "exactly": self.measured == self.limit}
        return senses[self.sense]


def conclude(name: str, figures: dict, targets: list[Target]) -> int:
    """Keep everything, print the targets, and return the exit code: 0 when all were met."""
    keep(name, figures, targets)
    return shown(targets)


def shown(targets: list[Target]) -> int:
    """Print the targets, and return the exit code."""
    width = max((len(target.name) for target in targets), default=0)
    for target in targets:
        wanted = f"{target.sense} {target.limit:,g} {target.unit}"
        measured = "not measured" if target.measured is None else f"{target.measured:,g}"
        print(f"{'met   ' if target.met else 'MISSED'}  {target.name:{width}}  {wanted:24} {measured}", flush=True)
    return 0 if all(target.met for target in targets) else 1


def keep(name: str, figures: dict, targets: list[Target], file: Path | None = None) -> None:
    """Write bench/results/<name>.json, or another file: when and on what it was taken, the targets, the figures."""
    told = [asdict(target) | {"met": target.met} for target in targets]
    found = {"taken": now(), "machine": machine(), "targets": told, **figures}
    RESULTS.mkdir(exist_ok=True)
    (file or RESULTS / f"{name}.json").write_text(json.dumps(found, indent=1) + "\n")


def now() -> str:
    """The minute at which it is taken, UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M")


def machine() -> dict:
    """What it ran on, how busy that was at the end, and the commit."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=RESULTS)
    load = round(os.getloadavg()[0], 1)
    told = {"processors": os.cpu_count(), "load": load, "python": platform.python_version()}
    return {**told, "commit": commit.stdout.strip()}

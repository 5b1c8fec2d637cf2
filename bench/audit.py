"""Known weaknesses of the packages that we pin: `make audit`, or python -m bench.audit.

pip-audit asks PyPI's advisories. It ends with 1 where one is found. Where no advisories can be asked for, as without a
network or behind a mirror that has none, it says so loudly and ends with 0: that is no finding, and no all-clear.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = ("requirements.txt", "requirements-dev.txt")
OPTIONS = ("--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")


@dataclass(frozen=True)
class Told:
    """What the advisories say: `found` has a line for each weakness, `unknown` the packages nobody was asked about."""

    found: tuple[str, ...]
    looked_at: int
    unknown: tuple[str, ...]


def read(report: str) -> Told:
    """Read pip-audit's report (JSON). One that is none, as after a network that failed, has looked at nothing."""
    try:
        packages = json.loads(report)["dependencies"]
    except ValueError:
        return Told((), 0, ("every package",))
    found = tuple(
        f"{package['name']} {package['version']}: {known['id']}, mended in {', '.join(known['fix_versions']) or 'none'}"
        for package in packages
        for known in package.get("vulns", ())
    )
    unknown = tuple(package["name"] for package in packages if "skip_reason" in package)
    return Told(found, len(packages) - len(unknown), unknown)


def main():
    """Look at both files; print and end as the docstring says."""
    ended = 0
    for name in FILES:
        command = [sys.executable, "-m", "pip_audit", "-r", name, *OPTIONS]
        asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        told = read(asked.stdout)
        print(f"{name}: {told.looked_at} packages looked at, {len(told.found)} weaknesses")
        print("".join(f"  {line}\n" for line in told.found), end="")
        if told.unknown:
            print(f"!!! NOT LOOKED AT in {name}: {len(told.unknown)} ({', '.join(told.unknown[:5])} ...).")
            print("!!! The advisories of PyPI were not reached for them. Run `make audit` where they are.")
        ended = ended or int(bool(told.found))
    sys.exit(ended)


if __name__ == "__main__":
    main()

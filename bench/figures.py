"""What was promised and what was measured, of all results: the tables of “Figures” in docs/operations.md.

`python -m bench.plots` writes them there; a test holds the page equal to bench/results/.
"""

import json

from bench.report import RESULTS, Target

LINES = {  # of the work order, in whose words
    "1": "Speed",
    "2": "Survives Postgres",
    "3": "Survives its own trouble",
    "4": "Growth and fail-over",
    "5": "Security",
    "6": "Bad input",
    "7": "Loses nothing",
}


def read(name: str):
    """Return the results of a bench, or None where it has not run."""
    file = RESULTS / f"{name}.json"
    return json.loads(file.read_text()) if file.exists() else None


def targets() -> list[tuple[str, Target]]:
    """Return (bench, target) for everything that was measured."""
    found = []
    for file in sorted(RESULTS.glob("*.json")):
        results = read(file.stem)
        if isinstance(results, dict) and "targets" in results:
            told = ({key: value for key, value in one.items() if key != "met"} for one in results["targets"])
            found += [(file.stem, Target(**one)) for one in told]
    return found


def tables() -> str:
    """Return the tables in Markdown: one for each line that has figures."""
    found, parts = targets(), []
    for line, title in LINES.items():
        rows = [(bench, target) for bench, target in found if target.line == line]
        if rows:
            head = f"### {title}\n| what | target | measured | met | bench |\n|---|---|---|---|---|\n"
            parts.append(head + "\n".join(row(bench, target) for bench, target in rows))
        if line == "4" and (growth := read("growth")):
            parts.append(growing(growth["sizes"]))
    return "\n\n".join(parts)


def growing(sizes: list[dict]) -> str:
    """Return the table of what one worker does as releases grow, whether or not something of it was promised."""
    head = "| releases | one article | articles at random | memory at the start | after reading | a start | without"
    head += " the database | the copy on the disk |\n|---|---|---|---|---|---|---|---|\n"
    return head + "\n".join(
        f"| {one['releases']:,} | {one['hot']['rate']:,.0f} requests/s | {one['random']['rate']:,.0f} requests/s "
        f"| {one['pss_started']} MB | {one['pss_read']} MB | {one['start']:g} s "
        f"| {one['start_without_database']:g} s | {one['copy_mb']:g} MB |"
        for one in sizes
    )


def row(bench: str, target: Target) -> str:
    """Return the line of a table for one target."""
    unit = f" {target.unit}" if target.unit else ""
    measured = "not measured" if target.measured is None else f"{target.measured:,g}{unit}"
    wanted = f"{target.sense} {target.limit:,g}{unit}"
    return f"| {target.name} | {wanted} | {measured} | {'yes' if target.met else '**no**'} | `{bench}` |"

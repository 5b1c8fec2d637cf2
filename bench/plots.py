"""The results as pictures in docs/figures/, and as tables in docs/operations.md: `python -m bench.plots`."""

from collections import Counter
from pathlib import Path

from bench import figures
from bench.drawing import bars, seconds

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = DOCS / "operations.md"
BEGIN, END = "<!-- figures: written by `python -m bench.plots` -->", "<!-- end of figures -->"


def pictures() -> dict[str, str]:
    """Return the SVG of each figure whose bench has run, by its name."""
    found = {}
    if serve := figures.read("serve"):
        for server in ("gunicorn", "granian"):
            rows = [(n.partition(": ")[2], round(f["rate"])) for n, f in serve["requests"].items() if server in n]
            found[f"serve-{server}"] = bars(f"Requests answered in a second, {server}", "requests/s", rows)
    if search := figures.read("search_peers"):
        rows = [(name.replace("ours", "our search"), each["rate"]) for name, each in search["searches"].items()]
        found["search"] = bars("Searches answered in a second", "searches/s", rows)
    if speed := figures.read("search_speed"):
        rows = [
            (f"our search, {int(n):,} sections", t["median"]) for n, t in speed["milliseconds"].items() if n != "view"
        ]
        found["search-growth"] = bars("A search as the library grows, median", "ms", rows)
    if phone := figures.read("lighthouse"):
        rows = [(f"our {name}", round(page["lcp_ms"])) for name, page in phone["pages"].items()]
        found["lighthouse"] = bars("Largest contentful paint on a slow phone", "ms", rows)
    if scores := figures.read("observatory"):
        rows = [("our site", scores["ours"]["score"]), ("Wagtail as it comes", scores["Wagtail"]["score"])]
        found["observatory"] = bars("MDN HTTP Observatory", "points", rows)
    return found | _of_growth() | _of_outages() | _of_failover() | _of_fuzz()


def _of_growth():
    growth = figures.read("growth")
    if not growth:
        return {}
    rates, memory = [], []
    for row in growth["sizes"]:
        size = f"{row['releases']:,}"
        rates += [(f"our one article, of {size}", round(row["hot"]["rate"]))]
        rates += [(f"our articles at random, of {size}", round(row["random"]["rate"]))]
        memory += [(f"our worker with {size}, begun", row["pss_started"])]
        memory += [(f"our worker with {size}, after reading", row["pss_read"])]
    return {
        "growth-speed": bars("Requests answered in a second as releases grow, one worker", "requests/s", rates),
        "growth-memory": bars("Memory of a worker as releases grow", "MB", memory),
    }


def _of_outages():
    told = {name: found for name, found in (figures.read("outage") or {}).items() if "away" in found}
    disk = (figures.read("trouble") or {}).get("the database's disk full")
    told |= {"disk full": disk} if disk else {}
    return {
        f"outage-{name.replace(' ', '-')}": seconds(
            f"The database is {name}" if name != "disk full" else "The database's disk is full",
            "answers in each second",
            found["per_second"],
            found["away"],
        )
        for name, found in told.items()
    }


def _of_failover():
    failover = figures.read("failover")
    if not failover:
        return {}
    told = {"promoted_after": "new first server", "first_publish_after": "first publication"}
    told["site_ready_after"] = "site is ready"
    rows = [
        (f"our {what}, {'confirmed' if one['confirmed'] else 'only following'}", one[name])
        for one in failover["rounds"]
        for name, what in told.items()
    ]
    return {"failover": bars("After the first database server was killed", "s", rows)}


def _of_fuzz():
    fuzz = figures.read("fuzz")
    if not fuzz:
        return {}
    statuses = Counter()
    for run in fuzz["runs"]:
        for status, times in run["statuses"].items():
            statuses[f"{status[0]}xx"] += times
    rows = [(f"our answers of {status}", statuses[status]) for status in ("2xx", "3xx", "4xx", "5xx")]
    return {"fuzz": bars(f"Bad input: {fuzz['total']['requests']:,} requests", "answers", rows)}


def section() -> str:
    """Return what stands between the two marks in docs/operations.md."""
    shown = [f"![{_title(svg)}](figures/{name}.svg)" for name, svg in pictures().items()]
    return "\n\n".join([BEGIN, figures.tables(), *shown, END])


def _title(svg):
    return svg.partition('<title id="t">')[2].partition("</title>")[0]


def written(page: str) -> str:
    """Return docs/operations.md with the figures of bench/results/."""
    before, _, rest = page.partition(BEGIN)
    return before + section() + rest.partition(END)[2]


def main() -> None:
    """Write the pictures and the tables."""
    drawn = pictures()
    (DOCS / "figures").mkdir(exist_ok=True)
    for old in (DOCS / "figures").glob("*.svg"):
        old.unlink()
    for name, svg in drawn.items():
        (DOCS / "figures" / f"{name}.svg").write_text(svg)
    PAGE.write_text(written(PAGE.read_text()))
    print(f"{len(drawn)} pictures, and the tables in {PAGE}.")


if __name__ == "__main__":
    main()

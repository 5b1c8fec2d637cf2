"""The results as pictures in docs/figures/, and as tables in docs/operations.md: `python -m bench.plots`.

Small SVG of bars, written here: each has a title and a description with all its numbers, for those who cannot see it,
and stands on both light and dark paper.
"""

from html import escape
from pathlib import Path

from bench import figures

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = DOCS / "operations.md"
BEGIN, END = "<!-- figures: written by `python -m bench.plots` -->", "<!-- end of figures -->"
WIDTH, ROW, LABELS, ROOM = 720, 26, 270, 90
STYLE = "text{font:13px sans-serif;fill:#1a1a1a}.paper{fill:#fff}.ours{fill:#0b5c6b}.peer{fill:#8a9aa0}"


def bars(title: str, unit: str, rows: list[tuple[str, float]]) -> str:
    """Return an SVG of bars, the longest over the whole width; what begins with “our” has the colour of the site."""
    most = max((value for _, value in rows), default=0) or 1
    told = "; ".join(f"{label}: {value:,g} {unit}" for label, value in rows)
    height = ROW * (len(rows) + 1) + 10
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d">',
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(told)}</desc><style>{STYLE}</style>',
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
        f'<text x="8" y="18" font-weight="bold">{escape(title)}, {escape(unit)}</text>',
    ]
    for number, (label, value) in enumerate(rows, 1):
        y, long = ROW * number + 4, round((WIDTH - LABELS - ROOM) * value / most, 1)
        kind = "ours" if label.startswith("our") else "peer"
        lines.append(f'<text x="8" y="{y + 15}">{escape(label)}</text>')
        lines.append(f'<rect class="{kind}" x="{LABELS}" y="{y + 2}" width="{max(long, 1)}" height="{ROW - 8}"/>')
        lines.append(f'<text x="{LABELS + max(long, 1) + 6}" y="{y + 15}">{value:,g}</text>')
    return "\n".join([*lines, "</svg>\n"])


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
    return found


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
    (DOCS / "figures").mkdir(exist_ok=True)
    for old in (DOCS / "figures").glob("*.svg"):
        old.unlink()
    for name, svg in pictures().items():
        (DOCS / "figures" / f"{name}.svg").write_text(svg)
    PAGE.write_text(written(PAGE.read_text()))
    print(f"{len(pictures())} pictures, and the tables in {PAGE}.")


if __name__ == "__main__":
    main()

"""Small SVG of bars and of lines, for docs/figures/.

Each has a title and a description with its numbers, for those who cannot see it, and stands on light and dark paper.
Lines differ by dashes too, not by colour alone.
"""

from html import escape

WIDTH, ROW, LABELS, ROOM = 720, 26, 270, 90
STYLE = "text{font:13px sans-serif;fill:#1a1a1a}.paper{fill:#fff}.ours{fill:#0b5c6b}.peer{fill:#8a9aa0}"
LEFT, TOP, DEEP = 56, 54, 170  # where the lines are drawn
LINES = (("#0b5c6b", ""), ("#5b3a8c", "7 3"), ("#a35200", "2 3"), ("#b00020", ""))
LINE_STYLE = (
    "text{font:13px sans-serif;fill:#1a1a1a}.paper{fill:#fff}.away{fill:#ece7dc}polyline{fill:none;stroke-width:2}"
)


def bars(title: str, unit: str, rows: list[tuple[str, float]]) -> str:
    """Return an SVG of bars, the longest over the whole width; what begins with “our” has the colour of the site."""
    most = max((value for _, value in rows), default=0) or 1
    told = "; ".join(f"{label}: {value:,g} {unit}" for label, value in rows)
    height = ROW * (len(rows) + 1) + 10
    lines = _begun(title, unit, told, height, STYLE)
    for number, (label, value) in enumerate(rows, 1):
        y, long = ROW * number + 4, round((WIDTH - LABELS - ROOM) * value / most, 1)
        kind = "ours" if label.startswith("our") else "peer"
        lines.append(f'<text x="8" y="{y + 15}">{escape(label)}</text>')
        lines.append(f'<rect class="{kind}" x="{LABELS}" y="{y + 2}" width="{max(long, 1)}" height="{ROW - 8}"/>')
        lines.append(f'<text x="{LABELS + max(long, 1) + 6}" y="{y + 15}">{value:,g}</text>')
    return "\n".join([*lines, "</svg>\n"])


def seconds(title: str, unit: str, series: dict[str, list[float]], away: tuple[float, float]) -> str:
    """Return an SVG of at most four lines over the seconds, with the seconds from `away` to `away` on other paper."""
    long, most = max(map(len, series.values())), max(max(values) for values in series.values()) or 1
    across, down = (WIDTH - LEFT - 16) / max(1, long - 1), DEEP / most
    told = "; ".join(f"{name}: {sum(values):,} in all, {max(values):,} at most" for name, values in series.items())
    lines = _begun(title, unit, f"{told}; away from second {away[0]} to {away[1]}", TOP + DEEP + 30, LINE_STYLE)
    begin, wide = LEFT + away[0] * across, (away[1] - away[0]) * across
    lines.append(f'<rect class="away" x="{begin:.1f}" y="{TOP}" width="{wide:.1f}" height="{DEEP}"/>')
    for number, ((name, values), (colour, dashes)) in enumerate(zip(series.items(), LINES, strict=False)):
        points = " ".join(f"{LEFT + n * across:.1f},{TOP + DEEP - v * down:.1f}" for n, v in enumerate(values))
        stroke = f'stroke="{colour}"' + (f' stroke-dasharray="{dashes}"' if dashes else "")
        x = 8 + number * 175
        lines.append(f'<polyline {stroke} points="{points}"/><polyline {stroke} points="{x},38 {x + 26},38"/>')
        lines.append(f'<text x="{x + 32}" y="42">{escape(name)}</text>')
    lines.append(f'<text x="8" y="{TOP + 10}">{most:,g}</text><text x="8" y="{TOP + DEEP}">0</text>')
    for second in range(0, long - 2, 10):
        lines.append(f'<text x="{LEFT + second * across:.1f}" y="{TOP + DEEP + 20}">{second} s</text>')
    return "\n".join([*lines, "</svg>\n"])


def _begun(title, unit, told, height, style):
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d">',
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(told)}</desc><style>{style}</style>',
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
        f'<text x="8" y="18" font-weight="bold">{escape(title)}, {escape(unit)}</text>',
    ]

"""What the stylesheets promise: small, readable in every scheme, and nothing that the security policy would refuse."""

import gzip
import re
from itertools import product
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CSS = ROOT / "static" / "css"
JS = ROOT / "static" / "js"
IMPORTED = re.findall(r'@import url\("(.+?)"\)', (CSS / "site.css").read_text())
SHEETS = [CSS / name for name in ("site.css", *IMPORTED)]

SURFACES = ["paper", "card", "mist", "honeymist", "rosemist", "leafmist"]
WORDS = ["ink", "soft", "link", "visited", "crimson", "leaf"]
WORDS_ON = {
    "on-action": ["action", "pressed"],
    "on-crimson": ["crimson"],
    "on-deep": ["deep"],
    "deep-soft": ["deep"],
    "on-honey": ["honey"],
    "paper": ["ink"],
}


def tokens(selector, within=""):
    """Return the custom properties that the first rule of `selector`, after the media query `within`, sets."""
    source = re.sub(r"/\*.*?\*/", "", (CSS / "tokens.css").read_text(), flags=re.S)
    rule = source[source.index(within) :] if within else source
    body = re.search(re.escape(selector) + r"\s*\{(.*?)\}", rule, flags=re.S).group(1)
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", body))


LIGHT = tokens(":root")
DARK = LIGHT | tokens(':root[data-colour="dark"]')
CONTRAST = LIGHT | tokens(':root[data-colour="contrast"]')
DEVICE = ':root[data-colour="device"]'
DARK_AND_CONTRAST = DARK | tokens(DEVICE, "@media (prefers-contrast: more) {")
DARK_AND_CONTRAST |= tokens(DEVICE, "and (prefers-color-scheme: dark)")
SCHEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST, "dark and contrast": DARK_AND_CONTRAST}


def luminance(colour):
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_stand_out_seven_to_one_on_every_surface(scheme):
    colours = SCHEMES[scheme]
    pairs = [*product(WORDS, SURFACES), *((word, on) for word, grounds in WORDS_ON.items() for on in grounds)]
    faint = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 7} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_of_controls_stand_out(scheme):
    colours = SCHEMES[scheme]
    faint = [on for on in SURFACES if contrast(colours["line"], colours[on]) < 4.5]
    assert faint == []


@pytest.mark.parametrize(
    ("query", "selector"),
    [
        ("@media (prefers-color-scheme: dark)", ':root[data-colour="dark"]'),
        ("@media (prefers-contrast: more) {", ':root[data-colour="contrast"]'),
    ],
)
def test_a_saved_choice_looks_like_the_same_choice_of_the_device(query, selector):
    assert tokens(DEVICE, query) == tokens(selector)


def gzipped(paths):
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_all_stylesheets_together_stay_under_12_kb():
    assert gzipped(SHEETS) <= 12 * 1024


def test_what_every_page_runs_stays_under_2_kb():
    imported = re.findall(r'import "\./(.+?)"', (JS / "site.js").read_text())
    assert gzipped([JS / "site.js", *(JS / name for name in imported)]) <= 2 * 1024


# Loaded only where they are used: reading aloud, and the editors' blocks in the admin.
LARGER = {"listen.js": 1.6 * 1024, "blocks.js": 1.2 * 1024}


@pytest.mark.parametrize("path", sorted(JS.glob("*.js")), ids=lambda path: path.name)
def test_a_script_stays_small(path):
    assert gzipped([path]) <= LARGER.get(path.name, 1024)


def test_every_component_sheet_is_imported():
    assert {path.name for path in (CSS / "components").glob("*.css")} == {
        path.name for path in SHEETS if path.parent.name == "components"
    }


def test_stylesheets_fetch_nothing():
    fetching = [path.name for path in CSS.rglob("*.css") if re.search(r"data:|https?:|@font-face", path.read_text())]
    assert fetching == []


TEMPLATES = [path for path in (ROOT / "templates").rglob("*.html") if "admin" not in path.parts]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_templates_hold_no_inline_style_or_script(path):
    source = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son\w+=", source)
    assert not re.search(r"<script(?![^>]*\ssrc=)", source)
    assert 'target="_blank"' not in source


def test_the_icon_of_the_reading_settings_stands_for_nothing_else():
    holders = {path.name for path in TEMPLATES if re.search(r'icon[ =]"text"', path.read_text())}
    assert holders == {"header.html", "accessibility.html"}

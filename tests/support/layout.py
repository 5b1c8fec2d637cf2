"""What can be measured of an open page: sideways scrolling, targets, gaps, the length of lines."""

from contextlib import contextmanager
from pathlib import Path

MEASURES = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
RESTYLE = """(rules) => {
  const sheet = new CSSStyleSheet();  // of a script: the security policy refuses a <style>
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}"""
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }"""


@contextmanager
def spaced_text(tab):
    """Space the text of the page as WCAG 1.4.12 says that people may, until the end of the block."""
    tab.evaluate(RESTYLE, SPACED)
    yield
    tab.evaluate(RESTYLE, "")


@contextmanager
def in_font(tab, family: str):
    """Show the page in this font, where the machine has it, until the end of the block."""
    set_font(tab, family)
    yield
    tab.evaluate(RESTYLE, "")


def set_font(tab, family: str) -> None:
    """Show the page in this font, where the machine has it."""
    tab.evaluate(RESTYLE, f":root {{ --font: {family} !important; }}")


def sideways(tab) -> list[str]:
    """Return what reaches beyond the sides of the window, or is cut off."""
    return _measure(tab, "sideways")


def small(tab, least: int) -> list[str]:
    """Return the targets that are lower or narrower than so many CSS pixels; links inside a sentence do not count."""
    return _measure(tab, "small", least)


def crowded(tab, gap: int) -> list[str]:
    """Return the pairs of targets with less than so many CSS pixels between them."""
    return _measure(tab, "crowded", gap)


def long(tab, most: int) -> list[str]:
    """Return the lines of running text with more than so many characters."""
    return _measure(tab, "long", most)


def _measure(tab, name, *limit):
    tab.wait_for_load_state()
    return tab.evaluate(f"(limit) => {MEASURES}.{name}(limit)", *limit)

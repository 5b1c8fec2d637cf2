"""axe-core with every rule set: A, AA, AAA and best practice. Nothing found is the only pass."""

import hashlib
import re

from axe_playwright_python.sync_playwright import Axe

RULE_SETS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = {
    "runOnly": {"type": "tag", "values": list(RULE_SETS)},
    "resultTypes": ["violations"],
    "preload": False,  # else axe adds style sheets of its own, which the site's security policy refuses
}
# A colour that still changes is measured wrongly.
AT_REST = "() => Promise.allSettled(document.getAnimations().map((one) => one.finished))"
# What can differ between the schemes of one page: a scheme changes colours and nothing else.
COLOURS = {**OPTIONS, "runOnly": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]}
# All that can tell two pages apart for axe: the document, what is chosen, focused and typed, the window, the device.
SHOWN = """() => JSON.stringify([
  location.origin,
  document.documentElement.outerHTML,
  [...document.querySelectorAll("input:not([name=csrfmiddlewaretoken]), select, textarea, option")]
    .map(({ checked, selected, disabled, value }) => [checked, selected, disabled, value]),
  [...document.querySelectorAll("*")].indexOf(document.activeElement),
  [...document.adoptedStyleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)),
  [innerWidth, innerHeight, devicePixelRatio, scrollX, scrollY],
  ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-reduced-motion: reduce)", "print"]
    .map((query) => matchMedia(query).matches),
])"""
CHANGES_EACH_TIME = re.compile(r'(name=\\"csrfmiddlewaretoken\\" value=\\")\w+')
_axe = Axe()
_passed = set()


def assert_accessible(page):
    """Fail with what axe found on the page, and where; on the whole page, also right after a click that led to it.

    A page that has passed is not measured again while nothing about it has changed: people on a journey come by often.
    """
    _assert(page, OPTIONS)


def assert_accessible_in_both_schemes(page):
    """The same of a page as it is, and its colours in the dark too; it is light again afterwards."""
    page.emulate_media(color_scheme="light")
    _assert(page, OPTIONS)
    page.emulate_media(color_scheme="dark")
    _assert(page, COLOURS)
    page.emulate_media(color_scheme="light")


def _assert(page, options):
    page.wait_for_load_state()
    page.evaluate(AT_REST)
    shown = _fingerprint(page)
    if shown in _passed:
        return
    found = _axe.run(page, options=options)
    complaints = [
        f"{violation['id']} at {node['target']}: {node['failureSummary']}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]
    assert not complaints, f"{page.url}\n" + "\n".join(complaints)
    _passed.add(shown)


def _fingerprint(page):
    return hashlib.sha256(CHANGES_EACH_TIME.sub(r"\1", page.evaluate(SHOWN)).encode()).digest()

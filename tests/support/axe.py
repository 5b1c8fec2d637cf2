"""axe-core with every rule set: A, AA, AAA and best practice. Nothing found is the only pass."""

import hashlib
import json
import re

from axe_playwright_python.base import AXE_SCRIPT

RULE_SETS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# The ratios of AAA without axe's lower bounds, below which it leaves a finding to AA: every text is measured once.
STRICT = {
    "id": "color-contrast-enhanced",
    "options": {
        "ignoreUnicode": True,
        "ignoreLength": False,
        "ignorePseudo": False,
        "boldValue": 700,
        "boldTextPt": 14,
        "largeTextPt": 18,
        "contrastRatio": {"normal": {"expected": 7}, "large": {"expected": 4.5}},
        "pseudoSizeThreshold": 0.25,
        "shadowOutlineEmMax": 0.1,
        "textStrokeEmMin": 0.03,
    },
}
# axe would take the same few colours apart again for every text, which is a fifth of its time.
EACH_COLOUR_ONCE = """(() => {
  const known = new Map(), { prototype } = axe.commons.color.Color, { parseString } = prototype;
  prototype.parseString = function (text) {
    if (!known.has(text)) {
      const { r, g, b, alpha } = parseString.call(this, text);
      known.set(text, { r, g, b, alpha });
    }
    return Object.assign(this, known.get(text));
  };
})()"""
SET_UP = f"{AXE_SCRIPT}; axe.configure({json.dumps({'checks': [STRICT], 'noHtml': True})}); {EACH_COLOUR_ONCE}"
OPTIONS = {
    "runOnly": {"type": "tag", "values": list(RULE_SETS)},
    "rules": {"color-contrast": {"enabled": False}},  # asks for less of the same texts
    "resultTypes": ["violations"],
    "preload": False,  # else axe adds style sheets of its own, which the site's security policy refuses
}
# A colour that still changes is measured wrongly. One whose change the browser has put off for good is looked at as is.
AT_REST = """() => Promise.race([
  Promise.allSettled(document.getAnimations().map((one) => one.finished)),
  new Promise((resolve) => setTimeout(resolve, 1000)),
])"""
# A look that does not end fails; Playwright itself would wait for ever.
LOOK = """(options) => Promise.race([
  axe.run(document, options).then((found) => found.violations),
  new Promise((_, reject) => setTimeout(() => reject(new Error("axe did not end within 2 minutes")), 120000)),
])"""
# What can differ between the schemes of one page: a scheme changes colours and nothing else.
COLOURS = {**OPTIONS, "runOnly": ["color-contrast-enhanced", "link-in-text-block"]}
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
    found = complaints(page, options)
    assert not found, f"{page.url}\n" + "\n".join(found)
    _passed.add(shown)


def complaints(page, options=OPTIONS) -> list[str]:
    """Return what axe finds on the page as it is, and where."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(SET_UP)
    found = page.evaluate(LOOK, options)
    return [
        f"{violation['id']} at {node['target']}: {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


def _fingerprint(page):
    return hashlib.sha256(CHANGES_EACH_TIME.sub(r"\1", page.evaluate(SHOWN)).encode()).digest()

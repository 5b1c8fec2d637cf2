"""axe-core with every rule set: A, AA, AAA and best practice. Nothing found is the only pass."""

from axe_playwright_python.sync_playwright import Axe

RULE_SETS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = {
    "runOnly": {"type": "tag", "values": list(RULE_SETS)},
    "resultTypes": ["violations"],
    "preload": False,  # else axe adds style sheets of its own, which the site's security policy refuses
}
_axe = Axe()


def assert_accessible(page):
    """Fail with what axe found on the page, and where; on the whole page, also right after a click that led to it."""
    page.wait_for_load_state()
    found = _axe.run(page, options=OPTIONS)
    complaints = [
        f"{violation['id']} at {node['target']}: {node['failureSummary']}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]
    assert not complaints, f"{page.url}\n" + "\n".join(complaints)

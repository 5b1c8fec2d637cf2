"""Lighthouse as a slow phone, on each kind of public page: `python -m bench.lighthouse [page ...]`, about five minutes.

Its default: a phone of 2016 on slow 4G, with an empty cache, the processor slowed down four times. A page that misses a
target is looked at twice more, and the middle counts: another program on the machine makes a page late, never early.

A demonstration tells search engines to stay away, as do pages that show what somebody typed. Where that is all that SEO
has against a page, SEO is counted as 100, and “kept out of search engines” says so: the audit is-crawlable then fails
for the line that is there on purpose, and for nothing else.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import urllib.request

from bench import packages, report, site

SMALL = ("home", "article", "question", "result", "search", "directory")
PAGES = {
    "home": "/",
    "article": "/articles/stiffness-and-spasms/",
    "topic": "/topics/stiffness/",
    "exercise": "/exercises/knee-rolls/",
    "question": "/get-physio/difficulties/",
    "result": "/get-physio/result/",
    "search": "/search/?q=stiff+legs",
    "directory": "/services/?near=Leeds",
    "service": "",
    "glossary": "/glossary/",
    "questions": "/questions/",
    "stories": "/stories/",
    "safety": "/how-we-keep-you-safe/",
    "policy": "/how-we-check/",
}
CHROME = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
CHROME += " --disable-component-update --disable-sync"
TRIES = 3  # a browser on a busy machine can miss its own start
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LIMITS = {"lcp_ms": 1200, "tbt_ms": 50, "cls": 0, "kilobytes": 60}
MEASURED = {"lcp_ms": "largest-contentful-paint", "tbt_ms": "total-blocking-time", "cls": "cumulative-layout-shift"}


def main(*wanted: str) -> int:
    """Measure, print, keep; return the exit code."""
    modules = packages.installed()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        raise SystemExit("This bench needs Chromium: `apt-get install chromium`, then again.")
    os.environ["CHROME_PATH"] = chromium
    with site.filled() as place, site.served(place) as running:
        cookie, found = site.answers(running.url), {}
        pages = PAGES | {"service": first_service(running.url)}
        for name in wanted or pages:
            found[name] = of_page(modules, running.url + pages[name], cookie, name in SMALL)
            print(f"{name:10} {found[name]}", flush=True)
    return report.conclude("lighthouse", {"pages": found}, targets(found))


def first_service(url):
    """Return the path of a service's own page."""
    with urllib.request.urlopen(f"{url}/services/?near=Leeds") as answer:
        return re.search(r'href="(/services/[\w-]+/)"', answer.read().decode())[1]


def of_page(modules, url, cookie, small):
    """Return the figures of a page: of one look, or the middle of three."""
    looks = [looked(modules, url, cookie)]
    if missed(looks[0], small):
        looks += [looked(modules, url, cookie) for _ in range(2)]
    middle = {key: statistics.median(look[key] for look in looks) for key in looks[0] if key != "failed"}
    return {**middle, "looks": len(looks), "failed": sorted({audit for look in looks for audit in look["failed"]})}


def missed(look, small):
    late = look["lcp_ms"] >= LIMITS["lcp_ms"] or look["tbt_ms"] >= LIMITS["tbt_ms"] or look["cls"] > LIMITS["cls"]
    heavy = small and look["kilobytes"] >= LIMITS["kilobytes"]
    return late or heavy or any(look[category] < 100 for category in CATEGORIES)


def looked(modules, url, cookie):
    """Return what Lighthouse says about a page."""
    headers = json.dumps({"Cookie": cookie})
    options = ["--output=json", "--quiet", f"--chrome-flags={CHROME}", f"--extra-headers={headers}"]
    program = ["node", modules / "lighthouse" / "cli" / "index.js", url, *options]
    program.append(f"--only-categories={','.join(CATEGORIES)}")
    for _ in range(TRIES):
        done = subprocess.run(program, capture_output=True, text=True, timeout=180)
        told = json.loads(done.stdout) if done.returncode == 0 else {"runtimeError": done.stderr[-2000:]}
        if not told.get("runtimeError"):
            return figures(told)
    raise RuntimeError(f"Lighthouse did not run: {told['runtimeError']}")


def figures(told):
    """Return scores from 0 to 100, milliseconds and kilobytes, and the audits of scored categories that failed."""
    audits = told["audits"]
    weighed = {ref["id"] for each in told["categories"].values() for ref in each["auditRefs"] if ref["weight"]}
    failed = [key for key in sorted(weighed) if audits[key]["score"] is not None and audits[key]["score"] < 0.9]
    found = {name: round(100 * (told["categories"][name]["score"] or 0)) for name in CATEGORIES}
    found |= {name: round(audits[audit]["numericValue"], 3) for name, audit in MEASURED.items()}
    found["kilobytes"] = round(audits["total-byte-weight"]["numericValue"] / 1000, 1)
    seo = {ref["id"] for ref in told["categories"]["seo"]["auditRefs"]}
    found["kept_out"] = "is-crawlable" in failed
    if found["kept_out"] and seo & set(failed) == {"is-crawlable"}:
        found["seo"], failed = 100, [key for key in failed if key != "is-crawlable"]
    return {**found, "failed": failed}


def targets(found):
    """Return what was promised for the worst of the pages."""
    if not found:
        return []
    told = []
    for category in CATEGORIES:
        worst = min(page[category] for page in found.values())
        told.append(report.Target("1", f"Lighthouse {category}, lowest of {len(found)} pages", "at least", 100, worst))
    for key, sense, unit in (("lcp_ms", "under", "ms"), ("tbt_ms", "under", "ms"), ("cls", "exactly", "")):
        worst = max(page[key] for page in found.values())
        name = MEASURED[key].replace("-", " ")
        told.append(report.Target("1", f"{name}, highest", sense, LIMITS[key], worst, unit))
    weights = [found[name]["kilobytes"] for name in SMALL if name in found]
    if weights:
        told.append(report.Target("1", "transferred for a page view, most", "under", 60, max(weights), "KB"))
    return told


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""The score of the MDN HTTP Observatory for the site as in production, and for Wagtail as it comes.

    python -m bench.observatory        about a minute; installs the Observatory's npm package the first time

The site runs without DEMO, with HTTPS=1 and BEHIND_PROXY=1, behind nginx with TLS under a certificate of our own, which
is all that is left out of production; its pages have no approved content here, and the same headers. The package's own
program judges it, unchanged. Wagtail stands behind the same front.
"""

import json
import os
import subprocess
import sys

from bench import front, packages, peers, report, site

PRODUCTION = {"DEMO": "0", "HTTPS": "1", "BEHIND_PROXY": "1", "ALLOWED_HOSTS": "localhost", "LOG_LEVEL": "ERROR"}


def main() -> int:
    """Measure, print, keep; return the exit code."""
    modules = packages.installed()
    peers.install()
    with site.filled() as place, site.folder() as templates:
        (templates / "base.html").write_text("{% block content %}{% endblock %}{% block userbar %}{% endblock %}")
        peers.fill_wagtail(place, "wagtail", "<main><p>Words about physiotherapy.</p></main>")
        with site.served(place, workers=1, **PRODUCTION) as running:
            ours = scanned(modules, running.url)
        with peers.wagtail(place, "wagtail", gunicorn=False, templates=str(templates)) as running:
            theirs = scanned(modules, running.url)
    for name, found in (("ours", ours), ("Wagtail", theirs)):
        print(f"{name:8} {found['score']:4} {found['grade']:3} failed: {', '.join(found['failed']) or 'nothing'}")
    targets = [report.Target("5", "MDN HTTP Observatory", "at least", 120, ours["score"], "points")]
    return report.conclude("observatory", {"ours": ours, "Wagtail": theirs}, targets)


def scanned(modules, url):
    """Return score, grade, and points by test, of a site behind TLS."""
    with front.tls(url) as (name, certificate):
        program = ["node", modules / "@mdn/mdn-http-observatory/src/scan.js", name]
        known = {**os.environ, "NODE_EXTRA_CA_CERTS": str(certificate)}
        done = subprocess.run(program, capture_output=True, text=True, env=known, timeout=120)
    found = json.loads(done.stdout)
    if "error" in found:
        raise SystemExit(f"The Observatory could not look: {found['error']}")
    tests = {
        key: {"result": test["result"], "points": test.get("scoreModifier")} for key, test in found["tests"].items()
    }
    failed = [key for key, test in found["tests"].items() if not test["pass"]]
    return {"score": found["scan"]["score"], "grade": found["scan"]["grade"], "failed": failed, "tests": tests}


if __name__ == "__main__":
    sys.exit(main())

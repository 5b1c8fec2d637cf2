"""What nginx and HAProxy say themselves: pages of deploy/pages/, with headers as strict as those of the site."""

import os
import re
import signal

from tests.support.running import ROOT

PAGES = sorted((ROOT / "deploy" / "pages").glob("*.html"))
HEADERS = (ROOT / "deploy" / "nginx" / "headers.conf").read_text()
LINES = (ROOT / "templates" / "components" / "emergency_lines.html").read_text().partition("\n")[2]


def headers():
    """Return {name in small letters: value} of what nginx sends with them, over https."""
    written = re.findall(r"^add_header ([\w-]+) (\S+|\".*\") always;$", HEADERS, re.M)
    assert len(written) == HEADERS.count("add_header ")
    known = {name.lower(): value.strip('"') for name, value in written}
    return known | {"strict-transport-security": "max-age=31536000"}


def open_doors(answer):
    """Return the names of those headers that an answer has not, or otherwise."""
    return {name for name, value in headers().items() if answer.headers.get(name) != value}


def wrong(answer):
    """Return what is wrong with a proxy's own page: its headers, or that it does not say whom to call."""
    found = sorted(open_doors(answer))
    if answer.headers.get("content-type") != "text/html; charset=utf-8":
        found.append("content-type")
    return found + [line for line in LINES.splitlines() if line not in answer.body.decode()]


def add_to(nginx, line):
    """Put a line before the first location of a running nginx, and have it read its configuration anew."""
    file = nginx.folder / "nginx.conf"
    file.write_text(file.read_text().replace("    location / {", f"    {line}\n    location / {{", 1))
    os.kill(int((nginx.folder / "pid").read_text()), signal.SIGHUP)

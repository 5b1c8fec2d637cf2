"""Every address of the admin, with something in each of its gaps."""

import re

from django.contrib import admin
from django.urls import reverse
from django.urls.resolvers import RegexPattern, URLResolver

OPEN = ("login", "logout", "second_factor", "set_up")  # what somebody gets to who has given a password and no more
GAP = re.compile(r"<(?:(\w+):)?\w+>")
FILLED = {"int": "1", "slug": "approve", "path": "1", "str": "x", None: "x"}


def closed_addresses():
    """Return {address: URL name} of everything but OPEN."""
    found = dict(_found(admin.site.get_urls(), reverse("admin:index")))
    return {address: name for address, name in found.items() if name not in OPEN}


def _found(patterns, before):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _found(pattern.url_patterns, before + _filled(pattern.pattern))
        else:
            yield before + _filled(pattern.pattern), pattern.name or ""


def _filled(pattern):
    """The catch-all and the list of each app are regular expressions; all others are routes."""
    if isinstance(pattern, RegexPattern):
        return "no-such-page/" if "url" in str(pattern) else "auth/"
    return GAP.sub(lambda gap: FILLED[gap[1]], str(pattern))

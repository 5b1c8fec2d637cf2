"""What every template may ask about the site and the way somebody reads it."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from msphysio.reading_settings import Reading

# What few pages say and the frame asks of all: to look for a name in vain takes a template ten times as long.
UNSAID = {"metadata": None, "noindex": False, "preview": False, "quick_exit": False}


@dataclass(frozen=True)
class Operator:
    """Who runs the site, as settings.OPERATOR says."""

    name: str
    contact_url: str
    reply_time: str
    privacy_url: str = ""


@dataclass(frozen=True, eq=False)  # one for all who read alike: parts of each page are kept by it
class Site:
    """What the frame of every page depends on. `elsewhere`: where the quick exit leads."""

    demo: bool
    operator: Operator
    elsewhere: str
    reading: Reading


def site(request):
    """Give templates `site`, a Site, and what is UNSAID. Needs no database."""
    operator = (*settings.OPERATOR.items(),)
    return {**UNSAID, "site": _site(settings.DEMO, operator, settings.QUICK_EXIT, Reading.of(request))}


@lru_cache(maxsize=64)
def _site(demo, operator, elsewhere, reading):
    return Site(demo, Operator(**dict(operator)), elsewhere, reading)

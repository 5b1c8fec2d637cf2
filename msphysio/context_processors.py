"""What every template may ask about the site and the way somebody reads it."""

from dataclasses import dataclass

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


@dataclass(frozen=True)
class Site:
    """What the frame of every page depends on. `elsewhere`: where the quick exit leads."""

    demo: bool
    operator: Operator
    elsewhere: str
    reading: Reading


def site(request):
    """Give templates `site`, a Site, and what is UNSAID. Needs no database."""
    operator = Operator(**settings.OPERATOR)
    return {**UNSAID, "site": Site(settings.DEMO, operator, settings.QUICK_EXIT, Reading.of(request))}

"""The ways of the public guide in the site's search: each by the words to somebody with MS, without what is paused."""

from django.urls import reverse

from content.search import index
from content.search.entries import Entry
from referrals.engine.pausing import without

from .paused import paused_of

KIND = "route"
SAID = ("text", "contact", "gives", "cost")


def make_findable(guide_row, guide):
    """Make the routes of a guide findable that may be shown now: `guide` is the engine's Guide, as it was approved."""
    index.write(KIND, guide_row.pk, guide_row.key, entries_of(_shown(guide_row, guide)))


def make_unfindable(guide_row):
    """Make no route of a guide findable any more."""
    index.drop(KIND, guide_row.pk)


def entries_of(routes):
    """Return an Entry for each of some engine Routes. The questions say whether it fits, so it leads to them."""
    address = reverse("guide_start")
    return tuple(Entry(title=route.title.you, text=_text(route), url=address) for route in routes if route.title)


def _text(route):
    wordings = (getattr(route, name) for name in SAID)
    return "\n".join(wording.you for wording in wordings if wording)


def _shown(guide_row, guide):
    left = without(guide, paused_of(guide_row))
    used = {rule.route for rule in left.rules if rule.effect == "recommend"}
    used |= {where.substitute for route in left.routes for where in route.availability.values()}
    return [route for route in left.routes if route.key in used]

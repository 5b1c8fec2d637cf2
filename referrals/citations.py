"""What the guide rests on: routes, rules and urgent signs name the sources of content's register by their keys."""

from content.models import Source
from referrals.models import Route, Rule, UrgentSign

CLOSED = ("published", "retired", "withdrawn")  # of the published version the frozen document counts
SOURCED = (("route", Route, "title_self"), ("rule", Rule, "reason_self"), ("sign", UrgentSign, "title_self"))


def in_rows(source_key):
    """Return `(kind, key, title)` of what cites a source in versions that are drafts or wait for publication."""
    found = []
    for kind, model, title in SOURCED:
        rows = model.objects.filter(sources__contains=[source_key]).exclude(version__state__in=CLOSED)
        found += [(kind, *row) for row in rows.order_by("-version__number", "position").values_list("key", title)]
    return found


def in_guide(guide, source_key):
    """Return `(kind, key, title)` of what cites a source in an engine's Guide."""
    return [(kind, item.key, title) for kind, item, title in _cited(guide) if source_key in item.sources]


def unknown(guide):
    """Return a sentence for every source that a guide names and the register does not have."""
    wanted = {key for _, item, _ in _cited(guide) for key in item.sources}
    known = set(Source.objects.filter(key__in=wanted).values_list("key", flat=True))
    return tuple(
        f"The {kind} “{item.key}” names the source “{key}”, which the register of sources lacks. Add it there first."
        for kind, item, _ in _cited(guide)
        for key in item.sources
        if key not in known
    )


def _cited(guide):
    """Yield `(kind, thing, title)` of everything in a guide that may name sources."""
    yield from (("route", route, _title(route.title)) for route in guide.routes)
    yield from (("rule", rule, _title(rule.reason)) for rule in guide.rules)
    yield from (("sign", sign, _title(sign.title)) for sign in guide.urgent_signs)


def _title(wording):
    return wording.you if wording else ""

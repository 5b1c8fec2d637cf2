"""Who still uses a row: what has to be changed before it can be deleted."""

from django.urls import reverse
from django.utils.html import format_html

from referrals.models import Condition, Fact, Question, Route, Rule

OWNERS = ("question", "fact", "rule", "sign")


def uses_of(row):
    """Return links to what names a question, fact or route in its conditions, as its route or as its substitute."""
    if isinstance(row, Route):
        routes = Route.objects.filter(availability__substitute=row).distinct()
        return [*map(_link, Rule.objects.filter(route=row)), *map(_link, routes)]
    if not isinstance(row, Question | Fact):
        return []
    kind = "question" if isinstance(row, Question) else "fact"
    named = Condition.objects.filter(**{f"lines__rows__{kind}": row}).exclude(**{kind: row}).distinct()
    owners = (getattr(condition, owner) for condition in named.select_related(*OWNERS) for owner in OWNERS)
    return [_link(owner) for owner in dict.fromkeys(owners) if owner]


def _link(row):
    opts = row._meta
    address = reverse(f"admin:referrals_{opts.model_name}_change", args=[row.pk])
    return format_html('{}: <a href="{}">{}</a>', opts.verbose_name.capitalize(), address, row.key)

"""How the guide is used, as charts and tables for editors."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache

from referrals import counters

from .charts import chart

WEEKS = 8


def context(weeks=WEEKS):
    """Return what templates/admin/referrals/_counts.html needs: `counts`, a Summary, and `charts` of it."""
    counts = counters.summary(weeks)
    by_week = [
        (f"Week of {week:%-d %B}", (start, finish))
        for week, start, finish in zip(counts.weeks, counts.starts.numbers, counts.finishes.numbers, strict=True)
    ]
    charts = [
        chart("weeks", "Starts and results", by_week, legend=("Gave a first answer", "Came to a result")),
        chart("left", "Where people stopped", _totals(counts.left_at)),
        chart("routes", "Which way came first", _totals(counts.first_routes)),
    ]
    return {"counts": counts, "charts": [one for one in charts if one.bars], "least": counters.LEAST}


def _totals(series):
    return [(one.label, (one.total,)) for one in series if one.total is not None]


@never_cache
def counts_page(request):
    """Show the counts of the last weeks."""
    if not request.user.has_perm("referrals.view_guideversion"):
        raise PermissionDenied
    page = {**admin.site.each_context(request), "title": "How the guide is used", **context()}
    return TemplateResponse(request, "admin/referrals/guideversion/counts.html", page)

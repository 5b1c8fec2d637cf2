"""Reporting a problem with a page: who reports is neither asked nor kept.

Floods are held back without knowing anybody: each process takes so many reports in so many seconds from all together,
and the desk's queue so many an hour.
"""

import logging
from dataclasses import dataclass

from django.db import Error
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from content import presenters, reading, reports, resting
from content.forms import ReportForm
from content.models import Kind
from content.throttle import Throttle

from .help_first import HelpFirst

logger = logging.getLogger(__name__)

DOOR = Throttle(most=20, seconds=600)
LONGEST_PATH = 200
NOT_PAGES = ("health", "robots", "security", "sitemap", "feed", "report", "report_thanks", "settings", "media", "clear")
NOT_PAGES += ("helpful", "open_referral")
KINDS = {"article": Kind.ARTICLE, "article_reader": Kind.ARTICLE, "topic": Kind.TOPIC, "exercise": Kind.EXERCISE}
KINDS |= {"story": Kind.STORY, "story_reply": Kind.STORY, "policy": Kind.POLICY, "service": Kind.SERVICE}
AWAY = "We could not keep your report just now. Your words are still here. Wait a few minutes, then send it again."
TOO_MANY = "Many reports came at once. Your words are still here. Wait 10 minutes, then send it again."
WHEN = {1: "1 working day"}
TITLE = "Report a problem"


@dataclass(frozen=True)
class About:
    """The page that a report is about. `title` is empty where it has none that was published."""

    path: str
    title: str = ""
    kind: str = ""
    object_id: int | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report_problem(request):
    """Show the form, or file what somebody sends and say when it is looked at."""
    if request.method != "POST":
        about = _about(request.GET.get("page", ""))
        return _page(request, ReportForm(initial={"page": about.path}), about)
    form = ReportForm(request.POST)
    about = _about(request.POST.get("page", ""))
    help_first = HelpFirst(request, form, told_in=("words",))
    if help_first.is_due:
        return _page(request, help_first.form, about, **help_first.context)
    if not form.is_valid():
        return _page(request, form, about, status=422)
    thanks = redirect("report_thanks", urgency=form.cleaned_data["urgency"])
    if form.cleaned_data["website"]:
        return thanks
    status = _file(form, about)
    return _page(request, form, about, status=status) if form.errors else thanks


@require_safe
def thank(request, urgency):
    """Say that a report came, and when somebody looks at it."""
    if urgency not in reports.Urgency.values:
        raise Http404
    days = reports.WORKING_DAYS[reports.Urgency(urgency)]
    context = {"when": WHEN.get(days, f"{days} working days"), "harm": urgency == reports.Urgency.HARM}
    title = "Thank you. We have your report"
    return render(request, "content/report_thanks.html", {"nav": "", "title": title, "noindex": True, **context})


def _file(form, about):
    """File the report; when that cannot be now, tell the form why, and return the status that says so."""
    refusal, status = None, 200
    try:
        with DOOR.passing() as passes:
            if not passes or reports.is_flooded():
                refusal, status = TOO_MANY, 429
            else:
                words = {name: form.cleaned_data[name] for name in ("urgency", "words")}
                reports.report(about.path, kind=about.kind, object_id=about.object_id, **words)
    except Error:
        resting.told(logger, "a report was not kept")
        refusal, status = AWAY, 503
    if refusal:
        form.add_error(None, refusal)
    return status


def _page(request, form, about, status=200, **context):
    title = f"Error: {TITLE}" if form.errors else TITLE
    shown = {"nav": "", "title": title, "heading": TITLE, "form": form, "about": about, "noindex": True}
    shown |= {"help_seen": request.POST.get("help_seen", "")} | context
    return render(request, "content/report.html", shown, status=status)


def _about(path):
    """Return what a report is about: a page of this site by its path, else the whole site."""
    path = path.partition("?")[0].partition("#")[0]
    try:
        found = resolve(path) if len(path) <= LONGEST_PATH else None
    except Resolver404:
        found = None
    if found is None or found.app_name or not found.url_name or found.url_name.startswith(NOT_PAGES):
        return About("/")
    kind, slug = _thing(found)
    if kind is None:
        return About(path)
    published = reading.one(kind, slug)
    if published is None:
        return About(path) if slug in presenters.POLICIES else About("/")
    title = published.light.get("title") or published.light["name"]
    if found.url_name == "story_reply":
        title = f"{title}”, reply “{found.kwargs['number']}"
    return About(path, title, published.kind, published.object_id)


def _thing(found):
    """Return the kind and the address of the thing that a page shows, or nothing."""
    slugs = {name: slug for slug, (name, _) in presenters.POLICIES.items()}
    if found.url_name in slugs:
        return Kind.POLICY, slugs[found.url_name]
    return (KINDS[found.url_name], found.kwargs["slug"]) if found.url_name in KINDS else (None, "")

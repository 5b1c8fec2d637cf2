"""Pages that belong to neither app: home, settings, safety, status and the parts."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from content import reading
from content.presenters import Metadata
from content.views.keeping import kept
from content.views.showing import show
from msphysio import clinical_safety, parts, standing
from msphysio.forms import ReadingForm
from msphysio.reading_settings import Reading
from referrals import check_answers, definitions

HOME = "For people in the UK with multiple sclerosis (MS) and carers: understand physiotherapy, and find a way to it."

READABLE = ("https://", "mailto:", "tel:")  # what RFC 9116 takes for a contact

SAFETY = "What could go wrong on this site, and what we do about it."


@require_safe
@kept
def home(request):
    """Show the way into the guide, the doors to the articles, and what takes one minute to read."""
    context = {"page": reading.home(), "about": _about_questions()}
    return show(request, "home.html", "Find your way to physiotherapy", Metadata(HOME, reverse("home")), **context)


def _about_questions():
    """About how many questions the guide asks, or None when no guide may be shown."""
    version = definitions.published()
    return check_answers.usual_length(version.guide) if version else None


@require_safe
@kept
def show_safety(request):
    """Show how the site keeps people safe, as the hazard log says it to readers."""
    hazards = clinical_safety.hazards()
    tests = {test for hazard in hazards for test in hazard.tests}
    metadata = Metadata(SAFETY, reverse("safety"))
    return show(request, "safety.html", "How we keep you safe", metadata, hazards=hazards, tests=len(tests))


@require_safe
@never_cache
def show_status(request):
    """Show how much of the site is checked and in date, and which version runs."""
    context = {"known": standing.for_readers(), "proof": standing.last_proof()}
    return render(request, "status.html", {"nav": "", "title": "How the site stands today", **context})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change_settings(request):
    """Show the reading settings, or keep them on the device and go back to the page somebody came from."""
    if request.method != "POST":
        back = _back(request, request.GET.get("next"))
        form = ReadingForm(initial={**Reading.of(request).as_initial(), "next": back})
        return _settings_page(request, form, back)
    form = ReadingForm(request.POST)
    back = _back(request, request.POST.get("next"))
    if not form.is_valid():
        return _settings_page(request, form, back, status=422)
    response = redirect(back)
    form.reading().keep(response, secure=settings.HTTPS)
    return response


def _settings_page(request, form, back, status=200):
    title = "Error: Reading settings" if form.errors else "Reading settings"
    return render(request, "settings.html", {"nav": "", "title": title, "form": form, "back": back}, status=status)


def _back(request, address):
    """The address if it is the path of a page of this site other than the settings, else the home page."""
    here = url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/")
    return address if here and not address.startswith(reverse("settings")) else reverse("home")


@require_safe
def show_parts(request):
    """Show every component in every state, for developers and tests; only where nobody mistakes it for advice."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "parts.html", {"nav": "", "title": "Parts and states", "noindex": True, **parts.samples()})


@require_safe
@kept
def robots(request):
    """Tell search engines what to leave alone: everything, while nothing is approved."""
    leave = ["/"] if settings.DEMO else ["/admin/", "/health/", "/helpful/", "/parts/", "/report/", "/settings/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in leave)]
    lines += [] if settings.DEMO else [f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def security(request):
    """Tell whoever finds a weakness whom to tell, as RFC 9116 says; not found where the operator names nobody."""
    contact = settings.OPERATOR["contact_url"]
    if not contact.startswith(READABLE):
        raise Http404
    # It is good for as long as somebody runs the site: the day moves on with it, and stays under a year.
    ends = timezone.now() + timedelta(days=90)
    lines = [f"Contact: {contact}", f"Expires: {ends:%Y-%m-%d}T00:00:00Z", "Preferred-Languages: en"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")

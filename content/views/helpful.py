"""“Was this page helpful?”: one tap under a page, and a few words for editors. Who answers is neither asked nor kept.

The tap has no token against forged forms: a token needs a cookie, and reading sets none. Instead the browser itself
says that the form was sent from this site. The words have a page of their own, and a token.
"""

import logging
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import Resolver404, get_callable, resolve, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from content import helpful, presenters, reading, resting
from content.forms import WordsForm
from content.models import Kind
from content.presenters import HELPFUL_ANSWERS
from content.throttle import Throttle, ThrottleOfEach

from .help_first import HelpFirst

logger = logging.getLogger(__name__)

TAPS = ThrottleOfEach(most=30, seconds=3600)  # for each page
DOOR = Throttle(most=20, seconds=600)  # for words
LONGEST_PATH = 200
KINDS = {"article": Kind.ARTICLE, "article_reader": Kind.ARTICLE, "exercise": Kind.EXERCISE}
AWAY = "We could not keep your words just now. They are still here. Wait a few minutes, then send them again."
TOO_MANY = "Many people wrote at once. Your words are still here. Wait 10 minutes, then send them again."


@dataclass(frozen=True)
class About:
    """The page at `path` that somebody speaks of; it counts for one `edition` of `page`, in whatever words it was."""

    path: str
    page: str
    edition: int
    title: str


@csrf_exempt
@require_POST
@never_cache
def answer(request):
    """Count a yes or a no, and go back to the end of the same page, which says thank you."""
    if not _from_this_site(request):
        return get_callable(settings.CSRF_FAILURE_VIEW)(request)
    about, said = _about(request.POST.get("page", "")), request.POST.get("helpful")
    if said not in HELPFUL_ANSWERS:
        raise Http404
    try:
        with TAPS.passing(about.page) as passes:
            if not passes:
                return _back(about, "busy")
            helpful.vote(about.page, about.edition, HELPFUL_ANSWERS[said])
    except Error:
        resting.told(logger, "an answer was not kept")
        return _back(about, "away")
    return _back(about, said)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def add_words(request):
    """Show the form for a few words on a page, or keep what somebody sends."""
    sent = request.POST if request.method == "POST" else request.GET
    about, said = _about(sent.get("page", "")), sent.get("said")
    if said not in HELPFUL_ANSWERS:
        raise Http404
    if request.method != "POST":
        return _page(request, WordsForm(initial={"page": about.path, "said": said}), about, said)
    form = WordsForm(request.POST)
    help_first = HelpFirst(request, form, told_in=("words",))
    if help_first.is_due:
        return _page(request, help_first.form, about, said, **help_first.context)
    if not form.is_valid():
        return _page(request, form, about, said, status=422)
    status = 200 if form.cleaned_data["website"] else _keep(form, about, HELPFUL_ANSWERS[said])
    return _page(request, form, about, said, status=status) if form.errors else _back(about, "words")


def _from_this_site(request):
    """Whether the browser says that a form of this site was sent: browsers of today, older ones, and the oldest."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        return urlsplit(sender).netloc == request.get_host()
    except ValueError:  # no address at all
        return False


def _keep(form, about, said):
    """Keep the words; when that cannot be now, tell the form why, and return the status that says so."""
    try:
        with DOOR.passing() as passes:
            if passes and not helpful.is_flooded():
                helpful.remark(about.page, about.edition, said, form.cleaned_data["words"])
                return 200
        refusal, status = TOO_MANY, 429
    except Error:
        resting.told(logger, "words on a page were not kept")
        refusal, status = AWAY, 503
    form.add_error(None, refusal)
    return status


def _page(request, form, about, said, status=200, **context):
    question = "What helped?" if said == "yes" else "What was missing?"
    title = f"Error: {question}" if form.errors else question
    shown = {"nav": "", "title": title, "heading": question, "form": form, "about": about, "said": said}
    shown |= {"noindex": True, "help_seen": request.POST.get("help_seen", "")} | context
    return render(request, "content/helpful_words.html", shown, status=status)


def _back(about, said):
    return redirect(f"{about.path}?helpful={said}#helpful")


def _about(path):
    """Return what somebody speaks of. Raises Http404 where the page does not ask whether it helped."""
    try:
        found = resolve(path) if len(path) <= LONGEST_PATH else None
    except Resolver404:
        found = None
    if found and found.url_name == "faq_list":
        return About(reverse("faq_list"), reverse("faq_list"), 0, "Questions people ask")
    published = reading.one(KINDS[found.url_name], found.kwargs["slug"]) if found and found.url_name in KINDS else None
    if published is None or published.paused:
        raise Http404
    own = reverse(found.url_name, kwargs=found.kwargs)
    return About(own, presenters.address_of(published), published.number, published.light["title"])

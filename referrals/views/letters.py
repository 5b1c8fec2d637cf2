"""What a person takes away from the guide: letters and a summary, on paper, as PDF and as plain text."""

from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from referrals import letters, pdf, plain_text

from .walking import finished_page


def papers_page(view):
    """Like finished_page, and send people who need help first back to their result, for they have no papers."""

    @require_safe
    @finished_page
    @wraps(view)
    def wrapped(request, visit, **kwargs):
        return redirect("result") if visit.walk.stopped else view(request, visit, **kwargs)

    return wrapped


@papers_page
def papers(request, visit):
    """List what there is to print, send or copy."""
    found = letters.papers(visit.version, visit.walk)
    lists = {
        "main": [(paper, _addresses(paper)) for paper in found.main],
        "more": [(paper, _addresses(paper)) for paper in found.more],
    }
    return _page(request, visit, "letters/papers.html", "Your letters and a summary", **lists)


@papers_page
def paper(request, visit, route=""):
    """Show one paper, ready to print."""
    found = _paper(visit, route)
    return _page(request, visit, "letters/paper.html", found.name, paper=found, to=_addresses(found))


@papers_page
def words(request, visit, route=""):
    """Show the words of one paper as plain text, to copy."""
    found = _paper(visit, route)
    parts = {"paper": found, "to": _addresses(found), "versions": plain_text.versions(found)}
    return _page(request, visit, "letters/words.html", "Copy the words", **parts)


@papers_page
def document(request, visit, route="", large=False):
    """Give one paper as a PDF, made now and kept nowhere. The name of the file tells nobody what it is about."""
    found = _paper(visit, route)
    return HttpResponse(
        pdf.made(found, large=large),
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="letter.pdf"', "X-Robots-Tag": "noindex"},
    )


def _paper(visit, route):
    if not route:
        return letters.summary(visit.version, visit.walk)
    found = letters.letter(visit.version, visit.walk, route)
    if found is None:
        raise Http404(f"no letter for {route}")
    return found


def _addresses(paper):
    """Where a paper is: its "page", "pdf", "large" print PDF and "words"."""
    name, given = ("letter", [paper.route]) if paper.route else ("summary", [])
    suffixes = {"page": "", "pdf": "_pdf", "large": "_large", "words": "_words"}
    return {key: reverse(name + suffix, args=given) for key, suffix in suffixes.items()}


def _page(request, visit, template, title, **parts):
    urgent = any(sign.level == "B" for sign in visit.walk.signs)
    return render(request, template, {"nav": "guide", "title": title, "visit": visit, "urgent": urgent, **parts})

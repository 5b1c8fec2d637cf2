"""What a person takes away from the guide: letters and a summary, on paper, as PDF and as plain text."""

from functools import wraps

from django.http import HttpResponse
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


def paper_page(view):
    """Like papers_page, with the `paper` of a number, or the summary; where there is none, back to the list.

    An address of the browser's history may have a number that the answers of now have no letter for.
    """

    @papers_page
    @wraps(view)
    def wrapped(request, visit, number=None, **kwargs):
        walked = visit.version, visit.walk
        summary = number is None
        found = letters.summary(*walked, visit.answers.seen) if summary else letters.letter(*walked, number)
        return view(request, visit, found, **kwargs) if found else redirect("papers")

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


@paper_page
def paper(request, visit, found):
    """Show one paper, ready to print."""
    return _page(request, visit, "letters/paper.html", found.name, paper=found, to=_addresses(found))


@paper_page
def words(request, visit, found):
    """Show the words of one paper as plain text, to copy."""
    parts = {"paper": found, "to": _addresses(found), "versions": plain_text.versions(found)}
    return _page(request, visit, "letters/words.html", "Copy the words", **parts)


@paper_page
def document(request, visit, found, large=False):
    """Give one paper as a PDF, made now and kept nowhere. The name of the file tells nobody what it is about."""
    return HttpResponse(
        pdf.made(found, large=large),
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="letter.pdf"', "X-Robots-Tag": "noindex"},
    )


def _addresses(paper):
    """Where a paper is: its "page", "pdf", "large" print PDF and "words"."""
    name, given = ("letter", [paper.number]) if paper.number else ("summary", [])
    suffixes = {"page": "", "pdf": "_pdf", "large": "_large", "words": "_words"}
    return {key: reverse(name + suffix, args=given) for key, suffix in suffixes.items()}


def _page(request, visit, template, title, **parts):
    urgent = any(sign.level == "B" for sign in visit.walk.signs)
    return render(request, template, {"nav": "guide", "title": title, "visit": visit, "urgent": urgent, **parts})

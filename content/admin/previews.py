"""A working copy as readers would see it. By permission only, kept by no cache and found by no search engine."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from content import presenters, snapshots
from content.audiences import Reader
from content.models import Article, Topic

EDITIONS = {
    "patient": "Someone with MS",
    "carer": "A carer",
    "professional": "A professional",
    "short": "The short version",
}


def article_links(article):
    """Return {label, url} for each edition of an article."""
    return [{"label": label, "url": _address(article.pk, edition)} for edition, label in EDITIONS.items()]


@never_cache
def preview_article(request, pk, edition):
    """Show the working copy of an article as one reader would see it."""
    if not request.user.has_perm("content.view_article"):
        raise PermissionDenied
    if edition not in EDITIONS:
        raise Http404
    article = get_object_or_404(Article, pk=pk)
    reader = Reader.PATIENT if edition == "short" else Reader(edition)
    page = presenters.draft_page(snapshots.document(article), reader, lambda reader: _address(pk, reader))
    context = {
        "page": page,
        "short": edition == "short",
        "preview": {"back": reverse("admin:content_article_change", args=[pk]), "links": article_links(article)},
    }
    return _render(request, "content/article_preview.html", page.title, context)


@never_cache
def preview_topic(request, pk):
    """Show the working copy of a topic with the published articles that it has."""
    if not request.user.has_perm("content.view_topic"):
        raise PermissionDenied
    topic = get_object_or_404(Topic, pk=pk)
    context = {
        "topic": presenters.draft_topic_page(snapshots.document(topic)),
        "preview": {"back": reverse("admin:content_topic_change", args=[pk]), "links": []},
    }
    return _render(request, "content/topic_preview.html", topic.title, context)


def _render(request, template, title, context):
    context |= {"nav": "articles", "title": f"Preview: {title}", "noindex": True}
    return render(request, template, context)


def _address(pk, edition):
    return reverse("admin:content_article_preview", args=[pk, str(edition)])

"""Articles and topics, as the public reads them. Nothing here queries: content.reading holds what is published."""

from functools import partial

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from content import presenters, reading, usage
from content.audiences import Reader
from content.presenters import Metadata

from .keeping import kept
from .showing import show

EDITIONS = {"carer": Reader.CARER, "professional": Reader.PROFESSIONAL, "short": Reader.PATIENT}
ALL_ARTICLES = "Articles about physiotherapy for people with MS and their carers, in plain words."


@require_safe
@kept
def show_article_list(request):
    """List the published articles under their topics."""
    metadata = Metadata(ALL_ARTICLES, reverse("article_list"))
    context = {"topics": presenters.article_list(), "highlights": presenters.highlights()}
    return show(request, "content/article_list.html", "Articles", metadata, nav="articles", **context)


@require_safe
@kept
def show_article(request, slug, edition=None):
    """Show one article: to someone with MS, or in another edition. The reading settings can ask for less of it."""
    published = reading.article(slug)
    if published is None or edition not in (None, *EDITIONS):
        raise Http404
    reader = EDITIONS.get(edition, Reader.PATIENT)
    page = presenters.article_page(published, reader)
    metadata = Metadata(page.summary, page.canonical_url, (published,))
    said = request.GET.get("helpful", "")
    context = {
        "page": page,
        "short": edition == "short",
        "players": page.everything.players,
        "related": presenters.related(published, reader),
        "helpful": presenters.helpful(request.path, page.canonical_url, published.number, said),
    }
    response = show(request, "content/article.html", page.title, metadata, nav="articles", **context)
    response.opened = partial(usage.count_reading, slug)
    return response


@require_safe
@kept
def show_topic(request, slug):
    """Show one topic with its articles."""
    published = reading.topic(slug)
    if published is None:
        raise Http404
    page = presenters.topic_page(published)
    metadata = Metadata(page.summary, page.url, (published,))
    return show(request, "content/topic.html", page.title, metadata, nav="articles", topic=page)

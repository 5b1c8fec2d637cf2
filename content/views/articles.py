"""Articles and topics, as the public reads them. Nothing here queries: content.reading holds what is published."""

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from content import presenters, reading
from content.audiences import Reader
from content.presenters import Metadata

from .showing import show

EDITIONS = {"carer": Reader.CARER, "professional": Reader.PROFESSIONAL, "short": Reader.PATIENT}
ALL_ARTICLES = "Articles about physiotherapy for people with MS and their carers, in plain words."


@require_safe
@conditional_page
def show_article_list(request):
    """List the published articles under their topics."""
    metadata = Metadata(ALL_ARTICLES, reverse("article_list"))
    topics = presenters.article_list()
    return show(request, "content/article_list.html", "Articles", metadata, nav="articles", topics=topics)


@require_safe
@conditional_page
def show_article(request, slug, edition=None):
    """Show one article: to someone with MS, or in another edition. The reading settings can ask for less of it."""
    published = reading.article(slug)
    if published is None or edition not in (None, *EDITIONS):
        raise Http404
    page = presenters.article_page(published, EDITIONS.get(edition, Reader.PATIENT))
    metadata = Metadata(page.summary, page.canonical_url, (published,))
    context = {"nav": "articles", "page": page, "short": edition == "short", "players": page.everything.players}
    return show(request, "content/article.html", page.title, metadata, **context)


@require_safe
@conditional_page
def show_topic(request, slug):
    """Show one topic with its articles."""
    published = reading.topic(slug)
    if published is None:
        raise Http404
    page = presenters.topic_page(published)
    metadata = Metadata(page.summary, page.url, (published,))
    return show(request, "content/topic.html", page.title, metadata, nav="articles", topic=page)

"""Articles and topics, as the public reads them. Nothing here queries: content.reading holds what is published."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from content import presenters, reading
from content.audiences import Reader

EDITIONS = {"carer": Reader.CARER, "professional": Reader.PROFESSIONAL, "short": Reader.PATIENT}


@require_safe
@conditional_page
def show_article_list(request):
    """List the published articles under their topics."""
    context = {"nav": "articles", "title": "Articles", "topics": presenters.article_list()}
    return render(request, "content/article_list.html", context)


@require_safe
@conditional_page
def show_article(request, slug, edition=None):
    """Show one article: to someone with MS, or in another edition. The reading settings can ask for less of it."""
    published = reading.article(slug)
    if published is None or edition not in (None, *EDITIONS):
        raise Http404
    page = presenters.article_page(published, EDITIONS.get(edition, Reader.PATIENT))
    context = {"nav": "articles", "title": page.title, "page": page, "short": edition == "short"}
    return render(request, "content/article.html", context)


@require_safe
@conditional_page
def show_topic(request, slug):
    """Show one topic with its articles."""
    published = reading.topic(slug)
    if published is None:
        raise Http404
    page = presenters.topic_page(published)
    return render(request, "content/topic.html", {"nav": "articles", "title": page.title, "topic": page})

"""Wagtail's pages, its admin, and the search view that `wagtail start` writes."""

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.template.response import TemplateResponse
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.models import Page


def search(request):
    """Search all live pages, ten on a page; with `operator=or` for any of the words, which `wagtail start` has not."""
    query, number = request.GET.get("q", None), request.GET.get("page", 1)
    results = (
        Page.objects.live().search(query, operator=request.GET.get("operator", "and")) if query else Page.objects.none()
    )
    paginator = Paginator(results, 10)
    try:
        shown = paginator.page(number)
    except PageNotAnInteger:
        shown = paginator.page(1)
    except EmptyPage:
        shown = paginator.page(paginator.num_pages)
    return TemplateResponse(request, "search.html", {"search_query": query, "search_results": shown})


urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("search/", search, name="search"),
    path("", include(wagtail_urls)),
]

"""A working copy as readers would see it. By permission only, kept by no cache and found by no search engine."""

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from content import presenters, snapshots
from content.audiences import Reader
from content.models import Kind

from .base import ContentAdmin

PAGE = {"page": "As readers see it"}
READERS = {
    "patient": "Someone with MS",
    "carer": "A carer",
    "professional": "A professional",
    "short": "The short version",
}


class PreviewsAdmin(ContentAdmin):
    """Previews for every kind that has a page; a kind without one has none.

    A preview may be framed by our own pages, so that it can be seen as wide as a telephone; nothing else may be framed.
    """

    def editions(self):
        """Return {edition: whom it is for}."""
        if self.model.kind == Kind.ARTICLE:
            return READERS
        return PAGE if self.model.kind in PAGES else {}

    def preview_links(self, obj):
        """Return {label, url, phone_url} for each way to preview the working copy."""
        return [
            {
                "label": label,
                "url": self.address("preview", obj.pk, edition),
                "phone_url": self.address("phone", obj.pk, edition),
            }
            for edition, label in self.editions().items()
        ]

    def get_urls(self):
        name = f"content_{self.opts.model_name}"
        preview, phone = self.admin_site.admin_view(self.preview), self.admin_site.admin_view(self.preview_on_phone)
        return [
            path("<int:pk>/preview/<slug:edition>/", preview, name=f"{name}_preview"),
            path("<int:pk>/preview/<slug:edition>/phone/", phone, name=f"{name}_phone"),
            *super().get_urls(),
        ]

    @method_decorator([never_cache, xframe_options_sameorigin, csp_replace({"frame-ancestors": [SELF]})])
    def preview(self, request, pk, edition):
        """Show the working copy as one reader would see it; ?framed=1 leaves out the strip that says it is a draft."""
        obj = self._to_preview(request, pk, edition)
        template, context = PAGES[self.model.kind](
            snapshots.document(obj), edition, lambda reader: self.address("preview", pk, reader)
        )
        strip = {
            "back": self.address("change", pk),
            "links": self.preview_links(obj),
            "framed": "framed" in request.GET,
        }
        frame = {"title": f"Preview: {obj}", "nav": "", "noindex": True, "parent": template, "preview": strip}
        return render(request, "content/preview.html", {**frame, **context})

    @method_decorator([never_cache, csp_update({"frame-src": [SELF]})])
    def preview_on_phone(self, request, pk, edition):
        """Show a preview as wide as a telephone."""
        obj = self._to_preview(request, pk, edition)
        links = self.preview_links(obj)
        shown = self.address("preview", pk, edition, framed=1)
        context = {"shown": shown, "edition": self.editions()[edition], "links": links}
        return self.page(request, "admin/content/phone.html", obj, f"On a telephone: {obj}", **context)

    def _to_preview(self, request, pk, edition):
        obj = self.thing_to_read(request, pk)
        if edition not in self.editions():
            raise Http404(f"there is no preview for {edition}")
        return obj


def _article(document, edition, address):
    reader = Reader.PATIENT if edition == "short" else Reader(edition)
    page = presenters.draft_page(document, reader, address)
    return "content/article.html", {"page": page, "short": edition == "short"}


def _topic(document, edition, address):
    return "content/topic.html", {"topic": presenters.draft_topic_page(document)}


def _exercise(document, edition, address):
    return "content/exercise.html", {"page": presenters.draft_exercise_page(document)}


def _faq(document, edition, address):
    return "content/faq_list.html", {"page": presenters.draft_faq_list(document)}


def _term(document, edition, address):
    return "content/glossary.html", {"page": presenters.draft_glossary(document)}


def _story(document, edition, address):
    return "content/story.html", {"page": presenters.draft_story_page(document)}


def _policy(document, edition, address):
    name, _ = presenters.POLICIES.get(document["slug"], ("page", ""))
    page = presenters.draft_policy_page(document)
    return f"policies/{name}.html", {"page": page, "others": presenters.other_policies()}


def _service(document, edition, address):
    return "content/service.html", {"page": presenters.draft_service_page(document)}


PAGES = {
    Kind.ARTICLE: _article,
    Kind.TOPIC: _topic,
    Kind.EXERCISE: _exercise,
    Kind.FAQ: _faq,
    Kind.TERM: _term,
    Kind.STORY: _story,
    Kind.POLICY: _policy,
    Kind.SERVICE: _service,
}

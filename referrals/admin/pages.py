"""What the pages about one version share: the version, the right, and the frame of the admin around them."""

from functools import wraps

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from referrals import publishing
from referrals.definitions import guide_of
from referrals.engine.document import FormatError
from referrals.models import GuideVersion


def version_page(permission):
    """Give a view its version by `pk`, ask for a right on guides, and let no browser keep the page.

    A page that cannot be made of the draft as it stands leads to the check, which says what is missing.
    """

    def decorate(view):
        @never_cache
        @wraps(view)
        def wrapped(request, pk, **kwargs):
            if not request.user.has_perm(f"referrals.{permission}"):
                raise PermissionDenied
            version = get_object_or_404(GuideVersion.objects.select_related("guide"), pk=pk)
            try:
                return view(request, version, **kwargs)
            except publishing.Refused as refusal:
                for reason in refusal.reasons:
                    messages.error(request, reason)
                return go_to("guide_check", version)

        return wrapped

    return decorate


def guide_to_show(version):
    """Return the engine's Guide of a version, with words for every question and answer. Raises Refused."""
    try:
        guide = guide_of(publishing.document_of(version))
    except FormatError as error:
        raise publishing.Refused(publishing.Reason(str(error), error.path)) from error
    for question in guide.questions:
        if any(words is None for words in (question.text, question.label, question.error)):
            raise publishing.Refused(f"The question “{question.key}” has no words yet. Write them first.")
        if any(option.text is None for option in question.options):
            raise publishing.Refused(f"An answer of “{question.key}” has no words yet. Write them first.")
    return guide


def render(request, name, title, version, context):
    """Return the page `name` of a version inside the admin's frame."""
    frame = {**admin.site.each_context(request), "title": title, "version": version, "opts": GuideVersion._meta}
    return TemplateResponse(request, f"admin/referrals/guideversion/{name}.html", {**frame, **context})


def go_to(name, version, *args, anchor=""):
    """Return a redirect to a page about a version."""
    return HttpResponseRedirect(reverse(f"admin:{name}", args=[version.pk, *args]) + (f"#{anchor}" if anchor else ""))


def told(request, act, done):
    """Do `act()` and say that it is done, or why it was refused; return what act returned, or None."""
    try:
        result = act()
    except publishing.Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return None
    if done:
        messages.success(request, done)
    return result if result is not None else True

"""Questions people ask, the glossary, stories and pages about the site. Nothing here queries."""

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from content import presenters, reading
from content.models import Kind
from content.presenters import Metadata

from .keeping import kept
from .showing import show

ALL_FAQS = "Questions that people with MS and carers ask about physiotherapy, with short answers."
ALL_TERMS = "Words that you may hear about MS and physiotherapy, and what they mean, from A to Z."
ALL_STORIES = "What people with MS and carers tell of their own experience of physiotherapy."


@require_safe
@kept
def show_faqs(request):
    """Show the questions people ask under their topics."""
    metadata = Metadata(ALL_FAQS, reverse("faq_list"), presenters.served(reading.every(Kind.FAQ)))
    helpful = presenters.helpful(metadata.path, metadata.path, 0, request.GET.get("helpful", ""))
    context = {"page": presenters.faq_list(), "helpful": helpful}
    return show(request, "content/faq_list.html", "Questions people ask", metadata, **context)


@require_safe
@kept
def show_glossary(request):
    """Show what words mean, from A to Z."""
    metadata = Metadata(ALL_TERMS, reverse("glossary"), presenters.served(reading.every(Kind.TERM)))
    return show(request, "content/glossary.html", "What words mean", metadata, page=presenters.glossary())


@require_safe
@kept
def show_story_list(request):
    """List the stories, or say that there are none yet."""
    metadata = Metadata(ALL_STORIES, reverse("story_list"))
    return show(request, "content/story_list.html", "Stories", metadata, stories=presenters.story_list())


@require_safe
@kept
def show_story(request, slug):
    """Show one story."""
    published = reading.one(Kind.STORY, slug)
    if published is None:
        raise Http404
    page = presenters.story_page(published)
    metadata = Metadata(f"{page.title}. {page.told_by}", page.url, (published,))
    replies = presenters.story_replies(published)
    return show(request, "content/story.html", page.title, metadata, page=page, replies=replies)


@require_safe
@kept
def show_policy(request, slug):
    """Show a page about the site. The five that the foot leads to are always there, with what the code knows."""
    published = reading.one(Kind.POLICY, slug)
    if published is None and slug not in presenters.POLICIES:
        raise Http404
    name, title = presenters.POLICIES.get(slug, ("page", ""))
    resting = bool(published and published.paused)
    page = presenters.policy_page(published) if published and not resting else None
    things = (published,) if page else ()
    metadata = Metadata(page.lead if page else "", presenters.policy_address(slug), things)
    context = {"page": page, "resting": resting, "others": presenters.other_policies()}
    title = published.light["title"] if published else title
    return show(request, f"policies/{name}.html", title, metadata, **context)

"""Stories and replies that readers send. Who sends them is neither asked nor kept.

Words that call for help at once get that help first: nothing is sent before it was shown. Nothing that was typed is
lost on the way, whatever happens.
"""

import logging

from django.db import Error
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from content import code_keys, presenters, reading, replies, resting, stories
from content.code_form import CodeForm
from content.models import Kind
from content.publishing import Refused
from content.story_card import CARD
from content.story_forms import ReplyForm, StoryForm

from .help_first import HelpFirst

logger = logging.getLogger(__name__)

AWAY = "We could not do this just now. Your words are still here. Wait a few minutes, then try again."
BUSY = "A lot came in at once. Your words are still here. Wait 10 minutes, then try again."
TRIED = "This code was tried several times just now. Your words are still here. Wait one minute, then try again."
GONE = "We have no story for this code. Check the words."
SHARE, REPLY, TAKE_BACK = "Share your story", "Reply to a story", "Take your story back"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def share_story(request):
    """Show the form, or keep the story for the moderators and lead to the card with the code."""
    form = StoryForm(request.POST if request.method == "POST" else None)
    page = _Page(request, "content/story_share.html", SHARE, form, told_in=("title", "words"))
    if page.calls_for_help:
        return page.help_first()
    if not form.is_valid():
        return page.shown()
    if form.cleaned_data["website"]:
        return redirect("story_list")
    told_by = form.cleaned_data
    code = page.answered(
        lambda: stories.offer(
            told_by["title"], told_by["teller"], told_by["words"], name=told_by["name"], urgent=page.urgent
        )
    )
    if code is None:
        return page.shown()
    response = redirect("shared_story")
    CARD.write(response, code)
    return response


@require_safe
@never_cache
def show_card(request):
    """Show the code that takes a story back, for half an hour after it was sent."""
    code = CARD.read(request)
    if code is None:
        return redirect("story_list")
    address = f"{request.get_host()}{reverse('take_story_back')}"
    context = {"nav": "", "title": "Thank you. We have your story", "code": code, "address": address, "noindex": True}
    return render(request, "content/story_shared.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def take_back(request):
    """Take a code, and take the story that it stands for away at once."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    page = _Page(request, "content/story_take_back.html", TAKE_BACK, form)
    if not form.is_valid():
        return page.shown()
    found = page.answered(lambda: stories.take_back(form.cleaned_data["code"]))
    if not found:
        if found is not None:
            form.add_error("code", GONE)
        return page.shown()
    response = redirect("story_taken_back")
    CARD.clear(response)
    return response


@require_safe
@never_cache
def show_taken_back(request):
    """Say that a story was taken back."""
    context = {"nav": "", "title": "Your story is taken back", "noindex": True}
    return render(request, "content/story_taken_back.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def reply(request, slug):
    """Show the form, or keep the reply for the moderators."""
    story = _story(slug)
    if request.method != "POST" and not replies.are_open(story):
        return redirect("story", slug)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    about = presenters.story_page(story)
    page = _Page(request, "content/story_reply.html", REPLY, form, told_in=("words",), story=about)
    if page.calls_for_help:
        return page.help_first()
    if not form.is_valid():
        return page.shown()
    thanks = redirect("reply_thanks", slug)
    if form.cleaned_data["website"]:
        return thanks
    words, name = form.cleaned_data["words"], form.cleaned_data["name"]
    sent = page.answered(lambda: replies.send(story, words, name=name, urgent=page.urgent))
    return thanks if sent else page.shown()


@require_safe
@never_cache
def thank_for_reply(request, slug):
    """Say that a reply came, and what happens with it."""
    page = presenters.story_page(_story(slug))
    context = {"nav": "", "title": "Thank you. We have your reply", "story": page, "noindex": True}
    return render(request, "content/story_reply_thanks.html", context)


@require_safe
def show_reply(request, slug, number):
    """Lead to a reply on the page of its story; a report about it names this address."""
    if number not in {shown.number for shown in replies.to(_story(slug))}:
        raise Http404
    return redirect(f"{reverse('story', args=[slug])}#reply-{number}")


def _story(slug):
    published = reading.one(Kind.STORY, slug)
    if published is None or published.paused:
        raise Http404
    return published


class _Page:
    """A form that readers send, in every state it can be in. `told_in` names the fields with a reader's own words.

    `urgent` names the notices that these words call for, `calls_for_help` is whether they were not shown yet.
    """

    def __init__(self, request, template, title, form, told_in=(), **context):
        self._request, self._template, self._title, self._form = request, template, title, form
        self._context, self._status = context, 422 if form.is_bound else 200
        self._help_first = HelpFirst(request, form, told_in)
        self.urgent = self._help_first.urgent
        self.calls_for_help = self._help_first.is_due

    def answered(self, ask):
        """Return what ask() returned, or None when it cannot be done now: the form then says why, kindly."""
        try:
            return ask()
        except Refused as refusal:
            trouble, self._status = str(refusal), 422
        except code_keys.TriedTooOften:
            trouble, self._status = TRIED, 429
        except (code_keys.Busy, replies.Busy):
            trouble, self._status = BUSY, 429
        except Error:
            resting.told(logger, "a story or a reply was not kept")
            trouble, self._status = AWAY, 503
        self._form.add_error(None, trouble)
        return None

    def shown(self):
        """Return the page: the form with what was typed, and what is wrong with it."""
        title = f"Error: {self._title}" if self._form.errors else self._title
        return self._rendered(self._form, self._status, title=title, heading=self._title)

    def help_first(self):
        """Return the page with the help that the words call for, and below it the form with what was typed."""
        return self._rendered(self._help_first.form, 200, **self._help_first.context)

    def _rendered(self, form, status, **context):
        context |= {"nav": "", "form": form, "noindex": True, "help_seen": self._help_first.help_seen}
        return render(self._request, self._template, context | self._context, status=status)

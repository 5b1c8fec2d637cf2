"""Replies to a story, as its page prints them."""

from dataclasses import dataclass

from django.urls import reverse

from content import replies

from .trust import day, report_address


@dataclass(frozen=True)
class StoryReplies:
    """Replies that readers see, the oldest first: [{number, name, date, lines, which, report_url}]; and until when."""

    shown: tuple[dict, ...]
    open: bool
    closes_on: str
    url: str


def story_replies(published):
    """Return the StoryReplies to a Published story, as they stand today."""
    return StoryReplies(
        shown=tuple(_reply(reply, n, published.slug) for n, reply in enumerate(replies.to(published), start=1)),
        open=replies.are_open(published),
        closes_on=day(replies.closes_on(published)),
        url=reverse("reply_to_story", args=[published.slug]),
    )


def _reply(reply, place, slug):
    return {
        "number": reply.number,
        "name": reply.name,
        "date": day(reply.date),
        "lines": [line.strip() for line in reply.words.splitlines() if line.strip()],
        "which": f"number {place}, by {reply.name}",
        "report_url": report_address(reverse("story_reply", args=[slug, reply.number])),
    }

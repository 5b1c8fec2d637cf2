"""Replies: what readers say to a story. Nobody sees one before a moderator has."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .review import PERSON
from .story import NOBODY, Story


class StoryReply(models.Model):
    """One reply. Writer: content.replies. A reply that is not shown keeps no words, only why it is not."""

    class Standing(models.TextChoices):
        WAITING = "waiting", "Waiting for a moderator"
        SHOWN = "shown", "Shown to readers"
        NOT_SHOWN = "not_shown", "Not shown"

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="replies")
    name = models.CharField("name to show", max_length=60, default=NOBODY)
    words = models.TextField("what they say", blank=True)
    urgent = models.CharField(max_length=100, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    standing = models.CharField(max_length=9, choices=Standing, default=Standing.WAITING)
    decided_by = models.ForeignKey(**PERSON)
    decided_at = models.DateTimeField("looked at", null=True, blank=True)
    reason = models.TextField("why it is not shown", blank=True)

    class Meta:
        ordering = ["sent_at", "pk"]
        default_permissions = ("view", "change")
        verbose_name = "reply to a story"
        verbose_name_plural = "replies to stories"
        constraints = [
            models.CheckConstraint(
                condition=Q(standing="not_shown", words="") & ~Q(reason="")
                | Q(standing__in=["waiting", "shown"], reason="") & ~Q(words=""),
                name="reply_has_words_or_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(standing="waiting", decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(standing="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="reply_is_decided_by_somebody",
            ),
        ]

    def __str__(self):
        return f"Reply to “{self.story}”"

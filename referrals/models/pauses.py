"""Parts of a guide that were taken out of service at once, whichever version is public."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .guide import Guide
from .proof import PERSON


class GuidePause(models.Model):
    """One route or rule out of service, why, and which route people get instead. Kept after it is lifted."""

    class Part(models.TextChoices):
        ROUTE = "route", "Route"
        RULE = "rule", "Rule"

    guide = models.ForeignKey(Guide, on_delete=models.PROTECT, related_name="pauses")
    part = models.CharField(max_length=5, choices=Part)
    key = models.SlugField(max_length=60)
    instead = models.SlugField(max_length=60)
    reason = models.TextField()
    paused_by = models.ForeignKey(**PERSON)
    paused_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(**{**PERSON, "null": True, "blank": True})
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-paused_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="guide_pause_says_why"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | ~Q(lifted_reason=""), name="guide_pause_end_says_why"
            ),
            models.UniqueConstraint(
                fields=["guide", "part", "key"], condition=Q(lifted_at__isnull=True), name="guide_pause_once"
            ),
        ]

    def __str__(self):
        return f"{self.get_part_display()} {self.key}"

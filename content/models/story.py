"""Stories: what people with MS and carers tell of their own experience."""

from django.db import models
from django.db.models import Q

from content.audiences import Reader

from .blocks import prose_field
from .review import Kind, Reviewable
from .topic import Topic


class Story(Reviewable):
    """One person's experience, in their words. It is published with their consent only, and under a name they chose."""

    kind = Kind.STORY
    public_fields = ("title", "told_by", "teller", "body", "clinical_note")
    lists = ("topics",)
    TELLERS = ((Reader.PATIENT.value, Reader.PATIENT.label), (Reader.CARER.value, Reader.CARER.label))

    title = models.CharField(max_length=100)
    told_by = models.CharField("name to show", max_length=60, default="Someone who visits this site")
    teller = models.CharField("told by", max_length=12, choices=TELLERS)
    body = prose_field("story")
    clinical_note = models.TextField(
        "note of the clinician",
        blank=True,
        help_text="Where readers may need a caution. It is printed under the story.",
    )
    consented_at = models.DateTimeField(
        "consent given", null=True, blank=True, help_text="When the person agreed to this being published."
    )
    topics = models.ManyToManyField(Topic, related_name="stories", blank=True)

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "stories"
        permissions = [("approve_story", "Can approve a story"), ("publish_story", "Can publish a story")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted", "in_review", "withdrawn"]) | Q(consented_at__isnull=False),
                name="story_goes_on_with_consent_only",
                violation_error_message="Write down when the person agreed before the story goes on.",
            )
        ]

    def __str__(self):
        return self.title

"""Stories: what people with MS and carers tell of their own experience."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from content.audiences import Reader

from .blocks import prose_field
from .review import Kind, Reviewable, other_address_than
from .topic import Topic

NOBODY = "Someone who visits this site"
LOOKUP_BYTES = 32


class Story(Reviewable):
    """One person's experience, in their words. It is published with their consent only, and under a name they chose.

    Once consent has ended, the database lets it never go on: content.publishing.take_back.
    """

    kind = Kind.STORY
    public_fields = ("title", "told_by", "teller", "body", "clinical_note")
    lists = ("topics",)
    TELLERS = ((Reader.PATIENT.value, Reader.PATIENT.label), (Reader.CARER.value, Reader.CARER.label))

    title = models.CharField(max_length=100)
    told_by = models.CharField("name to show", max_length=60, default=NOBODY)
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
    consent_ended_at = models.DateTimeField("taken back", null=True, blank=True, editable=False)
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
            ),
            models.CheckConstraint(
                condition=Q(consent_ended_at__isnull=True) | Q(state="withdrawn"),
                name="story_taken_back_goes_nowhere",
                violation_error_message="This story was taken back, or turned down. It cannot go on.",
            ),
            other_address_than(Kind.STORY, "share", "shared", "take-back", "taken-back"),
        ]

    def __str__(self):
        return self.title


class StoryOffer(models.Model):
    """That a story came by the form: what its teller agreed to, and how they take it back. Nothing about who.

    `lookup` is made of the teller's code by a slow hash and the site's secret (content.code_keys); the code itself is
    kept nowhere. `urgent` names the notices of the search that their words called for, which were shown to them.
    """

    story = models.OneToOneField(Story, on_delete=models.PROTECT, related_name="offer")
    offered_at = models.DateTimeField(default=timezone.now)
    agreed = models.TextField(help_text="The sentences that the teller ticked.")
    urgent = models.CharField(max_length=100, blank=True)
    lookup = models.BinaryField(max_length=LOOKUP_BYTES, unique=True)

    class Meta:
        default_permissions = ()  # read with its story, written by content.stories alone
        indexes = [models.Index(fields=["offered_at"], name="story_offer_time")]
        constraints = [models.CheckConstraint(condition=~Q(agreed=""), name="story_offer_says_what_was_agreed")]

    def __str__(self):
        return f"{self.story}, offered on {timezone.localdate(self.offered_at):%-d %B %Y}"

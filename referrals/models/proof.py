"""Checks of a whole version that the machine makes, and what people say about what it found."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .guide import GuideVersion

PERSON = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+"}


class Run(models.Model):
    """One piece of long work on a version. `data` is its result, null while it runs and when it broke off.

    `seen_at` is when it last gave a sign of life. A run that is finished never changes (the database refuses it).
    """

    version = models.ForeignKey(GuideVersion, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    started_by = models.ForeignKey(**PERSON, null=True, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    step = models.TextField(blank=True, help_text="What it is doing, in plain words.")
    engine = models.TextField(blank=True)
    effort = models.PositiveBigIntegerField(help_text="The most solver steps that one question may take.")
    data = models.JSONField(null=True, blank=True)
    fault = models.TextField(blank=True, help_text="Why there is no result, for the person who started it.")

    class Meta:
        abstract = True
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.version}, {self.started_at:%d %B %Y %H:%M}"


class ProofRun(Run):
    """One proof of a version: the verdict on every property, and what was found (engine.proof.findings.to_data)."""

    logic_hash = models.CharField(max_length=64)

    class Meta(Run.Meta):
        indexes = [models.Index(fields=["version", "logic_hash"], name="proof_run_of_logic")]


class Acknowledgement(models.Model):
    """A named person has seen a finding that does not block, and says why it may stand.

    `key` is the finding's, `subject_hash` that of what it speaks of: when that changes, the acknowledgement lapses.
    """

    version = models.ForeignKey(GuideVersion, on_delete=models.PROTECT, related_name="acknowledgements")
    key = models.CharField(max_length=64)
    property = models.CharField(max_length=8)
    subject = models.TextField()
    subject_hash = models.CharField(max_length=64)
    sentence = models.TextField()
    by = models.ForeignKey(**PERSON)
    reason = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key", "subject_hash"], name="acknowledged_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="acknowledged_for_a_reason"),
        ]

    def __str__(self):
        return f"{self.property}: {self.sentence}"

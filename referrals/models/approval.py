"""What a clinician has read before approving, and the approval itself."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .guide import GuideVersion
from .proof import PERSON, ProofRun, Run


class ComparisonRun(Run):
    """Who gets a different outcome on a version than on `against`, the version that was public (null: none was)."""

    against = models.ForeignKey(GuideVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    against_hash = models.CharField(max_length=64, blank=True)

    class Meta(Run.Meta):
        indexes = [models.Index(fields=["version", "content_hash"], name="comparison_run_of_content")]


class Reading(models.Model):
    """A person has read one group of a comparison and says that this change is intended.

    An empty `group` is the comparison itself: that they read it to the end.
    """

    run = models.ForeignKey(ComparisonRun, on_delete=models.PROTECT, related_name="readings")
    group = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(**PERSON)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "group", "by"], name="read_once")]

    def __str__(self):
        return self.group or "The whole comparison"


class Approval(models.Model):
    """What one clinician decided about exactly these bytes of a version. Never changed, never deleted."""

    class Decision(models.TextChoices):
        APPROVE = "approve", "Approved"
        SEND_BACK = "send_back", "Sent back"

    version = models.ForeignKey(GuideVersion, on_delete=models.PROTECT, related_name="approvals")
    content_hash = models.CharField(max_length=64)
    proof_run = models.ForeignKey(ProofRun, null=True, on_delete=models.PROTECT, related_name="+")
    comparison_run = models.ForeignKey(ComparisonRun, null=True, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(**PERSON)
    role = models.CharField(max_length=60, blank=True, help_text="Profession on record: content.models.Reviewer.")
    decision = models.CharField(max_length=10, choices=Decision)
    note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="send_back") & ~Q(note="")
                | Q(decision="approve", proof_run__isnull=False, comparison_run__isnull=False),
                name="approval_rests_on_proof_and_comparison",
            ),
        ]

    def __str__(self):
        return f"{self.get_decision_display()}: {self.version}"

"""What the editors' desk works with: what is planned, paused, due, reported, and who is editing what now.

Written by `content.publishing` and its neighbours only: schedule, pausing, ageing, reports and presence.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .review import PERSON, Filed
from .sources import Source


class Schedule(Filed):
    """One move that will be made by itself: publish or withdraw. `sha256` is what may be published then."""

    class Plan(models.TextChoices):
        PUBLISH = "publish", "Publish"
        WITHDRAW = "withdraw", "Withdraw"

    plan = models.CharField(max_length=8, choices=Plan)
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    planned_by = models.ForeignKey(**PERSON)
    planned_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True, help_text="Empty: it was done. Else why it was not.")

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["at"], condition=Q(done_at__isnull=True), name="schedule_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "plan"], condition=Q(done_at__isnull=True), name="schedule_one_open_plan"
            ),
            models.CheckConstraint(
                condition=Q(plan="publish") & ~Q(sha256="") | Q(plan="withdraw") & ~Q(reason=""),
                name="schedule_says_what_or_why",
            ),
            models.CheckConstraint(condition=Q(at__gt=F("planned_at")), name="schedule_is_ahead"),
            models.CheckConstraint(condition=Q(outcome="") | Q(done_at__isnull=False), name="schedule_ends_once"),
        ]

    def __str__(self):
        return f"{self.get_plan_display()} on {timezone.localtime(self.at):%-d %B %Y at %H:%M}"


class Pause(Filed):
    """Something taken out of service at once: a whole thing, or one block of it, named by the hash of its words."""

    part = models.CharField(max_length=64, blank=True, help_text="Hash of a block; empty for the whole thing.")
    label = models.CharField(max_length=160, blank=True)
    reason = models.TextField()
    paused_by = models.ForeignKey(**PERSON)
    paused_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(**PERSON)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-paused_at"]
        permissions = [("pause_content", "Can pause a page or a part of it")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="pause_says_why"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="pause_is_lifted_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["kind", "object_id", "part"], condition=Q(lifted_at__isnull=True), name="pause_once"
            ),
        ]

    def __str__(self):
        return self.label or f"{self.get_kind_display()} {self.object_id}"


class SourceChange(models.Model):
    """A source got a new version: everything that cites it is due for a check."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="changes")
    edition = models.CharField("new version", max_length=60)
    note = models.TextField("what changed", blank=True)
    noted_by = models.ForeignKey(**PERSON)
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-noted_at"]

    def __str__(self):
        return f"{self.source}: {self.edition}"


class Recheck(Filed):
    """A published thing that is due before its date, and why. A newer approved edition ends it."""

    reason = models.TextField()
    source_change = models.ForeignKey(SourceChange, null=True, blank=True, on_delete=models.PROTECT)
    since = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "source_change"], name="recheck_once_for_each_change")
        ]

    def __str__(self):
        return self.reason


class EditMark(Filed):
    """Somebody has this open in the admin. It counts for as long as `seen_at` is fresh."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id", "user"], name="edit_mark_once")]

    def __str__(self):
        return f"{self.user} has {self.get_kind_display()} {self.object_id} open"


class ProblemReport(models.Model):
    """What a reader says is wrong with a page, without who said it; with a clock until somebody answers it."""

    class Urgency(models.TextChoices):
        HARM = "harm", "It could hurt somebody"
        WRONG = "wrong", "Something is wrong or out of date"
        UNCLEAR = "unclear", "It is hard to read or use"

    page = models.CharField(max_length=200, help_text="Address of the page.")
    kind = models.CharField(max_length=10, blank=True)
    object_id = models.PositiveBigIntegerField(null=True, blank=True)
    urgency = models.CharField("what kind of problem", max_length=8, choices=Urgency)
    words = models.TextField("what is wrong", max_length=2000)
    reported_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField("answer by")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(**PERSON)
    answer = models.TextField("what was done", blank=True)

    class Meta:
        ordering = ["answered_at", "due_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="report_says_what"),
            models.CheckConstraint(condition=Q(due_at__gt=F("reported_at")), name="report_has_time"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="report_answer_says_what"
            ),
        ]

    def __str__(self):
        return f"{self.get_urgency_display()}: {self.page}"


class SearchMiss(models.Model):
    """A word that people searched for in one week and found nothing, and how often. Never who asked."""

    word = models.CharField(max_length=40)
    week = models.DateField(help_text="The Monday.")
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-week", "-number"]
        verbose_name = "search that found nothing"
        verbose_name_plural = "searches that found nothing"
        constraints = [models.UniqueConstraint(fields=["word", "week"], name="search_miss_once_a_week")]

    def __str__(self):
        return self.word

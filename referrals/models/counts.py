"""How the guide is used: whole numbers per week, and nothing about anybody."""

from django.db import models
from django.db.models import Q


class WeeklyCount(models.Model):
    """How many walks begun in one week did one thing, on one version of the guide.

    `key` names a question for `reached` and `went_on`, a route for `first_route` (empty: help first, no route), and is
    empty otherwise. No time but the Monday of the week, no address and no device is kept. Writer: referrals.counters.
    """

    class Kind(models.TextChoices):
        START = "start", "Gave a first answer"
        FINISH = "finish", "Came to a result"
        REACHED = "reached", "Came to this question"
        WENT_ON = "went_on", "Came further than this question"
        FIRST_ROUTE = "first_route", "Got this way first"

    week = models.DateField(help_text="The Monday.")
    version = models.PositiveIntegerField(help_text="Number of the guide version.")
    kind = models.CharField(max_length=12, choices=Kind)
    key = models.CharField(max_length=60, blank=True)
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["week", "version", "kind", "key"]
        default_permissions = ()  # nobody edits counts
        constraints = [
            models.UniqueConstraint(fields=["week", "version", "kind", "key"], name="weekly_count_once"),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="weekly_count_starts_on_monday"),
        ]

    def __str__(self):
        return f"{self.week}: {self.get_kind_display()} {self.key}".rstrip()

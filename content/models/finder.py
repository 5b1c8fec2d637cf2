"""Finders: where other organisations help people to look for services."""

from django.db import models

from content.places import Nation

from .fields import TickedField, WebAddressField
from .review import Kind, Reviewable


class Finder(Reviewable):
    """One list or search of services that somebody else keeps, or a page about how to find them."""

    class Use(models.TextChoices):
        SEARCH = "search", "A list or search of services"
        READ = "read", "A page to read: not among the lists to search"
        HELD = "held", "Not shown: nobody has seen it working"

    kind = Kind.FINDER
    clinical = False
    public_fields = ("organisation", "finder", "nations", "what", "url", "checked", "use")
    review_months = 6

    organisation = models.CharField(max_length=120)
    finder = models.CharField("name", max_length=120)
    nations = TickedField(models.CharField(max_length=20, choices=Nation), help_text="Where it covers.")
    what = models.TextField("what you can find there", help_text="One or two plain sentences.")
    url = WebAddressField("web address", max_length=300)
    checked = models.CharField(
        "last seen working", max_length=20, blank=True, help_text="A year, a month or a day, such as 2026-03."
    )
    use = models.CharField("what it is", max_length=6, choices=Use, default=Use.SEARCH, db_default=Use.SEARCH)

    class Meta:
        ordering = ["organisation", "finder"]
        permissions = [("approve_finder", "Can approve a finder"), ("publish_finder", "Can publish a finder")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(nations__contained_by=Nation.values) & models.Q(nations__len__gt=0),
                name="finder_nations_are_known",
                violation_error_message="Tick at least one nation.",
            ),
            models.CheckConstraint(condition=models.Q(use__in=["search", "read", "held"]), name="finder_use_is_known"),
        ]

    def __str__(self):
        return f"{self.finder} ({self.organisation})"

    @property
    def kept_back(self):
        """Whether nobody has seen it working yet."""
        return self.use == self.Use.HELD

"""Pages about the site itself: who we are, privacy, accessibility, how we check pages."""

from django.db import models

from .blocks import prose_field
from .review import Kind, Reviewable


class Policy(Reviewable):
    """One page about the site. What the code knows better, such as a list of cookies, the template adds."""

    kind = Kind.POLICY
    clinical = False
    review_months = 12
    public_fields = ("title", "lead", "body", "position")

    title = models.CharField(max_length=80)
    lead = models.CharField("first sentence", max_length=200)
    body = prose_field("text")
    position = models.PositiveIntegerField(default=0, help_text="Lower comes first.")

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = "page about the site"
        verbose_name_plural = "pages about the site"
        permissions = [
            ("approve_policy", "Can approve a page about the site"),
            ("publish_policy", "Can publish a page about the site"),
        ]

    def __str__(self):
        return self.title

"""Where our facts come from: the register of sources, and what each article takes from them."""

from django.db import models
from django.db.models import Q

from .fields import WebAddressField


class Source(models.Model):
    """A guideline, study or page that a claim rests on."""

    class SourceKind(models.TextChoices):
        GUIDELINE = "guideline", "Guideline"
        SYSTEMATIC_REVIEW = "systematic-review", "Systematic review"
        REVIEW = "review", "Review"
        RCT = "rct", "Randomised trial"
        OBSERVATIONAL = "observational", "Observational study"
        WEB = "web", "Web page"

    key = models.SlugField(max_length=60, unique=True, help_text="A short name, such as nice-ng220.")
    authors = models.TextField(blank=True)
    year = models.CharField(max_length=10, blank=True)
    title = models.TextField()
    publisher = models.TextField("publisher or journal", blank=True)
    doi = models.CharField("DOI", max_length=120, blank=True)
    url = WebAddressField("web address", max_length=400, blank=True)
    source_kind = models.CharField("kind", max_length=20, choices=SourceKind)
    edition = models.CharField(
        "version we used", max_length=60, blank=True, help_text="Such as “2022, updated in March 2026”."
    )
    note = models.TextField(blank=True, help_text="For editors: what was read and what to check.")
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["key"]

    def __str__(self):
        return f"{self.title} ({self.year})" if self.year else self.title

    @property
    def address(self):
        """Where to read it, or an empty text."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


class Citation(models.Model):
    """One claim of an article, in words a reader understands, and the source that it rests on."""

    article = models.ForeignKey("content.Article", on_delete=models.CASCADE, related_name="citations")
    position = models.PositiveIntegerField(default=0, help_text="Lower comes first.")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    claim = models.TextField(help_text="What we take from it, in one plain sentence.")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(claim=""), name="citation_says_what")]

    def __str__(self):
        return self.claim

"""Questions people ask that stand alone, each with a short answer and a link to more."""

from django.db import models

from .blocks import prose_field
from .fields import is_site_path
from .review import Kind, Reviewable
from .sources import Source
from .topic import Topic


class Faq(Reviewable):
    """A question in the words that people use, answered in 2 to 4 sentences."""

    kind = Kind.FAQ
    public_fields = ("question", "answer", "link_label", "link_url", "position")
    lists = ("topics", "sources")

    question = models.CharField(max_length=150, help_text="As people say it: “Can physiotherapy cure MS?”.")
    answer = prose_field(help_text="2 to 4 sentences.")
    link_label = models.CharField("where to read more", max_length=100, blank=True, help_text="The words of the link.")
    link_url = models.CharField("address of that link", max_length=200, blank=True, validators=[is_site_path])
    position = models.PositiveIntegerField(default=0, help_text="Lower comes first.")
    topics = models.ManyToManyField(Topic, related_name="faqs", blank=True)
    sources = models.ManyToManyField(Source, related_name="faqs", blank=True)

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = "question people ask"
        verbose_name_plural = "questions people ask"
        permissions = [("approve_faq", "Can approve a question"), ("publish_faq", "Can publish a question")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(link_label="", link_url="") | (~models.Q(link_label="") & ~models.Q(link_url="")),
                name="faq_link_is_whole",
                violation_error_message="“Where to read more” needs both its words and its address.",
            )
        ]

    def __str__(self):
        return self.question

"""The glossary: what a word means, and the words people use for it."""

from django.db import models

from .fields import LinesField
from .review import Kind, Reviewable
from .sources import Source


class Term(Reviewable):
    """One medical word in plain words. Its lay words are synonyms in the search."""

    kind = Kind.TERM
    public_fields = ("term", "meaning", "lay_words", "marked")
    lists = ("sources",)

    term = models.CharField(max_length=80, help_text="The word: “Spasticity”.")
    meaning = models.TextField(help_text="In plain words, at most 3 short sentences.")
    lay_words = LinesField(verbose_name="what people call it", help_text="One on each line: “stiff muscles”.")
    marked = models.BooleanField(
        "marked in articles",
        default=True,
        db_default=True,
        help_text="Articles open its meaning where they use it first. Take this away from everyday words, and from "
        "words that also mean something else.",
    )
    sources = models.ManyToManyField(Source, related_name="terms", blank=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = "glossary term"
        permissions = [("approve_term", "Can approve a glossary term"), ("publish_term", "Can publish a glossary term")]

    def __str__(self):
        return self.term

"""How often articles are read, and what readers say of pages. Nothing here says who, and no moment: only the week.

`content.usage` writes the counts of readings, `content.helpful` the rest.
"""

from django.db import models
from django.db.models import Q


class ArticleRead(models.Model):
    """How often an article was opened in one week, in any of its versions."""

    slug = models.SlugField(max_length=80)
    week = models.DateField(help_text="The Monday.")
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-week", "-number"]
        constraints = [models.UniqueConstraint(fields=["slug", "week"], name="article_read_once_a_week")]

    def __str__(self):
        return self.slug


class PageVote(models.Model):
    """How many readers of one edition of a page said in one week that it helped them, or that it did not."""

    page = models.CharField(max_length=200, help_text="Address of the page.")
    edition = models.PositiveIntegerField(help_text="0: a page of many things, each with its own editions.")
    helpful = models.BooleanField()
    week = models.DateField(help_text="The Monday.")
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["page", "-edition", "-week"]
        verbose_name = "answer to “Was this page helpful?”"
        verbose_name_plural = "answers to “Was this page helpful?”"
        constraints = [
            models.UniqueConstraint(fields=["page", "edition", "helpful", "week"], name="page_vote_once_a_week")
        ]

    def __str__(self):
        return self.page


class PageRemark(models.Model):
    """What a reader wrote after saying whether a page helped."""

    page = models.CharField(max_length=200, help_text="Address of the page.")
    edition = models.PositiveIntegerField()
    helpful = models.BooleanField("it helped")
    words = models.TextField(max_length=600)
    week = models.DateField(help_text="The Monday.")

    class Meta:
        ordering = ["-week", "-pk"]
        verbose_name = "remark of a reader"
        verbose_name_plural = "remarks of readers"
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="page_remark_says_something")]

    def __str__(self):
        return self.page

"""Imagined people whose result the editors have written down beforehand."""

from django.db import models

from .guide import VersionRow


class Vignette(VersionRow):
    """A clinical story, the answers that the person would give, and exactly what the guide must then say.

    `answers` maps question keys to lists of option keys, a number or null. `expected` has the fields of the
    interchange file: signs, first_route, must, must_not, not_asked.
    """

    title = models.TextField()
    story = models.TextField()
    source = models.TextField()
    answers = models.JSONField()
    expected = models.JSONField()

    class Meta(VersionRow.Meta):
        verbose_name = "test case"

    def __str__(self):
        return self.title

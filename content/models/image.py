"""Pictures that editors upload: checked, made smaller, and named after their bytes."""

from django.db import models

from .review import PERSON


class Image(models.Model):
    """One picture. Its file is named after the hash of its bytes, so that an approval stands for what is shown."""

    file = models.FileField(upload_to="pictures/", editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alternative = models.CharField(
        "what it shows, in words", max_length=200, help_text="For people who do not see it: “A woman holds a rail”."
    )
    credit = models.CharField("who made it", max_length=120, blank=True)
    added_by = models.ForeignKey(**PERSON)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-added_at"]
        constraints = [models.CheckConstraint(condition=~models.Q(alternative=""), name="image_has_words")]

    def __str__(self):
        return self.alternative

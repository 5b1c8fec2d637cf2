"""Recordings that editors upload: checked by what they hold, and named after their bytes."""

from django.db import models
from django.db.models import Q

from .review import PERSON


class Recording(models.Model):
    """One sound file, named after the hash of its bytes, so that an approval stands for what is heard.

    `size` is in bytes. The words of it belong to where it is used: see blocks.RecordingBlock.
    """

    class SoundKind(models.TextChoices):
        MP3 = "mp3", "MP3"
        M4A = "m4a", "M4A"
        OGG = "ogg", "Ogg"

    file = models.FileField(upload_to="recordings/", editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    sound_kind = models.CharField("kind", max_length=3, choices=SoundKind, editable=False)
    size = models.PositiveIntegerField(editable=False)
    seconds = models.PositiveIntegerField(editable=False)
    title = models.CharField(max_length=100, help_text="What it is called: “Stiff muscles, read aloud”.")
    speaker = models.CharField(
        "who speaks", max_length=120, blank=True, help_text="A name only if that person agreed to it."
    )
    added_by = models.ForeignKey(**PERSON)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-added_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="recording_has_a_title"),
            models.CheckConstraint(condition=Q(size__gt=0, seconds__gt=0), name="recording_holds_something"),
        ]

    def __str__(self):
        return self.title

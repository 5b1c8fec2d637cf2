"""Uploaded files, so that every machine that has the database has them too."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

# Bytes: the driver and the server each need a multiple of what goes over the line at once. Parts of two sizes do not
# make one file, so this stays as it is.
PART = 1024 * 1024


class FilePart(models.Model):
    """A part of an uploaded file, from 0 on. Writer: content.storage, once; nothing is ever written over.

    `name` is folder/hash.ending, with the SHA-256 of the whole file.
    """

    name = models.CharField(max_length=100)
    place = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()  # rights are to what a file is for: see Image and Recording
        constraints = [
            models.UniqueConstraint(fields=["name", "place"], name="file_part_is_stored_once"),
            models.CheckConstraint(
                condition=Q(name__regex=r"^[a-z]+/[0-9a-f]{64}\.[a-z0-9]+$"), name="file_is_named_after_its_bytes"
            ),
            models.CheckConstraint(
                condition=Q(LessThanOrEqual(Length("content"), PART)), name="file_part_is_no_larger_than_a_part"
            ),
        ]

    def __str__(self):
        return f"{self.name}, part {self.place}"

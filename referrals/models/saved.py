"""Answers that somebody asked us to keep: ciphertext whose key is in the code that they hold, and nowhere else."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

LOOKUP_BYTES = 32
CIPHERTEXT_BYTES = 3100  # of every row: the length says nothing


class SavedAnswers(models.Model):
    """One saved copy. Writer: referrals.saved.

    `lookup` and the key of `ciphertext` both come from the code by a slow hash, and from the site's secret. `ends_at`
    is midnight of the day after the last: the hour at which somebody saved is not kept, nor is anything about who.
    """

    lookup = models.BinaryField(primary_key=True, max_length=LOOKUP_BYTES)
    ciphertext = models.BinaryField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()  # nobody looks at these, nobody edits them
        verbose_name_plural = "saved answers"
        constraints = [
            models.CheckConstraint(
                condition=Q(Exact(Length("lookup"), LOOKUP_BYTES), Exact(Length("ciphertext"), CIPHERTEXT_BYTES)),
                name="saved_answers_have_one_size",
            ),
        ]

    def __str__(self):
        return f"saved answers, until {self.ends_at:%Y-%m-%d}"

"""Towns and the first parts of postcodes: what “near me” is measured from. Public data; nobody's own place is kept."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from content.places import CrownDependency, Nation

from .fields import LinesField

OUTWARD = r"^(GIR|[A-Z]{1,2}[0-9][A-Z0-9]?)$"


class Place(models.Model):
    """One town or village of GeoNames (CC BY 4.0), by its number there. Written by load_library only."""

    id = models.PositiveIntegerField("number in GeoNames", primary_key=True)
    name = models.CharField(max_length=80)
    folded = models.CharField("name as it is searched", max_length=80)
    also = LinesField(verbose_name="other names")
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField()
    nation = models.CharField(max_length=20, choices=[*Nation.choices, *CrownDependency.choices])
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["name", "-population"]
        indexes = [models.Index(fields=["folded"], name="place_folded")]

    def __str__(self):
        return f"{self.name}, {self.get_nation_display()}"


class Outcode(models.Model):
    """The first part of a postcode with the point that distances are measured from.

    Without one, the town of its letters serves: content/library/postcode_areas.csv. Written by the command
    load_outcodes, which leaves alone what an editor wrote: rows without `source`.
    """

    code = models.CharField(
        "first part of a postcode", max_length=4, primary_key=True, help_text="In capitals, such as “EX31”."
    )
    latitude = models.FloatField(help_text="Between 49 and 61.")
    longitude = models.FloatField(help_text="Between -9 and 2.")
    nation = models.CharField(max_length=20, choices=[*Nation.choices, *CrownDependency.choices])
    place = models.ForeignKey(
        Place, models.PROTECT, verbose_name="nearest town", help_text="Kept for people who save their place."
    )
    source = models.CharField("file that it came from", max_length=120, blank=True, editable=False)
    changed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["code"]
        verbose_name = "first part of a postcode"
        verbose_name_plural = "first parts of postcodes"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=OUTWARD),
                name="outcode_is_a_first_part",
                violation_error_message="Use the first part of a postcode in capitals, such as “EX31”.",
            ),
            models.CheckConstraint(
                condition=Q(latitude__range=(49, 61), longitude__range=(-9, 2)),
                name="outcode_is_in_these_islands",
                violation_error_message="This point is not in the UK: latitude 49 to 61, longitude -9 to 2.",
            ),
        ]

    def __str__(self):
        return self.code

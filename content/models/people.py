"""Who may approve clinical content: the professional registration of reviewers."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Reviewer(models.Model):
    """What makes somebody a clinical reviewer. Without it, or after it has ended, nobody approves clinical content."""

    class Profession(models.TextChoices):
        """What is printed: “Checked by a …”. The last one is never printed as a check by a clinician."""

        NEURO_PHYSIOTHERAPIST = "neuro-physiotherapist", "Neuro-physiotherapist"
        PHYSIOTHERAPIST = "physiotherapist", "Physiotherapist"
        MS_NURSE = "MS nurse", "MS nurse"
        NEUROLOGIST = "neurologist", "Neurologist"
        OCCUPATIONAL_THERAPIST = "occupational therapist", "Occupational therapist"
        GP = "GP", "GP"
        DEMONSTRATION = "demonstration", "Nobody: an account of a demonstration"

    class Body(models.TextChoices):
        HCPC = "HCPC", "Health and Care Professions Council"
        NMC = "NMC", "Nursing and Midwifery Council"
        GMC = "GMC", "General Medical Council"
        NONE = "none", "None: an account of a demonstration"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviewer")
    profession = models.CharField(max_length=30, choices=Profession)
    body = models.CharField("registered with", max_length=4, choices=Body)
    number = models.CharField("registration number", max_length=20)
    expires_date = models.DateField("registration ends", help_text="The day after which it has to be renewed.")
    interests = models.TextField(
        "conflicts of interest", help_text="In one line; “None” where there are none.", default="None"
    )

    class Meta:
        ordering = ["expires_date"]
        permissions = [("view_own_reviewer", "Can view their own registration")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(profession="demonstration") & Q(body="none"))
                | (~Q(profession="demonstration") & ~Q(body="none")),
                name="reviewer_of_a_demonstration_has_no_body",
            ),
            models.CheckConstraint(condition=~Q(number="") & ~Q(interests=""), name="reviewer_is_whole"),
        ]

    def __str__(self):
        return f"{self.user} ({self.get_profession_display()}, {self.body} {self.number})"

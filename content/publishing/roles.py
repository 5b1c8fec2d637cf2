"""What an approver of the guide says that they are. Approvers of pages are what their registration says: Reviewer."""

from django.db import models


class Role(models.TextChoices):
    """What an approver is; printed in the review trail: “Checked by a …”."""

    CLINICIAN = "clinician", "Clinician"
    NEURO_PHYSIOTHERAPIST = "neuro-physiotherapist", "Neuro-physiotherapist"
    PHYSIOTHERAPIST = "physiotherapist", "Physiotherapist"
    MS_NURSE = "MS nurse", "MS nurse"
    NEUROLOGIST = "neurologist", "Neurologist"

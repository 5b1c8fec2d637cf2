"""What a guide's editors choose from, as the interchange file names it."""

from django.db import models


class Barrier(models.TextChoices):
    """What can make a route hard for a person."""

    TRAVEL = "travel", "Getting there"
    FATIGUE = "fatigue", "Fatigue"
    HEAT = "heat", "Heat"
    CONTINENCE = "continence", "Bladder or bowel"
    COMPANION = "companion", "Needs somebody with them"
    PAIN = "pain", "Pain"
    COST = "cost", "Cost"
    COMMUNICATION = "communication", "Speaking, hearing or the telephone"


class ServiceKind(models.TextChoices):
    """Kinds of service in the directory."""

    THERAPY_CENTRE = "therapy_centre", "MS or neuro therapy centres"
    NHS = "nhs", "NHS teams and clinics"
    GROUP = "group", "Local MS groups"
    PRIVATE = "private", "Private physiotherapy"
    ONLINE = "online", "Online services"


class ServiceNeed(models.TextChoices):
    """What a service must be known to offer."""

    PHYSIOTHERAPY = "physiotherapy", "Physiotherapy"
    SELF_REFERRAL = "self_referral", "Self-referral"
    HOME_VISIT = "home_visit", "Home visits"
    ONLINE = "online", "Online"
    EXERCISE_CLASS = "exercise_class", "An exercise class"

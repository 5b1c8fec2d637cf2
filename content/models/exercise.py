"""Exercises that stand alone: each on its own page, found by position, purpose and energy."""

from django.db import models

from .fields import FigureField, LinesField, StepsField, TickedField
from .review import Kind, Reviewable, other_address_than
from .sources import Source
from .topic import Topic


class Exercise(Reviewable):
    """One exercise in drawn steps, with how to do less or more, and when to stop."""

    kind = Kind.EXERCISE
    public_fields = (
        *("title", "summary", "figure", "positions", "purposes", "energy", "steps", "how_many", "easier", "harder"),
        *("ask_first", "stop_if", "heat", "position"),
    )
    lists = ("topics", "sources")

    class Position(models.TextChoices):
        LYING = "lying", "Lying down"
        SITTING = "sitting", "Sitting"
        STANDING = "standing", "Standing"
        WHEELCHAIR = "wheelchair", "In a wheelchair"

    class Purpose(models.TextChoices):
        STRETCH = "stretch", "To stretch stiff muscles"
        STRENGTH = "strength", "To get stronger"
        BALANCE = "balance", "For balance"
        WALKING = "walking", "For walking"
        HANDS = "hands", "For hands and arms"
        POSTURE = "posture", "For sitting and posture"
        STAMINA = "stamina", "For stamina"
        BREATHING = "breathing", "For breathing and rest"

    class Energy(models.TextChoices):
        LOW = "low", "A little energy"
        MEDIUM = "medium", "Some energy"
        HIGH = "high", "More energy"

    title = models.CharField(max_length=80)
    summary = models.CharField("what it is for", max_length=160, help_text="One plain sentence.")
    figure = FigureField(verbose_name="drawing")
    positions = TickedField(models.CharField(max_length=12, choices=Position), help_text="How you do it.")
    purposes = TickedField(models.CharField(max_length=12, choices=Purpose), help_text="What it can help with.")
    energy = models.CharField(max_length=6, choices=Energy)
    steps = StepsField(help_text="Up to 6 steps. A step without words is left out.")
    how_many = models.CharField(max_length=200, blank=True)
    easier = models.CharField("how to do less", max_length=200, blank=True)
    harder = models.CharField("how to do more", max_length=200, blank=True)
    ask_first = models.CharField("who asks a physiotherapist first", max_length=200, blank=True)
    stop_if = LinesField(verbose_name="stop if", help_text="One sign on each line.")
    heat = models.CharField("heat and tiredness", max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0, help_text="Lower comes first.")
    topics = models.ManyToManyField(Topic, related_name="exercises", blank=True)
    sources = models.ManyToManyField(Source, related_name="exercises", blank=True)

    class Meta:
        ordering = ["position", "slug"]
        permissions = [("approve_exercise", "Can approve an exercise"), ("publish_exercise", "Can publish an exercise")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(positions__len__gt=0, purposes__len__gt=0),
                name="exercise_has_position_and_purpose",
                violation_error_message="Tick at least one position and one purpose.",
            ),
            other_address_than(Kind.EXERCISE, "sheet"),
        ]

    def __str__(self):
        return self.title

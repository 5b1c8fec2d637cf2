"""Topics: how articles are grouped, and the doors of the home page."""

from django.db import models
from django.db.models import Q

from .fields import FigureField
from .review import Kind, Reviewable


class Topic(Reviewable):
    """What an article is about, such as “Balance and falls”."""

    kind = Kind.TOPIC
    public_fields = ("title", "summary", "figure", "position", "on_home", "door_title", "door_text")

    title = models.CharField(max_length=80)
    summary = models.CharField(max_length=160, help_text="One plain sentence under the title.")
    figure = FigureField(verbose_name="drawing")
    position = models.PositiveIntegerField(default=0, help_text="Lower comes first.")
    on_home = models.BooleanField("door on the home page", default=False)
    door_title = models.CharField(
        "title of the door", max_length=60, blank=True, help_text="As a person would say it: “My muscles are stiff”."
    )
    door_text = models.CharField("text of the door", max_length=100, blank=True)

    class Meta:
        ordering = ["position", "slug"]
        permissions = [("approve_topic", "Can approve a topic"), ("publish_topic", "Can publish a topic")]
        constraints = [
            models.CheckConstraint(
                condition=Q(on_home=False) | (~Q(door_title="") & ~Q(door_text="")),
                name="topic_door_has_words",
                violation_error_message="A door on the home page needs a title and a text.",
            )
        ]

    def __str__(self):
        return self.title

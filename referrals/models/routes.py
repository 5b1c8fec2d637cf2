"""The ways to physiotherapy, and where each is offered."""

from django.db import models
from django.db.models import Q

from content.places import Nation

from .guide import SourcedRow


class Route(SourcedRow):
    """A way to physiotherapy, as the result page prints it."""

    title_self = models.TextField("title, to the person", help_text="The act: “Ask your MS nurse to …”.")
    title_carer = models.TextField("title, to a carer")
    text_self = models.TextField("what it is, to the person")
    text_carer = models.TextField("what it is, to a carer")
    tag = models.TextField(blank=True, help_text="Label when it is not first: “If there is a long wait”.")
    say_self = models.TextField("what to ask, by the person", blank=True)
    say_carer = models.TextField("what to ask, by a carer", blank=True)
    letter_to = models.TextField(blank=True, help_text="Who a letter is to: “MS nurse”. Empty: no letter.")
    link_label = models.TextField(blank=True)
    link_url = models.TextField(blank=True)
    article = models.SlugField(max_length=60, blank=True, help_text="Address name of an article to read more.")

    class Meta(SourcedRow.Meta):
        constraints = [
            *SourcedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(link_label="", link_url="") | (~Q(link_label="") & ~Q(link_url="")),
                name="route_link_has_label_and_address",
                violation_error_message="Give a link both its words and its address, or neither.",
            ),
        ]


class RouteFact(models.Model):
    """One line of a route's “Good to know”."""

    class Icon(models.TextChoices):
        POUND = "pound", "Cost"
        CLOCK = "clock", "Wait"
        CAL = "cal", "Sessions"
        INFO = "info", "Other"
        PHONE = "phone", "Phone"
        PEOPLE = "people", "Who with"
        HOUSE = "house", "At home"
        PIN = "pin", "Where"

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="good_to_know")
    position = models.PositiveIntegerField()
    icon = models.CharField(max_length=10, choices=Icon, default=Icon.INFO)
    text_self = models.TextField("to the person")
    text_carer = models.TextField("to a carer")

    class Meta:
        ordering = ["route", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "position"],
                name="route_fact_position_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self):
        return self.text_self


class RouteAvailability(models.Model):
    """Whether a route is offered in a nation, and which route takes its place where it is not."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="availability")
    nation = models.CharField(max_length=20, choices=Nation)
    offered = models.BooleanField(default=True)
    note = models.TextField(blank=True)
    substitute = models.ForeignKey(Route, null=True, blank=True, on_delete=models.RESTRICT, related_name="+")

    class Meta:
        ordering = ["route", "nation"]
        verbose_name_plural = "availability"
        constraints = [
            models.UniqueConstraint(fields=["route", "nation"], name="availability_once_per_nation"),
            models.CheckConstraint(
                condition=Q(offered=True, substitute__isnull=True) | Q(offered=False, substitute__isnull=False),
                name="availability_substitute_where_not_offered",
                violation_error_message="Where it is not offered, and only there, choose a route in its place.",
            ),
            models.CheckConstraint(
                condition=Q(substitute__isnull=True) | ~Q(substitute=models.F("route")),
                name="availability_substitute_is_another_route",
                violation_error_message="Choose another route: a route cannot take its own place.",
            ),
        ]

    def __str__(self):
        return f"{self.route} in {self.get_nation_display()}"

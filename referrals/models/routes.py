"""The ways to physiotherapy: what each is, what it asks of a person, and where it is offered."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from content.places import Nation
from referrals.engine.route import LONGEST_WAIT

from .guide import SourcedRow
from .vocabulary import Barrier, ServiceKind, ServiceNeed


def pack_text(name, help_text=""):
    """One text of a route's pack. Empty while a draft is written: the check names what is missing."""
    return models.TextField(name, blank=True, db_default="", default="", help_text=help_text)


class Route(SourcedRow):
    """A way to physiotherapy and its pack, as the result page prints them."""

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
    contact_self = pack_text(
        "whom to contact, to the person", "“Phone your MS nurse. The number is on your last clinic letter.”"
    )
    contact_carer = pack_text("whom to contact, to a carer")
    bring_self = pack_text("what to bring, to the person", "One thing a line: “A list of your medicines”.")
    bring_carer = pack_text("what to bring, to a carer")
    ask_self = pack_text("what to ask, to the person", "One question a line: “How long is the wait?”")
    ask_carer = pack_text("what to ask, to a carer")
    not_right_self = pack_text(
        "when it is not right, to the person", "One case a line: “You have a new symptom. Ask your GP first.”"
    )
    not_right_carer = pack_text("when it is not right, to a carer")
    cost_self = pack_text("what it costs, to the person", "“It is free.” Only a price that a source gives.")
    cost_carer = pack_text("what it costs, to a carer")
    gives_self = pack_text("what they may get, to the person", "“An assessment, then exercises to do at home.”")
    gives_carer = pack_text("what they may get, to a carer")
    next_step_days = models.PositiveSmallIntegerField(
        "days to wait",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_WAIT)],
        help_text=f"Days from the result until they should ask again: 1 to {LONGEST_WAIT}.",
    )
    next_step_self = pack_text(
        "when to ask again, to the person", "“If you have heard nothing by {date}, phone the booking office and say …”"
    )
    next_step_carer = pack_text("when to ask again, to a carer", "The page prints the day in place of {date}.")
    fallback_self = pack_text("if refused or waiting, to the person", "“If the answer is no, ask why, in writing.”")
    fallback_carer = pack_text("if refused or waiting, to a carer")
    body_helps = models.BooleanField(
        "the nation’s body helps here",
        default=True,
        db_default=True,
        help_text="Tick for NHS care: the body that helps in the person’s nation is named here. "
        "Not for a council, a charity, a workplace or care that people pay for.",
    )
    services = ArrayField(models.CharField(max_length=20, choices=ServiceKind), default=list, db_default=[], blank=True)
    service_needs = ArrayField(
        models.CharField(max_length=20, choices=ServiceNeed), default=list, db_default=[], blank=True
    )

    class Meta(SourcedRow.Meta):
        constraints = [
            *SourcedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(next_step_days=None, next_step_self="", next_step_carer="")
                | Q(next_step_days__isnull=False, next_step_days__range=(1, LONGEST_WAIT)),
                name="route_next_step_has_days",
                violation_error_message=f"Say after how many days, 1 to {LONGEST_WAIT}, the next step is due.",
            ),
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


class Demand(models.Model):
    """What a route asks of a person that a barrier makes hard, and how it can be done all the same."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="demands")
    position = models.PositiveIntegerField()
    barrier = models.CharField(max_length=20, choices=Barrier)
    reason_self = models.TextField("what it asks, to the person", help_text="“You travel to a clinic.”")
    reason_carer = models.TextField("what it asks, to a carer")
    way_round_self = pack_text(
        "way round, to the person",
        "“Ask for a video call.” Empty: there is none, and the route comes after all others.",
    )
    way_round_carer = pack_text("way round, to a carer")

    class Meta:
        ordering = ["route", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "position"], name="demand_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["route", "barrier"],
                name="demand_once_per_barrier",
                violation_error_message="The route has a line about this already. Change that one.",
            ),
            models.CheckConstraint(condition=Q(barrier__in=Barrier.values), name="demand_barrier_is_known"),
        ]

    def __str__(self):
        return self.reason_self


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

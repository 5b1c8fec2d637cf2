"""The directory: services that people can go to or call, each as far as we know it."""

from django.db import models
from django.db.models import Q

from content.places import Nation

from .fields import LinesField, TickedField, WebAddressField
from .review import Kind, Reviewable, other_address_than


class Known(models.TextChoices):
    """What we know of something that a service may offer. “Not known” is never shown as yes."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known"


class Price(models.TextChoices):
    """Who pays, as far as we know it."""

    NHS = "nhs", "Free on the NHS"
    FREE = "free", "Free"
    DONATION = "donation", "They ask for a donation"
    PAID = "paid", "You pay"
    UNKNOWN = "unknown", "Not known"


def known_field(label, **new):
    """Return a column that says yes, no or not known."""
    return models.CharField(label, max_length=7, choices=Known, default=Known.UNKNOWN, **new)


class Service(Reviewable):
    """One place or team. An approval means that a directory editor has confirmed it; it lapses after six months."""

    kind = Kind.SERVICE
    clinical = False
    review_months = 6
    OFFERS = ("physiotherapy", "oxygen_therapy", "exercise_class", "home_visit", "online", "self_referral")
    ACCEPTS = ("accepts_ms", "accepts_carers", "accepts_out_of_area")
    ACCESS = ("step_free", "hoist")
    public_fields = (
        *("name", "former_names", "service_kind", "town", "address", "postcode", "nation", "phone", "website"),
        *(*OFFERS, *ACCEPTS, *ACCESS, "who_can_use", "not_for", "how_to_get_in", "price", "cost", "area_served"),
        *("serves_nations", "source_url", "seen", "confidence", "place", "geoname_id"),
    )

    class ServiceKind(models.TextChoices):
        THERAPY_CENTRE = "therapy_centre", "Therapy centre (charity)"
        NHS = "nhs", "NHS team or clinic"
        GROUP = "group", "Local MS group"
        PRIVATE = "private", "Private physiotherapy"
        ONLINE = "online", "Online"
        OTHER = "other", "Other service"

    class Confidence(models.TextChoices):
        HIGH = "high", "High: the service's own words"
        MEDIUM = "medium", "Medium: somebody else says so"
        LOW = "low", "Low: old or unclear; not listed"

    name = models.CharField(max_length=160)
    former_names = LinesField(verbose_name="former names", help_text="One on each line. People search for them.")
    service_kind = models.CharField("kind", max_length=16, choices=ServiceKind)
    town = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=240, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    nation = models.CharField(max_length=20, choices=Nation, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    website = WebAddressField(max_length=300, blank=True)
    physiotherapy = known_field("physiotherapy")
    oxygen_therapy = known_field("oxygen therapy")
    exercise_class = known_field("exercise classes")
    home_visit = known_field("home visits")
    online = known_field("online or by phone")
    self_referral = known_field("people can refer themselves")
    accepts_ms = known_field("takes people with MS", db_default=Known.UNKNOWN)
    accepts_carers = known_field("has something for carers", db_default=Known.UNKNOWN)
    accepts_out_of_area = known_field("takes people from outside its area", db_default=Known.UNKNOWN)
    step_free = known_field("step-free for a wheelchair", db_default=Known.UNKNOWN)
    hoist = known_field("hoist", db_default=Known.UNKNOWN)
    who_can_use = models.TextField("who it is for", blank=True)
    not_for = models.TextField("who it is not for", blank=True)
    how_to_get_in = models.TextField("how to get in", blank=True, db_default="")
    price = models.CharField("who pays", max_length=8, choices=Price, default=Price.UNKNOWN, db_default=Price.UNKNOWN)
    cost = models.CharField(max_length=160, blank=True)
    area_served = models.CharField("area served", max_length=160, blank=True)
    serves_nations = TickedField(
        models.CharField(max_length=20, choices=Nation),
        verbose_name="nations that it serves",
        default=list,
        blank=True,
        db_default=[],
    )
    source_url = WebAddressField("where we saw this", max_length=300, blank=True)
    other_sources = LinesField(verbose_name="other places where we saw it")
    seen = models.CharField("date of what we saw", max_length=20, blank=True, help_text="A year, month or day.")
    confidence = models.CharField(max_length=6, choices=Confidence, default=Confidence.MEDIUM)
    place = models.CharField("town that distances are measured to", max_length=80, blank=True)
    geoname_id = models.PositiveIntegerField("number of that town in GeoNames", null=True, blank=True)
    place_unsourced = models.CharField("place that nobody has confirmed", max_length=160, blank=True)
    notes = models.TextField("notes for editors", blank=True)

    class Meta:
        ordering = ["name", "slug"]
        permissions = [("approve_service", "Can confirm a service"), ("publish_service", "Can publish a service")]
        constraints = [
            models.CheckConstraint(
                condition=Q(nation="") | Q(nation__in=Nation.values), name="service_nation_is_known"
            ),
            models.CheckConstraint(
                condition=Q(serves_nations__contained_by=Nation.values), name="service_serves_known_nations"
            ),
            models.CheckConstraint(condition=Q(price__in=Price.values), name="service_price_is_known"),
            other_address_than(Kind.SERVICE, "open-referral"),
        ]

    def __str__(self):
        return self.name

    @property
    def kept_back(self):
        """Whether it is known too badly to be listed."""
        return self.confidence == self.Confidence.LOW

"""What is reviewed, what was published, and the record of who did what.

A working copy (a Reviewable) is edited freely. A Revision is what was published, byte for byte; the database refuses to
change or delete one. A Release says which revision the public reads now. A ReviewEvent is never changed either.
Only `content.publishing` writes here.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from content.workflow import Move, State

PERSON = {
    "to": settings.AUTH_USER_MODEL,
    "null": True,
    "blank": True,
    "editable": False,
    "on_delete": models.PROTECT,
    "related_name": "+",
}


class Kind(models.TextChoices):
    """What can be reviewed; each is one model."""

    ARTICLE = "article", "Article"
    TOPIC = "topic", "Topic"
    EXERCISE = "exercise", "Exercise"
    FAQ = "faq", "Question people ask"
    TERM = "term", "Glossary term"
    STORY = "story", "Story"
    SERVICE = "service", "Service"
    FINDER = "finder", "Finder"
    POLICY = "policy", "Page about the site"


class ChangeKind(models.TextChoices):
    """What an edition changed, for the public list of changes."""

    CLINICAL = "clinical", "What we advise changed"
    WORDING = "wording", "Only the words changed"


def other_address_than(kind, *taken):
    """Return the constraint that no thing of a Kind has an address of a page that is something else already."""
    return models.CheckConstraint(
        condition=~Q(slug__in=taken),
        name=f"{kind}_address_is_free",
        violation_error_message=f"Choose another address. Another page has one of these: {', '.join(taken)}.",
    )


class Reviewable(models.Model):
    """A working copy on its way to the public. `slug` is its address, which other sites link to.

    `public_fields` and `lists` name what readers get of it: see content.snapshots. What is `clinical` is approved by
    somebody with a current registration, other things by the editors who keep them.
    """

    kind: Kind
    clinical = True
    review_months = 24  # until the next check is due
    kept_back = False  # not fit for readers, whoever approves it: what they would get is known too badly
    public_fields: tuple[str, ...]
    lists: tuple[str, ...] = ()  # "topics" and "sources", where it has them

    slug = models.SlugField("address", max_length=80, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    edited_by = models.ForeignKey(**PERSON)
    edited_at = models.DateTimeField(default=timezone.now, editable=False)
    loaded_hash = models.CharField(
        max_length=64, blank=True, editable=False, help_text="What load_library wrote here last, to know an edit by it."
    )

    class Meta:
        abstract = True

    @property
    def key(self):
        """What revisions, releases and events are filed under."""
        return {"kind": self.kind, "object_id": self.pk}


class Filed(models.Model):
    """Belongs to one Reviewable."""

    kind = models.CharField(max_length=10, choices=Kind)
    object_id = models.PositiveBigIntegerField()

    class Meta:
        abstract = True


class Revision(Filed):
    """One published edition: the canonical document, its hash, who wrote it and who approved exactly these bytes.

    `approved_by` is empty for founding content that no clinician has seen; the public gets it in a demonstration only.
    """

    slug = models.SlugField(max_length=80)
    number = models.PositiveIntegerField()
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    written_by = models.ForeignKey(**PERSON)
    approved_by = models.ForeignKey(**PERSON)
    approver_role = models.CharField(max_length=60, blank=True)
    approved_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(**PERSON)
    published_at = models.DateTimeField()
    next_review_date = models.DateField(null=True)
    change_kind = models.CharField(max_length=8, choices=ChangeKind, blank=True, db_default="")
    change_note = models.TextField(blank=True, db_default="")

    class Meta:
        ordering = ["kind", "object_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "number"], name="revision_number_once"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(written_by__isnull=True) | ~Q(approved_by=F("written_by")),
                name="revision_approver_is_not_writer",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True, approver_role="")
                | (Q(approved_by__isnull=False, approved_at__isnull=False) & ~Q(approver_role="")),
                name="revision_approval_is_whole",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.slug}, edition {self.number}"


class Release(Filed):
    """The revision of a thing that the public reads now. No row: it is not public."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="release")
    released_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="release_one_for_each_thing")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.object_id}"


class ReviewEvent(Filed):
    """One act in the life of a thing: who did what to which bytes, when and why. Never changed, never deleted."""

    slug = models.SlugField(max_length=80)
    act = models.CharField(max_length=12, choices=Move)
    actor = models.ForeignKey(**PERSON)
    actor_role = models.CharField(max_length=60, blank=True)
    written_by = models.ForeignKey(**PERSON)
    sha256 = models.CharField(max_length=64)
    revision = models.ForeignKey(Revision, null=True, on_delete=models.PROTECT, related_name="events")
    reason = models.TextField(blank=True)
    change_kind = models.CharField(max_length=8, choices=ChangeKind, blank=True, db_default="")
    at = models.DateTimeField(default=timezone.now)
    # The chain: the database numbers every event and seals it together with the one before. Nobody can write these.
    place = models.PositiveBigIntegerField("place in the chain", null=True, unique=True, editable=False)
    seal = models.CharField(max_length=64, blank=True, db_default="", editable=False)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "object_id", "act"], name="event_of_thing")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(act=Move.APPROVE)
                | (Q(actor__isnull=False) & (Q(written_by__isnull=True) | ~Q(actor=F("written_by")))),
                name="event_approver_is_not_writer",
            ),
        ]

    def __str__(self):
        return f"{self.get_act_display()}: {self.slug}"

"""A guide, its versions, and the questions a version asks."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from content import review_dates
from content.models import Reviewer
from content.places import Nation

from .vocabulary import Barrier


class Guide(models.Model):
    """One questionnaire. Normally there is one."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.TextField()

    class Meta:
        ordering = ["key"]

    def __str__(self):
        return self.title


class GuideVersion(models.Model):
    """One edition of a guide: a draft made of rows, or a frozen document that the public walks.

    From approval on `document` holds the canonical JSON, and neither it nor a row of the version ever changes again
    (the database refuses it). `authors` are all who edited the draft: none of them may approve it.
    `approved_by` stays empty for founding content that no clinician has seen; that is public in a demonstration only.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        CHECKED = "checked", "Checked, waiting for approval"
        APPROVED = "approved", "Approved"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"
        WITHDRAWN = "withdrawn", "Withdrawn"

    guide = models.ForeignKey(Guide, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, editable=False, related_name="+")
    note = models.TextField(blank=True, help_text="What changed and why, in one sentence.")
    document = models.TextField(blank=True, editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    logic_hash = models.CharField(max_length=64, blank=True, editable=False)
    founding_hash = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Content hash of the file that load_guide made this from."
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approver_role = models.CharField(max_length=60, blank=True, db_default="", editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField(blank=True, db_default="", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["guide", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["guide", "number"], name="guide_version_number_once"),
            models.UniqueConstraint(
                fields=["guide"], condition=Q(state="published"), name="guide_one_published_version"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("author")) | Q(author__isnull=True),
                name="guide_version_approver_is_not_author",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "checked"]) | ~Q(document=""),
                name="guide_version_frozen_when_not_draft",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="guide_version_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="guide_version_withdrawn_for_a_reason",
            ),
        ]
        permissions = [
            ("approve_guideversion", "Can approve a guide version as a clinician"),
            ("publish_guideversion", "Can publish a guide version"),
        ]

    def __str__(self):
        return f"{self.guide.title}, version {self.number}"

    @property
    def is_draft(self):
        """Whether its rows may still be edited; an edit makes a checked version a draft again."""
        return self.state in (self.State.DRAFT, self.State.CHECKED)

    @property
    def clinically_approved_at(self):
        """When a clinician approved it; None where nobody did, or an account of a demonstration."""
        clinical = self.approved_by_id and self.approver_role != Reviewer.Profession.DEMONSTRATION
        return self.approved_at if clinical else None

    @property
    def next_check_date(self):
        """The day by which it is checked again, 6 months after its approval; None without clinical approval.

        A guide has urgent advice and telephone numbers, so it ages as fast as a page that has them. The day follows
        from the approval alone: nobody can type another one.
        """
        at = self.clinically_approved_at
        return review_dates.months_later(timezone.localdate(at), review_dates.URGENT_MONTHS) if at else None


class VersionRow(models.Model):
    """What every row of a version has: a key that is stable from version to version, and its place in the order."""

    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE)
    key = models.SlugField(max_length=60)
    position = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="%(class)s_key_once"),
            models.UniqueConstraint(
                fields=["version", "position"],
                name="%(class)s_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self):
        return self.key


def sources_field():
    """Keys of sources of content's register."""
    return ArrayField(
        models.SlugField(max_length=60),
        default=list,
        db_default=[],
        blank=True,
        help_text="Keys of the sources that this rests on, such as nice-ng220, with commas between them.",
    )


class SourcedRow(VersionRow):
    """A row whose clinical content rests on sources of content's register, named by their keys."""

    sources = sources_field()

    class Meta(VersionRow.Meta):
        abstract = True


class Question(VersionRow):
    """One page of the guide."""

    class Purpose(models.TextChoices):
        SETTING = "setting", "Setting: who, where, how old"
        SAFETY = "safety", "Safety"
        NEED = "need", "Need"
        PRACTICAL = "practical", "Practical"

    class Role(models.TextChoices):
        NONE = "none", "None"
        RESPONDENT = "respondent", "Says who is answering"
        NATION = "nation", "Says which nation"

    class Kind(models.TextChoices):
        SINGLE = "single", "Choose one"
        MULTI = "multi", "Choose all that fit"
        NUMBER = "number", "A whole number"

    purpose = models.CharField(max_length=10, choices=Purpose)
    role = models.CharField(max_length=10, choices=Role, default=Role.NONE)
    kind = models.CharField(max_length=6, choices=Kind)
    section = models.TextField(help_text="Heading on “Check your answers”, such as “About you”.")
    label_self = models.TextField(help_text="Short name on “Check your answers”: “Getting around”.")
    label_carer = models.TextField()
    text_self = models.TextField("question, to the person")
    text_carer = models.TextField("question, to a carer")
    help_self = models.TextField("hint, to the person", blank=True)
    help_carer = models.TextField("hint, to a carer", blank=True)
    why_self = models.TextField("why we ask, to the person", blank=True)
    why_carer = models.TextField("why we ask, to a carer", blank=True)
    error_self = models.TextField(
        "when nothing is chosen, to the person",
        help_text="Say what to do: “Choose how you get around on most days”.",
    )
    error_carer = models.TextField("when nothing is chosen, to a carer")
    required = models.BooleanField(default=True)
    unit = models.TextField(blank=True)
    min = models.IntegerField(null=True, blank=True)
    max = models.IntegerField(null=True, blank=True)

    class Meta(VersionRow.Meta):
        constraints = [
            *VersionRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["version", "role"],
                condition=~Q(role="none"),
                name="question_role_once",
                violation_error_message="Another question has this role. Give that one the role “None” first.",
            ),
            models.CheckConstraint(
                condition=Q(kind="number", min__isnull=False, max__isnull=False, min__lte=models.F("max"))
                | (~Q(kind="number") & Q(min__isnull=True, max__isnull=True)),
                name="question_bounds_for_numbers_only",
                violation_error_message="Give lowest and highest where the answer is a number, else neither.",
            ),
        ]


class Option(models.Model):
    """One answer a person can choose."""

    class Neutral(models.TextChoices):
        NO = "no", "No: choosing it can change the result"
        SAME_AS_UNANSWERED = "same_as_unanswered", "Same as giving no answer"
        READING_ONLY = "reading_only", "Only suggests what to read"

    class Voice(models.TextChoices):
        SELF = "self", "The person with MS"
        CARER = "carer", "A carer"

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    key = models.SlugField(max_length=60)
    position = models.PositiveIntegerField()
    text_self = models.TextField("answer, to the person")
    text_carer = models.TextField("answer, to a carer")
    hint_self = models.TextField("hint, to the person", blank=True)
    hint_carer = models.TextField("hint, to a carer", blank=True)
    say_self = models.TextField(
        "in “What to say”, by the person", blank=True, help_text="A sentence: “My muscles are stiff.”"
    )
    say_carer = models.TextField("in “What to say”, by a carer", blank=True)
    exclusive = models.BooleanField(default=False, help_text="“None of these”: clears the others.")
    apart = models.BooleanField(default=False, help_text="Print “or” before it.")
    neutral = models.CharField(max_length=20, choices=Neutral, default=Neutral.NO)
    nation = models.CharField(max_length=20, choices=Nation, blank=True)
    voice = models.CharField(max_length=5, choices=Voice, blank=True)
    topics = ArrayField(
        models.SlugField(max_length=60), default=list, blank=True, help_text="Topics to suggest for reading."
    )
    barrier = models.CharField(
        max_length=20,
        choices=Barrier,
        blank=True,
        db_default="",
        default="",
        help_text="Who chooses this answer has this barrier. Routes that demand it show a way round, or come last.",
    )

    class Meta:
        ordering = ["question", "position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "key"], name="option_key_once"),
            models.UniqueConstraint(
                fields=["question", "position"], name="option_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(exclusive=True),
                name="option_one_exclusive_per_question",
                violation_error_message="One answer of a question clears the others, not two.",
            ),
            models.CheckConstraint(condition=Q(barrier__in=["", *Barrier.values]), name="option_barrier_is_known"),
        ]

    def __str__(self):
        return self.text_self

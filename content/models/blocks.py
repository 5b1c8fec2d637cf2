"""The blocks that the body of an article is made of, each shown to everyone or to chosen readers."""

from content_editor.models import create_plugin_base
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django_prose_editor.fields import ProseEditorField

from content.audiences import Reader
from content.films import check_film

from .article import Article
from .fields import FigureField, LinesField, ReadersField, StepsField
from .image import Image
from .recording import Recording

is_captions = RegexValidator(r"^/(?!/)[\w./-]+\.vtt$", "Use the address of a WebVTT file on this site.")


def prose_field(*args, **kwargs):
    """Rich text with the few things a calm page needs. Cleaned on the server when it is saved."""
    extensions = {
        "Bold": True,
        "BulletList": True,
        "OrderedList": True,
        "ListItem": True,
        "Heading": {"levels": [3]},
        "Link": {"enableTarget": False, "protocols": ["https", "tel", "mailto"]},
    }
    return ProseEditorField(*args, extensions=extensions, sanitize=True, **kwargs)


class Block(create_plugin_base(Article)):
    """What every block has."""

    readers = ReadersField(verbose_name="only for", help_text="Tick nobody to show it to everyone.")

    class Meta:
        abstract = True
        ordering = ["ordering", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(readers__contained_by=Reader.values), name="%(app_label)s_%(class)s_readers_are_known"
            )
        ]

    def __str__(self):
        return next(
            (value for name in ("heading", "title", "question", "caption") if (value := getattr(self, name, ""))), ""
        )


class Section(Block):
    """A heading and what belongs to it. Without a heading it goes on from the part before."""

    heading = models.CharField(max_length=100, blank=True)
    body = prose_field("text", blank=True)

    class Meta(Block.Meta):
        verbose_name = "text"


class CareNotice(Block):
    """When to get help."""

    class Level(models.TextChoices):
        EMERGENCY = "emergency", "Emergency: now"
        URGENT = "urgent", "Urgent: today"
        SOON = "soon", "Soon: in 2 working days"
        MENTION = "mention", "When you next speak"

    level = models.CharField(max_length=10, choices=Level)
    heading = models.CharField(max_length=100, help_text="The act: “Call 111 if:”.")
    body = prose_field("signs")

    class Meta(Block.Meta):
        verbose_name = "when to get help"


class DoDont(Block):
    """What to do and what not to do."""

    do = LinesField(verbose_name="do", help_text="One on each line: “move slowly”.")
    do_not = LinesField(verbose_name="do not", help_text="One on each line, each beginning with “do not”.")

    class Meta(Block.Meta):
        verbose_name = "do and do not"


class ExerciseBlock(Block):
    """An exercise in drawn steps."""

    title = models.CharField(max_length=80)
    purpose = models.CharField("what it is for", max_length=200, blank=True)
    steps = StepsField(help_text="Up to 6 steps. A step without words is left out.")
    how_many = models.CharField(max_length=200, blank=True)
    easier = models.CharField("how to do less", max_length=200, blank=True)

    class Meta(Block.Meta):
        verbose_name = "exercise"


class Figure(Block):
    """A drawing that stands alone."""

    figure = FigureField(verbose_name="drawing", blank=False)
    caption = models.CharField(max_length=200, help_text="What it shows, in words.")

    class Meta(Block.Meta):
        verbose_name = "drawing"


class ImageBlock(Block):
    """A picture that an editor uploaded."""

    image = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200, blank=True)

    class Meta(Block.Meta):
        verbose_name = "picture"


class Video(Block):
    """A film with its words: of our own server, or of another site, which is not asked before somebody presses play."""

    title = models.CharField(max_length=100)
    url = models.CharField(
        "film",
        max_length=200,
        validators=[check_film],
        help_text="An MP4 file on this site, or the address of one film on YouTube or Vimeo.",
    )
    captions_url = models.CharField(
        "captions",
        max_length=200,
        blank=True,
        validators=[is_captions],
        help_text="For a film on this site. A film elsewhere has its own: look that they are right.",
    )
    transcript = prose_field("words of the film")

    class Meta(Block.Meta):
        verbose_name = "film"


class RecordingBlock(Block):
    """A recording that an editor uploaded, with its words. Nothing is sent before somebody presses play."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="+")
    transcript = prose_field("words of the recording")

    class Meta(Block.Meta):
        verbose_name = "recording"
        constraints = [
            *Block.Meta.constraints,
            models.CheckConstraint(condition=~Q(transcript=""), name="recordingblock_has_words"),
        ]


class FaqBlock(Block):
    """A question people ask, with its answer."""

    question = models.CharField(max_length=150)
    answer = prose_field()

    class Meta(Block.Meta):
        verbose_name = "question people ask"


BLOCKS = (Section, CareNotice, DoDont, ExerciseBlock, Figure, ImageBlock, Video, RecordingBlock, FaqBlock)

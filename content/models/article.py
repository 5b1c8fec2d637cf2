"""Articles: what people read. The body is a list of blocks, see blocks.py."""

from content_editor.models import Region
from django.db import models
from django.db.models import Q

from .fields import FigureField, LinesField, is_site_path
from .review import Kind, Reviewable
from .topic import Topic

THREE_POINTS = (
    "Exactly 3 points, one on each line. Start the first words with ** and end them with ** to make them bold."
)


class Article(Reviewable):
    """One page for people with MS and carers, with parts for professionals."""

    kind = Kind.ARTICLE
    public_fields = (
        *("title", "also_called", "summary", "figure", "position", "on_home"),
        *("in_short", "in_short_carer", "next_label", "next_url"),
    )
    regions = [Region(key="main", title="Text", inherited=False)]

    title = models.CharField(max_length=100)
    also_called = models.CharField(max_length=100, blank=True, help_text="The medical word: “Spasticity”.")
    summary = models.CharField(max_length=160, help_text="One or two plain sentences for lists and search engines.")
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, related_name="main_articles", help_text="Where it is listed."
    )
    also_in = models.ManyToManyField(Topic, related_name="more_articles", blank=True, verbose_name="also in")
    figure = FigureField(verbose_name="drawing")
    position = models.PositiveIntegerField(default=0, help_text="Lower comes first.")
    on_home = models.BooleanField(
        "its “In short” is on the home page", default=False, help_text="One article at most: “Only got a minute?”."
    )
    in_short = LinesField(verbose_name="in short", help_text=THREE_POINTS)
    in_short_carer = LinesField(
        verbose_name="in short, to a carer", help_text=f"Where a carer needs other words. {THREE_POINTS}"
    )
    next_label = models.CharField("what to do next", max_length=100, blank=True, help_text="The words of the link.")
    next_url = models.CharField("address of that link", max_length=200, blank=True, validators=[is_site_path])
    to_check = LinesField(
        verbose_name="for the clinician to check",
        help_text="Each statement without a firm source, one on each line. Readers do not see it.",
    )

    class Meta:
        ordering = ["position", "slug"]
        permissions = [("approve_article", "Can approve an article"), ("publish_article", "Can publish an article")]
        constraints = [
            models.UniqueConstraint(
                fields=["on_home"],
                condition=Q(on_home=True),
                name="article_one_on_home",
                violation_error_message="Another article is on the home page already. Untick it there first.",
            ),
            models.CheckConstraint(
                condition=Q(in_short__len__in=[0, 3], in_short_carer__len__in=[0, 3]),
                name="article_in_short_has_three_points",
                violation_error_message="“In short” has exactly 3 points, one on each line.",
            ),
            models.CheckConstraint(
                condition=Q(next_label="", next_url="") | (~Q(next_label="") & ~Q(next_url="")),
                name="article_next_step_is_whole",
                violation_error_message="“What to do next” needs both its words and its address.",
            ),
        ]

    def __str__(self):
        return self.title

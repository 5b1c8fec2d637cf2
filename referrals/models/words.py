"""Words of a whole version: who helps in each nation, and what letters say besides a person's own answers."""

from django.db import models
from django.db.models import Q

from content.places import Nation

from .guide import GuideVersion, sources_field


class OncePerNation(models.Model):
    """A row of a version about one nation; an empty nation is that of people who did not say where they live."""

    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE)
    nation = models.CharField(max_length=20, choices=[("", "Not known"), *Nation.choices], blank=True)

    class Meta:
        abstract = True
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "nation"],
                name="%(class)s_once_per_nation",
                violation_error_message="There is one for this nation already. Change that one.",
            )
        ]

    def __str__(self):
        return self.get_nation_display()


class NationHelp(OncePerNation):
    """The named body that helps people of a nation who were refused, or wait too long."""

    body = models.TextField("who helps", help_text="Its name: “Patient and Client Council”.")
    text_self = models.TextField("how it helps, to the person", help_text="“It helps you to complain. It is free.”")
    text_carer = models.TextField("how it helps, to a carer")
    link_label = models.TextField("words of a link", blank=True)
    link_url = models.TextField("address of a link", blank=True)
    sources = sources_field()

    class Meta(OncePerNation.Meta):
        verbose_name_plural = "help in each nation"
        constraints = [
            *OncePerNation.Meta.constraints,
            models.CheckConstraint(
                condition=Q(link_label="", link_url="") | (~Q(link_label="") & ~Q(link_url="")),
                name="nation_help_link_has_label_and_address",
                violation_error_message="Give a link both its words and its address, or neither.",
            ),
        ]


class LetterWords(models.Model):
    """What every letter says: questions to the reader, one a line, and how it closes."""

    version = models.OneToOneField(GuideVersion, on_delete=models.CASCADE, related_name="letter_words")
    questions_self = models.TextField(
        "questions, by the person", blank=True, help_text="One question a line: “Which team will see me?”"
    )
    questions_carer = models.TextField("questions, by a carer", blank=True)
    closing_self = models.TextField("closing words, by the person", blank=True, help_text="“Thank you for your help.”")
    closing_carer = models.TextField("closing words, by a carer", blank=True)
    sources = sources_field()

    class Meta:
        verbose_name = verbose_name_plural = "words of letters"

    def __str__(self):
        return f"Words of letters in version {self.version.number}"


class LetterStandard(OncePerNation):
    """What letters may quote of national guidance in one nation."""

    text_self = models.TextField("what guidance says, by the person")
    text_carer = models.TextField("what guidance says, by a carer")

    class Meta(OncePerNation.Meta):
        verbose_name, verbose_name_plural = "quotation", "what letters quote in each nation"

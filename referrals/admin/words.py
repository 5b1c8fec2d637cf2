"""Words of a whole version, on its page: who helps in each nation, and what every letter says."""

from django import forms
from django.contrib import admin
from django.db import models

from content.places import Nation
from referrals.models import LetterStandard, LetterWords, NationHelp

from .rows import DraftOnlyInline


class OfVersionInline(DraftOnlyInline, admin.StackedInline):
    """Rows below the version itself."""

    classes = ["collapse"]
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 5, "cols": 60})}}

    @staticmethod
    def version_of(obj):
        return obj


class LinkForm(forms.ModelForm):
    class Meta:
        widgets = {name: forms.TextInput(attrs={"class": "vTextField"}) for name in ("body", "link_label", "link_url")}


class OncePerNationInline(OfVersionInline):
    """At most one row for each nation and for people who did not say: an empty form stands ready for each."""

    max_num = len(Nation) + 1

    def get_extra(self, request, obj=None, **kwargs):
        return len(self.missing(obj))

    def missing(self, version):
        """Return the nations that a version has no row of; an empty text is that of people who did not say."""
        there = set(self.model.objects.filter(version=version).values_list("nation", flat=True))
        return [nation for nation in (*Nation.values, "") if nation not in there]


class NationHelpInline(OncePerNationInline):
    model = NationHelp
    form = LinkForm
    fields = ["nation", "body", ("text_self", "text_carer"), ("link_label", "link_url"), "sources"]
    verbose_name, verbose_name_plural = "help", "who helps in each nation when people are refused or wait"


class LetterWordsInline(OfVersionInline):
    model = LetterWords
    extra = 1
    fields = [("questions_self", "questions_carer"), ("closing_self", "closing_carer"), "sources"]


class LetterStandardInline(OncePerNationInline):
    model = LetterStandard
    fields = ["nation", ("text_self", "text_carer")]

"""Pairs of things that must never appear in one result."""

from django import forms
from django.contrib import admin

from referrals.models import ExclusivePair, Route, Rule, UrgentSign

from .rows import VersionRowAdmin, VersionRowForm

Kind = ExclusivePair.Kind
NAMED = (
    ("Routes", Kind.ROUTE, Route, "title_self"),
    ("Urgent signs", Kind.SIGN, UrgentSign, "title_self"),
    ("Rules", Kind.RULE, Rule, "reason_self"),
)


class PairForm(VersionRowForm):
    """Both sides are chosen by name from what the version has."""

    a = forms.ChoiceField(label="This")
    b = forms.ChoiceField(label="and this never together")

    class Meta:
        model = ExclusivePair
        fields = ["why"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", "Choose"), *_choices(self.version)] if self.version else []
        for side in ("a", "b"):
            self.fields[side].choices = choices
            if self.instance.pk:
                kind, key = getattr(self.instance, f"{side}_kind"), getattr(self.instance, f"{side}_key")
                self.initial[side] = f"{kind}:{key}"

    def clean(self):
        cleaned = super().clean()
        for side in ("a", "b"):
            kind, _, key = cleaned.get(side, "").partition(":")
            setattr(self.instance, f"{side}_kind", kind)
            setattr(self.instance, f"{side}_key", key)
        if cleaned.get("a") and cleaned.get("a") == cleaned.get("b"):
            self.add_error("b", "Choose two different things.")
        return cleaned


@admin.register(ExclusivePair)
class ExclusivePairAdmin(VersionRowAdmin):
    form = PairForm
    list_display = ["__str__", "edition", "why"]
    search_fields = ["a_key", "b_key", "why"]
    readonly_fields = ["version"]
    fieldsets = [(None, {"fields": ["version", "a", "b", "why"]})]

    def get_readonly_fields(self, request, obj=None):
        return [name for name in super().get_readonly_fields(request, obj) if name != "key"]

    @admin.display(description="This")
    def a(self, obj):
        return f"{obj.get_a_kind_display()}: {obj.a_key}"

    @admin.display(description="and this never together")
    def b(self, obj):
        return f"{obj.get_b_kind_display()}: {obj.b_key}"


def _choices(version):
    for label, kind, model, words in NAMED:
        rows = model.objects.filter(version=version).values_list("key", words)
        yield label, [(f"{kind}:{key}", f"{text[:80]} ({key})") for key, text in rows]

"""Questions, their answers, and who is asked."""

from django import forms
from django.contrib import admin

from referrals.engine.document import KEY
from referrals.models import Option, Question

from .conditions import ConditionField
from .rows import DraftOnlyInline, VersionRowAdmin, VersionRowForm, read_back


class QuestionForm(VersionRowForm):
    shown_when = ConditionField(label="Asked when", required=False, help_text="No rows: everybody is asked.")


class OptionForm(forms.ModelForm):
    """The key of an answer is typed once: saved answers, other versions and other sites rely on it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "key" in self.fields:
            self.fields["key"].disabled = self.instance.pk is not None
            self.fields["key"].help_text = "Small letters, digits, - and _. It stays the same for ever."

    def clean_key(self):
        key = self.cleaned_data["key"]
        if not KEY.accepts(key):
            raise forms.ValidationError("Use small letters, digits, - and _ only, and begin with a letter or digit.")
        return key


class OptionInline(DraftOnlyInline, admin.StackedInline):
    model = Option
    form = OptionForm
    verbose_name, verbose_name_plural = "answer", "answers"
    fields = [
        ("text_self", "text_carer"),
        ("hint_self", "hint_carer"),
        ("say_self", "say_carer"),
        ("key", "neutral", "exclusive", "apart"),
        ("nation", "voice", "barrier", "topics"),
    ]


@admin.register(Question)
class QuestionAdmin(VersionRowAdmin):
    form = QuestionForm
    list_display = ["text_self", "edition", "purpose", "kind"]
    list_display_links = ["text_self"]
    search_fields = ["key", "text_self", "text_carer", "options__text_self"]
    fieldsets = [
        (None, {"fields": ["version", "preview", "key"]}),
        ("To the person with MS", {"fields": ["text_self", "help_self", "why_self", "error_self", "label_self"]}),
        ("To a carer", {"fields": ["text_carer", "help_carer", "why_carer", "error_carer", "label_carer"]}),
        ("Check your answers", {"fields": ["section"]}),
        ("Who is asked", {"fields": ["shown_when"]}),
        ("Kind of answer", {"fields": ["purpose", "role", "kind", "required", ("unit", "min", "max")]}),
    ]
    inlines = [OptionInline]
    shown_when = read_back("shown_when", "Asked when")

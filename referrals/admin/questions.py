"""Questions and their answers, as editors change their words."""

from django.contrib import admin

from referrals.models import Option, Question

from .rows import DraftOnlyInline, VersionRowAdmin, condition_sentence


class OptionInline(DraftOnlyInline, admin.StackedInline):
    model = Option
    readonly_fields = ["key", "position", "exclusive", "neutral", "nation", "voice"]
    fields = [
        ("text_self", "text_carer"),
        ("hint_self", "hint_carer"),
        ("say_self", "say_carer"),
        ("apart", "topics"),
        ("key", "exclusive", "neutral", "nation", "voice"),
    ]


@admin.register(Question)
class QuestionAdmin(VersionRowAdmin):
    list_display = ["text_self", "edition", "position", "purpose", "kind"]
    list_display_links = ["text_self"]
    search_fields = ["key", "text_self", "text_carer", "options__text_self"]
    readonly_fields = [*VersionRowAdmin.readonly_fields, "purpose", "role", "kind", "asked_when"]
    fieldsets = [
        (None, {"fields": ["version", "preview", "asked_when"]}),
        ("To the person with MS", {"fields": ["text_self", "help_self", "why_self", "error_self", "label_self"]}),
        ("To a carer", {"fields": ["text_carer", "help_carer", "why_carer", "error_carer", "label_carer"]}),
        ("Check your answers", {"fields": ["section"]}),
        ("Logic", {"fields": ["key", "position", "purpose", "role", "kind", "required"]}),
    ]
    inlines = [OptionInline]

    @admin.display(description="Asked when")
    def asked_when(self, obj):
        return condition_sentence(obj, "questions", "shown_when")

"""Rules and urgent signs: their words, with their logic read back as a sentence."""

from django.contrib import admin

from referrals.models import Advice, Rule, UrgentSign

from .rows import DraftOnlyInline, VersionRowAdmin, condition_sentence


@admin.register(Rule)
class RuleAdmin(VersionRowAdmin):
    list_display = ["reason_self", "edition", "route", "effect", "tier"]
    list_filter = [*VersionRowAdmin.list_filter, "effect", "tier"]
    list_select_related = ["version__guide", "route"]
    search_fields = ["key", "reason_self", "route__title_self"]
    readonly_fields = [*VersionRowAdmin.readonly_fields, "route", "effect", "tier", "catch_all", "applies_when"]
    fields = [
        "version",
        "route",
        "effect",
        "tier",
        "applies_when",
        "reason_self",
        "reason_carer",
        "sources",
        "catch_all",
        "key",
        "position",
    ]

    @admin.display(description="Applies when")
    def applies_when(self, obj):
        return condition_sentence(obj, "rules", "when")


class AdviceInline(DraftOnlyInline, admin.StackedInline):
    model = Advice
    readonly_fields = ["nation"]
    fields = ["nation", ("act_self", "act_carer"), "text_self", "text_carer", "phone"]


@admin.register(UrgentSign)
class UrgentSignAdmin(VersionRowAdmin):
    list_display = ["title_self", "edition", "level", "stops"]
    list_filter = [*VersionRowAdmin.list_filter, "level"]
    search_fields = ["key", "title_self", "advice__act_self"]
    readonly_fields = [*VersionRowAdmin.readonly_fields, "level", "stops", "applies_when"]
    fieldsets = [
        (None, {"fields": ["version", "level", "stops", "applies_when", "sources"]}),
        ("To the person with MS", {"fields": ["title_self", "say_self", "watch_for_self"]}),
        ("To a carer", {"fields": ["title_carer", "say_carer", "watch_for_carer"]}),
        ("Logic", {"fields": ["key", "position"]}),
    ]
    inlines = [AdviceInline]

    @admin.display(description="Applies when")
    def applies_when(self, obj):
        return condition_sentence(obj, "urgent_signs", "when")

"""Rules and urgent signs: when they apply, and what they say."""

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList

from referrals import interchange, publishing
from referrals.models import Advice, Rule, UrgentSign

from .conditions import ConditionField
from .routes import routes_to_choose
from .rows import DraftOnlyInline, VersionRowAdmin, VersionRowForm, read_back
from .vocabulary import read_aloud, vocabularies


class RuleForm(VersionRowForm):
    when = ConditionField(label="Applies when", required=False, help_text="No rows: for everybody.")
    asserts = ConditionField(
        label="The reason is true when",
        required=False,
        help_text="What the reason says about the person, as a condition. The check shows that it is always true.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "route" in self.fields and self.version:
            routes_to_choose(self.fields["route"], self.version)


class RuleList(ChangeList):
    """The list of rules. It reads the conditions of its page together, and gives each row its `sentence`."""

    def get_results(self, request):
        super().get_results(request)
        rows = list(self.result_list)
        if not rows:
            return
        guides = vocabularies({rule.version_id for rule in rows})
        lines = interchange.read_each(rows, "when")
        for rule in rows:
            rule.sentence = read_aloud(guides[rule.version_id], lines.get(rule.pk))
        self.result_list = rows


@admin.register(Rule)
class RuleAdmin(VersionRowAdmin):
    form = RuleForm
    list_display = ["reason_self", "key", "applies_when", "edition", "route", "effect", "tier"]
    list_filter = [*VersionRowAdmin.list_filter, "effect", "tier"]
    list_select_related = ["version__guide", "route"]
    search_fields = ["key", "reason_self", "route__title_self"]
    readonly_fields = ["version"]
    fieldsets = [
        (None, {"fields": ["version", "key", "route", "effect", "tier"]}),
        ("When it applies", {"fields": ["when", "catch_all"]}),
        ("The reason it gives", {"fields": ["reason_self", "reason_carer", "asserts", "sources"]}),
    ]
    when = read_back("when", "Applies when")
    asserts = read_back("asserts", "The reason is true when")

    def get_changelist(self, request, **kwargs):
        return RuleList

    @admin.display(description="Applies when")
    def applies_when(self, obj):
        return obj.sentence


class AdviceForm(forms.ModelForm):
    """Words may be missing in a draft: the check names them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False


class AdviceInline(DraftOnlyInline, admin.StackedInline):
    model = Advice
    form = AdviceForm
    fields = ["nation_named", ("act_self", "act_carer"), ("text_self", "text_carer"), "phone"]
    readonly_fields = ["nation_named"]
    verbose_name_plural = "what to do, in each nation"

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="Nation")
    def nation_named(self, obj):
        return obj.get_nation_display() if obj.nation else "Not known"


class SignForm(VersionRowForm):
    when = ConditionField(label="Appears when")
    may_skip_when = ConditionField(
        label="May be skipped when",
        required=False,
        help_text="People for whom this is true may go round the question. No rows: nobody may.",
    )


@admin.register(UrgentSign)
class UrgentSignAdmin(VersionRowAdmin):
    form = SignForm
    list_display = ["title_self", "edition", "level", "stops"]
    list_filter = [*VersionRowAdmin.list_filter, "level"]
    search_fields = ["key", "title_self", "advice__act_self"]
    readonly_fields = ["version"]
    fieldsets = [
        (None, {"fields": ["version", "key", "level", "stops"]}),
        ("When it appears", {"fields": ["when", "may_skip_when"]}),
        ("To the person with MS", {"fields": ["title_self", "say_self", "watch_for_self"]}),
        ("To a carer", {"fields": ["title_carer", "say_carer", "watch_for_carer"]}),
        ("What it rests on", {"fields": ["sources"]}),
    ]
    inlines = [AdviceInline]
    when = read_back("when", "Appears when")
    may_skip_when = read_back("may_skip_when", "May be skipped when")

    def save_related(self, request, form, formsets, change):
        """A new sign has advice for each nation, still to be written."""
        super().save_related(request, form, formsets, change)
        publishing.complete(form.instance)

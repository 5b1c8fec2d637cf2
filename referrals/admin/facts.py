"""Facts: conditions with a name, used again in other conditions."""

from django.contrib import admin

from referrals.models import Fact

from .conditions import ConditionField
from .rows import VersionRowAdmin, VersionRowForm, read_back


class FactForm(VersionRowForm):
    when = ConditionField(label="Holds when")


@admin.register(Fact)
class FactAdmin(VersionRowAdmin):
    form = FactForm
    list_display = ["label", "edition", "key"]
    search_fields = ["key", "label"]
    readonly_fields = ["version"]
    fieldsets = [(None, {"fields": ["version", "key", "label", "when"]})]
    when = read_back("when", "Holds when")

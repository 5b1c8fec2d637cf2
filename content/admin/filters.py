"""The questions that editors ask of a list, as filters of the admin."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Count, Q
from django.utils import timezone

from content import duplicates, worklists
from content.models import Known, Service


class WorkFilter(admin.SimpleListFilter):
    """What there is to do, see content.worklists."""

    title = "what to do"
    parameter_name = "work"

    def lookups(self, request, model_admin):
        return worklists.Work.choices

    def queryset(self, request, queryset):
        if self.value() not in worklists.Work.values:
            return queryset
        return queryset.filter(worklists.condition(self.value(), queryset.model, request.user))


class NotKnownFilter(admin.SimpleListFilter):
    """What an editor of the directory can find out next."""

    title = "what we do not know"
    parameter_name = "missing"
    MISSING = {
        "phone": ("No phone number", Q(phone="")),
        "website": ("No website", Q(website="")),
        "postcode": ("No postcode", Q(postcode="")),
        "source": ("Not seen anywhere", Q(source_url="")),
        "physiotherapy": ("Whether it has physiotherapy", Q(physiotherapy=Known.UNKNOWN)),
        "self_referral": ("Whether people can refer themselves", Q(self_referral=Known.UNKNOWN)),
    }

    def lookups(self, request, model_admin):
        return [(key, label) for key, (label, _) in self.MISSING.items()]

    def queryset(self, request, queryset):
        return queryset.filter(self.MISSING[self.value()][1]) if self.value() in self.MISSING else queryset


class TwiceFilter(admin.SimpleListFilter):
    """What is perhaps in the directory twice, see content.duplicates."""

    title = "perhaps twice"
    parameter_name = "twice"

    def lookups(self, request, model_admin):
        return [("perhaps", "Perhaps there twice")]

    def queryset(self, request, queryset):
        return queryset.filter(pk__in=duplicates.suspects()) if self.value() == "perhaps" else queryset


class ListedFilter(admin.SimpleListFilter):
    """What readers cannot find near them, however good it is."""

    title = "the list"
    parameter_name = "listed"
    CONDITIONS = {
        "no_point": ("No town to measure from", Q(geoname_id=None)),
        "kept_back": ("Not listed: known too badly", Q(confidence=Service.Confidence.LOW)),
        "check_first": ("To check first", Q(notes__startswith="CHECK FIRST")),
    }

    def lookups(self, request, model_admin):
        return [(key, label) for key, (label, _) in self.CONDITIONS.items()]

    def queryset(self, request, queryset):
        return queryset.filter(self.CONDITIONS[self.value()][1]) if self.value() in self.CONDITIONS else queryset


class ClockFilter(admin.SimpleListFilter):
    """Problem reports by their clock."""

    title = "the clock"
    parameter_name = "clock"

    def lookups(self, request, model_admin):
        return [("open", "Waiting for an answer"), ("late", "Too late"), ("answered", "Answered")]

    def queryset(self, request, queryset):
        waiting = Q(answered_at=None)
        conditions = {
            "open": waiting,
            "late": waiting & Q(due_at__lt=timezone.now()),
            "answered": ~waiting,
        }
        return queryset.filter(conditions.get(self.value(), Q()))


class RegistrationFilter(admin.SimpleListFilter):
    """Whose registration has to be looked at."""

    title = "registration"
    parameter_name = "registration"

    def lookups(self, request, model_admin):
        return [("current", "Current"), ("ending", "Ends within 60 days"), ("ended", "Has ended")]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        conditions = {
            "current": Q(expires_date__gte=today),
            "ending": Q(expires_date__range=(today, today + timedelta(days=60))),
            "ended": Q(expires_date__lt=today),
        }
        return queryset.filter(conditions.get(self.value(), Q()))


class UsedFilter(admin.SimpleListFilter):
    """Sources by whether anything rests on them, and whether they changed."""

    title = "use"
    parameter_name = "use"

    def lookups(self, request, model_admin):
        return [
            ("cited", "Cited by articles"),
            ("unused", "Cited by nothing of ours"),
            ("changed", "Had a new version"),
        ]

    def queryset(self, request, queryset):
        uses = Count("citations") + Count("exercises") + Count("faqs") + Count("terms")
        if self.value() == "cited":
            return queryset.filter(citations__isnull=False).distinct()
        if self.value() == "unused":
            return queryset.alias(uses=uses).filter(uses=0)
        return queryset.filter(changes__isnull=False).distinct() if self.value() == "changed" else queryset

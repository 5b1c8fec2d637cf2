"""The editors' desk: what waits for the person who has signed in, as links with counts. A handful of queries in all."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, Value
from django.urls import reverse
from django.utils import timezone

from content import registrations, worklists
from content.models import REVIEWABLES, PageRemark, ProblemReport, Reviewer, SearchMiss, StoryReply
from content.worklists import Work
from referrals import register
from referrals.models import GuideVersion

RENEWAL = timedelta(days=60)  # how long before a registration ends somebody is reminded
REPLY_TIME = timedelta(days=5)  # how long a reply to a story may wait
RECENT = timedelta(days=28)  # how far back searches without a result, and readers' words, are looked at
# What the desk shows of each list, in order of weight, with what to say when there is nothing.
LISTS = (
    (Work.WAITING, "Waiting for me", "Nothing waits for you."),
    (Work.MINE, "My drafts", "You have no drafts."),
    (Work.OVERDUE, "Past their check date", "Nothing is past its date."),
    (Work.DUE, "Check due within 60 days", "Nothing is due soon."),
    (Work.PAUSED, "Paused", "Nothing is paused."),
    (Work.PLANNED, "Planned for a date", "Nothing is planned."),
    (Work.UNAPPROVED, "Never approved by a clinician or editor", "Everything was approved once."),
)


@dataclass(frozen=True)
class Item:
    """One line of work: how many of what, and where to do it."""

    number: int
    label: str
    url: str


@dataclass(frozen=True)
class Pile:
    """One heading of the desk. `urgent` is for what is late; `always` stands there even when it is empty."""

    title: str
    items: tuple[Item, ...]
    nothing: str
    urgent: bool = False
    always: bool = False

    @property
    def number(self):
        """How much there is in all."""
        return sum(item.number for item in self.items)


def piles(user):
    """Return the Piles of what this person may work on: three queries, beside those for who they are.

    First what waits for this person, then what is late, then the rest.
    """
    found = (pile for pile in (*_content(user), *_alerts(user), *_guides(user)) if pile)
    return tuple(sorted(found, key=lambda pile: (not pile.always, not pile.urgent)))


def weekly_counts(user):
    """Return the context of the weekly counts of the guide, or nothing for those who may not see the guide."""
    from referrals.admin import counts  # the admin's pages register with the site that this module belongs to

    return counts.context() if user.has_perm("referrals.view_guideversion") else {}


def _content(user):
    """Every list of every kind in one query."""
    models = [model for model in REVIEWABLES if user.has_perm(f"content.view_{model.kind}")]
    if not models:
        return
    rows = {row["of_kind"]: row for row in _union(_tally(model, user) for model in models)}
    for work, title, nothing in LISTS:
        items = [_things(model, work, rows[model.kind][work]) for model in models if rows.get(model.kind, {}).get(work)]
        late = work == Work.OVERDUE and bool(items)
        yield Pile(title, tuple(items), nothing, urgent=late, always=work == Work.WAITING)


def _tally(model, user):
    lists = {work.value: Count("pk", filter=worklists.condition(work, model, user)) for work, _, _ in LISTS}
    return model.objects.order_by().values(of_kind=Value(model.kind.value)).annotate(**lists)


def _union(querysets):
    first, *others = querysets
    return first.union(*others, all=True) if others else first


def _things(model, work, number):
    opts = model._meta
    label = opts.verbose_name if number == 1 else opts.verbose_name_plural
    return Item(number, label, f"{reverse(f'admin:content_{opts.model_name}_changelist')}?work={work}")


def _alerts(user):
    """Reports with their clocks, registrations that end, searches that found nothing, words on what helped."""
    now, today = timezone.now(), timezone.localdate()
    wanted = {
        ProblemReport: (Q(answered_at=None, due_at__gte=now), Q(answered_at=None, due_at__lt=now)),
        Reviewer: (Q(expires_date__range=(today, today + RENEWAL)), Q(expires_date__lt=today)),
        StoryReply: (_waiting_replies(sent_at__gte=now - REPLY_TIME), _waiting_replies(sent_at__lt=now - REPLY_TIME)),
        SearchMiss: (Q(week__gte=today - RECENT), Q(pk__in=[])),
        PageRemark: (Q(week__gte=today - RECENT), Q(pk__in=[])),
    }
    found = {model: _readable(model, user) for model in wanted if _may_look(model, user)}
    if not found:
        return
    rows = {row["of_kind"]: row for row in _union(_alert(rows, *wanted[model]) for model, rows in found.items())}
    for model in found:
        yield _alert_pile(model, rows.get(model._meta.model_name, {"soon": 0, "late": 0}))


def _waiting_replies(**when):
    return Q(standing=StoryReply.Standing.WAITING, **when)


def _may_look(model, user):
    return (
        registrations.may_look(user) if model == Reviewer else user.has_perm(f"content.view_{model._meta.model_name}")
    )


def _readable(model, user):
    return registrations.readable_by(user) if model == Reviewer else model.objects.all()


def _alert(rows, soon, late):
    found = rows.order_by().values(of_kind=Value(rows.model._meta.model_name))
    return found.annotate(soon=Count("pk", filter=soon), late=Count("pk", filter=late))


# Title, what to say when there is nothing, then for what is late and for what is not: its words and its filter.
ALERTS = {
    ProblemReport: (
        "Problems that readers reported",
        "No report waits.",
        (("late", "past their time", "?clock=late"), ("soon", "to answer in time", "?clock=open")),
    ),
    Reviewer: (
        "Registrations of clinical reviewers",
        "No registration ends soon.",
        (("late", "ended", "?registration=ended"), ("soon", "ending within 60 days", "?registration=ending")),
    ),
    StoryReply: (
        "Replies to stories",
        "No reply to a story waits.",
        (
            ("late", "waiting for more than 5 days", "?standing__exact=waiting"),
            ("soon", "to look at", "?standing__exact=waiting"),
        ),
    ),
    SearchMiss: (
        "Searches that found nothing",
        "No search of the last 4 weeks found nothing.",
        (("soon", "words to look at", ""),),
    ),
    PageRemark: (
        "Remarks of readers",
        "Nobody wrote whether a page helped in the last 4 weeks.",
        (("soon", "to read", ""),),
    ),
}


def _alert_pile(model, row):
    title, nothing, lines = ALERTS[model]
    url = reverse(f"admin:content_{model._meta.model_name}_changelist")
    items = tuple(Item(row[which], words, f"{url}{query}") for which, words, query in lines if row[which])
    return Pile(title, items, nothing, urgent=row["late"] > 0)


def _guides(user):
    """Versions of the guide that are not public yet, each with where it stands."""
    if not user.has_perm("referrals.view_guideversion"):
        return
    State = GuideVersion.State  # noqa: N806
    open_states = [state for state in State if state not in (State.PUBLISHED, State.RETIRED, State.WITHDRAWN)]
    found = GuideVersion.objects.filter(state__in=open_states).select_related("guide")[:5]
    items = [
        Item(1, f"{version} ({version.get_state_display().lower()})", reverse("admin:guide_check", args=[version.pk]))
        for version in found
    ]
    yield Pile("Versions of the guide that are not public", tuple(items), "No version of the guide waits.")
    late = tuple(Item(1, f"{part.kind}: {part.title}. {why}", part.url) for part, why in register.due())
    yield Pile("Due for a check in the guide", late, "Nothing in the guide is due for a check.", bool(late))

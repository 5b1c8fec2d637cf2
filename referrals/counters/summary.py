"""The counts as editors see them: only closed weeks, only numbers that may be shown."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from referrals import definitions
from referrals.models import WeeklyCount

from .disclosure import suppress_week
from .progress import last_open_week

Kind = WeeklyCount.Kind
WEEK = timedelta(days=7)
HELP_FIRST = "Help first, so no way yet"


@dataclass(frozen=True)
class Series:
    """One thing counted in each week. None is a number that is not shown; `total` adds up what is shown."""

    label: str
    numbers: tuple[int | None, ...]

    @property
    def total(self):
        """The sum of the weeks that are shown, None where none is. It says nothing new, and is a least number."""
        shown = [number for number in self.numbers if number is not None]
        return sum(shown) if shown else None


@dataclass(frozen=True)
class Summary:
    """Counts of closed weeks, oldest first; each walk counts in the week of its first answer.

    `left_at` has a Series for each question where a walk can be left, `first_routes` for each first way to
    physiotherapy; both in the order of the guide. `next_on` is when the next week can be shown.
    """

    weeks: tuple[date, ...]
    starts: Series
    finishes: Series
    left_at: tuple[Series, ...]
    first_routes: tuple[Series, ...]
    next_on: date

    @property
    def empty(self):
        """Whether there is no number that may be shown."""
        every = (self.starts, self.finishes, *self.left_at, *self.first_routes)
        return all(series.total is None for series in every)


def summary(weeks=8):
    """Return the Summary of that many closed weeks, all versions of the guide together. One query."""
    open_week = last_open_week(timezone.localdate())
    mondays = tuple(open_week - WEEK * back for back in range(weeks, 0, -1))
    counted = _counted(mondays)
    left_at, routes = _left_labels(counted), _route_labels(counted)
    shown = [_shown(counted[week], left_at, routes) for week in mondays]
    return Summary(
        weeks=mondays,
        starts=Series("Gave a first answer", tuple(week[0] for week in shown)),
        finishes=Series("Came to a result", tuple(week[1] for week in shown)),
        left_at=_series([week[2] for week in shown], left_at),
        first_routes=_series([week[3] for week in shown], routes),
        next_on=open_week + WEEK + timedelta(days=1),
    )


def _counted(mondays):
    """Return a Counter of (kind, key) for each week."""
    found = defaultdict(Counter)
    rows = WeeklyCount.objects.filter(week__range=(mondays[0], mondays[-1])) if mondays else ()
    for row in rows:
        found[row.week][row.kind, row.key] += row.number
    return found


def _shown(counts, left_labels, route_labels):
    """Return what may be shown of one week: (starts, finishes, {question: number}, {route: number})."""
    left_at = {key: max(0, counts[Kind.REACHED, key] - counts[Kind.WENT_ON, key]) for key in left_labels}
    routes = {key: counts[Kind.FIRST_ROUTE, key] for key in route_labels}
    return suppress_week(counts[Kind.START, ""], counts[Kind.FINISH, ""], left_at, routes)


def _left_labels(counted):
    """Return {key: label} of every question that a walk can be left at, also those of older versions that were."""
    guide = _guide()
    known = {question.key: question.label.you for question in guide.questions[1:]} if guide else {}
    return known | {key: known.get(key, key) for key in _keys(counted, Kind.REACHED)}


def _route_labels(counted):
    guide = _guide()
    known = {route.key: route.title.you for route in guide.routes} if guide else {}
    known[""] = HELP_FIRST
    return known | {key: known.get(key, key) for key in _keys(counted, Kind.FIRST_ROUTE)}


def _guide():
    version = definitions.published()
    return version.guide if version else None


def _keys(counted, kind):
    return sorted({key for counts in counted.values() for found, key in counts if found == kind})


def _series(weeks, labels):
    return tuple(Series(label, tuple(week[key] for week in weeks)) for key, label in labels.items())

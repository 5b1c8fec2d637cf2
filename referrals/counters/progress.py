"""How far a walk has come, so that each thing is counted once for it.

A walk that has an answer is at exactly one place: the furthest question it came to, or its result. Leaving a place and
coming to the next are counted together, so that for the walks begun in one week

    starts = finishes + left at each question,   left at a question = came to it - came further,
    finishes = sum of the first routes (the empty key is a result without routes: help first).

What was counted is kept on the person's own device, inside their encrypted answers: the week in which they began and
the place. It is never sent anywhere else, and says less than the answers beside it.
"""

from datetime import date, timedelta

from django.utils import timezone

from referrals.engine.outcome import outcome
from referrals.models import WeeklyCount

from . import buffer

Kind = WeeklyCount.Kind
FINISHED = ""  # the place of a walk that came to a result


def monday(day):
    """Return the Monday of the week of a date."""
    return day - timedelta(days=day.weekday())


def last_open_week(today):
    """Return the Monday of the oldest week that still counts: a week is closed one day after its Sunday.

    Answers are kept for 24 hours, so nearly nobody is still on the way then. A closed week never changes again: who
    could watch a number grow could see one person in it.
    """
    return monday(today - timedelta(days=1))


def progressed(counted, version, walked):
    """Count what an answer led to, and return what has now been counted for this walk.

    `counted` is what the last call returned, `()` for a walk that has not been counted yet: a tuple of texts and
    numbers to be kept with the answers. Never raises, and asks the database nothing.
    """
    today = timezone.localdate()
    if not counted:
        began = monday(today)
        buffer.add([(began, version.number, Kind.START, "")])
        counted = (began.isoformat(), version.number)
    began, number, *place = counted
    week, here = date.fromisoformat(began), FINISHED if walked.finished else walked.current.key
    if week < last_open_week(today) or (place and not _is_further(version.guide, place[0], here)):
        return counted
    left = [(week, number, Kind.WENT_ON, place[0])] if place else []
    buffer.add(left + [(week, number, *what) for what in _arrival(version.guide, walked, here)])
    return (began, number, here)


def _is_further(guide, place, here):
    if FINISHED in (place, here):
        return place != FINISHED
    return not guide.has("question", place) or guide.position(here) > guide.position(place)


def _arrival(guide, walked, here):
    if here != FINISHED:
        return [(Kind.REACHED, here)]
    routes = outcome(guide, walked).routes
    return [(Kind.FINISH, ""), (Kind.FIRST_ROUTE, routes[0].route.key if routes else "")]

"""Counts of the guide on their way to the database; see content.tallies."""

from content.tallies import Tally
from referrals.models import WeeklyCount

_tally = Tally("counts of the guide", WeeklyCount, "week", "version", "kind", "key")
_waiting = _tally.waiting

add, flush, forget = _tally.add, _tally.flush, _tally.forget

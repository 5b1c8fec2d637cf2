"""How often articles are read and how many readers a page helped: totals of weeks, of which only large ones are shown.

A reading is counted in the process and written later; see content.tallies. What is shown is held in each process, so
that no page waits for it, and without it pages are as they are.
"""

import logging
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.db import Error
from django.db.models import IntegerField, Q, Sum, Value
from django.db.models.functions import Coalesce

from content import resting
from content.held import Held
from content.local_copy import Spare
from content.models import ArticleRead, PageVote
from content.tallies import Tally, monday

logger = logging.getLogger(__name__)

OVER = 10  # a number is shown, or used, only when it is larger
LONGEST_AGENT = 400  # letters that are looked at
WEEKS = 4  # how far back “most read” looks, beside this week
LOOKED_AT_EVERY = 600  # seconds
PROGRAM = re.compile(
    r"bot|crawl|spider|slurp|scan|monitor|preview|headless|lighthouse|https?:|curl|wget|python|java/|node|go-http",
    re.IGNORECASE,
)

reads = Tally("counts of readings", ArticleRead, "slug", "week")


@dataclass(frozen=True)
class Usage:
    """`most_read`: slugs of articles, the most read first. `answers`: {(page, edition): (said yes, all)}."""

    most_read: tuple[str, ...] = ()
    answers: dict = field(default_factory=dict)


def count_reading(slug, agent):
    """Count that an article was opened, unless a program says that it did it. Asks the database nothing."""
    if agent and not _is_program(agent[:LONGEST_AGENT]):
        reads.add([(slug, monday())])


@lru_cache(maxsize=512)
def _is_program(agent):
    """Whether a program says that it is one; most readers have one of few browsers."""
    return bool(PROGRAM.search(agent))


def most_read():
    """Return the slugs of articles that were opened over OVER times in a week of late, the most read first."""
    return _now().most_read


def answers(page, edition):
    """Return (how many said that this edition of a page helped them, how many answered), or None: OVER or fewer."""
    return _now().answers.get((page, edition))


def forget():
    """Drop what this process holds, and what waits to be written. For tests."""
    _held.forget()
    reads.forget()


def _now():
    try:
        return _held.get()
    except Error:
        resting.told(logger, "pages come without what others read")
        return Usage()


def _load():
    """Both in one query; a row with an edition is of answers."""
    read, answered = Counter(), {}
    for name, edition, yes, number in _articles().union(_pages(), all=True):
        if edition is None:
            read[name] += number
        else:
            answered[name, edition] = (yes, number)
    return Usage(tuple(sorted(read, key=lambda slug: (-read[slug], slug))), answered)


def _articles():
    late = ArticleRead.objects.using(settings.READ_DATABASE).filter(week__gte=monday(WEEKS), number__gt=OVER).order_by()
    return late.values_list("slug", Value(None, IntegerField()), Value(0), "number")


def _pages():
    editions = PageVote.objects.using(settings.READ_DATABASE).order_by().values_list("page", "edition")
    yes = Coalesce(Sum("number", filter=Q(helpful=True)), Value(0))
    return editions.annotate(yes=yes, all=Sum("number")).filter(all__gt=OVER)


def _plain(usage):
    return [usage.most_read, [[*of, *numbers] for of, numbers in usage.answers.items()]]


def _again(kept):
    most_read, answers = kept
    return Usage(tuple(most_read), {(page, edition): (yes, number) for page, edition, yes, number in answers})


_held = Held(_load, lambda: None, seconds=LOOKED_AT_EVERY, spare=Spare("usage", _plain, _again))

"""“Was this page helpful?”: answers, counted by week, page and edition, and words for editors. Never who sent them."""

import re
from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from content.models import PageRemark, PageVote
from content.publishing import Refused
from content.tallies import Tally, monday

LONGEST = 600  # characters
MOST_A_WEEK = 500  # remarks that are kept, of all pages together
LEAST = 5  # fewer answers say nothing, and are not shown to editors
EMAIL = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]")
NUMBER = re.compile(r"(?:\d[\s().-]*){9,}")  # a telephone number, or the ten figures of an NHS number

_votes = Tally("answers of readers", PageVote, "page", "edition", "helpful", "week")


@dataclass(frozen=True)
class Answers:
    """What readers said of one edition of a page. `number` and `share` (per cent) are None for fewer than LEAST."""

    page: str
    edition: int
    number: int | None
    share: int | None
    remarks: int


def vote(page, edition, helpful):
    """Count that an edition of a page helped somebody, or did not. Raises the database's Error: it is not kept then."""
    _votes.write((page, edition, helpful, monday()))


def remark(page, edition, helpful, words):
    """Keep what somebody wrote of a page, once however often it is sent in a week; returns the PageRemark.

    Raises Refused.
    """
    words = words.strip()
    if not words:
        raise Refused("Write a few words, or go back.")
    if len(words) > LONGEST:
        raise Refused(f"Use at most {LONGEST} characters.")
    if names_somebody(words):
        raise Refused("Take out long numbers and e-mail addresses. They could say who somebody is.")
    said = {"page": page, "edition": edition, "helpful": helpful, "words": words, "week": monday()}
    return PageRemark.objects.filter(**said).first() or PageRemark.objects.create(**said)


def names_somebody(words):
    """Whether there is an e-mail address, a telephone number or an NHS number in these words."""
    return bool(EMAIL.search(words) or NUMBER.search(words))


def is_flooded():
    """Whether no more remarks are taken this week: who sent them is not known, so from all together."""
    return PageRemark.objects.filter(week=monday()).count() >= MOST_A_WEEK


def remove(remark):
    """Delete a PageRemark: it says something of somebody."""
    PageRemark.objects.filter(pk=remark.pk).delete()


def summary(page=""):
    """Return the Answers for each edition of every page, or of one, the least helpful first. Two queries."""
    of_page = {"page": page} if page else {}
    remarks = PageRemark.objects.filter(**of_page).order_by().values_list("page", "edition")
    written = {(path, edition): number for path, edition, number in remarks.annotate(Count("pk"))}
    votes = PageVote.objects.filter(**of_page).order_by().values_list("page", "edition")
    yes = Coalesce(Sum("number", filter=Q(helpful=True)), 0)
    found = [
        _answers(path, edition, yes, number, written.get((path, edition), 0))
        for path, edition, yes, number in votes.annotate(yes=yes, all=Sum("number"))
    ]
    return sorted(found, key=lambda one: (one.share is None, one.share, one.page, -one.edition))


def _answers(page, edition, yes, number, remarks):
    enough = number >= LEAST
    return Answers(page, edition, number if enough else None, round(100 * yes / number) if enough else None, remarks)

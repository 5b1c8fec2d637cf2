"""Published things for readers, held in each process; stale, never absent, when the database is away.

Only releases are read here, never working copies. A revision is served if its bytes have the hash that was filed with
it and, outside a demonstration, if a clinician's approval of exactly that hash is on record.
"""

import json
import logging
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Sum
from django.urls import reverse
from django.utils import timezone

from content import prose, snapshots
from content.held import Held
from content.models import Kind, Release, ReviewEvent
from content.places import Nation
from content.workflow import Move

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Approval:
    """What the record says about the approval of a revision."""

    role: str
    date: date
    next_review_date: date


@dataclass(frozen=True, eq=False)
class Published:
    """One revision that the public reads. Compared by identity: a newer revision is another value."""

    slug: str
    document: dict
    published_at: datetime
    approval: Approval | None


@dataclass(frozen=True)
class Home:
    """What the home page takes from here: doors {title, text, url, figure} and safe HTML to read in a minute."""

    doors: tuple
    minute: tuple


@dataclass(frozen=True)
class FinderEntry:
    """Where another organisation helps people to look for services. `nations` is empty where it covers all four."""

    organisation: str
    finder: str
    nations: tuple
    what: str
    url: str
    checked: str


def one(kind, slug):
    """Return what is Published of a Kind at an address, or None."""
    return _held.get()[kind].get(slug)


def every(kind):
    """Return everything Published of a Kind, in the order in which it is listed."""
    return tuple(_held.get()[kind].values())


def article(slug):
    """Return a Published article, or None."""
    return one(Kind.ARTICLE, slug)


def articles():
    """Return the Published articles, in order."""
    return every(Kind.ARTICLE)


def articles_of(topic):
    """Return the Published articles of a topic, those that it is the main topic of first."""
    found = [article for article in articles() if topic in article.document["topics"]]
    return tuple(sorted(found, key=lambda article: article.document["topics"][0] != topic))


def topic(slug):
    """Return a Published topic, or None."""
    return one(Kind.TOPIC, slug)


def topics():
    """Return the Published topics, in order."""
    return every(Kind.TOPIC)


def home():
    """Return what the home page shows: the doors to topics, and the points of one article."""
    doors = [topic.document for topic in topics() if topic.document["on_home"]]
    minute = next((article.document["in_short"] for article in articles() if article.document["on_home"]), ())
    return Home(
        doors=tuple(
            {
                "title": door["door_title"],
                "text": door["door_text"],
                "figure": door["figure"],
                "url": reverse("topic", args=[door["slug"]]),
            }
            for door in doors
        ),
        minute=tuple(prose.words(point) for point in minute),
    )


def finders():
    """Return a FinderEntry for each place where people can look for services, in order."""
    return tuple(_finder(published.document) for published in every(Kind.FINDER))


def forget():
    """Drop what this process holds; the next call asks the database."""
    _held.forget()


def _finder(document):
    everywhere = len(document["nations"]) == len(Nation)
    nations = () if everywhere else tuple(Nation(nation).label for nation in document["nations"])
    names = ("organisation", "finder", "what", "url", "checked")
    return FinderEntry(nations=nations, **{name: document[name] for name in names})


def _load():
    """Return what is public: by Kind, then by slug, in the order in which it is listed."""
    approval_of_these_bytes = ReviewEvent.objects.filter(
        act=Move.APPROVE,
        kind=OuterRef("revision__kind"),
        object_id=OuterRef("revision__object_id"),
        sha256=OuterRef("revision__sha256"),
        actor=OuterRef("revision__approved_by"),
    )
    releases = Release.objects.filter(kind=F("revision__kind"), object_id=F("revision__object_id"))
    found = {kind: [] for kind in Kind}
    for release in releases.select_related("revision").annotate(on_record=Exists(approval_of_these_bytes)):
        published = _published(release.revision, release.on_record)
        if published:
            found[release.revision.kind].append(published)
    return {kind: _in_order(items) for kind, items in found.items()}


def _published(revision, on_record):
    """Return the Published revision, or None when the public may not have it."""
    if snapshots.sha256(revision.document) != revision.sha256:
        logger.error("%s is not what was published: not served", revision)
        return None
    approval = _approval(revision) if revision.approved_by_id and on_record else None
    if approval is None and not settings.DEMO:
        return None
    return Published(revision.slug, json.loads(revision.document), revision.published_at, approval)


def _approval(revision):
    day = timezone.localdate(revision.approved_at)
    return Approval(role=revision.approver_role, date=day, next_review_date=revision.next_review_date)


def _in_order(items):
    return {item.slug: item for item in sorted(items, key=lambda item: (item.document.get("position", 0), item.slug))}


def _serial():
    """What changes with every release: a newer revision has a greater number, a withdrawal lowers the count."""
    return tuple(Release.objects.aggregate(Count("pk"), Sum("revision_id")).values())


_held = Held(load=_load, serial=_serial, seconds=settings.RELEASE_CHECK_SECONDS)

"""What ages: pages past their check date, and everything that rests on a source that got a new version.

Readers are told by the dates themselves (content.reading): what is filed here is for the editors.
"""

import json
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from content import publishing, review_dates
from content.held import ring_on_commit
from content.models import REVIEWABLES, Article, Recheck, Release, SourceChange
from content.publishing import Refused
from content.workflow import State

MODELS = {model.kind: model for model in REVIEWABLES}
PAST = "The day of its next check has passed."
_citers = []


@dataclass(frozen=True)
class Citing:
    """One thing that cites a source. `public`: readers have it now, so that it is due when the source changes."""

    kind: str
    title: str
    url: str
    public: bool


def mark_due(now=None):
    """Mark every published working copy whose edition is due; returns what was marked. Safe to run at any time."""
    due = _due_things(timezone.localdate(now))
    return [
        marked
        for kind, model in MODELS.items()
        for thing in model.objects.filter(state=State.PUBLISHED, pk__in=due.get(kind, ()))
        if (marked := _mark(thing, due[kind][thing.pk]))
    ]


@transaction.atomic
def source_changed(source, *, edition, note, by):
    """Note that a source has a new version: what is public and cites it is due. Returns all that is Citing it.

    Raises Refused.
    """
    if not by.has_perm("content.add_sourcechange"):
        raise Refused("Your account does not have the right to do this.")
    if not edition.strip():
        raise Refused("Say which version it is, such as “2026” or “updated in March 2026”.")
    change = SourceChange.objects.create(
        source=source, edition=edition.strip(), note=note.strip(), noted_by=by, noted_at=timezone.now()
    )
    reason = f"{source} has a new version: {change.edition}."
    things = _public_things(source)
    Recheck.objects.bulk_create(
        Recheck(**thing.key, reason=reason, source_change=change, since=change.noted_at) for thing in things
    )
    for thing in [publishing.lock(thing) for thing in things]:  # all locks before the first event: see migration 0008
        _mark(thing, reason, by)
    ring_on_commit()
    return citing(source)


def citing(source):
    """Return everything that cites a source, as Citing: what is public first, then drafts, then parts of the guide."""
    public = _public_things(source)
    known = {(thing.kind, thing.pk) for thing in public}
    drafts = [thing for thing in _working_things(source) if (thing.kind, thing.pk) not in known]
    found = [_citing(thing, True) for thing in public] + [_citing(thing, False) for thing in drafts]
    return (*found, *(part for citer in _citers for part in citer(source.key)))


def register_citer(citer):
    """Let another app add what cites a source: `citer(source_key)` returns Citing values. Call it once, at start."""
    if citer not in _citers:
        _citers.append(citer)


def reasons(thing):
    """Return why the public edition of a thing is due, in sentences; empty when it is not."""
    release = Release.objects.filter(**thing.key).select_related("revision").first()
    if release is None:
        return ()
    past = review_dates.is_past(release.revision.next_review_date, timezone.localdate())
    rechecks = Recheck.objects.filter(**thing.key, settled_at=None).values_list("reason", flat=True)
    return (*((PAST,) if past else ()), *rechecks)


def _due_things(today):
    """Return {kind: {pk: why}} of what is public and due."""
    due = {}
    for recheck in Recheck.objects.filter(settled_at=None):
        due.setdefault(recheck.kind, {})[recheck.object_id] = recheck.reason
    for kind, pk in Release.objects.filter(revision__next_review_date__lt=today).values_list("kind", "object_id"):
        due.setdefault(kind, {})[pk] = PAST
    return due


@transaction.atomic
def _mark(thing, reason, by=None):
    """Mark a working copy that is as published; one that is being changed already is left alone (None)."""
    thing = publishing.lock(thing)
    return publishing.find_due(thing, by=by, reason=reason) if thing.state == State.PUBLISHED else None


def _public_things(source):
    """The things whose public edition cites a source, in the order of their kind and title; one query for each kind."""
    named = f'"key":{json.dumps(source.key)}'
    releases = Release.objects.filter(revision__document__contains=named).select_related("revision")
    keys = [(r.kind, r.object_id) for r in releases if _cites(json.loads(r.revision.document), source.key)]
    return [
        thing
        for kind, model in MODELS.items()
        for thing in model.objects.filter(pk__in=[pk for of, pk in keys if of == kind])
    ]


def _cites(document, key):
    sources = [*document.get("sources", ()), *(citation["source"] for citation in document.get("citations", ()))]
    return any(source["key"] == key for source in sources)


def _working_things(source):
    yield from Article.objects.filter(citations__source=source).distinct()
    for model in REVIEWABLES:
        if "sources" in model.lists:
            yield from model.objects.filter(sources=source)


def _citing(thing, public):
    url = reverse(f"admin:content_{thing._meta.model_name}_change", args=[thing.pk])
    return Citing(str(thing._meta.verbose_name), str(thing), url, public)

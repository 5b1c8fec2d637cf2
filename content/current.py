"""Everything that is public now, kept in step with the database: after the first time, only what changed is read.

A process holds the light part of every release, see content.documents, and leaves a copy on the disk for a start
without the database, see content.local_copy.
"""

import json
import logging
from dataclasses import dataclass, replace

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.utils import timezone

from content import documents, local_copy, servers
from content.copied import FORM, from_text, to_text
from content.models import Kind, Pause, Recheck, Release
from content.published import Published, of_row, of_today, rows, serial, whole_text

__all__ = ["Releases", "serial"]

logger = logging.getLogger(__name__)

AT_ONCE = 1000  # releases that are read with one query: what is held meanwhile stays small


@dataclass(frozen=True, slots=True)
class Known:
    """One release as it was read last. `thing` is None for what the public may not have."""

    pk: int
    revision_id: int
    thing: Published | None
    digest: bytes | None


class Releases:
    """What is public: `{Kind: {slug: Published}}`, in the order in which it is listed, as load() returns it.

    One thread at a time may call load(), read() and write(): content.held sees to that. Nothing of one kind that did
    not change becomes another object, so what is derived of it stays good.
    """

    def __init__(self):
        self.forget()

    def forget(self):
        """Know nothing: the next load() reads everything."""
        self._known, self._value, self._day = {}, {kind: {} for kind in Kind}, None
        self._in_step, self._newest, self._copy_is_ours = False, 0, True
        self._gone = set()  # hashes of documents that the copy still has

    def load(self):
        """Return what is public. At most one query for each thousand releases the first time, then 2; raises Error."""
        first = not self._in_step
        found, gone = self._everything() if first else self._changes()
        self._newest = max([self._newest, *(known.revision_id for known in found.values())])
        self._in_step = True
        self._take(found, gone)
        return self._value

    def read(self):
        """Return what was public when the copy on the disk was written, as of today. Raises LookupError without one."""
        found = _known_of_copy(local_copy.releases(FORM))
        if not found:
            raise LookupError("no copy of the releases")
        logger.warning("the database is away: serving %s releases from the copy on the disk", len(found))
        self._take(found, set())
        return self._value

    def as_of_now(self, value):
        """Return what load() returned last, as of today: what has come due since says so."""
        self._take({}, set())
        return self._value

    def write(self, value):
        """Leave a copy on the disk of what load() returned last."""
        digests = {key: known.digest for key, known in self._known.items() if known.thing}
        local_copy.keep_releases(
            FORM, digests, lambda key: to_text(self._known[key].thing), anew=not self._copy_is_ours
        )
        local_copy.drop_documents(self._gone)
        self._copy_is_ours, self._gone = True, set()

    def _everything(self):
        copy = local_copy.releases(FORM)
        self._copy_is_ours = copy is not None
        before = _known_of_copy(copy)
        newest = max((known.revision_id for known in before.values()), default=0)
        found, last = {}, 0
        while page := list(rows(newest).filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
            found |= _known_of_rows(page, before)
            last = page[-1].pk
            if len(page) < AT_ONCE:
                break
        self._gone = _hashes(before, before.keys()) - _hashes(found, found.keys())
        return found, self._known.keys() - found.keys()

    def _changes(self):
        """What is new, what rests or did when it was read last, and what else is not as it was."""
        own = {"kind": OuterRef("kind"), "object_id": OuterRef("object_id")}
        rests = Exists(Pause.objects.filter(**own, lifted_at=None))
        waits = Exists(Recheck.objects.filter(**own, settled_at=None))
        did = [known.pk for known in self._known.values() if known.thing and _is_held_back(known.thing)]
        asked = Q(revision_id__gt=self._newest) | Q(rests) | Q(waits) | Q(pk__in=did)
        found = _known_of_rows(rows(self._newest).filter(asked), self._known)
        now = self._known | found
        told = (len(now), sum(known.revision_id for known in now.values()))
        if told == tuple(_all().aggregate(number=Count("pk"), total=Sum("revision_id", default=0)).values()):
            return found, set()
        return self._compared(now)

    def _compared(self, now):
        """Something was taken back, or an older revision came later: compare everything with its number."""
        there = {_key(row): row.revision_id for row in _all().only("kind", "object_id", "revision_id")}
        other = [pk for key, pk in there.items() if key not in now or now[key].revision_id != pk]
        for start in range(0, len(other), AT_ONCE):
            now |= _known_of_rows(rows().filter(revision_id__in=other[start : start + AT_ONCE]), {})
        changed = {key: known for key, known in now.items() if known is not self._known.get(key)}
        return changed, now.keys() - there.keys()

    def _take(self, found, gone):
        """Know what was found, as of today. What says the same as before stays the same object."""
        today, before = timezone.localdate(), self._known
        known = before | {key: _unless_same(one, before.get(key)) for key, one in found.items()}
        for key in gone:
            known.pop(key, None)
        touched = found.keys() | gone if today == self._day else before.keys() | known.keys()
        self._known = known | {key: _as_of(known[key], today) for key in touched & known.keys()}
        self._day = today
        self._gone |= _hashes(before, touched) - _hashes(self._known, touched)
        self._list({_kind(key) for key in touched if _thing(before, key) is not _thing(self._known, key)})

    def _list(self, kinds):
        """Make the lists of these kinds anew."""
        listed = {kind: [] for kind in kinds}
        for known in self._known.values() if kinds else ():
            if known.thing and known.thing.kind in listed:
                listed[known.thing.kind].append(known.thing)
        if kinds:
            self._value = self._value | {kind: _in_order(things) for kind, things in listed.items()}


def _all():
    found = Release.objects.using(servers.of_what_stands())
    return found.filter(kind=F("revision__kind"), object_id=F("revision__object_id"))


def _known_of_rows(found, before):
    """Return {key: Known} of rows(). What is light of a revision that was known before is not made again."""
    texts = {}
    known = {key: _known_of_row(row, before.get(key), texts) for row in found for key in [_key(row)]}
    local_copy.add_documents(texts)
    return known


def _known_of_row(row, before, texts):
    same = before and before.thing and before.thing.sha256 == row.revision.sha256
    thing = of_row(row, lambda: before.thing.light if same else _light_of(row, texts))
    return Known(row.pk, row.revision_id, thing, local_copy.digest(to_text(thing)) if thing else None)


def _light_of(row, texts):
    """What is light of a row's document, or None when its bytes are not its own. It is held then, and in `texts`."""
    if row.document is None:
        row.document = documents.of_revision(row.revision_id)
    text = whole_text(row)
    if text is None:
        return None
    if row.kind in documents.LIGHT:
        texts[row.revision.sha256] = text
        return documents.light(row.kind, documents.hold(row.revision.sha256, text))
    return json.loads(text)


def _known_of_copy(copy):
    """Return {key: Known} of what local_copy.releases(FORM) gave."""
    things = {key: (from_text(value), local_copy.digest(value)) for key, value in (copy or {}).items()}
    return {key: Known(0, thing.revision_id, thing, digest) for key, (thing, digest) in things.items()}


def _unless_same(known, before):
    same = before and known.thing and known.digest == before.digest
    return replace(known, thing=before.thing) if same else known


def _as_of(known, today):
    thing = known.thing and of_today(known.thing, today)
    return known if thing is known.thing else replace(known, thing=thing)


def _is_held_back(thing):
    return bool(thing.paused or thing.paused_parts or thing.source_changed)


def _hashes(known, keys):
    return {thing.sha256 for key in keys if (thing := _thing(known, key))}


def _thing(known, key):
    return known[key].thing if key in known else None


def _key(row):
    return f"{row.kind}:{row.object_id}"


def _kind(key):
    return Kind(key.partition(":")[0])


def _in_order(things):
    return {one.slug: one for one in sorted(things, key=lambda one: (one.light.get("position", 0), one.slug))}

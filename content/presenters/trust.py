"""How far a page can be trusted, as its foot and its head print it: who checked it, when, what changed, from where.

Whether it is past its check date depends on the day, so that is a Standing, made anew for each request.
"""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from django.urls import reverse
from django.utils import timezone

from content.models import REVIEWABLES, ChangeKind, Kind, Reviewer
from content.review_dates import is_past

TEAM = "Written by the MS Physio team"
TELLER = "Told by the person who lived it"
FIRST_EDITION, NEW_EDITION = "First edition", "New edition"
MOST_CHANGES = 10  # on a page of many things
CLINICAL = {model.kind: model.clinical for model in REVIEWABLES}
DEMONSTRATION = Reviewer.Profession.DEMONSTRATION.value


@dataclass(frozen=True)
class Trust:
    """What “About this page” prints. `checked` is the line in the head of the page; `waiting` goes with it."""

    checked: str
    waiting: bool
    trail: dict
    changes: tuple[dict, ...]
    sources: tuple[dict, ...]
    report_url: str


@dataclass(frozen=True)
class Standing:
    """How a page stands today: paused, due for a check, or neither. Without `due_date`, a source of it changed."""

    paused: bool
    due: bool
    due_date: str
    partly: bool  # one of many things on the page is due: each says so itself


@lru_cache(maxsize=512)
def trust_in(published, path):
    """Return the Trust in one Published thing that has a page of its own at `path`."""
    trail = _trail(published.kind, published.published_at, published.approval)
    return _trust(trail, changes_in(published), _sources(published.document), path, published.kind)


def trust_in_draft(document, kind, path):
    """Return the Trust in a working copy, which nobody has approved."""
    return _trust(_trail(kind, timezone.now(), None), (), _sources(document), path, kind)


def trust_in_all(things, path):
    """Return the Trust in a page of many Published things of a kind: as little as in the least of them."""
    if not things:
        return None
    kind = things[0].kind
    approvals = [thing.approval for thing in things]
    least = None if None in approvals else min(approvals, key=lambda approval: (approval.clinical, approval.date))
    trail = _trail(kind, max(thing.published_at for thing in things), least)
    if least:
        trail["next_date"] = day(min(approval.next_review_date for approval in approvals))
    sources = tuple(
        {"claim": _name(thing.document), **_source(source)} for thing in things for source in thing.document["sources"]
    )
    return _trust(trail, _changes_of_all(things), sources, path, kind)


def standing(*things):
    """Return the Standing of a page that shows these Published things."""
    late = [thing for thing in things if thing.due]
    dates = [thing.approval.next_review_date for thing in late if thing.approval]
    past = [date for date in dates if is_past(date, timezone.localdate())]
    paused = bool(things) and all(thing.paused for thing in things)
    return Standing(paused=paused, due=bool(late), due_date=day(min(past)) if past else "", partly=len(things) > 1)


def served(things):
    """Return those of some Published things that are not paused."""
    return tuple(thing for thing in things if not thing.paused)


def report_address(path):
    """Return the address of the form that reports a problem with the page at `path`."""
    return f"{reverse('report')}?page={quote(path)}"


def day(value):
    """Return a date as readers read it, such as 3 March 2026; nothing for no date."""
    return f"{value.day} {value:%B %Y}" if value else ""


def is_checked(approval, kind):
    """Whether an Approval counts before readers: not one that somebody only tried out in a demonstration."""
    return approval is not None and (approval.clinical or not CLINICAL[kind]) and approval.role != DEMONSTRATION


def with_article(role):
    """“MS nurse” becomes “an MS nurse”."""
    return f"an {role}" if role[:2] == "MS" or role[:1].lower() in "aeiou" else f"a {role}"


def checked_words_of(published):
    """Return (the line in the head of the page of a Published thing, whether it waits for approval)."""
    trail = _trail(published.kind, published.published_at, published.approval)
    return _checked(trail, published.kind), trail["waiting"]


def changes_in(published):
    """Return each edition of a Published thing as “About this page” prints it, the newest first."""
    return tuple(_change(change, published.kind) for change in published.changes)


def _checked(trail, kind):
    checker = "a clinician" if CLINICAL[kind] else "us"
    return trail["waiting_for"] if trail["waiting"] else f"Checked by {checker}, {trail['checked_date']}"


def _trust(trail, changes, sources, path, kind):
    return Trust(
        checked=_checked(trail, kind),
        waiting=trail["waiting"],
        trail=trail,
        changes=changes,
        sources=sources,
        report_url=report_address(path),
    )


def _trail(kind, written_at, approval):
    checked = is_checked(approval, kind)
    return {
        "written": TELLER if kind == Kind.STORY else TEAM,
        "written_date": day(timezone.localdate(written_at)),
        "waiting": not checked,
        "waiting_for": "Waiting for clinical approval" if CLINICAL[kind] else "Waiting for approval",
        "waiting_note": "No clinician has approved this page yet." if CLINICAL[kind] else "Nobody has approved it yet.",
        "tried_date": day(approval.date) if approval and not checked else "",
        "checked_by": with_article(approval.role) if checked else "",
        "checked_date": day(approval.date) if checked else "",
        "next_date": day(approval.next_review_date) if checked else "",
    }


def _change(change, kind, name=""):
    what = ChangeKind(change.kind).label if change.kind else FIRST_EDITION if change.number == 1 else NEW_EDITION
    return {
        "date": day(change.date),
        "what": what,
        "note": ": ".join(filter(None, (name, change.note))),
        "role": with_article(change.role) if change.role and change.role != DEMONSTRATION else "",
    }


def _changes_of_all(things):
    found = [(change, thing) for thing in things for change in thing.changes if change.number > 1]
    found.sort(key=lambda pair: pair[0].date, reverse=True)
    return tuple(_change(change, thing.kind, _name(thing.document)) for change, thing in found[:MOST_CHANGES])


def _name(document):
    return next(document[name] for name in ("title", "question", "term") if name in document)


def _sources(document):
    """The sources of an article, claim by claim, or those of another thing."""
    if "citations" in document:
        return tuple({"claim": item["claim"], **_source(item["source"])} for item in document["citations"])
    return tuple({"claim": "", **_source(source)} for source in document.get("sources", ()))


def _source(source):
    parts = [source["authors"], source["title"], ", ".join(filter(None, (source["publisher"], source["year"])))]
    text = ". ".join(part.rstrip(".") for part in parts if part)
    return {"text": f"{text}.", "url": source["address"]}

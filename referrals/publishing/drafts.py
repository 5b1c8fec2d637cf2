"""Drafts: made by import or copy, edited row by row, with everybody who edited one on record."""

import json

from django.db import DataError, IntegrityError, transaction
from django.db.models import Case, Max, Value, When

from referrals import interchange
from referrals.engine import document as interchange_document
from referrals.engine.definition import NATIONS
from referrals.models import Advice, Guide, GuideVersion, Route, RouteAvailability, UrgentSign

from .refusals import CHANGED_MEANWHILE, NO_DRAFT, Reason, Refused

State = GuideVersion.State
EDITABLE = (State.DRAFT, State.CHECKED)


def document_of(version):
    """Return the interchange document of a version: frozen if it is frozen, else of its rows."""
    return json.loads(version.document) if version.document else interchange.read(version)


@transaction.atomic
def import_document(document, *, author=None, based_on=None, note=""):
    """Make a draft version from an interchange document and return it. Nothing existing is changed.

    Raises referrals.engine.document.FormatError when the document is not a guide, and Refused when it breaks a rule of
    the database. Who wrote a version that was not approved, or never public, is an author of what is copied from it.
    """
    interchange_document.load(document)
    guide, _ = Guide.objects.get_or_create(key=document["guide"], defaults={"title": document["title"]})
    Guide.objects.select_for_update().get(pk=guide.pk)
    version = GuideVersion.objects.create(
        guide=guide, number=_next_number(guide), author=author, based_on=based_on, note=note
    )
    version.authors.set(_authors(author, based_on))
    try:
        with transaction.atomic():
            interchange.write(version, document)
    except (IntegrityError, DataError) as error:
        raise Refused(_in_words(error)) from error
    return version


def copy_to_draft(version, *, by):
    """Return a new draft with the same questions, rules and keys as `version`. Raises Refused if it is not whole."""
    note = f"Copied from version {version.number}."
    try:
        return import_document(document_of(version), author=by, based_on=version, note=note)
    except interchange_document.FormatError as error:
        raise Refused(Reason(f"This draft is not whole, so it cannot be copied. {error}", error.path)) from error


@transaction.atomic
def record_edit(version, *, by):
    """Note that a person edits a draft, before they do: they may not approve it, and it has to be checked again.

    Raises Refused when it is no draft any more.
    """
    if not GuideVersion.objects.filter(pk=version.pk, state__in=EDITABLE).update(author=by, state=State.DRAFT):
        raise Refused(NO_DRAFT)
    version.authors.add(by)


def next_position(rows):
    """Return the position after the last of `rows`, a queryset."""
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def reorder(version, rows, order, *, by):
    """Put `rows`, a queryset, in the order of the ids in `order`. Raises Refused when those are not all of them."""
    record_edit(version, by=by)
    if sorted(order) != sorted(rows.values_list("pk", flat=True)):
        raise Refused(CHANGED_MEANWHILE)
    if order:
        rows.update(position=Case(*(When(pk=pk, then=Value(n)) for n, pk in enumerate(order))))


@transaction.atomic
def write_condition(owner, field, lines, *, by):
    """Give a question, fact, rule or sign this condition: lines as in the document, or None. Raises Refused."""
    record_edit(owner.version, by=by)
    interchange.write_condition(owner, field, lines)


def complete(row):
    """Give a new route an entry for each nation, offered there, and a new sign advice for each, still to be written."""
    if isinstance(row, Route):
        RouteAvailability.objects.bulk_create(
            (RouteAvailability(route=row, nation=nation) for nation in NATIONS), ignore_conflicts=True
        )
    if isinstance(row, UrgentSign):
        nations = (*NATIONS, "")
        Advice.objects.bulk_create((Advice(sign=row, nation=nation) for nation in nations), ignore_conflicts=True)


def _next_number(guide):
    return (guide.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def _authors(author, based_on):
    was_public = based_on and based_on.approved_by_id and based_on.published_at
    earlier = based_on.authors.all() if based_on and not was_public else ()
    return {*earlier, *([author] if author else [])}


def _in_words(error):
    """Return what a constraint of the database says to editors."""
    broken = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for model in interchange.ROWS:
        for constraint in model._meta.constraints:
            if constraint.name == broken:
                return f"{model._meta.verbose_name.capitalize()}: {constraint.get_violation_error_message()}"
    return f"The guide holds something that cannot be kept ({broken or error})."

"""Write anew everything that the search looks in: what content.reading and referrals.definitions give readers."""

from django.core.management.base import BaseCommand
from django.db import transaction

from content import reading
from content.models import Kind, SearchEntry
from content.search import index
from referrals import definitions
from referrals.models import Guide
from referrals.publishing import findable


class Command(BaseCommand):
    """Safe to run at any time: after an upgrade, or when a backup was put back."""

    help = "Make everything that is published findable, and nothing else."

    def add_arguments(self, parser):
        """What may be asked of it."""
        parser.add_argument("--changed", action="store_true", help="Only where the index is not of what readers read.")

    @transaction.atomic
    def handle(self, *, changed=False, **options):
        """Rebuild the index in one transaction: readers search the old one until it is done."""
        reading.forget()
        definitions.forget()
        things = [thing for kind in Kind for thing in reading.every(kind)]
        if changed and _found() == _to_find(things) and index.has_what_people_type():
            return
        index.rebuild((thing.kind, thing.object_id, thing.slug, thing.document) for thing in things)
        version = definitions.published()
        if version:
            findable.make_findable(Guide.objects.get(key=version.guide.key), version.approved_guide)
        self.stdout.write(f"Search: {SearchEntry.objects.count()} parts of {len(things)} pages can be found.")


def _found():
    rows = SearchEntry.objects.exclude(kind=findable.KIND).values_list("kind", "object_id")
    return set(rows.distinct())


def _to_find(things):
    return {(thing.kind, thing.object_id) for thing in things if thing.kind != Kind.FINDER}

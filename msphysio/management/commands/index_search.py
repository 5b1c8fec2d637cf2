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

    @transaction.atomic
    def handle(self, **options):
        """Rebuild the index in one transaction: readers search the old one until it is done."""
        reading.forget()
        definitions.forget()
        things = [thing for kind in Kind for thing in reading.every(kind)]
        index.rebuild((thing.kind, thing.object_id, thing.slug, thing.document) for thing in things)
        version = definitions.published()
        if version:
            findable.make_findable(Guide.objects.get(key=version.guide.key), version.approved_guide)
        self.stdout.write(f"Search: {SearchEntry.objects.count()} parts of {len(things)} pages can be found.")

"""Editions that readers can tell apart on every page: tests.support.editions looks at what they see.

The number of an edition stands in titles, summaries and texts, and so in lists, in the feed, in what the search
suggests and finds.
"""

from django.db import transaction

from content import publishing


class Editions:
    """Publishes one edition after the other of things that it is given, in a demonstration."""

    def __init__(self, *things):
        self._things = things

    def publish(self, number):
        """Publish this edition of all of them in one transaction."""
        words = f"Edition {number:05} of the bench"
        with transaction.atomic():
            for thing in self._things:
                for name in {"title", "summary", "also_called", "question"} & set(thing.public_fields):
                    setattr(thing, name, words)
                thing.save()
                publishing.publish_founding(thing)

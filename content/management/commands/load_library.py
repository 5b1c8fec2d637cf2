"""Load the founding library: sources, topics, finders and articles."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from content.library.faults import LibraryError
from content.library.loading import load


class Command(BaseCommand):
    """Safe to run at every start. Never overwrites what an editor changed."""

    help = "Load content/library into the database; in a demonstration (DEMO=1), publish it too."

    def handle(self, **options):
        """Load everything or nothing, and say what was done."""
        try:
            tally = load()
        except LibraryError as error:
            raise CommandError(str(error)) from error
        done = ", ".join(f"{count} {what}" for what, count in tally.items())
        self.stdout.write(f"Library: {done}.")
        if not settings.DEMO:
            self.stdout.write("Nothing is public before a clinician approves it. DEMO=1 shows it as a demonstration.")

"""Delete failed sign-ins and sessions that are over."""

from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand

from msphysio import lock_out


class Command(BaseCommand):
    """Run it once a day, by cron, on any number of machines."""

    help = "Delete failed sign-ins older than an hour, and sessions that have ended."

    def handle(self, **options):
        """Say how many failures there were; nothing when there were none."""
        SessionStore.clear_expired()
        if deleted := lock_out.forget_old():
            self.stdout.write(f"Deleted {deleted} records of failed sign-ins.")

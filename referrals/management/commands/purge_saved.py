"""Delete saved answers that have ended."""

from django.core.management.base import BaseCommand

from referrals import saved


class Command(BaseCommand):
    """Run it once a day, by cron, on any number of machines. Nobody can read what has ended, purged or not."""

    help = "Delete saved answers whose 30 days are over."

    def handle(self, **options):
        """Say how many there were; nothing when there were none."""
        if purged := saved.purge():
            self.stdout.write(f"Deleted {purged} saved answers that had ended.")

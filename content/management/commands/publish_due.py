"""Carry out what is planned, and mark what is due for a check."""

from django.core.management.base import BaseCommand, CommandError

from content import ageing, scheduling


class Command(BaseCommand):
    """Run it every few minutes, by cron, on any number of machines."""

    help = "Publish and withdraw what is planned for now or earlier, and mark pages whose check is due."

    def handle(self, **options):
        """Say what was done, one line each; nothing when there was nothing to do. Whatever fails, the rest is done."""
        failed = 0
        for done in scheduling.run_due():
            self.stdout.write(str(done))
            failed += done.failed
        for thing in ageing.mark_due():
            self.stdout.write(f"Due for a check: {thing._meta.verbose_name} “{thing}”.")
        if failed:
            raise CommandError(f"{failed} of the plans ended for a reason that nobody foresaw. See the log.")

"""Walk the record of reviews and approvals, and say what is wrong with it."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from content import verification


class Command(BaseCommand):
    """Run it every night: it ends with an error on any break."""

    help = "Recompute the chain of review events, the hash of every edition and the approval of every release."

    def add_arguments(self, parser):
        """Take a link that an earlier run printed and that somebody noted outside the database."""
        parser.add_argument(
            "--noted",
            default="",
            metavar="PLACE:SEAL",
            help="A last link noted earlier; it must still be there.",
        )

    def handle(self, *, noted, **options):
        """Print each break as one sentence; without any, how much is whole, and the last link."""
        record = verification.verify(noted)
        for sentence in record.breaks:
            self.stderr.write(sentence)
        if record.breaks:
            raise CommandError(f"The record is broken in {len(record.breaks)} places. Compare it with a backup.")
        counts = f"{record.events} events, {record.revisions} editions, {record.releases} of them public"
        self.stdout.write(f"The record is whole: {counts}.")
        if record.unapproved:
            told = "shown in this demonstration only" if settings.DEMO else "not shown to readers"
            self.stdout.write(f"Public without approval: {record.unapproved}, {told}.")
        if record.last:
            self.stdout.write(f"Last link, to note down elsewhere: {record.last}")

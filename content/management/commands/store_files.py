"""Take uploaded files from this machine's disk into the database: for those that older code put there."""

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from content import storage


class Command(BaseCommand):
    """Run it once on each machine after the upgrade that brought it; again, it does nothing."""

    help = "Store the files that rows name, that the database lacks and that this disk has."

    def handle(self, **options):
        """Print the name of each file that was stored. An error that names those that are not here either."""
        lost = []
        for name in storage.missing():
            try:
                with default_storage.open(name) as file:
                    default_storage.save(name, file)
                self.stdout.write(name)
            except FileNotFoundError:
                lost.append(name)
        if lost:
            raise CommandError(f"Not on this disk either, look on other machines: {', '.join(lost)}")

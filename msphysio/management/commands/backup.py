"""Write everything that cannot be made again into one file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from content import storage
from msphysio import backups, short_lived


class Command(BaseCommand):
    """Run it every night, and keep the file on another machine."""

    help = "Write the database, with uploaded files, and a list of hashes into one file."

    def add_arguments(self, parser):
        """Take the folder, and whom the file is encrypted for."""
        parser.add_argument("folder", type=Path, help="Where the file is written; it is made if it is missing.")
        parser.add_argument(
            "--recipient", action="append", default=[], metavar="age1...", help="A public key of age; may be repeated."
        )

    def handle(self, *, folder, recipient, **options):
        """Print the path of the backup. An error where it lacks a file that a row names."""
        short_lived.end_like_ctrl_c()
        try:
            self.stdout.write(str(backups.make(folder, recipient)))
        except backups.Refused as refusal:
            raise CommandError(str(refusal)) from None
        if missing := storage.missing():
            lost = ", ".join(missing)
            raise CommandError(f"It has everything but files that are not in the database: {lost}. See store_files.")

"""Put a backup back, and check it."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from msphysio import backups, replaced, short_lived


class Command(BaseCommand):
    """What is there stays until the whole backup is in its place."""

    help = "Put a backup in place of the database, then check every release and approval."
    requires_migrations_checks = False
    requires_system_checks = ()

    def add_arguments(self, parser):
        """Take the file, the key that opens it, and whether what is there may go."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--identity", type=Path, help="The file of the age key, for an encrypted backup.")
        parser.add_argument("--replace", action="store_true", help="Let go of what the database holds now.")
        parser.add_argument(
            "--as-it-was",
            action="store_true",
            help="Let everything that was public then be public again, whatever was paused or withdrawn since.",
        )

    def handle(self, *, file, **options):
        """Restore, bring the tables up to this version, and verify. An error where anything is not as it was."""
        short_lived.end_like_ctrl_c()
        asked = {name: options[name] for name in ("identity", "replace", "as_it_was")}
        try:
            manifest = backups.restore(file, tell=self.stdout.write, **asked)
        except backups.Refused as refusal:
            raise CommandError(str(refusal)) from None
        call_command("migrate", verbosity=0)
        self._compare(manifest)
        call_command("verify_approvals", noted=manifest.last_link, stdout=self.stdout, stderr=self.stderr)
        call_command("index_search", stdout=self.stdout)
        for line in replaced.resting():
            self.stdout.write(f"Paused, until somebody puts it back into service: {line}")
        self.stdout.write(f"As it was on {manifest.made_at}: {len(manifest.releases)} public releases, byte for byte.")

    def _compare(self, manifest):
        differences = backups.differences(manifest)
        for line in differences:
            self.stderr.write(line)
        if differences:
            raise CommandError("What is public is not what was saved.")

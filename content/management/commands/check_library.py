"""Check all there is to read: complete, every link and name resolves, plain words, reading age, no copied words."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from content.library import checking
from content.library.checking import overlap
from content.library.loading import LIBRARY

HARDEST = 3


class Command(BaseCommand):
    """Changes nothing; files need no database. Fails when there are faults: each with file, line and remedy."""

    help = "Check the files of the library, or with --database what editors made of them; prints the reading ages."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--database", action="store_true", help="Check the working copies in the database.")
        parser.add_argument("--folder", type=Path, default=LIBRARY, help="Check the files of this folder.")
        parser.add_argument("--learn", type=Path, metavar="FOLDER", help="Learn anew which words are a source's.")

    def handle(self, *, database, folder, learn, **options):
        """Print the measures, then every fault."""
        if learn:
            self.stdout.write(f"{overlap.learn(learn)} runs of {overlap.WORDS} words.")
        report = checking.check(checking.in_database() if database else checking.in_files(folder))
        for spread in report.spreads:
            self._print(spread)
        if report.faults:
            raise CommandError("\n".join((*report.faults, f"Faults: {len(report.faults)}.")))
        self.stdout.write("No faults.")

    def _print(self, spread):
        (least, _), (most, _) = spread.values[0], spread.values[-1]
        about = f"{len(spread.values)}: {least:g} to {most:g}, median {spread.middle:g}"
        self.stdout.write(f"{spread.of.capitalize()}, {about}")
        for start, count in spread.counts.items():
            self.stdout.write(f"  {start:5g} {'#' * count} {count}")
        hardest = ", ".join(f"{slug} ({value:g})" for value, slug in spread.values[: -HARDEST - 1 : -1])
        self.stdout.write(f"  most: {hardest}")

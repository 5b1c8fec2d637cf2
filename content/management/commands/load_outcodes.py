"""Load the middle of each first part of a postcode from an official open file that the operator has obtained."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models.functions import Now

from content import gazetteer, held
from content.library import outcode_files
from content.models import Outcode

WRITTEN = ("latitude", "longitude", "nation", "place", "source", "changed_at")


class Command(BaseCommand):
    """“Near me” then measures from there, not from the main town of the area. What editors wrote is left alone."""

    help = "Load first parts of postcodes from Code-Point Open or the ONS Postcode Directory (CSV)."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="One file, or all those of a folder.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, and write nothing.")

    @transaction.atomic
    def handle(self, *, files, dry_run, **options):
        """Load everything or nothing, and say what was done."""
        towns = gazetteer.held()
        if not towns.places:
            raise CommandError("There are no towns yet: run load_library first.")
        wanted = [self._row(towns, code, middle, files[0].name) for code, middle in self._read(files).items()]
        sources = dict(Outcode.objects.values_list("code", "source"))
        rows = [row for row in wanted if sources.get(row.code) != ""]
        new = sum(row.code not in sources for row in rows)
        done = f"{new} new, {len(rows) - new} renewed, {len(wanted) - len(rows)} kept as an editor wrote them"
        if dry_run:
            self.stdout.write(f"Nothing was written. It would be: {done}.")
            return
        Outcode.objects.bulk_create(
            rows, batch_size=1000, update_conflicts=True, unique_fields=["code"], update_fields=WRITTEN
        )
        held.ring_on_commit()
        transaction.on_commit(gazetteer.forget)
        self.stdout.write(f"First parts of postcodes: {done}.")

    def _read(self, files):
        try:
            return outcode_files.read(files)
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}.") from error
        except outcode_files.OutcodeFileError as error:
            raise CommandError(f"Nothing was written.\n{error}") from error

    def _row(self, towns, code, middle, source):
        point = {"latitude": round(middle.latitude, 5), "longitude": round(middle.longitude, 5)}
        row = Outcode(code=code, **point, source=source[:120], changed_at=Now())
        [(_, nearest)] = towns.index.to(row, limit=1)
        row.place_id, row.nation = nearest.id, middle.nation or nearest.nation
        return row

"""Write a guide out: as canonical JSON, as a picture, or in FHIR R4."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string

from referrals import fhir, picture, publishing
from referrals.definitions import DEMONSTRATION
from referrals.engine.document import FormatError, canonical_bytes, load
from referrals.models import GuideVersion

STYLE = Path(__file__).resolve().parents[3] / "static" / "css" / "admin-picture.css"


class Command(BaseCommand):
    help = "Write a version of the guide, or a guide in a file, as canonical JSON, as a picture or in FHIR."

    def add_arguments(self, parser):
        parser.add_argument("source", help="the number of a version, or a file in the interchange format")
        parser.add_argument("--guide", help="the key of the guide, where there are several")
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--graph", action="store_true", help="a picture of the whole guide, as SVG")
        form.add_argument("--fhir", action="store_true", help="a FHIR R4 Bundle of Questionnaire and PlanDefinition")
        parser.add_argument("--site", default="https://example.org", help="public address of the site, for --fhir")
        parser.add_argument("-o", "--output", type=Path, help="the file to write, instead of standard output")

    def handle(self, *args, source, output, **options):
        version = self._version(source, options["guide"]) if source.isdecimal() else None
        document = publishing.document_of(version) if version else self._read(Path(source))
        text = self._written(document, version, options)
        if not output:
            self.stdout.write(text, ending="")
            return
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error

    def _version(self, number, guide):
        found = GuideVersion.objects.filter(number=number, **({"guide__key": guide} if guide else {}))
        if len(found) > 1:
            raise CommandError("Several guides have a version of this number: say which with --guide KEY.")
        if not found:
            raise CommandError(f"There is no version {number}. See the list in the admin.")
        return found[0]

    def _read(self, file):
        try:
            return json.loads(file.read_text(encoding="utf-8"))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except ValueError as error:
            raise CommandError(f"{file} is not a guide: {error}") from error

    def _written(self, document, version, options):
        try:
            guide = load(document)
        except FormatError as error:
            raise CommandError(f"This guide cannot be exported yet: {error}") from error
        if options["graph"]:
            return _drawn(picture.outline(guide))
        if options["fhir"]:
            return self._fhir(guide, version, options["site"])
        return canonical_bytes(document).decode()

    def _fhir(self, guide, version, site):
        try:
            found = fhir.bundle(guide, _edition(version, site.rstrip("/")))
        except fhir.NotExportable as error:
            raise CommandError(str(error)) from error
        return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _drawn(outline):
    """Return a picture that stands alone, with what it shows as text in it."""
    drawn = {"picture": picture.draw(outline), "css": STYLE.read_text(), "the_same": picture.as_text(outline)}
    return render_to_string("admin/referrals/_picture.svg", drawn)


def _edition(version, site):
    """Return the Edition of a version; a file, or what no clinician approved, is a draft."""
    if version is None or not version.approved_by_id or version.approver_role == DEMONSTRATION:
        return fhir.Edition(site, version.number if version else None)
    statuses = {GuideVersion.State.PUBLISHED: "active", GuideVersion.State.RETIRED: "retired"}
    return fhir.Edition(site, version.number, statuses.get(version.state, "draft"), version.approved_at.date())

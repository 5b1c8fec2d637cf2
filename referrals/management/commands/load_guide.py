"""Load the founding guide. Running it again changes nothing that an editor has made."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from referrals import publishing
from referrals.engine import document as interchange_document
from referrals.models import GuideVersion

GUIDES = Path(__file__).resolve().parents[2] / "guides"


class Command(BaseCommand):
    help = "Load the guides of referrals/guides/. In a demonstration, publish them as founding content."

    def handle(self, *args, **options):
        for path in sorted(GUIDES.glob("*.json")):
            self.stdout.write(self._load(path))

    def _load(self, path):
        document = json.loads(path.read_text())
        try:
            version = self._import(document)
        except (interchange_document.FormatError, KeyError) as error:
            raise CommandError(f"{path.name}: {error}") from error
        return self._publish(version, GuideVersion.objects.filter(guide__key=document["guide"]))

    @transaction.atomic
    def _import(self, document):
        """Return the version that was made from this document, once."""
        content_hash = interchange_document.content_hash(document)
        known = GuideVersion.objects.filter(guide__key=document["guide"])
        version = known.filter(founding_hash=content_hash).first()
        version = version or publishing.import_document(document, note="Founding guide.")
        if not version.founding_hash:
            GuideVersion.objects.filter(pk=version.pk).update(founding_hash=content_hash)
        return version

    def _publish(self, version, known):
        current = known.filter(state=GuideVersion.State.PUBLISHED).first()
        if version.state != GuideVersion.State.DRAFT or not settings.DEMO:
            return f"{version}: {version.get_state_display().lower()}, unchanged."
        if current and current.published_by_id:
            return f"{version}: kept as a draft, because an editor has published version {current.number}."
        try:
            publishing.prove_version(version, by=None)
            publishing.publish(version, by=None)
        except publishing.Refused as refusal:
            raise CommandError(f"{version} cannot be published:\n" + "\n".join(refusal.reasons)) from refusal
        return f"{version}: published for this demonstration, waiting for clinical approval."

"""Guides for tests: the founding guide, frozen and public in one row."""

import json
from functools import lru_cache
from pathlib import Path

from django.utils import timezone

from referrals import definitions
from referrals.engine import document as interchange_document
from referrals.models import Guide, GuideVersion

FOUNDING = Path(__file__).resolve().parents[2] / "referrals" / "guides" / "ways-to-physiotherapy.json"


@lru_cache(maxsize=1)
def founding_text():
    return FOUNDING.read_text()


def founding_document():
    """A fresh copy of the founding guide's document, to change at will."""
    return json.loads(founding_text())


def make_public_version(document=None, **fields):
    """A published version of a guide, as the public walks it, without the rows that editors work on."""
    document = document or founding_document()
    guide, _ = Guide.objects.get_or_create(key=document["guide"], defaults={"title": document["title"]})
    version = GuideVersion.objects.create(
        guide=guide,
        document=interchange_document.canonical_bytes(document).decode(),
        content_hash=interchange_document.content_hash(document),
        **{
            "number": GuideVersion.objects.filter(guide=guide).count() + 1,
            "state": GuideVersion.State.PUBLISHED,
            "published_at": timezone.now(),
            **fields,
        },
    )
    definitions.forget()
    return version

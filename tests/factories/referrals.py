"""Guides for tests: the founding guide, brought to the public by the moves that the database allows, without proofs."""

import json
from functools import lru_cache
from pathlib import Path

from django.utils import timezone

from content.models import Reviewer
from referrals import definitions
from referrals.engine import document as interchange_document
from referrals.models import Approval, ComparisonRun, Guide, GuideVersion, ProofRun
from tests.factories.content import register

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
    number = fields.pop("number", GuideVersion.objects.filter(guide=guide).count() + 1)
    version = GuideVersion.objects.create(guide=guide, number=number)
    version.document = interchange_document.canonical_bytes(document).decode()
    version.content_hash = interchange_document.content_hash(document)
    if fields.get("approved_by"):
        _approve(version, fields.pop("approved_by"), **_taken(fields, "approved_at", "approver_role"))
    version.state = GuideVersion.State.PUBLISHED
    version.published_at = timezone.now()
    for name, value in fields.items():
        setattr(version, name, value)
    version.save()
    definitions.forget()
    return version


def _approve(version, by, approved_at=None, approver_role=Reviewer.Profession.NEURO_PHYSIOTHERAPIST):
    """Approve a version as somebody who is registered under this role from now on."""
    Reviewer.objects.filter(user=by).delete()
    register(by, approver_role)
    GuideVersion.objects.filter(pk=version.pk).update(state=GuideVersion.State.CHECKED)
    run = {"version": version, "content_hash": version.content_hash, "effort": 1}
    approval = Approval.objects.create(
        version=version,
        content_hash=version.content_hash,
        proof_run=ProofRun.objects.create(**run),
        comparison_run=ComparisonRun.objects.create(**run),
        reviewer=by,
        role=approver_role,
        decision=Approval.Decision.APPROVE,
        at=approved_at or timezone.now(),
    )
    version.state, version.approved_by = GuideVersion.State.APPROVED, by
    version.approved_at, version.approver_role = approval.at, approval.role
    version.save()


def _taken(fields, *names):
    return {name: fields.pop(name) for name in names if name in fields}

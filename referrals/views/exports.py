"""The published guide for other systems, in FHIR R4. It reads no answers, so caches may keep it."""

import hashlib
import json
from functools import lru_cache

from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from referrals import definitions, fhir

KEEP = 300  # seconds
NONE = "No version of the guide is published at the moment. Try again later."


@require_safe
def questionnaire(request):
    """Give the questions of the published guide, as a Questionnaire."""
    response = _resource(request, 0)
    if response.status_code == 200:
        response["Link"] = f'<{reverse("guide_fhir_plan")}>; rel="related"; type="application/fhir+json"'
    return response


@require_safe
def plan(request):
    """Give what follows from the answers, as a PlanDefinition."""
    return _resource(request, 1)


def _resource(request, which):
    version = definitions.published()
    if version is None:
        return _outcome(503, "transient", NONE)
    try:
        body, etag = _exported(version.guide, _edition(request, version))[which]
    except fhir.NotExportable as error:
        return _outcome(404, "not-supported", str(error))
    response = HttpResponse(body, content_type="application/fhir+json; charset=utf-8", headers={"ETag": etag})
    patch_cache_control(response, public=True, max_age=KEEP)
    return get_conditional_response(request, etag=etag, response=response)


def _edition(request, version):
    approved = version.approved_at.date() if version.approved_at else None
    return fhir.Edition(request.build_absolute_uri("/").rstrip("/"), version.number, "active", approved)


@lru_cache(maxsize=8)
def _exported(guide, edition):
    """Return (bytes, ETag) of both resources. A guide compares by its content, so a new edition is never mixed up."""
    found = []
    for resource in fhir.export(guide, edition):
        body = json.dumps(resource, ensure_ascii=False, separators=(",", ":")).encode()
        found.append((body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'))
    return found


def _outcome(status, code, words):
    issue = {"severity": "error", "code": code, "diagnostics": words}
    body = json.dumps({"resourceType": "OperationOutcome", "issue": [issue]})
    response = HttpResponse(body, status=status, content_type="application/fhir+json; charset=utf-8")
    patch_cache_control(response, no_store=True)
    return response

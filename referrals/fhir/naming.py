"""What both resources say about themselves: address, version, status; and the codes of the guide's own systems."""

import re
from dataclasses import dataclass
from datetime import date

STATUSES = ("draft", "active", "retired")
EXTENSION = "http://hl7.org/fhir/StructureDefinition/"
NOT_A_SUBSTITUTE = "For people with multiple sclerosis in the UK. It does not replace a clinician's judgement."


@dataclass(frozen=True)
class Edition:
    """Which version of the guide this is. `site` is the public address of the site, without a slash at the end.

    `status` is one of STATUSES. Without the date of a clinician's approval the resources are experimental drafts.
    """

    site: str
    number: int | None = None
    status: str = "draft"
    approved_date: date | None = None

    def url(self, kind):
        """Return the canonical address of the "questionnaire", the "plan", or one of the systems of codes."""
        return f"{self.site}/get-physio/fhir/{kind}"


def heading(guide, edition, kind, resource_type):
    """Return the fields that stand at the top of a resource."""
    approved = edition.approved_date is not None
    top = {
        "resourceType": resource_type,
        "id": re.sub(r"[^A-Za-z0-9.-]", "-", guide.key)[:64],
        "language": "en-GB",
        "url": edition.url(kind),
        "version": str(edition.number) if edition.number else "file",
        "name": "".join(part.capitalize() for part in re.split(r"[^A-Za-z0-9]", f"guide_{guide.key}")),
        "title": guide.title,
        "status": edition.status if approved else "draft",
        "experimental": not approved,
        "description": NOT_A_SUBSTITUTE if approved else f"No clinician has approved this version. {NOT_A_SUBSTITUTE}",
    }
    return {**top, **({"date": edition.approved_date.isoformat()} if approved else {})}


def option_code(question, key):
    """Return the code of an option: unique in the guide, as the key of an option is unique in its question only."""
    return f"{question}.{key}"

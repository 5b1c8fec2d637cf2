"""Both resources of a guide, checked."""

from referrals.engine.clauses import TooComplex

from .faults import faults
from .plan import plan_definition
from .questionnaire import questionnaire


class NotExportable(Exception):
    """The guide cannot be said in FHIR as it is. The text is a sentence for editors."""


def export(guide, edition):
    """Return `(questionnaire, plan_definition)` of a guide. Raises NotExportable."""
    try:
        asked = questionnaire(guide, edition)
    except TooComplex as error:
        raise NotExportable(f"A condition of this guide is too complex to export: {error}.") from error
    found = faults(asked)
    if found:
        raise NotExportable(" ".join(found))
    return asked, plan_definition(guide, edition)


def bundle(guide, edition):
    """Return both resources in one collection. Raises NotExportable."""
    entries = [{"fullUrl": resource["url"], "resource": resource} for resource in export(guide, edition)]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}

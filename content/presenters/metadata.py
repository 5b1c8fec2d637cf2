"""What machines read of a page: description, address, and schema.org data.

`lastReviewed` and `reviewedBy` come from the record of the approval and from nowhere else: a page that no clinician
approved does not have them.
"""

from dataclasses import dataclass

from django.utils import timezone

from content.models import Kind

from .trust import CLINICAL, is_checked

ABOUT = {"@type": "MedicalCondition", "name": "Multiple sclerosis"}


@dataclass(frozen=True)
class Metadata:
    """The description and the one address of a page; `things` are the Published things that it shows.

    `entity`: schema.org data of what the page is about, where that is a thing in the world.
    """

    description: str
    path: str
    things: tuple = ()
    entity: dict | None = None


def structured_data(metadata, title, root):
    """Return the schema.org data of a page, whose site is at `root` (scheme and host), or None where it has none."""
    if not metadata.things or any(thing.paused for thing in metadata.things):
        return None
    clinical = CLINICAL[metadata.things[0].kind]
    data = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage" if clinical else "WebPage",
        "name": title,
        "description": metadata.description,
        "url": f"{root}{metadata.path}",
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "dateModified": _day(max(thing.published_at for thing in metadata.things)),
    }
    about = {"mainEntity": metadata.entity} if metadata.entity else {}
    return data | about | (_clinical(metadata.things) if clinical else {})


def last_changed(things):
    """Return when the newest of some Published things came out, or None."""
    return max((thing.published_at for thing in things), default=None)


def _clinical(things):
    found = {"about": ABOUT, "audience": {"@type": "Patient"}}
    if all(is_checked(thing.approval, Kind(thing.kind)) for thing in things):
        oldest = min((thing.approval for thing in things), key=lambda approval: approval.date)
        role = oldest.role[:1].upper() + oldest.role[1:]
        found |= {"lastReviewed": oldest.date.isoformat(), "reviewedBy": {"@type": "Person", "jobTitle": role}}
    return found


def _day(moment):
    return timezone.localdate(moment).isoformat()

"""Whom a page is written for, and who sees which part of it."""

from django.db.models import TextChoices


class Reader(TextChoices):
    """The three people we write for. The label completes “Written for:”."""

    PATIENT = "patient", "Someone with MS"
    CARER = "carer", "A carer"
    PROFESSIONAL = "professional", "A professional"


# A professional reads what the person with MS reads, and the parts for professionals.
READS = {
    Reader.PATIENT: frozenset({Reader.PATIENT}),
    Reader.CARER: frozenset({Reader.CARER}),
    Reader.PROFESSIONAL: frozenset({Reader.PATIENT, Reader.PROFESSIONAL}),
}


def sees(reader, readers):
    """Whether `reader` sees a part written for `readers`; a part that names nobody is for everyone."""
    return not readers or not READS[Reader(reader)].isdisjoint(readers)

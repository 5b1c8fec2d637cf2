"""The plain checks of a version: those that take no proof, made anew each time."""

from referrals import citations
from referrals.engine import document as interchange_document
from referrals.engine import vignettes
from referrals.engine.proof.structure import check_structure

from .drafts import document_of
from .refusals import Reason

# Addresses of the guide's other pages.
RESERVED_KEYS = frozenset({"check", "result", "letter", "help-today", "break", "clear", "cleared", "lost"})


def check(version):
    """Return the Reasons that stop a version from being published; empty when none does.

    These are the plain checks: structure S1 to S10, sources, and every vignette replayed through the engine.
    """
    return check_document(document_of(version))


def check_document(document):
    """Return what check() returns, of an interchange document."""
    try:
        guide = interchange_document.load(document)
    except interchange_document.FormatError as error:
        return (Reason(str(error), error.path),)
    return (*_structure(guide), *_test_cases(guide))


def _structure(guide):
    yield from (Reason(finding.sentence, finding.subject) for finding in check_structure(guide))
    yield from map(Reason, citations.unknown(guide))
    for question in guide.questions:
        if question.key in RESERVED_KEYS:
            yield Reason(f"A question cannot be called “{question.key}”.", f"questions.{question.key}.key")


def _test_cases(guide):
    for vignette in guide.vignettes:
        differences = vignettes.replay(guide, vignette)
        if differences:
            yield Reason(f"Test case “{vignette.title}”: {' '.join(differences)}", f"vignettes.{vignette.key}")

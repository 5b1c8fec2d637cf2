"""What a check of a guide found."""

from dataclasses import dataclass

VERDICTS = ("holds", "fails", "undecided")


@dataclass(frozen=True)
class Finding:
    """One verdict on one property, with a sentence for editors. `subject` names the place: "rules.ask_nurse.when"."""

    property: str
    verdict: str
    subject: str
    sentence: str


def fails(prop, subject, sentence):
    """Return the Finding that a property fails at this subject."""
    return Finding(prop, "fails", subject, sentence)

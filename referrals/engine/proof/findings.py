"""What a check of a guide found: properties, verdicts, findings with an example, and the whole proof as plain data."""

import builtins
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

VERDICTS = ("holds", "fails", "undecided")


@dataclass(frozen=True)
class Property:
    """Something that must be true of a guide. `title` says it in plain words; `blocks`: it stops publication."""

    code: str
    title: str
    blocks: bool = True


PROPERTIES = {
    item.code: item
    for item in (
        Property("S1", "Questions are shown by earlier answers only"),
        Property("S2", "Facts do not go in circles"),
        Property("S3", "Everything that is named exists and fits"),
        Property("S4", "Every route leads somewhere in every nation"),
        Property("S5", "All words are there, for each nation and for both readers"),
        Property("S6", "Keys and roles are used once"),
        Property("S7", "Safety questions come first"),
        Property("S8", "No sign hides a more severe one"),
        Property("S9", "No sign is decided by a question that was not asked"),
        Property("S10", "Every route leads to something to do"),
        Property("P1", "Every walk ends"),
        Property("P2", "Every question is asked of somebody"),
        Property("P3", "Every rule makes a difference to somebody"),
        Property("P4", "Every urgent sign can appear"),
        Property("P5", "Nobody is left without a route"),
        Property("P5c", "Whom the last resort serves", blocks=False),
        Property("P6", "Everybody has a first step", blocks=False),
        Property("P7", "Nobody gets round a safety question"),
        Property("P8", "Urgent advice is there, first and last"),
        Property("P9", "Every answer counts"),
        Property("P10", "Answers said to make no difference make none"),
        Property("P11", "Reasons are true"),
        Property("P12", "Only answers that were given are quoted"),
        Property("P13", "What excludes each other never meets"),
        Property("P13w", "Which rules take away what others recommend", blocks=False),
        Property("P14", "Nothing follows silently from a question that was not asked", blocks=False),
        Property("P15", "Every row of a condition makes a difference", blocks=False),
        Property("P16", "Every test case gets what it expects"),
        Property("P17", "Every sign and every first-step rule has a test case"),
        Property("P18", "Other systems can show the same questions", blocks=False),
        Property("P19", "No barrier leaves somebody without a way"),
    )
}


@dataclass(frozen=True)
class Example:
    """One imagined person. `answers` are in the form of the document, for the questions asked, in order.

    `matters` are the keys of the questions whose answers cause the fault; the answers to the others may be any.
    """

    answers: Mapping[str, tuple[str, ...] | int | None] = field(hash=False)
    matters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One verdict on one property, with a sentence for editors. `subject` names the place: "rules.ask_nurse.when".

    `required` says what was required instead; `mend` are the subjects to mend, most likely first.
    """

    property: str
    verdict: str
    subject: str
    sentence: str
    required: str = ""
    mend: tuple[str, ...] = ()
    example: Example | None = None

    @builtins.property  # `property` is a field here
    def blocks(self):
        """Whether the guide cannot be published with this finding."""
        return PROPERTIES[self.property].blocks

    @builtins.property  # `property` is a field here
    def key(self):
        """A short name that stays the same as long as property, subject and sentence do."""
        text = "\n".join((self.property, self.subject, self.sentence))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Length:
    """How many questions some people are asked: who they are, one of them, and how large their share is."""

    questions: int
    who: str
    example: Example
    share: str


@dataclass(frozen=True)
class Proof:
    """Every property of one guide, decided. The same guide gives the same proof on every machine.

    `verdicts` has an entry for each of PROPERTIES; `findings` tell what fails or is undecided, most serious first.
    `steps` is the effort of the solver.
    """

    verdicts: Mapping[str, str] = field(hash=False)
    findings: tuple[Finding, ...]
    lengths: tuple[Length, ...]
    longest: int
    steps: int
    engine: str

    @property
    def ready(self):
        """Whether no property that blocks fails or is undecided."""
        return all(self.verdicts[code] == "holds" for code, item in PROPERTIES.items() if item.blocks)


def fails(prop, subject, sentence, **fields):
    """Return the Finding that a property fails at this subject."""
    return Finding(prop, "fails", subject, sentence, **fields)


def to_data(proof):
    """Return a proof as plain values for JSON, the same for the same proof; from_data makes it again."""
    return json.loads(json.dumps(asdict(proof)))


def from_data(data):
    """Return the Proof of what to_data gave. Raises KeyError or TypeError for anything else."""
    findings = tuple(
        Finding(**{**item, "mend": tuple(item["mend"]), "example": _example(item["example"])})
        for item in data["findings"]
    )
    lengths = tuple(Length(**{**item, "example": _example(item["example"])}) for item in data["lengths"])
    return Proof(**{**data, "findings": findings, "lengths": lengths})


def _example(data):
    if data is None:
        return None
    answers = {key: tuple(value) if isinstance(value, list) else value for key, value in data["answers"].items()}
    return Example(answers, tuple(data["matters"]))

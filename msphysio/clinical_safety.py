"""The hazard log docs/clinical-safety.md as data: for the page “How we keep you safe”, and to hold it to the tests."""

import re
from dataclasses import dataclass, field
from functools import cache

from msphysio.environment import BASE_DIR

LOG = BASE_DIR / "docs" / "clinical-safety.md"
HAZARD = re.compile(r"### (H\d{2}) (.+)")
LINE = re.compile(r"( *)- (Effect|Before controls|After controls|Owner|Status|For readers|Cause|Control|Test): (.+)")
INDENTS = {"Control": 2, "Test": 4}  # spaces; the others have none
RATING = re.compile(r"([a-z]+), ([a-z ]+), risk (\d)")
SEVERITIES = ("minor", "significant", "considerable", "major", "catastrophic")
# Likelihood -> risk by severity: the example matrix of the implementation guidance to DCB0129, version 3.2.
RISKS = {
    "very high": (3, 4, 4, 5, 5),
    "high": (2, 3, 3, 4, 5),
    "medium": (2, 2, 3, 3, 4),
    "low": (1, 2, 2, 3, 4),
    "very low": (1, 1, 2, 2, 3),
}


@dataclass(frozen=True)
class Rating:
    """How bad, how likely, and the risk from 1 to 5 that the matrix makes of it."""

    severity: str
    likelihood: str
    risk: int

    @property
    def is_of_the_matrix(self):
        """Whether both words are those of the standard, and the risk is the one that stands there."""
        known = self.severity in SEVERITIES and self.likelihood in RISKS
        return known and RISKS[self.likelihood][SEVERITIES.index(self.severity)] == self.risk


@dataclass
class Control:
    """What keeps a cause from doing harm, and the tests that show it, each as `path::name`."""

    text: str
    tests: list[str] = field(default_factory=list)


@dataclass
class Cause:
    """How a hazard can come about."""

    text: str
    controls: list[Control] = field(default_factory=list)


@dataclass
class Hazard:
    """One hazard. `heading` and `text` are for readers; the rest is for those who look after safety."""

    number: str
    title: str
    effect: str = ""
    before: Rating | None = None  # without the controls
    after: Rating | None = None  # with them: the residual risk
    owner: str = ""
    status: str = ""
    heading: str = ""
    text: str = ""
    causes: list[Cause] = field(default_factory=list)

    @property
    def controls(self):
        """Every Control of every cause."""
        return [control for cause in self.causes for control in cause.controls]

    @property
    def tests(self):
        """Every test that stands behind a control, once."""
        return list(dict.fromkeys(test for control in self.controls for test in control.tests))


@cache
def hazards():
    """Return the Hazards of the log, in its order. ValueError names a line that is not of its shape."""
    return tuple(read(LOG.read_text(encoding="utf-8")))


def read(text):
    """Return the Hazards in a text of the log's shape. ValueError names the line that is not."""
    found = []
    section = text.partition("\n## Hazards\n")[2].partition("\n## ")[0]
    for line in filter(str.strip, section.splitlines()):
        if heading := HAZARD.fullmatch(line):
            found.append(Hazard(heading[1], heading[2]))
        else:
            _add(found, line)
    return found


def _add(found, line):
    """Put a line where it belongs: below the last hazard, cause or control."""
    match = LINE.fullmatch(line)
    if not match or not found or len(match[1]) != INDENTS.get(match[2], 0):
        raise ValueError(f"docs/clinical-safety.md: no hazard, cause, control or test: {line!r}")
    hazard, name, value = found[-1], match[2], match[3]
    if name == "For readers":
        hazard.heading, _, hazard.text = value.partition(" | ")
    elif name in ("Effect", "Owner", "Status"):
        setattr(hazard, name.lower(), value)
    elif name in ("Before controls", "After controls"):
        setattr(hazard, name.partition(" ")[0].lower(), _rating(line, value))
    elif name == "Cause":
        hazard.causes.append(Cause(value))
    elif name == "Control":
        hazard.causes[-1].controls.append(Control(value))
    else:
        hazard.controls[-1].tests.append(value.strip("`"))


def _rating(line, value):
    match = RATING.fullmatch(value)
    rating = Rating(match[1], match[2], int(match[3])) if match else None
    if not rating or not rating.is_of_the_matrix:
        raise ValueError(f"docs/clinical-safety.md: no rating of the matrix: {line!r}")
    return rating

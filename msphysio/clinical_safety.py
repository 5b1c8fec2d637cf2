"""The hazard log docs/clinical-safety.md as data: for the page “How we keep you safe”, and to hold it to the tests."""

import re
from dataclasses import dataclass, field
from functools import cache

from msphysio.environment import BASE_DIR

LOG = BASE_DIR / "docs" / "clinical-safety.md"
HAZARD = re.compile(r"### (H\d{2}) (.+)")
LINE = re.compile(r"( *)- (Effect|First estimate|For readers|Cause|Control|Test): (.+)")
INDENTS = {"Control": 2, "Test": 4}  # spaces; the others have none


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
    estimate: str = ""
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
    elif name in ("Effect", "First estimate"):
        setattr(hazard, {"Effect": "effect"}.get(name, "estimate"), value)
    elif name == "Cause":
        hazard.causes.append(Cause(value))
    elif name == "Control":
        hazard.causes[-1].controls.append(Control(value))
    else:
        hazard.controls[-1].tests.append(value.strip("`"))

"""What changes for people between two versions of a guide: groups of people, and the whole comparison as plain data."""

import json
from dataclasses import asdict, dataclass

from referrals.engine.proof.findings import Example

MOST_GROUPS = 20


@dataclass(frozen=True)
class Group:
    """People for whom something changes in the same way.

    `kind` is one of KINDS and `subject` the place of what changes ("routes.gp"). `sentence` says who they are and what
    changes. `before` and `after` are what the example gets from each version; `edits` name the changes that cause it.
    """

    kind: str
    subject: str
    sentence: str
    before: str
    after: str
    example: Example
    edits: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """All groups of changed people, most serious first: every one if `complete`, else MOST_GROUPS of them.

    `added` and `removed` name what only one version has. `wording` names what says the same in other words.
    `undecided`: the effort ran out, so that there may be other groups. `steps` is the effort of the solver.
    """

    groups: tuple[Group, ...]
    complete: bool
    added: tuple[str, ...]
    removed: tuple[str, ...]
    wording: tuple[str, ...]
    undecided: bool
    steps: int

    @property
    def summary(self):
        """One sentence: how many groups there are, and whether these are all."""
        if self.undecided:
            return "The effort ran out before every respondent was compared."
        if not self.groups:
            return "No respondent gets a different outcome."
        if not self.complete:
            return f"At least {len(self.groups)} groups of people get a different outcome."
        if len(self.groups) == 1:
            return "One group of people gets a different outcome. The list is complete."
        return f"{len(self.groups)} groups of people get a different outcome. The list is complete."


def comparison_to_data(comparison):
    """Return a comparison as plain values for JSON, the same for the same comparison."""
    return json.loads(json.dumps(asdict(comparison)))


def comparison_from_data(data):
    """Return the Comparison of what comparison_to_data gave. Raises KeyError or TypeError for anything else."""
    tuples = {name: tuple(data[name]) for name in ("added", "removed", "wording")}
    return Comparison(**{**data, **tuples, "groups": tuple(_group(group) for group in data["groups"])})


def _group(data):
    answers = {
        key: tuple(value) if isinstance(value, list) else value for key, value in data["example"]["answers"].items()
    }
    example = Example(answers, tuple(data["example"]["matters"]))
    return Group(**{**data, "example": example, "edits": tuple(data["edits"])})

"""One thing to mend, and where."""

from dataclasses import dataclass

STOP, HINT = "stop", "hint"


@dataclass(frozen=True)
class Finding:
    """What is missing or doubtful. `field` is the id of a field of the change form, without its “id_”.

    `level` is "stop" (it cannot be sent for approval) or "hint" (a person decides).
    """

    code: str
    field: str
    sentence: str
    level: str

    @property
    def stops(self):
        """Whether it has to be mended first."""
        return self.level == STOP


def stop(code, field, sentence):
    """Return a Finding that has to be mended first."""
    return Finding(code, field, sentence, STOP)


def hint(code, field, sentence):
    """Return a Finding that a person decides on."""
    return Finding(code, field, sentence, HINT)

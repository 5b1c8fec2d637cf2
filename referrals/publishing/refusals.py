"""Why a move is not allowed."""


class Reason(str):
    """One sentence that says what stops a move. `subject` names the place to mend it.

    A place in the document ("rules.ask_nurse.when", "questions[3].text"), or "proof", "comparison", "findings.<key>".
    """

    def __new__(cls, sentence, subject=""):
        made = super().__new__(cls, sentence)
        made.subject = subject
        return made


class Refused(Exception):
    """The move is not allowed. `reasons` are Reasons that say what to do, for the person who asked."""

    def __init__(self, *reasons):
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reason if isinstance(reason, Reason) else Reason(reason) for reason in reasons)


NO_DRAFT = Reason("This version is no draft any more. Copy it to a new draft to change it.")
CHANGED_MEANWHILE = Reason("Somebody has changed this list since you opened it. Look at it again, then save.")

"""What each move of the review asks of the person who makes it: one form a move, which makes the one domain call."""

from django import forms

from content import publishing, snapshots
from content.models import ChangeKind, Revision
from content.workflow import Move


class MoveForm(forms.Form):
    """A move of one person that asks nothing. `thing` is the working copy; `button` and `done` are what people read."""

    heading = button = done = ""

    def __init__(self, *args, thing, by, **kwargs):
        self.thing, self.by = thing, by
        super().__init__(*args, **{"auto_id": f"review-{self.move}-%s", **kwargs})

    def make(self):
        """Make the move. Raises publishing.Refused."""
        raise NotImplementedError


class ReasonField(forms.CharField):
    """A reason in plain words, which goes into the history."""

    def __init__(self, **kwargs):
        super().__init__(
            **{"widget": forms.Textarea(attrs={"rows": 3, "cols": 60}), "label": "Why", "max_length": 1000, **kwargs}
        )


class SubmitForm(MoveForm):
    """Ask for approval. Readers of an earlier edition are told what changed."""

    move, heading, button = Move.SUBMIT, "Send for approval", "Send for approval as saved"
    done = "Sent for approval."
    change_kind = forms.ChoiceField(
        label="What kind of change", choices=ChangeKind.choices, widget=forms.RadioSelect, required=False
    )
    change_note = forms.CharField(
        label="What changed and why",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="One plain sentence. Readers see it under the page: “The number to call changed, because the service "
        "moved.”",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not publishing.is_released(self.thing):
            del self.fields["change_kind"], self.fields["change_note"]

    def make(self):
        publishing.submit(self.thing, by=self.by, **self.cleaned_data)


class TakeForm(MoveForm):
    """Say that one reviews it now."""

    move, button, done = Move.TAKE, "Take it for review", "You are reviewing it now."

    def make(self):
        publishing.take(self.thing, by=self.by)


class SendBackForm(MoveForm):
    """Give it back to its writer."""

    move, heading, button = Move.SEND_BACK, "Send back to the writer", "Send back to the writer"
    done = "Sent back to the writer."
    reason = ReasonField(label="What to mend", help_text="“Say which number to call in Wales.” The writer sees it.")

    def make(self):
        publishing.send_back(self.thing, by=self.by, **self.cleaned_data)


class ApproveForm(MoveForm):
    """Approve the bytes that were shown."""

    move, button, done = Move.APPROVE, "Approve what is on this page", "Approved. It can be published now."
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", snapshots.hash_of(self.thing))

    def make(self):
        publishing.approve(self.thing, by=self.by, **self.cleaned_data)


class PublishForm(MoveForm):
    """Put it before readers now."""

    move, button, done = Move.PUBLISH, "Publish as saved", "Published. Readers see it now."

    def make(self):
        publishing.publish(self.thing, by=self.by)


class WithdrawForm(MoveForm):
    """Take it away from readers."""

    move, heading, button = Move.WITHDRAW, "Withdraw from readers", "Withdraw from readers"
    done = "Withdrawn. Readers do not see it any more."
    reason = ReasonField(help_text="“The service has closed.” It goes into the history.")

    def make(self):
        publishing.withdraw(self.thing, by=self.by, **self.cleaned_data)


class RestoreForm(MoveForm):
    """Make an older edition the draft."""

    move, button = Move.RESTORE, "Make this edition the draft"
    done = "The older edition is the draft now. Readers see no change before it is approved and published."
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean_edition(self):
        number = self.cleaned_data["edition"]
        revision = Revision.objects.filter(**self.thing.key, number=number).first()
        if revision is None:
            raise forms.ValidationError(f"There is no edition {number}.")
        return revision

    def make(self):
        publishing.restore(self.thing, self.cleaned_data["edition"], by=self.by)


FORMS = {
    form.move: form
    for form in (TakeForm, ApproveForm, SendBackForm, SubmitForm, PublishForm, WithdrawForm, RestoreForm)
}

"""What a plan and a pause ask of the person who makes or ends them; further forms of the review, see move_forms."""

import json

from django import forms
from django.utils import timezone

from content import pausing, scheduling
from content.models import Pause, Release, Schedule
from content.workflow import Move

from .move_forms import MoveForm, ReasonField


class PlanForm(MoveForm):
    """Publish or withdraw at a date."""

    move, heading, button = Move.SCHEDULE, "Plan a date", "Plan it"
    done = "Planned. It happens by itself."
    plan = forms.ChoiceField(label="What", choices=Schedule.Plan.choices, widget=forms.RadioSelect)
    at = forms.DateTimeField(
        label="When",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="The time in London.",
    )
    reason = ReasonField(required=False, help_text="To withdraw, say why.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        possible = scheduling.possible_plans(self.by, self.thing)
        self.fields["plan"].choices = [(plan, Schedule.Plan(plan).label) for plan in possible]

    def clean_at(self):
        if self.cleaned_data["at"] <= timezone.now():
            raise forms.ValidationError("Choose a date and time that are still to come.")
        return self.cleaned_data["at"]

    def make(self):
        scheduling.plan(
            self.thing,
            self.cleaned_data["plan"],
            self.cleaned_data["at"],
            by=self.by,
            reason=self.cleaned_data["reason"],
        )


class CancelPlanForm(MoveForm):
    """Forget a plan."""

    move, button, done = Move.UNSCHEDULE, "Cancel the plan", "The plan is cancelled."
    schedule = forms.ModelChoiceField(Schedule.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["schedule"].queryset = Schedule.objects.filter(**self.thing.key, done_at=None)

    def make(self):
        scheduling.cancel(self.cleaned_data["schedule"], by=self.by)


class PauseForm(MoveForm):
    """Take the page, or one block of it, out of service at once."""

    move, heading, button = Move.PAUSE, "Pause", "Pause it now"
    done = "Paused. Readers see a calm notice in its place from their next page on."
    part = forms.ChoiceField(label="What to pause", required=False)
    reason = ReasonField(help_text="“The phone number is wrong.” It goes into the history; readers do not see it.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.labels = _blocks_in_service(self.thing)
        self.fields["part"].choices = [("", "The whole page"), *self.labels.items()]

    def make(self):
        part, reason = self.cleaned_data["part"], self.cleaned_data["reason"]
        pausing.pause(self.thing, by=self.by, reason=reason, part=part, label=self.labels.get(part, ""))


class ResumeForm(MoveForm):
    """Put what was paused back into service."""

    move, button, done = Move.RESUME, "Put back into service", "It is back in service."
    pause = forms.ModelChoiceField(Pause.objects.none(), widget=forms.HiddenInput)
    reason = ReasonField(label="What was done about it", max_length=300, widget=forms.TextInput(attrs={"size": 40}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pause"].queryset = Pause.objects.filter(**self.thing.key, lifted_at=None)

    def make(self):
        pausing.lift(self.cleaned_data["pause"], by=self.by, reason=self.cleaned_data["reason"])


FORMS = {form.move: form for form in (PlanForm, CancelPlanForm, PauseForm, ResumeForm)}


def _blocks_in_service(thing):
    """Return {part: label} for each block of the edition that readers have."""
    release = Release.objects.filter(**thing.key).select_related("revision").first()
    blocks = json.loads(release.revision.document).get("blocks", ()) if release else ()
    names = ("heading", "title", "question", "caption", "type")
    return {
        pausing.part_of(block): f"Block {n}: " + next(str(block[name]) for name in names if block.get(name))[:100]
        for n, block in enumerate(blocks, start=1)
    }

"""Samples for the page of parts (/parts/): every component in every state. The words are not advice."""

from django import forms
from django.utils.html import format_html
from django.utils.safestring import mark_safe


class SampleRadios(forms.RadioSelect):
    """Radios with a hint and an “or”, as a question may have them."""

    marks = {"3": {"data-hint": "Shown under the answer, same target"}, "4": {"data-apart": "1"}}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"].update(self.marks.get(value, {}))
        return option


class SampleTicks(SampleRadios, forms.CheckboxSelectMultiple):
    """Tick boxes, the last of which clears the others."""

    input_type = "checkbox"
    template_name = forms.CheckboxSelectMultiple.template_name
    option_template_name = forms.CheckboxSelectMultiple.option_template_name
    marks = {"4": {"data-apart": "1", "data-exclusive": "1"}}


class SampleForm(forms.Form):
    """One field of each kind."""

    use_required_attribute = False
    one = forms.ChoiceField(
        label="Choose one",
        help_text="A hint in one sentence.",
        choices=[("1", "Not chosen"), ("2", "Chosen"), ("3", "Answer with a hint"), ("4", "I am not sure")],
        widget=SampleRadios,
        error_messages={"required": "Choose one answer"},
    )
    some = forms.MultipleChoiceField(
        label="Choose all that fit",
        choices=[("1", "Not ticked"), ("2", "Ticked"), ("4", "None of these")],
        widget=SampleTicks,
        error_messages={"required": "Choose at least one answer"},
    )
    number = forms.CharField(
        label="How many?",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "text text--short"}),
        error_messages={"required": "Enter a whole number"},
    )


ICONS = [
    "next",
    "back",
    "phone",
    "print",
    "clock",
    "pin",
    "house",
    "tick",
    "cross",
    "say",
    "pound",
    "cal",
    "alert",
    "octagon",
    "info",
    "text",
    "pen",
    "cup",
    "chair",
    "list",
    "people",
    "letter",
    "search",
    "star",
    "sound",
]
FIGURES = [
    "hero",
    "two-people",
    "chair-leg-raise",
    "knee-rolls-1",
    "knee-rolls-3",
    "door-stiff",
    "door-battery",
    "door-unsteady",
    "door-wave",
    "door-person",
]
COLOURS = [
    "ink",
    "soft",
    "link",
    "visited",
    "crimson",
    "leaf",
    "line",
    "deep",
    "honey",
    "paper",
    "card",
    "mist",
    "honeymist",
    "rosemist",
    "leafmist",
    "hair",
]

SAMPLES = {
    "notice_html": mark_safe("<ul><li>a first sign</li><li>a second sign</li></ul><p>Some words after it.</p>"),
    "levels": [
        ("mention", "Tell your MS nurse if:"),
        ("soon", "Call your MS team if:"),
        ("urgent", "Call 111 if:"),
        ("emergency", "Call 999 if:"),
    ],
    "points": ["**First point.** In plain words.", "A second point.", "A third, with a number to call: 111."],
    "minute": [format_html("<strong>{}</strong> It has a second sentence.", f"Fact {n}.") for n in (1, 2, 3)],
    "facts": [
        {"icon": "pound", "text": "Free on the NHS"},
        {"icon": "clock", "text": "Ask how long the wait will be"},
        {"icon": "cal", "text": "You may be offered a set number of sessions"},
    ],
    "do": ["move slowly", "keep cool"],
    "do_not": ["do not push into pain", "do not hold your breath"],
    "exercise": {
        "title": "Knee rolls",
        "purpose": "A sample of how an exercise looks.",
        "steps": [{"figure": f"knee-rolls-{n}", "text": f"Step {n} in one or two short sentences."} for n in (1, 2, 3)],
        "how_many": "a sample number of times.",
        "easier": "Do less of it.",
    },
    "rows": [
        {
            "label": "Getting around",
            "values": ["I walk with a stick"],
            "url": "#answers",
            "hidden": "getting around",
        },
        {
            "label": "What is hardest",
            "values": ["Stiff muscles", "Feeling unsteady"],
            "url": "#answers",
            "hidden": "what is hardest",
        },
        {"label": "Paying", "values": [], "url": "#answers", "hidden": "paying"},
    ],
    "waiting": {
        "written": "Written by the MS Physio team",
        "written_date": "1 January 2000",
        "waiting": True,
        "waiting_for": "Waiting for clinical approval",
        "waiting_note": "No clinician has approved this page yet.",
        "tried_date": "2 January 2000",
    },
    "checked": {
        "written": "Written by a sample team",
        "written_date": "1 January 2000",
        "checked_by": "a sample clinician",
        "checked_date": "2 January 2000",
        "next_date": "2 January 2002",
    },
    "late": {"due": True, "due_date": "2 January 2002"},
    "changes": [
        {"date": "2 January 2000", "what": "Only the words changed", "note": "A sample.", "role": "a sample clinician"},
        {"date": "1 January 2000", "what": "First edition", "note": "", "role": ""},
    ],
    "references": [
        {"claim": "A fact.", "text": "A sample source, 2000", "url": "https://example.org/"},
        {"claim": "", "text": "A sample book, 1999", "url": ""},
    ],
    "readers": [
        {"label": "Someone with MS", "url": "#readers", "current": True},
        {"label": "A carer", "url": "#readers", "current": False},
    ],
    "links": [{"id": "buttons", "title": "Buttons and links"}, {"id": "answers", "title": "Answers"}],
    "icons": ICONS,
    "figures": FIGURES,
    "colours": COLOURS,
}


def samples():
    """The context of parts.html."""
    return {
        **SAMPLES,
        "filled": SampleForm(
            initial={"one": "2", "some": ["2"], "number": "3"}, auto_id="id_filled_%s", prefix="filled"
        ),
        "wrong": SampleForm(data={}, auto_id="id_%s"),
    }

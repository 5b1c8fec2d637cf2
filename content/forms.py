"""What readers can send us: a report of a problem, words on whether a page helped, and a town to look near."""

from django import forms

from content import directory, helpful, reports
from content.typed import TrapField, TypedField, untagged

NO_WORDS = "Say in a few words what is wrong"
TOO_LONG = f"Use at most {reports.LONGEST:,} characters"


class ReportForm(forms.Form):
    """What kind of problem, in the reader's words. `website` is a trap for programs: people never see it."""

    use_required_attribute = False

    urgency = forms.ChoiceField(
        label="What kind of problem is it?",
        choices=reports.Urgency.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what kind of problem it is"),
    )
    words = TypedField(
        label="What is wrong?",
        help_text="A few words are enough, such as “the number in the last part is old”.",
        max_length=reports.LONGEST,
        widget=forms.Textarea(attrs={"class": "text", "rows": 6}),
        error_messages={"required": NO_WORDS, "max_length": TOO_LONG},
    )
    page = TypedField(required=False, widget=forms.HiddenInput)
    website = TrapField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = untagged("urgency", "words", "page")


class WordsForm(forms.Form):
    """What helped somebody on a page, or what was missing. `website` is a trap for programs."""

    use_required_attribute = False

    words = TypedField(
        label="Your words",
        help_text=f"A few words are enough. Use at most {helpful.LONGEST} characters.",
        max_length=helpful.LONGEST,
        widget=forms.Textarea(attrs={"class": "text", "rows": 4}),
        error_messages={
            "required": "Write a few words, or go back to the page",
            "max_length": f"Use at most {helpful.LONGEST} characters",
        },
    )
    page = TypedField(widget=forms.HiddenInput)
    said = TypedField(widget=forms.HiddenInput)
    website = TrapField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = untagged("words", "page", "said")

    def clean_words(self):
        """Words in which nobody can be recognised."""
        if helpful.names_somebody(self.cleaned_data["words"]):
            raise forms.ValidationError("Take out long numbers and e-mail addresses: they could say who you are")
        return self.cleaned_data["words"]


class NearForm(forms.Form):
    """Where to look, and what for. `place` and `nation` keep what a link chose, while nothing else is typed."""

    use_required_attribute = False

    near = forms.CharField(
        label="Town, or first part of a postcode",
        help_text="Such as “Leeds” or “LS6”. We never need all of your postcode.",
        required=False,
        widget=forms.TextInput(attrs={"class": "text", "autocomplete": "off", "spellcheck": "false"}),
    )
    offer = forms.MultipleChoiceField(
        label="Only show places with",
        choices=directory.FILTERS.items(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    place = forms.CharField(required=False, widget=forms.HiddenInput)
    nation = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = untagged("near", "offer", "place", "nation")

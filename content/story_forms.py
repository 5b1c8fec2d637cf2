"""The forms by which readers tell: a story, and a reply to one. What is wrong is said at its field; nothing is lost."""

from django import forms

from content import replies, stories, told
from content.audiences import Reader
from content.typed import TrapField, TypedField, untagged

NAME_HELP = "A first name, or a name that you make up. Leave it empty to show no name."
REFUSED = ("required", "invalid_choice")


def _at_most(number):
    return f"Use at most {number:,} characters"


class ToldForm(forms.Form):
    """What both forms share. `website` is a trap for programs: people never see it."""

    use_required_attribute = False
    fields_in_order = ()

    name = TypedField(
        label="Name to show",
        help_text=NAME_HELP,
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "text", "autocomplete": "off"}),
        error_messages={"max_length": _at_most(60)},
    )
    website = TrapField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = untagged(*self.fields_in_order)

    def clean_name(self):
        return self._told("name")

    def _told(self, name):
        """Return what was typed on one field, unless something may not stand in it."""
        text = self.cleaned_data[name]
        faults = told.faults(text)
        if faults:
            raise forms.ValidationError([*faults])
        return text


class StoryForm(ToldForm):
    """A story, who tells it, and what they agree to."""

    fields_in_order = ("teller", "title", "words", "name", "agreed")

    teller = forms.ChoiceField(
        label="Who are you?",
        choices=[(Reader.PATIENT.value, "I have MS"), (Reader.CARER.value, "I care for someone with MS")],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(REFUSED, "Choose who you are"),
    )
    title = TypedField(  # without autocomplete="off": a browser that goes back brings it back, as it does the story
        label="A title for your story",
        help_text="A few words, such as “How I got back to my garden”.",
        max_length=100,
        widget=forms.TextInput(attrs={"class": "text"}),
        error_messages={"required": "Give your story a title", "max_length": _at_most(100)},
    )
    words = TypedField(
        label="Your story",
        help_text="What happened? What helped, and what did not? Two or three sentences are enough: "
        f"at least {stories.SHORTEST} characters.",
        min_length=stories.SHORTEST,
        max_length=stories.LONGEST,
        widget=forms.Textarea(attrs={"class": "text", "rows": 14}),
        error_messages={
            "required": "Write your story",
            "min_length": f"Write a little more: at least {stories.SHORTEST} characters. You wrote %(show_value)d",
            "max_length": _at_most(stories.LONGEST),
        },
    )
    agreed = forms.MultipleChoiceField(
        label="What you agree to",
        help_text="We need all of them.",
        choices=stories.AGREED.items(),
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(REFUSED, "Tick all of these. Without them we cannot print your story"),
    )

    def clean_title(self):
        return " ".join(self._told("title").split())

    def clean_words(self):
        return self._told("words")

    def clean_agreed(self):
        """All of it, or nothing is sent."""
        if set(self.cleaned_data["agreed"]) != set(stories.AGREED):
            raise forms.ValidationError(self.fields["agreed"].error_messages["required"])
        return self.cleaned_data["agreed"]


class ReplyForm(ToldForm):
    """A reply to a story."""

    fields_in_order = ("words", "name", "agreed")

    words = TypedField(
        label="Your reply",
        min_length=replies.SHORTEST,
        max_length=replies.LONGEST,
        widget=forms.Textarea(attrs={"class": "text", "rows": 6}),
        error_messages={
            "required": "Write your reply",
            "min_length": "Write a little more",
            "max_length": _at_most(replies.LONGEST),
        },
    )
    agreed = forms.MultipleChoiceField(
        label="What you agree to",
        choices=[("publish", "You may print my reply on this site, under the name that I chose.")],
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(REFUSED, "Tick this. Without it we cannot print your reply"),
    )

    def clean_words(self):
        return self._told("words")

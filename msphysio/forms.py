"""The reading settings as a form."""

from django import forms

from content.typed import untagged
from msphysio.reading_settings import COLOUR, TEXT, WORDS, Reading


class DrawnRadios(forms.RadioSelect):
    """Radios that tell the template how to draw each option, by an attribute such as data-swatch="dark"."""

    def __init__(self, drawn_by):
        super().__init__()
        self.drawn_by = drawn_by

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"][self.drawn_by] = value
        return option


def _choice(label, options, message, **kwargs):
    return forms.ChoiceField(
        label=label,
        choices=list(options.items()),
        error_messages={"required": message, "invalid_choice": message},
        **{"widget": forms.RadioSelect, **kwargs},
    )


class ReadingForm(forms.Form):
    """Text size, colours and length, and where to go back to."""

    use_required_attribute = False

    text = _choice("Text size", TEXT, "Choose a text size", widget=DrawnRadios("data-size"))
    colour = _choice("Colours", COLOUR, "Choose the colours", widget=DrawnRadios("data-swatch"))
    words = _choice(
        "How much to read", WORDS, "Choose how much to read", help_text="The short version has only the main points."
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = untagged()

    def reading(self):
        """The choice as a Reading. Call it on a valid form only."""
        return Reading(*(self.cleaned_data[name] for name in ("text", "colour", "words")))

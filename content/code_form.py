"""The form that takes a code."""

from django import forms

from content import codes
from content.typed import TypedField, untagged

# No browser keeps it, corrects it, or sends it to a spelling service.
QUIET = {"autocomplete": "off", "autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}


class CodeForm(forms.Form):
    """One field for all words of a code. `cleaned_data["code"]` is what codes.read returned."""

    use_required_attribute = False

    code = TypedField(
        label="Your code",
        required=False,
        help_text=f"Type the {codes.WORDS} words in the order of your card. Capitals and spaces do not matter.",
        widget=forms.Textarea(attrs={"class": "text", "rows": 3, **QUIET}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = untagged()

    def clean_code(self):
        """Return the words of the code, or say what to do."""
        try:
            return codes.read(self.cleaned_data["code"])
        except codes.NotACode as error:
            raise forms.ValidationError(str(error)) from None

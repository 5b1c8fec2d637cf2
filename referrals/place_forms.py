"""Where somebody lives, so that services near them can be named: a town or the first half of a postcode."""

from django import forms

from content.typed import untagged
from referrals import near

WHICH = "Choose a town"


class WhereForm(forms.Form):
    """Where services are looked for. `cleaned_data["found"]` is the gazetteer.Found of it: a place, or several."""

    use_required_attribute = False

    def __init__(self, voice, data=None):
        super().__init__(data=data)
        self.voice, carer = voice, voice == "carer"
        self.fields["where"] = forms.CharField(
            required=False,
            label="Where does the person you care for live?" if carer else "Where do you live?",
            help_text=f"Type a town, or the first half of {'their' if carer else 'your'} postcode, such as LS6.",
            widget=forms.TextInput(attrs={"class": "text", "autocomplete": "off", "spellcheck": "false"}),
        )
        self.helper = untagged()

    def clean(self):
        """Look the words up. Of a full postcode, nothing but the first part is shown again or kept."""
        cleaned = super().clean()
        found = near.look_up(cleaned.get("where", ""))
        self.data = {"where": found.text if found else ""}
        if not found or not (found.place or found.choices):
            self.add_error("where", near.NOT_FOUND[found.kind if found else None])
        return {**cleaned, "found": found}


class WhichForm(forms.Form):
    """Which of several towns of one name is meant. `cleaned_data["place"]` is its gazetteer.Place."""

    use_required_attribute = False

    def __init__(self, towns, data=None):
        super().__init__(data=data)
        self.fields["place"] = forms.IntegerField(
            label=f"Which {towns[0].name} do you mean?" if towns else "Which town do you mean?",
            widget=forms.RadioSelect(choices=[(town.id, town.label) for town in towns]),
            error_messages=dict.fromkeys(("required", "invalid"), WHICH),
        )
        self.helper = untagged()

    def clean_place(self):
        """Return the Place of the number that was chosen."""
        place = near.town(self.cleaned_data["place"])
        if place is None:
            raise forms.ValidationError(WHICH)
        return place

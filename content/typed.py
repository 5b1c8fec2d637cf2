"""What the forms of the public site are made of: the field for what people type, the trap for programs, the helper."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

NOT_TYPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # control characters, but for tabs and ends of lines


class TypedField(forms.CharField):
    """What people type or paste. Control characters, which nobody sees or means, are not part of it.

    No browser is told how long it may be: one that cuts off what is pasted would not say so; the form does.
    """

    def widget_attrs(self, widget):
        limits = ("maxlength", "minlength")
        return {name: value for name, value in super().widget_attrs(widget).items() if name not in limits}

    def to_python(self, value):
        return super().to_python(_without_control(value))

    def bound_data(self, data, initial):
        """Return what is shown again, and read for words that call for help."""
        return _without_control(super().bound_data(data, initial))


class TrapField(TypedField):
    """Stands where people never see it: what fills it in is a program."""

    def __init__(self):
        super().__init__(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))


def untagged(*names):
    """Return the FormHelper of a form whose tag and token the page writes: with the fields of these names, or all."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    if names:
        helper.layout = Layout(*names)
    return helper


def _without_control(value):
    return NOT_TYPED.sub("", value) if isinstance(value, str) else value

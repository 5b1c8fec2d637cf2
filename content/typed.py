"""A field for what people type or paste, in every form of the public site."""

import re

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


def _without_control(value):
    return NOT_TYPED.sub("", value) if isinstance(value, str) else value

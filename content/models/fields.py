"""Columns that hold lists, and the form fields that let an editor fill them in without JavaScript or any syntax."""

from pathlib import Path

from django import forms
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models

from content.audiences import Reader

STEPS = 6  # an exercise with more steps is two exercises
# Django would add hidden copies of lists to the form, to compare with; what is in the database serves better.
COMPARED = {"show_hidden_initial": False}
is_site_path = RegexValidator(r"^/[\w./#?=&-]*$", "Begin with / and use an address of this site.")
is_link = RegexValidator(r"^(/[\w./#?=&-]*|https://\S+)$", "Use an address of this site (/…) or one with https://.")


class LinesFormField(forms.CharField):
    """A text area whose every line is one item; empty lines do not count."""

    widget = forms.Textarea

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs.update({"rows": 6, "cols": 80, "class": "vLargeTextField"})

    def prepare_value(self, value):
        return value if isinstance(value, str) else "\n".join(value or [])

    def to_python(self, value):
        lines = value.splitlines() if isinstance(value, str) else value or []
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial, data):
        return self.to_python(initial) != self.to_python(data)


class LinesField(ArrayField):
    """A list of plain lines of text."""

    def __init__(self, base_field=None, **kwargs):
        super().__init__(base_field or models.TextField(), **{"default": list, "blank": True, **kwargs})

    def formfield(self, **kwargs):
        return super(ArrayField, self).formfield(**{"form_class": LinesFormField, **COMPARED, **kwargs})


class TickedFormField(forms.MultipleChoiceField):
    """One tick box for each choice."""

    widget = forms.CheckboxSelectMultiple

    def has_changed(self, initial, data):
        return set(initial or []) != set(data or [])


class TickedField(ArrayField):
    """Some of the choices of its base field."""

    def formfield(self, **kwargs):
        form = {"form_class": TickedFormField, "choices": self.base_field.choices, **COMPARED}
        return super(ArrayField, self).formfield(**{**form, **kwargs})


class ReadersField(TickedField):
    """The readers that a part is for; empty means everyone."""

    def __init__(self, base_field=None, **kwargs):
        base_field = base_field or models.CharField(max_length=12, choices=Reader)
        super().__init__(base_field, **{"default": list, "blank": True, **kwargs})


class WebAddressField(models.URLField):
    """An address elsewhere; one typed without a scheme gets https."""

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})


def drawn_figures():
    """Choices of every drawing in templates/figures, with an empty one first."""
    folder = Path(settings.BASE_DIR) / "templates" / "figures"
    return [("", "No drawing"), *((path.stem, path.stem) for path in sorted(folder.glob("*.svg")))]


class FigureField(models.SlugField):
    """The name of one of our drawings, or nothing."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 60, "blank": True, "db_index": False, **kwargs})

    def formfield(self, **kwargs):
        return forms.ChoiceField(
            choices=drawn_figures,
            required=not self.blank,
            label=self.verbose_name.capitalize(),
            help_text=self.help_text,
        )


class StepsWidget(forms.MultiWidget):
    """A drawing and words for each step."""

    template_name = "admin/content/steps.html"

    def __init__(self, attrs=None):
        widgets = []
        for step in range(1, STEPS + 1):
            widgets.append(forms.Select(attrs={"aria-label": f"Drawing of step {step}"}))
            widgets.append(forms.Textarea(attrs={"rows": 2, "aria-label": f"Words of step {step}"}))
        super().__init__(widgets, attrs)

    def decompress(self, value):
        steps = [(step["figure"], step["text"]) for step in value or []]
        flat = [part for step in steps for part in step]
        return flat + [""] * (2 * STEPS - len(flat))


class StepsFormField(forms.MultiValueField):
    """Up to six steps; a step without words does not count."""

    widget = StepsWidget

    def __init__(self, *, encoder=None, decoder=None, **kwargs):
        pair = (forms.ChoiceField(choices=drawn_figures, required=False), forms.CharField(required=False))
        super().__init__([field for _ in range(STEPS) for field in pair], require_all_fields=False, **kwargs)
        for field, widget in zip(self.fields, self.widget.widgets, strict=True):
            if isinstance(field, forms.ChoiceField):
                widget.choices = field.choices

    def prepare_value(self, value):
        """The steps as the flat list that the widget takes; what was posted is flat already."""
        posted = value and not isinstance(value[0], dict)
        return value if posted else self.widget.decompress(value)

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)

    def compress(self, values):
        pairs = zip(values[::2], values[1::2], strict=True)
        return [{"figure": figure, "text": text} for figure, text in pairs if text]


class StepsField(models.JSONField):
    """The steps of an exercise: [{"figure": name of a drawing or "", "text": words}]."""

    def __init__(self, **kwargs):
        super().__init__(**{"default": list, "blank": True, **kwargs})

    def formfield(self, **kwargs):
        # Without a hidden copy of the first value: it would come back as one text.
        return super().formfield(**{"form_class": StepsFormField, "show_hidden_initial": False, **kwargs})

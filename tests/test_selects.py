"""Our template of a select writes what Django's own writes, byte for byte."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

CHOICES = [("", "---------"), (1, "One & two"), ("<b>", "“Bold”"), ("More", [("a", "A"), ("b", "B")])]


@pytest.mark.parametrize("kind", [forms.Select, forms.SelectMultiple])
@pytest.mark.parametrize("value", [None, "", "<b>", ["a", "1"], True])
@pytest.mark.parametrize("attrs", [{}, {"id": "it", "class": 'a "b"', "required": True, "disabled": False}])
def test_a_select_is_the_same(kind, value, attrs):
    class Marked(kind):
        def create_option(self, name, value, *rest, **others):
            attrs = {"data-of": value, "hidden": value == "a", "disabled": False}
            option = super().create_option(name, value, *rest, **others)
            return {**option, "attrs": {**option["attrs"], **attrs}}

    widget = Marked(choices=CHOICES)
    assert widget.render("it", value, attrs) == widget.render("it", value, attrs, DjangoTemplates())

"""The admin in tests: its roles and addresses, and a change form as a browser would send it back."""

from datetime import date

from django.urls import reverse

ROLES = ("author", "clinical", "publisher", "guide", "directory", "moderator")
READS_ARTICLES = {"author", "clinical", "publisher", "guide", "moderator"}


def address(name, *args):
    """Return the address of a page of the admin: address("article_change", 1)."""
    return reverse(f"admin:content_{name}", args=args)


def posted(response, **changes):
    """Return the data of a change form's response, with changes by field name."""
    form = response.context["adminform"].form
    data = _values(form)
    for inline in response.context["inline_admin_formsets"]:
        data |= _values(inline.formset.management_form)
        for row in inline.formset.forms:
            data |= _values(row)
    return {**data, "opened_with": response.context.get("opened_with", ""), **changes}


def _values(form):
    values = {}
    for bound in form:
        shown = bound.value()
        name = bound.html_name
        widget = bound.field.widget
        if hasattr(widget, "widgets"):
            values |= {f"{name}_{n}": value for n, value in enumerate(shown or [])}
        elif shown is not None and shown is not False:
            values[name] = widget.format_value(shown) if isinstance(shown, date) else shown
    return values

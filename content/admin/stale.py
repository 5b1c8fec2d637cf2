"""Two people at once: a form that was opened before somebody else saved is not saved over their words.

A form carries the moment of the save that it was opened on. When another save came between, it comes back with what was
typed, what the other saved, and a choice. What is then saved is what the form shows: blocks that the other added stand
in it too, and blocks that the other removed stand in it again.
"""

from dataclasses import dataclass
from datetime import datetime

from django import forms

from content import compare, presence
from content.models.fields import StepsFormField

FIELD = "opened_at"
PLACE = ("id", "parent", "article", "ordering", "position", "region")
SAYS = (
    "Somebody else saved this while you had it open. Nothing of yours is lost: compare the two versions, then choose."
)


@dataclass(frozen=True)
class Difference:
    """One field that is not the same in the two versions, as plain text; None where a version has no such block."""

    label: str
    saved: str | None
    typed: str | None

    @property
    def words(self):
        """How the saved text became the typed one: see compare.words()."""
        return compare.words(self.saved or "", self.typed or "")


@dataclass(frozen=True)
class Conflict:
    """Who saved meanwhile, when, and what differs."""

    by: str
    at: datetime
    differences: tuple[Difference, ...]


class FreshForm(forms.ModelForm):
    """A form of a working copy that is valid only while nobody else has saved that working copy."""

    opened_at = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial[FIELD] = token(self.instance)

    def clean(self):
        if self.instance.pk and is_stale(self.instance, self.data):
            self.add_error(None, forms.ValidationError(SAYS, code="stale"))
        return super().clean()


def token(thing):
    """Return what names the version of a working copy that is saved now."""
    return thing.edited_at.isoformat()


def is_stale(thing, posted):
    """Whether a posted form was opened on another version than the one that is saved now."""
    return posted.get(FIELD) != token(thing)


def conflict(form, formsets, posted):
    """Return the Conflict of a stale form, which is bound to what was typed; see rebased() for its formsets."""
    thing = form.instance
    saved_by = presence.name_of(thing.edited_by) if thing.edited_by else "The library"
    rows = (difference for formset in formsets for difference in _of_rows(formset, posted))
    return Conflict(saved_by, thing.edited_at, (*_of_fields(form), *rows))


def rebased(posted, now):
    """Return what was posted for a formset as if it had been opened on what is saved now.

    `posted` is a mutable copy of the request's data, `now` the same formset unbound, with what is saved. Rows that the
    other removed become new rows; rows that the other added are put in.
    """
    saved = {str(form.instance.pk): form for form in now.initial_forms}
    rows = _with_new_ids(_posted_rows(posted, now.prefix), saved)
    kept = [row for row in rows if _id(row) in saved]
    missing = [form for pk, form in saved.items() if pk not in {_id(row) for row in kept}]
    fresh = [{**row, "id": [""]} for row in rows if _id(row) not in saved and not _given_up(row)]
    for key in [key for key in posted if key.startswith(f"{now.prefix}-")]:
        del posted[key]
    initial = [*kept, *(_values(form) for form in missing)]
    for number, row in enumerate([*initial, *fresh]):
        for name, values in row.items():
            posted.setlist(f"{now.prefix}-{number}-{name}", values)
    counts = {"TOTAL": len(initial) + len(fresh), "INITIAL": len(initial), "MIN_NUM": 0, "MAX_NUM": 1000}
    for name, count in counts.items():
        posted[f"{now.prefix}-{name}_FORMS"] = str(count)
    return posted


def _posted_rows(posted, prefix):
    total = posted.get(f"{prefix}-TOTAL_FORMS", "0")
    return [
        {key.removeprefix(start): posted.getlist(key) for key in posted if key.startswith(start)}
        for start in (f"{prefix}-{n}-" for n in range(int(total) if total.isdecimal() else 0))
    ]


def _id(row):
    return row.get("id", [""])[0]


def _with_new_ids(rows, saved):
    """A row that was written anew with the same words, as restoring an edition does, is still the same row."""
    free = {pk: _words(_values(form)) for pk, form in saved.items() if pk not in {_id(row) for row in rows}}
    for row in rows:
        if _id(row) and _id(row) not in saved:
            same = next((pk for pk, words in free.items() if words == _words(row)), None)
            if same:
                row["id"] = [same]
                del free[same]
    return rows


def _words(row):
    """What a row says, without where it stands."""
    said = {name: [value.replace("\r\n", "\n") for value in values] for name, values in row.items()}
    return {name: values for name, values in said.items() if values and name not in PLACE}


def _given_up(row):
    """A row that both removed."""
    return "DELETE" in row and bool(_id(row))


def _values(form):
    """What a browser would post for an unbound form, by the field's own name."""
    values = {}
    for bound in form:
        shown, widget = bound.value(), bound.field.widget
        if isinstance(widget, forms.MultiWidget):
            values |= {f"{bound.name}_{n}": [str(part)] for n, part in enumerate(shown or [])}
        elif isinstance(shown, list | tuple):
            values[bound.name] = [str(part) for part in shown]
        elif shown is not None and shown is not False:
            values[bound.name] = [str(shown)]
    return values


def _of_fields(form, start=""):
    return [
        Difference(f"{start}{form.fields[name].label}", saved, typed)
        for name in form.changed_data
        if name != FIELD and (pair := _pair(form, name)) and pair[0] != pair[1]
        for saved, typed in [pair]
    ]


def _of_rows(formset, posted):
    saved = {str(form.instance.pk): form for form in formset.initial_forms}
    rows = _with_new_ids(_posted_rows(posted, formset.prefix), saved)
    known = {_id(row) for row in rows}
    label = formset.model._meta.verbose_name.capitalize()
    for form in formset.initial_forms:
        if str(form.instance.pk) not in known:
            yield Difference(f"{label}: {form.instance}", _whole(form), None)
        else:
            yield from _of_fields(form, f"{label}: {form.instance} – ")
    gone = [row for row in rows if _id(row) and _id(row) not in saved and not _given_up(row)]
    yield from (Difference(label, None, _whole(form)) for form in formset.extra_forms[: len(gone)])


def _pair(form, name):
    field = form.fields[name]
    saved = field.prepare_value(form.get_initial_for_field(field, name))
    return _told(field, saved), _told(field, form[name].value())


def _whole(form):
    """Every field of a row that says something, each on a line of its own."""
    said = [
        (field.label, _told(field, form[name].value())) for name, field in form.fields.items() if _is_text(form, name)
    ]
    return "\n".join(f"{label}: {text}" for label, text in said if text)


def _is_text(form, name):
    return not form[name].is_hidden and name not in ("DELETE", *PLACE)


def _told(field, value):
    """A value as the form holds it, as plain text for a person."""
    if isinstance(field, StepsFormField):
        pairs = zip(value[::2], value[1::2], strict=True)
        return "\n".join(f"{words} ({figure or 'no drawing'})" for figure, words in pairs if words)
    if isinstance(field, forms.BooleanField):
        return "Yes" if value else "No"
    if isinstance(field, forms.ModelChoiceField):
        chosen = [str(pk) for pk in (value if isinstance(value, list | tuple) else [value]) if str(pk).isdecimal()]
        return "\n".join(str(row) for row in field.queryset.filter(pk__in=chosen))
    if isinstance(field, forms.ChoiceField):
        labels = {str(key): label for key, label in field.choices}
        chosen = value if isinstance(value, list | tuple) else [value]
        return "\n".join(str(labels.get(str(key), key)) for key in chosen if key not in (None, ""))
    return compare.text_of(value)

"""What two people typed, brought together field by field: what only the other changed is taken over.

A form carries a digest of each value that it was opened with. When it comes back after somebody else saved, a value
that still has its digest was not touched by this person: what the other saved stands in its place. Blocks are fields
too: one that the other added is put in, one that the other removed is left out, unless this person changed it.
"""

import hashlib
import json
from datetime import date, time

from django import forms

UNTOUCHED = ""  # what is not posted, such as a tick box without its tick
NOT_TYPED = ("opened_at",)


def digests(form, formsets):
    """Return, as JSON, a digest of each value of a form and of the rows of its formsets, all unbound."""
    found = {name: digest(values) for name, values in values_of(form).items() if name not in NOT_TYPED}
    for formset in formsets:
        for row in formset.initial_forms:
            found |= {_key(formset.prefix, row.instance.pk, name): digest(v) for name, v in values_of(row).items()}
    return json.dumps(found, separators=(",", ":"))


def read(posted):
    """Return the digests that a form was opened with; nothing where they are missing or not ours."""
    try:
        found = json.loads(posted.get("opened_with", ""))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def fields(posted, now, opened):
    """Return what was posted for a form, with what the other saved wherever this person typed nothing.

    `posted` is a mutable copy of the data, `now` the form unbound with what is saved, `opened` what read() returned.
    """
    saved = {name: values for name, values in values_of(now).items() if name not in NOT_TYPED}
    own = [name for name in opened if ":" not in name]
    for name in {*saved, *own} if opened else ():
        if digest(posted.getlist(name)) == opened.get(name, UNTOUCHED):
            posted.setlist(name, saved.get(name, []))
    return posted


def rows(posted, now, opened):
    """Return what was posted for a formset as if it had been opened on what is saved now; see fields()."""
    saved = {str(form.instance.pk): values_of(form) for form in now.initial_forms}
    typed = posted_rows(posted, now.prefix)
    kept = [_merged(row, saved[id_of(row)], now.prefix, opened) for row in typed if id_of(row) in saved]
    added = [values for pk, values in saved.items() if pk not in {id_of(row) for row in kept}]
    own = [row for row in typed if id_of(row) not in saved and _is_wanted(row, now.prefix, opened)]
    for key in [key for key in posted if key.startswith(f"{now.prefix}-")]:
        del posted[key]
    initial = [*kept, *added]
    for number, row in enumerate([*initial, *({**row, "id": [""]} for row in own)]):
        for name, values in row.items():
            posted.setlist(f"{now.prefix}-{number}-{name}", values)
    counts = {"TOTAL": len(initial) + len(own), "INITIAL": len(initial), "MIN_NUM": 0, "MAX_NUM": 1000}
    for name, count in counts.items():
        posted[f"{now.prefix}-{name}_FORMS"] = str(count)
    return posted


def posted_rows(posted, prefix):
    """Return {field: values} for each row that was posted for a formset."""
    total = posted.get(f"{prefix}-TOTAL_FORMS", "0")
    return [
        {key.removeprefix(start): posted.getlist(key) for key in posted if key.startswith(start)}
        for start in (f"{prefix}-{n}-" for n in range(int(total) if total.isdecimal() else 0))
    ]


def id_of(row):
    """Return the id of a posted row; empty for a new one."""
    return row.get("id", [""])[0]


def values_of(form):
    """Return {field: values} that a browser would post for an unbound form, without its prefix."""
    values = {}
    for bound in form:
        shown, widget = as_shown(bound.field, bound.value()), bound.field.widget
        if isinstance(widget, forms.MultiWidget):
            parts = shown if isinstance(shown, list) else widget.decompress(shown)
            parts = [as_typed(part, of) for part, of in zip(parts, widget.widgets, strict=False)]
            values |= {f"{bound.name}_{n}": ["" if part is None else str(part)] for n, part in enumerate(parts)}
        elif isinstance(shown, list | tuple):
            values[bound.name] = [str(part) for part in shown]
        elif shown is not False:
            values[bound.name] = ["" if shown is None else str(shown)]
    return {name: list_ for name, list_ in values.items() if list_}


def as_shown(field, value):
    """Return a value as its field shows it: a day is written our way, a moment in its parts."""
    return value if isinstance(field.widget, forms.MultiWidget) else as_typed(value, field.widget)


def as_typed(value, widget):
    """Return a day or a time as the widget writes it, and any other value as it is."""
    return widget.format_value(value) if isinstance(value, date | time) else value


def digest(values):
    """Return a short digest of posted values, whatever their order and their ends of lines."""
    said = sorted(value.replace("\r\n", "\n").strip() for value in values)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:10] if any(said) else UNTOUCHED


def touched(row, prefix, opened):
    """Whether this person changed a row that the form was opened with."""
    start = _key(prefix, id_of(row), "")
    names = {*row, *(key.removeprefix(start) for key in opened if key.startswith(start))}
    return any(digest(row.get(name, [])) != opened.get(f"{start}{name}", UNTOUCHED) for name in names)


def _merged(row, saved, prefix, opened):
    if not opened:
        return row
    start = _key(prefix, id_of(row), "")
    names = {*row, *saved}
    taken = {name for name in names if digest(row.get(name, [])) == opened.get(f"{start}{name}", UNTOUCHED)}
    merged = {name: saved.get(name, []) if name in taken else row.get(name, []) for name in names}
    return {name: values for name, values in merged.items() if values}


def _is_wanted(row, prefix, opened):
    """A new row; or one that the other removed and this person changed."""
    if not id_of(row):
        return True
    return "DELETE" not in row and (not opened or touched(row, prefix, opened))


def _key(prefix, pk, name):
    return f"{prefix}:{pk}:{name}"

"""What to mend in a file that somebody imports: one sentence for each fault, with the line and the name in it."""

from django.utils.text import Truncator

CHOICE_FAULTS = ("invalid_choice", "item_invalid")
NAMED_BY = ("name", "term", "title")  # the columns that people know a row by
LONGEST_NAME = 60


def faults(result, dataset, model):
    """Return the sentences for a Result of django-import-export, by line; what is wrong with the whole file first."""
    found = [str(error.error) for error in result.base_errors]
    rows = dataset.dict if dataset.headers else []
    for row in result.error_rows:
        found += [f"{_line(rows, row.number)}: {error.error}" for error in row.errors]
    for row in result.invalid_rows:
        found += [f"{_line(rows, row.number)}{words}" for words in _invalid(row, model)]
    return found


def _line(rows, number):
    """“Line 3, Leeds Centre”: as a spreadsheet counts, where the names of the columns are line 1."""
    name = next((rows[number - 1][column] for column in NAMED_BY if rows[number - 1].get(column)), "")
    return ", ".join(filter(None, (f"Line {number + 1}", Truncator(name).chars(LONGEST_NAME))))


def _invalid(row, model):
    for name in row.field_specific_errors:
        for error in row.error.error_dict[name]:
            takes = _takes(model, name) if error.code in CHOICE_FAULTS else ""
            yield f": {name} takes {takes}." if takes else f", {name}: {' '.join(error.messages)}"
    yield from (f": {error}" for error in row.non_field_specific_errors)


def _takes(model, name):
    field = model._meta.get_field(name)
    choices = [str(value) for value, _ in getattr(field, "base_field", field).choices or () if value]
    return " or ".join(filter(None, (", ".join(choices[:-1]), *choices[-1:])))

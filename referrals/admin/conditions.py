"""A condition in a form: rows with a line number; rows of one line are alternatives, all lines must be true.

It works without scripts: choose a question, save, and its answers are there to tick. A script saves that round.
"""

from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script

from referrals.engine.conditions import FACT_OPERATORS, NUMBER_OPERATORS, OPTION_OPERATORS, SAYS

from .vocabulary import name_of, read_aloud

BLANK_ROWS = 2
MOST_ROWS = 200
PARTS = ("line", "subject", "op", "number")


@dataclass(frozen=True)
class Entered:
    """What stands in the rows, as typed. `sentence` reads the condition back; empty while it is being corrected."""

    rows: tuple[dict, ...] = field(default_factory=tuple)
    sentence: str = ""


class ConditionWidget(forms.Widget):
    """The rows, and as many blank ones as people are likely to need."""

    template_name = "admin/referrals/widgets/condition.html"
    guide = None
    answers_url = ""

    class Media:
        js = [Script("js/admin/conditions.js", type="module")]

    def id_for_label(self, id_):
        """The whole group has a name of its own; the label above it belongs to no single control."""
        return ""

    def value_from_datadict(self, data, files, name):
        """Return the rows that were sent, without those that are blank or to be removed."""
        sent = data.get(f"{name}-rows", "0")
        rows = [self._row(data, f"{name}-{n}") for n in range(min(int(sent), MOST_ROWS) if sent.isdecimal() else 0)]
        return [row for row in rows if row]

    def value_omitted_from_data(self, data, files, name):
        return f"{name}-rows" not in data

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        blank = [{part: "" for part in PARTS} | {"options": []}] * BLANK_ROWS
        rows = [self._shown(row, f"{name}-{n}", n + 1) for n, row in enumerate([*value.rows, *blank])]
        return context | {
            "rows": rows,
            "name": name,
            "sentence": value.sentence,
            "subjects": self._subjects(),
            "operators": list(SAYS.items()),
            "answers_url": self.answers_url,
        }

    def _row(self, data, prefix):
        if f"{prefix}-remove" in data:
            return None
        row = {part: data.get(f"{prefix}-{part}", "").strip() for part in PARTS}
        chosen = data.getlist(f"{prefix}-options") if hasattr(data, "getlist") else data.get(f"{prefix}-options", [])
        return {**row, "options": list(chosen)} if row["subject"] or row["number"] or chosen else None

    def _shown(self, row, prefix, number):
        kind, _, key = row["subject"].partition(":")
        question = self.guide.question(key) if kind == "question" and self.guide.has("question", key) else None
        answers = [(one.key, one.text.you if one.text else one.key) for one in question.options] if question else []
        return {
            **row,
            "prefix": prefix,
            "count": number,
            "answers": [(key, text, key in row["options"]) for key, text in answers],
            "takes_number": not row["subject"] or (question is not None and question.kind == "number"),
        }

    def _subjects(self):
        questions = [(f"question:{one.key}", f"{name_of(one)} ({one.key})") for one in self.guide.questions]
        facts = [(f"fact:{one.key}", one.label) for one in self.guide.facts]
        return [(label, items) for label, items in (("Questions", questions), ("Facts", facts)) if items]


class ConditionField(forms.Field):
    """Its value is a list of lines as in the interchange document, or None. Call `speak_of` before use."""

    widget = ConditionWidget
    default_error_messages = {"required": "Add at least one row: choose a question or a fact, and what must be true."}

    def speak_of(self, guide, answers_url):
        """Let the rows name the questions and facts of this guide (admin.vocabulary)."""
        self.guide = self.widget.guide = guide
        self.widget.answers_url = answers_url

    def prepare_value(self, value):
        """Return an Entered of what the form was given, or of what was typed."""
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return Entered(tuple(value))
        return Entered(tuple(_typed(value or [])), read_aloud(self.guide, value))

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != (initial or None)
        except ValidationError:
            return True

    def clean(self, value):
        """Return the lines. Raises ValidationError with one sentence for each row that is not right."""
        lines, errors = {}, []
        for n, row in enumerate(value or [], start=1):
            try:
                lines.setdefault(_line(row, n), []).append(RowReader(self.guide, row).read())
            except ValidationError as error:
                errors.append(f"Row {n}: {error.messages[0]}")
        if errors:
            raise ValidationError(errors)
        if self.required and not lines:
            raise ValidationError(self.error_messages["required"], code="required")
        return [lines[line] for line in sorted(lines)] or None


class RowReader:
    """One typed row -> a row of the document."""

    def __init__(self, guide, row):
        self.guide, self.typed = guide, row

    def read(self):
        """Return the row. Raises ValidationError with what to do."""
        kind, _, key = self.typed["subject"].partition(":")
        if kind not in ("question", "fact") or not self.guide.has(kind, key):
            raise ValidationError("choose a question or a fact.")
        return self._fact(key) if kind == "fact" else self._question(self.guide.question(key))

    def _fact(self, key):
        if self.typed["op"] not in FACT_OPERATORS:
            raise ValidationError(
                f"“{self.guide.fact(key).label}” is a fact. Choose “holds” or “does not hold” for it."
            )
        return {"fact": key, "op": self.typed["op"]}

    def _question(self, question):
        op, name = self.typed["op"], name_of(question)
        if op in FACT_OPERATORS or op not in SAYS:
            raise ValidationError(f"“{name}” is a question. Choose what its answer must be, such as “is any of”.")
        if op in OPTION_OPERATORS:
            return {"question": question.key, "op": op, "options": self._options(question, name)}
        if op in NUMBER_OPERATORS:
            return {"question": question.key, "op": op, "number": self._number(question, name)}
        return {"question": question.key, "op": op}

    def _options(self, question, name):
        if question.kind == "number":
            raise ValidationError(f"the answer to “{name}” is a number. Choose “is at least” or the like.")
        if self.typed["op"] == "all_of" and question.kind == "single":
            raise ValidationError(f"“{name}” has one answer. Choose “is any of” instead of “is all of”.")
        chosen = [option.key for option in question.options if option.key in self.typed["options"]]
        if not chosen:
            raise ValidationError(f"tick at least one answer of “{name}”.")
        return chosen

    def _number(self, question, name):
        if question.kind != "number":
            raise ValidationError(f"the answer to “{name}” is no number. Choose “is any of” or the like.")
        try:
            number = int(self.typed["number"])
        except ValueError as error:
            raise ValidationError(f"enter a whole number for “{name}”.") from error
        if not question.min <= number <= question.max:
            raise ValidationError(f"enter a number from {question.min} to {question.max}, as “{name}” does.")
        return number


def _line(row, n):
    """Return what the row's line is sorted by: its number, or after all others where it has none."""
    if not row["line"]:
        return (1, n)
    if not row["line"].isdecimal() or not 1 <= int(row["line"]) <= MOST_ROWS:
        raise ValidationError("enter 1, 2, 3 or the like as the line. Rows of one line are alternatives.")
    return (0, int(row["line"]))


def _typed(lines):
    for n, line in enumerate(lines, start=1):
        for row in line:
            subject = f"fact:{row['fact']}" if "fact" in row else f"question:{row['question']}"
            yield {
                "line": str(n),
                "subject": subject,
                "op": row["op"],
                "number": str(row.get("number", "")),
                "options": row.get("options", []),
            }

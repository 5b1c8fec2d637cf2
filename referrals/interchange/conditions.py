"""Conditions: rows of the database <-> lines of the document."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from referrals.models import Condition, Fact, Line, Option, Question, Row, RowOption, Rule, UrgentSign

from .fields import CONDITION_FIELDS

KINDS = {Question: "question", Fact: "fact", Rule: "rule", UrgentSign: "sign"}
NAMED = ArraySubquery(Option.objects.filter(rowoption__row=OuterRef("pk")).order_by("position").values("key"))
WITH_OPTIONS = ("any_of", "all_of", "none_of")


@dataclass(frozen=True)
class Names:
    """What the rows of a condition may name: rows of the database by key, options by question key and key."""

    questions: dict
    facts: dict
    options: dict


def read_conditions(version):
    """`{(owner kind, owner id, field): lines}` of every condition of the version, in a query for each kind."""
    return {
        (kind, *place): lines
        for kind in CONDITION_FIELDS
        for place, lines in _lines(kind, **{f"line__condition__{kind}__version": version}).items()
    }


def read_condition(owner, field):
    """Return the lines of one condition of a question, fact, rule or sign, or None where it has none."""
    return read_each([owner], field).get(owner.pk)


def read_each(owners, field):
    """Return `{owner id: lines}` of one condition of at least one owner, all of a kind, in one query."""
    kind = KINDS[type(owners[0])]
    found = _lines(kind, line__condition__field=field, **{f"line__condition__{kind}__in": owners})
    return {owner: lines for (owner, _), lines in found.items()}


def write_condition(owner, field, lines):
    """Put lines, or None, in the place of a condition of a question, fact, rule or sign of a draft."""
    kind = KINDS[type(owner)]
    Condition.objects.filter(field=field, **{kind: owner}).delete()
    if lines:
        create_conditions([(kind, owner, field, lines)], _names(owner.version_id))


def create_conditions(wanted, names):
    """Create the rows of conditions, each `(owner kind, owner, field, lines)`, that their owners do not have yet.

    Lines are as in the document; None is no condition. Four queries, however many conditions there are.
    """
    wanted = [one for one in wanted if one[-1] is not None]
    conditions = Condition.objects.bulk_create(
        Condition(field=field, **{kind: owner}) for kind, owner, field, _ in wanted
    )
    in_lines = [(lines, condition) for (*_, lines), condition in zip(wanted, conditions, strict=True)]
    in_rows = _created(in_lines, lambda condition, n, _: Line(condition=condition, position=n))
    in_options = _created(in_rows, lambda line, n, item: _row(line, n, item, names))
    RowOption.objects.bulk_create(
        RowOption(row=row, option=names.options[item["question"], key])
        for item, row in in_options
        for key in item.get("options", [])
    )


def _created(parts, make):
    """Create a row for each item in each of the parts, `(items, owner)`; return each item with its row."""
    items = [item for within, _ in parts for item in within]
    rows = [make(owner, n, item) for within, owner in parts for n, item in enumerate(within)]
    if rows:
        type(rows[0]).objects.bulk_create(rows)
    return list(zip(items, rows, strict=True))


def _row(line, position, item, names):
    return Row(
        line=line,
        position=position,
        op=item["op"],
        question=names.questions[item["question"]] if "question" in item else None,
        fact=names.facts[item["fact"]] if "fact" in item else None,
        number=item.get("number"),
    )


def _names(version_id):
    options = Option.objects.filter(question__version_id=version_id).select_related("question")
    return Names(
        questions={one.key: one for one in Question.objects.filter(version_id=version_id)},
        facts={one.key: one for one in Fact.objects.filter(version_id=version_id)},
        options={(one.question.key, one.key): one for one in options},
    )


def _lines(kind, **which):
    """`{(owner id, field): lines}` of the rows that these filters find, of owners of one kind."""
    rows = Row.objects.filter(**which).order_by("line__condition_id", "line__position", "position")
    found = {}
    for owner, field, line, *row in rows.values_list(
        f"line__condition__{kind}", "line__condition__field", "line__position",
        "question__key", "fact__key", "op", "number", NAMED,
    ):  # fmt: skip
        found.setdefault((owner, field), {}).setdefault(line, []).append(_read_row(*row))
    return {place: list(lines.values()) for place, lines in found.items()}


def _read_row(question, fact, op, number, options):
    subject = {"fact": fact} if fact else {"question": question}
    if number is not None:
        return {**subject, "op": op, "number": number}
    return {**subject, "op": op, **({"options": options} if op in WITH_OPTIONS else {})}

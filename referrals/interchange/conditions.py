"""Conditions: rows of the database <-> lines of the document."""

from dataclasses import dataclass

from referrals.models import Condition, Fact, Line, Option, Question, Row, RowOption, Rule, UrgentSign

from .fields import CONDITION_FIELDS

KINDS = {Question: "question", Fact: "fact", Rule: "rule", UrgentSign: "sign"}


@dataclass(frozen=True)
class Names:
    """What the rows of a condition may name: rows of the database by key, options by question key and key."""

    questions: dict
    facts: dict
    options: dict


def read_conditions(version):
    """`{(owner kind, owner id, field): lines}` of every condition of the version."""
    found = {}
    for kind in CONDITION_FIELDS:
        rows = Row.objects.filter(**{f"line__condition__{kind}__version": version})
        for condition, lines in _lines(rows).items():
            found[kind, getattr(condition, f"{kind}_id"), condition.field] = lines
    return found


def read_condition(owner, field):
    """Return the lines of one condition of a question, fact, rule or sign, or None where it has none."""
    rows = Row.objects.filter(line__condition__field=field, **{f"line__condition__{KINDS[type(owner)]}": owner})
    return next(iter(_lines(rows).values()), None)


def read_each(owners, field):
    """Return `{owner id: lines}` of one condition of at least one owner, all of a kind, in two queries."""
    kind = KINDS[type(owners[0])]
    rows = Row.objects.filter(line__condition__field=field, **{f"line__condition__{kind}__in": owners})
    return {getattr(condition, f"{kind}_id"): lines for condition, lines in _lines(rows).items()}


def write_condition(owner, field, lines):
    """Put lines, or None, in the place of a condition of a question, fact, rule or sign of a draft."""
    kind = KINDS[type(owner)]
    Condition.objects.filter(field=field, **{kind: owner}).delete()
    if lines:
        create_condition(kind, owner, field, lines, _names(owner.version_id))


def create_condition(kind, owner, field, lines, names):
    """Create the rows of a condition that `owner` does not have yet. `lines` is as in the document, or None."""
    if lines is None:
        return
    condition = Condition.objects.create(field=field, **{kind: owner})
    for line_position, rows in enumerate(lines):
        line = Line.objects.create(condition=condition, position=line_position)
        for position, item in enumerate(rows):
            row = Row.objects.create(
                line=line,
                position=position,
                op=item["op"],
                question=names.questions[item["question"]] if "question" in item else None,
                fact=names.facts[item["fact"]] if "fact" in item else None,
                number=item.get("number"),
            )
            RowOption.objects.bulk_create(
                RowOption(row=row, option=names.options[item["question"], key]) for key in item.get("options", [])
            )


def _names(version_id):
    options = Option.objects.filter(question__version_id=version_id).select_related("question")
    return Names(
        questions={one.key: one for one in Question.objects.filter(version_id=version_id)},
        facts={one.key: one for one in Fact.objects.filter(version_id=version_id)},
        options={(one.question.key, one.key): one for one in options},
    )


def _lines(rows):
    """`{condition: lines}` of rows, a queryset."""
    rows = (
        rows.select_related("line__condition", "question", "fact")
        .prefetch_related("options")
        .order_by("line__condition_id", "line__position", "position")
    )
    found = {}
    for row in rows:
        lines = found.setdefault(row.line.condition, {})
        lines.setdefault(row.line.position, []).append(_read_row(row))
    return {condition: list(lines.values()) for condition, lines in found.items()}


def _read_row(row):
    subject = {"fact": row.fact.key} if row.fact else {"question": row.question.key}
    if row.number is not None:
        return {**subject, "op": row.op, "number": row.number}
    if row.op in ("any_of", "all_of", "none_of"):
        options = sorted(row.options.all(), key=lambda option: option.position)
        return {**subject, "op": row.op, "options": [option.key for option in options]}
    return {**subject, "op": row.op}

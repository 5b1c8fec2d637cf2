"""The logic of a version: conditions, facts, rules, urgent signs and pairs that must not meet."""

from django.db import models
from django.db.models import Q

from content.places import Nation

from .guide import GuideVersion, Option, Question, SourcedRow, VersionRow
from .routes import Route


class Fact(VersionRow):
    """A named condition: “walks with two aids or cannot walk”."""

    label = models.TextField()

    def __str__(self):
        return self.label


class Rule(SourcedRow):
    """When to recommend a route, or to leave it out, and why."""

    class Effect(models.TextChoices):
        RECOMMEND = "recommend", "Recommend"
        WITHHOLD = "withhold", "Leave out"

    class Tier(models.IntegerChoices):
        START_HERE = 1, "1: start here"
        ALSO = 2, "2: also ask about"
        EXTRA = 3, "3: extra support"

    route = models.ForeignKey(Route, on_delete=models.RESTRICT, related_name="rules")
    effect = models.CharField(max_length=10, choices=Effect, default=Effect.RECOMMEND)
    tier = models.PositiveSmallIntegerField(choices=Tier)
    reason_self = models.TextField("reason, to the person")
    reason_carer = models.TextField("reason, to a carer")
    catch_all = models.BooleanField(default=False)


class UrgentSign(SourcedRow):
    """What needs help before physiotherapy, and what to do about it in each nation."""

    class Level(models.TextChoices):
        EMERGENCY = "A", "A: 999 or A&E now"
        TODAY = "B", "B: help today"
        SOON = "C", "C: MS team in one or two working days"
        MENTION = "D", "D: tell someone soon"
        EXIT = "exit", "This guide does not fit"

    level = models.CharField(max_length=4, choices=Level)
    stops = models.BooleanField(default=False)
    title_self = models.TextField("title, to the person", help_text="“This can be a sign of …”.")
    title_carer = models.TextField("title, to a carer")
    say_self = models.TextField("what to say, by the person", blank=True)
    say_carer = models.TextField("what to say, by a carer", blank=True)
    watch_for_self = models.TextField("call 999 if, to the person", blank=True)
    watch_for_carer = models.TextField("call 999 if, to a carer", blank=True)

    class Meta(VersionRow.Meta):
        constraints = [
            *VersionRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(stops=True) | ~Q(level__in=["A", "exit"]),
                name="sign_emergency_and_exit_stop",
                violation_error_message="Level A and “does not fit” always stop the questions. Tick “stops”.",
            ),
        ]


class Advice(models.Model):
    """What to do about a sign in one nation; an empty nation means that we do not know it."""

    sign = models.ForeignKey(UrgentSign, on_delete=models.CASCADE, related_name="advice")
    nation = models.CharField(max_length=20, choices=Nation, blank=True)
    act_self = models.TextField("heading, to the person", help_text="The act: “Call 999 now”.")
    act_carer = models.TextField("heading, to a carer")
    text_self = models.TextField("to the person")
    text_carer = models.TextField("to a carer")
    phone = models.CharField(max_length=20, blank=True, help_text="Number for the call button.")

    class Meta:
        ordering = ["sign", "nation"]
        verbose_name_plural = "advice"
        constraints = [models.UniqueConstraint(fields=["sign", "nation"], name="advice_once_per_nation")]

    def __str__(self):
        return self.act_self


class ExclusivePair(models.Model):
    """Two rules, routes or signs that must never appear in one result."""

    class Kind(models.TextChoices):
        RULE = "rule", "Rule"
        ROUTE = "route", "Route"
        SIGN = "sign", "Urgent sign"

    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE, related_name="exclusive_pairs")
    position = models.PositiveIntegerField()
    a_kind = models.CharField(max_length=5, choices=Kind)
    a_key = models.SlugField(max_length=60)
    b_kind = models.CharField(max_length=5, choices=Kind)
    b_key = models.SlugField(max_length=60)
    why = models.TextField()

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="pair_position_once", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self):
        return f"{self.a_key} and {self.b_key}"


class Condition(models.Model):
    """Lines that must all be true. It belongs to exactly one field of one question, fact, rule or sign."""

    class Field(models.TextChoices):
        SHOWN_WHEN = "shown_when", "Asked when"
        WHEN = "when", "When"
        ASSERTS = "asserts", "The reason is true when"
        MAY_SKIP_WHEN = "may_skip_when", "May be skipped when"

    field = models.CharField(max_length=15, choices=Field)
    question = models.ForeignKey(Question, null=True, blank=True, on_delete=models.CASCADE, related_name="conditions")
    fact = models.ForeignKey(Fact, null=True, blank=True, on_delete=models.CASCADE, related_name="conditions")
    rule = models.ForeignKey(Rule, null=True, blank=True, on_delete=models.CASCADE, related_name="conditions")
    sign = models.ForeignKey(UrgentSign, null=True, blank=True, on_delete=models.CASCADE, related_name="conditions")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(field="shown_when", question__isnull=False, fact=None, rule=None, sign=None)
                | Q(field="when", question=None, fact__isnull=False, rule=None, sign=None)
                | Q(field__in=["when", "asserts"], question=None, fact=None, rule__isnull=False, sign=None)
                | Q(field__in=["when", "may_skip_when"], question=None, fact=None, rule=None, sign__isnull=False),
                name="condition_has_one_owner",
            ),
            models.UniqueConstraint(
                fields=["field", "question", "fact", "rule", "sign"],
                name="condition_once_per_field",
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return self.get_field_display()


class Line(models.Model):
    """Rows of which one is enough."""

    condition = models.ForeignKey(Condition, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["condition", "position"]
        constraints = [models.UniqueConstraint(fields=["condition", "position"], name="line_position_once")]

    def __str__(self):
        return f"Line {self.position}"


class Row(models.Model):
    """One comparison of one answer, or one fact."""

    class Operator(models.TextChoices):
        ANY_OF = "any_of", "is any of"
        ALL_OF = "all_of", "is all of"
        NONE_OF = "none_of", "is none of"
        ANSWERED = "answered", "was answered"
        NOT_ANSWERED = "not_answered", "was not answered"
        LT = "lt", "is less than"
        LE = "le", "is at most"
        EQ = "eq", "is exactly"
        GE = "ge", "is at least"
        GT = "gt", "is more than"
        HOLDS = "holds", "holds"
        NOT_HOLDS = "not_holds", "does not hold"

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    op = models.CharField("operator", max_length=12, choices=Operator)
    question = models.ForeignKey(Question, null=True, blank=True, on_delete=models.RESTRICT, related_name="+")
    fact = models.ForeignKey(Fact, null=True, blank=True, on_delete=models.RESTRICT, related_name="+")
    number = models.IntegerField(null=True, blank=True)
    options = models.ManyToManyField(Option, through="RowOption", blank=True)

    class Meta:
        ordering = ["line", "position"]
        constraints = [
            models.UniqueConstraint(fields=["line", "position"], name="row_position_once"),
            models.CheckConstraint(
                condition=Q(op__in=["holds", "not_holds"], fact__isnull=False, question=None, number=None)
                | Q(op__in=["lt", "le", "eq", "ge", "gt"], fact=None, question__isnull=False, number__isnull=False)
                | Q(
                    op__in=["any_of", "all_of", "none_of", "answered", "not_answered"],
                    fact=None,
                    question__isnull=False,
                    number=None,
                ),
                name="row_operator_fits",
            ),
        ]

    def __str__(self):
        return f"{self.question or self.fact} {self.get_op_display()}"


class RowOption(models.Model):
    """An option that a row names. The database refuses an option of another question (migration 0002)."""

    row = models.ForeignKey(Row, on_delete=models.CASCADE)
    option = models.ForeignKey(Option, on_delete=models.RESTRICT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["row", "option"], name="row_option_once")]

    def __str__(self):
        return str(self.option)

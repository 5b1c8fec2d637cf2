"""Test cases: an imagined person's answers, chosen from the guide's own, and what the guide must then say."""

from django import forms
from django.contrib import admin

from referrals.models import Route, Rule, UrgentSign, Vignette
from referrals.publishing.cases import KEPT_SOURCE

from .rows import VersionRowAdmin, VersionRowForm
from .vocabulary import name_of, vocabulary

EMPTY = "-"  # asked, and left empty on purpose
TIERS = {str(value): f"Must appear, as {label}" for value, label in Rule.Tier.choices}
ROUTE_CHOICES = [("", "May appear or not"), *TIERS.items(), ("no", "Must not appear")]


class VignetteForm(VersionRowForm):
    """One field for each question, one for each route, and the signs. `answers` and `expected` are put together."""

    signs = forms.MultipleChoiceField(
        label="Urgent signs that appear, all of them", required=False, widget=forms.CheckboxSelectMultiple
    )
    first_route = forms.ChoiceField(label="First route", required=False)
    not_asked = forms.MultipleChoiceField(
        label="Questions that must not be asked", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Vignette
        fields = ["key", "title", "story", "source"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.version is None:
            return
        self.guide = vocabulary(self.version.pk)
        self.routes = list(Route.objects.filter(version=self.version).values_list("key", "title_self"))
        signs = list(UrgentSign.objects.filter(version=self.version).values_list("key", "title_self", "level"))
        self.sign_order = [key for key, _, _ in sorted(signs, key=lambda sign: LEVEL_ORDER.index(sign[2]))]
        self.fields["signs"].choices = [(key, f"{level}: {title} ({key})") for key, title, level in signs]
        self.fields["first_route"].choices = [("", "No routes at all"), *self.routes]
        self.fields["not_asked"].choices = [(one.key, name_of(one)) for one in self.guide.questions]
        answers, expected = self.instance.answers or {}, self.instance.expected or {}
        self._add_answers(answers)
        self._add_routes(expected)
        for name in ("signs", "first_route", "not_asked"):
            self.initial[name] = expected.get(name) or ("" if name == "first_route" else [])

    def _add_answers(self, answers):
        for question in self.guide.questions:
            name = f"answer_{question.key}"
            self.fields[name] = _answer_field(question)
            if question.key in answers:
                self.initial[name] = _shown(question, answers[question.key])

    def _add_routes(self, expected):
        wanted = {item["route"]: str(item["tier"]) for item in expected.get("must", [])}
        wanted |= dict.fromkeys(expected.get("must_not", []), "no")
        for key, title in self.routes:
            name = f"route_{key}"
            self.fields[name] = forms.ChoiceField(label=title, required=False, choices=ROUTE_CHOICES)
            self.initial[name] = wanted.get(key, "")

    def clean(self):
        """Put the document's answers and expectation together."""
        cleaned = super().clean()
        answers = {}
        for question in self.guide.questions:
            value = cleaned.get(f"answer_{question.key}")
            if value not in (None, "", []):
                answers[question.key] = _written(question, value)
        if not answers:
            self.add_error(None, "Give this person at least one answer.")
        self.instance.answers, self.instance.expected = answers, self._expected(cleaned)
        return cleaned

    def _expected(self, cleaned):
        wishes = {key: cleaned.get(f"route_{key}", "") for key, _ in self.routes}
        ticked = cleaned.get("signs", [])
        return {
            "signs": [key for key in self.sign_order if key in ticked],
            "first_route": cleaned.get("first_route") or None,
            "must": [{"route": key, "tier": int(wish)} for key, wish in wishes.items() if wish in TIERS],
            "must_not": [key for key, wish in wishes.items() if wish == "no"],
            "not_asked": cleaned.get("not_asked", []),
        }


LEVEL_ORDER = UrgentSign.Level.values  # most severe first


class NumberOrEmpty(forms.CharField):
    """A whole number within bounds, or EMPTY."""

    def __init__(self, question, **kwargs):
        self.question = question
        super().__init__(**kwargs)

    def clean(self, value):
        value = super().clean(value)
        if value in ("", EMPTY):
            return value
        if not value.lstrip("+-").isdecimal() or not self.question.min <= int(value) <= self.question.max:
            raise forms.ValidationError(f"Enter a whole number from {self.question.min} to {self.question.max}.")
        return int(value)


def _answer_field(question):
    label, empty = name_of(question), [] if question.required else [(EMPTY, "Left empty")]
    if question.kind == "number":
        help_text = "" if question.required else f"Enter {EMPTY} for “left empty”."
        return NumberOrEmpty(question, label=label, required=False, help_text=help_text)
    choices = [*((one.key, one.text.you if one.text else one.key) for one in question.options), *empty]
    if question.kind == "multi":
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(label=label, required=False, choices=choices, widget=widget)
    return forms.ChoiceField(label=label, required=False, choices=[("", "Not asked"), *choices])


def _shown(question, value):
    if value is None:
        return [EMPTY] if question.kind == "multi" else EMPTY
    return value[0] if question.kind == "single" and value else value


def _written(question, value):
    if value in (EMPTY, [EMPTY]):
        return None
    return [value] if question.kind == "single" else value


@admin.register(Vignette)
class VignetteAdmin(VersionRowAdmin):
    form = VignetteForm
    list_display = ["title", "edition", "source"]
    search_fields = ["key", "title", "story", "source"]
    readonly_fields = ["version"]

    def get_fieldsets(self, request, obj=None):
        """The answers and routes of the version that the form is about."""
        version = self.version_for(request, obj)
        guide = vocabulary(version.pk) if version else None
        routes = Route.objects.filter(version=version).values_list("key", flat=True) if version else ()
        top = ["key", "title", "story", "source"]
        if not self.has_change_permission(request, obj) and obj:
            return [(None, {"fields": ["version", *top, "answers", "expected"]})]
        return [
            (None, {"fields": [*(["version"] if obj else []), *top]}),
            ("What this person answers", {"fields": [f"answer_{one.key}" for one in guide.questions] if guide else []}),
            ("What they must see", {"fields": ["signs", "first_route"]}),
            ("Each route", {"classes": ["collapse"], "fields": [f"route_{key}" for key in routes]}),
            ("Questions", {"classes": ["collapse"], "fields": ["not_asked"]}),
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Say of a case that the check made that nobody has looked at it."""
        context["kept"] = obj is not None and obj.source == KEPT_SOURCE
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The fields of questions and routes are not the model's: Django need not look for them."""
        kwargs["fields"] = ["title", "story", "source", *([] if obj else ["key"])]
        return super().get_form(request, obj, change=change, **kwargs)

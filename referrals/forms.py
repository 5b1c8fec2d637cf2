"""One form for every question: built from the engine's Question, in the voice of the person who answers."""

from dataclasses import dataclass
from functools import lru_cache

from django import forms

from referrals.engine.definition import Question
from referrals.engine.walk import InvalidAnswer, check_answer

TOO_MUCH = "Choose “{option}”, or the others. You cannot choose both."


class OptionChoices:
    """Passes each option's hint, “or” and “None of these” to the template, as data on its widget."""

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        made = super().create_option(name, value, label, selected, index, subindex, attrs)
        made["attrs"].update(self.marks.get(value, {}))
        return made


class RadioChoices(OptionChoices, forms.RadioSelect):
    """Answers of which one is chosen."""


class CheckboxChoices(OptionChoices, forms.CheckboxSelectMultiple):
    """Answers of which any number is chosen."""


class AnswerField(forms.Field):
    """A field whose value is whatever the engine accepts as an answer to the question."""

    as_page_heading = True

    def __init__(self, question, voice):
        self.question, self.voice = question, voice
        super().__init__(
            required=False,
            widget=self._widget(),
            label=question.text.in_voice(voice),
            help_text=question.help.in_voice(voice) if question.help else "",
        )
        if question.kind != "number":
            self.widget.choices = self._choices  # asked when they are drawn, or checked
            self.widget.marks = _marks(Asked(question, voice))

    def _widget(self):
        if self.question.kind == "number":
            return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        return CheckboxChoices() if self.question.kind == "multi" else RadioChoices()

    def _choices(self):
        return [(option.key, option.text.in_voice(self.voice)) for option in self.question.options]

    def clean(self, value):
        """Return the engine's answer, or raise ValidationError with words that say what to do."""
        try:
            return check_answer(self.question, self._raw(value))
        except InvalidAnswer as error:
            raise forms.ValidationError(self._message(error.code), code=error.code) from error

    def _raw(self, value):
        if self.question.kind == "multi":
            return frozenset(value) if value else None
        if self.question.kind == "number":
            return value.strip() if value and value.strip() else None
        return value or None

    def _message(self, code):
        if code == "exclusive_with_others":
            exclusive = next(option for option in self.question.options if option.exclusive)
            return TOO_MUCH.format(option=exclusive.text.in_voice(self.voice))
        if code in ("not_a_number", "out_of_range"):
            return f"Enter a whole number from {self.question.min} to {self.question.max}."
        return self.question.error.in_voice(self.voice)


@dataclass(frozen=True)
class Asked:
    """A question in one voice, with nothing or one choice given, to keep by it what is made from it."""

    question: Question
    voice: str
    given: object = None

    def __hash__(self):
        # Cheap on purpose: the hash of a question is of all its words, and the same question is the same object.
        return hash((self.question.key, self.voice, self.given))


@lru_cache(maxsize=256)  # a few guides, each of some dozens of questions
def _marks(asked):
    """Data for each option by key; “or” stands once before a run of options that are set apart."""
    marks, beside = {}, False
    for option in asked.question.options:
        apart = option.apart or option.exclusive
        marks[option.key] = {
            **({"data-hint": option.hint.in_voice(asked.voice)} if option.hint else {}),
            **({"data-apart": "1"} if apart and not beside else {}),
            **({"data-exclusive": "1"} if option.exclusive else {}),
        }
        beside = apart
    return marks


class QuestionForm(forms.Form):
    """The form of one question. `cleaned_data["answer"]` is the engine's answer."""

    use_required_attribute = False

    def __init__(self, question, voice, data=None, given=None):
        super().__init__(data=data, initial=None if given is None else {question.key: self._shown(given)})
        self.question, self._voice, self._given = question, voice, given
        self.fields[question.key] = AnswerField(question, voice)

    @property
    def alike(self):
        """All that the field is drawn from, for who keeps it: None of what somebody sent, and of several choices."""
        several = isinstance(self._given, frozenset) and len(self._given) > 1
        return None if self.is_bound or several else Asked(self.question, self._voice, self._given)

    @staticmethod
    def _shown(given):
        return sorted(given) if isinstance(given, frozenset) else given

    def clean(self):
        """Offer the answer under one name, whatever the question is called."""
        cleaned = super().clean()
        return {**cleaned, "answer": cleaned.get(self.question.key)}

"""The guide as an outline: the text equivalent of its picture, and what the picture is drawn from."""

from dataclasses import dataclass

from content.places import Nation
from referrals.engine import conditions
from referrals.engine.definition import LEVELS
from referrals.models import Question, Rule, UrgentSign


@dataclass(frozen=True)
class SignItem:
    """An urgent sign, and when it holds."""

    title: str
    when: str


@dataclass(frozen=True)
class SignGroup:
    """The signs of one level that are decided at one question. `stops` where each of them ends the questions."""

    level: str
    heading: str
    stops: bool
    signs: tuple[SignItem, ...]


@dataclass(frozen=True)
class QuestionItem:
    """A question. `asked_when` is empty where everybody who comes this far is asked."""

    number: int
    label: str
    text: str
    kind: str
    asked_when: str
    signs: tuple[SignGroup, ...]


@dataclass(frozen=True)
class Sentence:
    """A condition in words, and the numbers of the questions that it reads, also through facts."""

    text: str
    reads: tuple[int, ...]


@dataclass(frozen=True)
class FactItem:
    """A named condition."""

    label: str
    when: Sentence


@dataclass(frozen=True)
class RuleGroup:
    """The rules of one tier, or those that leave the route out (`tone` "not")."""

    heading: str
    tone: str
    rules: tuple[Sentence, ...]


@dataclass(frozen=True)
class RouteItem:
    """A route, its rules, and where another takes its place."""

    title: str
    groups: tuple[RuleGroup, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True)
class Outline:
    """A whole guide, in its own order."""

    title: str
    questions: tuple[QuestionItem, ...]
    facts: tuple[FactItem, ...]
    routes: tuple[RouteItem, ...]

    @property
    def summary(self):
        """The size of the guide in one sentence."""
        signs = sum(len(group.signs) for question in self.questions for group in question.signs)
        rules = sum(len(group.rules) for route in self.routes for group in route.groups)
        return f"{len(self.questions)} questions, {signs} urgent signs, {rules} rules and {len(self.routes)} ways."


def outline(guide):
    """Return the Outline of an engine Guide; every question, fact, route, rule and sign of it is in it once."""
    return Outline(
        title=guide.title,
        questions=tuple(_question(guide, question) for question in guide.questions),
        facts=tuple(FactItem(fact.label, _sentence(guide, fact.when)) for fact in guide.facts),
        routes=tuple(_route(guide, route) for route in guide.routes),
    )


def _question(guide, question):
    position = guide.position(question.key)
    here = [sign for sign in guide.urgent_signs if max(conditions.place(guide, sign.when), 0) == position]
    kind = Question.Kind(question.kind).label
    return QuestionItem(
        number=position + 1,
        label=_you(question.label, question.key),
        text=_you(question.text, ""),
        kind=f"{kind}, from {question.min} to {question.max}" if question.kind == "number" else kind,
        asked_when=conditions.sentence(guide, question.shown_when) if question.shown_when else "",
        signs=tuple(_sign_groups(guide, here)),
    )


def _sign_groups(guide, signs):
    for level in LEVELS:
        for stops in (True, False):
            found = [sign for sign in signs if (sign.level, sign.stops) == (level, stops)]
            items = tuple(SignItem(_you(sign.title, sign.key), conditions.sentence(guide, sign.when)) for sign in found)
            if items:
                yield SignGroup(level, UrgentSign.Level(level).label, stops, items)


def _route(guide, route):
    rules = [rule for rule in guide.rules if rule.route == route.key]
    groups = [(tier.label, str(tier), [rule for rule in rules if _in_tier(rule, tier)]) for tier in Rule.Tier]
    groups.append(("Only if nothing else fits", "last", [rule for rule in rules if rule.catch_all]))
    groups.append(("Left out", "not", [rule for rule in rules if rule.effect == "withhold"]))
    return RouteItem(
        title=_you(route.title, route.key),
        groups=tuple(
            RuleGroup(heading, tone, tuple(_sentence(guide, rule.when) for rule in found))
            for heading, tone, found in groups
            if found
        ),
        elsewhere=tuple(_elsewhere(guide, route)),
    )


def _in_tier(rule, tier):
    return rule.effect == "recommend" and rule.tier == tier and not rule.catch_all


def _elsewhere(guide, route):
    for nation, there in route.availability.items():
        if not there.offered and there.substitute:
            title = _you(guide.route(there.substitute).title, there.substitute)
            yield f"{Nation(nation).label}: “{title}” takes its place."


def _sentence(guide, condition):
    reads = sorted(guide.position(key) + 1 for key in conditions.reads(guide, condition))
    return Sentence(conditions.sentence(guide, condition), tuple(reads))


def _you(wording, otherwise):
    return wording.you if wording else otherwise

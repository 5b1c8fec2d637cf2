"""What a guide is made of: questions, facts, routes, rules and urgent signs, as values that never change.

Positions are not written: the order of a tuple is the order that counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from referrals.engine.route import (
    BARRIERS,
    NATIONS,
    PLACES,
    UNKNOWN_NATION,
    VOICES,
    Availability,
    Demand,
    GoodToKnow,
    LetterWords,
    Link,
    NationHelp,
    NextStep,
    Route,
    Wording,
)

# Everything that a guide is made of can be had from here; what belongs to a route is written in referrals.engine.route.
__all__ = ["BARRIERS", "NATIONS", "PLACES", "UNKNOWN_NATION", "VOICES", "Availability", "Demand", "GoodToKnow", "Link"]
__all__ += ["NextStep"]

LEVELS = ("A", "B", "C", "D", "exit")  # most severe first


@dataclass(frozen=True)
class Row:
    """One comparison: an operator on a question (with options or a number) or on a fact."""

    op: str
    question: str | None = None
    fact: str | None = None
    options: tuple[str, ...] = ()
    number: int | None = None


@dataclass(frozen=True)
class Condition:
    """Lines that must all be true; one true row is enough for a line. A missing condition (None) is always true."""

    lines: tuple[tuple[Row, ...], ...]

    @property
    def rows(self):
        """All rows of all lines, in order."""
        return tuple(row for line in self.lines for row in line)


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen. `nation` and `voice` are set only in the question that asks for them.

    Who chooses it has the `barrier`, one of BARRIERS.
    """

    key: str
    text: Wording | None
    hint: Wording | None = None
    say: Wording | None = None
    exclusive: bool = False
    apart: bool = False
    neutral: str = "no"
    nation: str | None = None
    voice: str | None = None
    topics: tuple[str, ...] = ()
    barrier: str | None = None


@dataclass(frozen=True)
class Question:
    """One page of the guide. `min` and `max` (both included) belong to the kind "number" only."""

    key: str
    purpose: str
    role: str
    kind: str
    section: str
    label: Wording | None
    text: Wording | None
    help: Wording | None
    why: Wording | None
    error: Wording | None
    required: bool
    unit: str | None
    min: int | None
    max: int | None
    shown_when: Condition | None
    options: tuple[Option, ...]

    def option(self, key):
        """Return the option of that key. Raises KeyError."""
        return self._options[key]

    def has_option(self, key):
        """Whether the question offers an option of that key."""
        return key in self._options

    @cached_property
    def _options(self):
        return {option.key: option for option in self.options}


@dataclass(frozen=True)
class Fact:
    """A condition with a name in plain words, used again in other conditions."""

    key: str
    label: str
    when: Condition


@dataclass(frozen=True)
class Rule:
    """Recommends or withholds a route when its condition is true. Tier 1 is the first step, 3 is extra support."""

    key: str
    route: str
    effect: str
    tier: int
    when: Condition | None
    reason: Wording | None
    asserts: Condition | None
    catch_all: bool
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Advice:
    """What to do about an urgent sign in one nation; `phone` is the number for the call button."""

    act: Wording | None
    text: Wording | None
    phone: str | None


@dataclass(frozen=True)
class UrgentSign:
    """Something that needs help before physiotherapy. `advice` has an entry for each of NATIONS and for "unknown"."""

    key: str
    level: str
    stops: bool
    when: Condition
    may_skip_when: Condition | None
    title: Wording | None
    say: Wording | None
    watch_for: Wording | None
    advice: Mapping[str, Advice] = field(hash=False)
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Member:
    """One side of an exclusive pair: a rule, a route or a sign."""

    kind: str
    key: str


@dataclass(frozen=True)
class ExclusivePair:
    """Two things that must never appear in one outcome, and why."""

    a: Member
    b: Member
    why: str


@dataclass(frozen=True)
class ExpectedRoute:
    """A route that a vignette must get, with its tier."""

    route: str
    tier: int


@dataclass(frozen=True)
class Expected:
    """What a vignette must get: the exact signs in urgent order, the first route (None: no routes at all), and more."""

    signs: tuple[str, ...]
    first_route: str | None
    must: tuple[ExpectedRoute, ...]
    must_not: tuple[str, ...]
    not_asked: tuple[str, ...]


@dataclass(frozen=True)
class Vignette:
    """An imagined person. `answers` are as in the document: option keys (one for a single choice), a number, None."""

    key: str
    title: str
    story: str
    source: str
    answers: Mapping[str, tuple[str, ...] | int | None] = field(hash=False)
    expected: Expected


@dataclass(frozen=True)
class Guide:
    """A whole guide. Lookups by key take the same time whatever its size, and raise KeyError.

    `nation_help` is by nation and "unknown"; an entry may be missing while a guide is written (S10 asks for all).
    """

    key: str
    title: str
    questions: tuple[Question, ...]
    facts: tuple[Fact, ...]
    routes: tuple[Route, ...]
    rules: tuple[Rule, ...]
    urgent_signs: tuple[UrgentSign, ...]
    exclusive_pairs: tuple[ExclusivePair, ...]
    vignettes: tuple[Vignette, ...]
    nation_help: Mapping[str, NationHelp] = field(default_factory=lambda: MappingProxyType({}))
    letter_words: LetterWords | None = None

    def __hash__(self):
        return self._hash

    def question(self, key):
        """Return the question of that key."""
        return self._by_key["question"][key]

    def position(self, key):
        """Return the place of a question in the order, from 0."""
        return self._positions[key]

    def fact(self, key):
        """Return the fact of that key."""
        return self._by_key["fact"][key]

    def route(self, key):
        """Return the route of that key."""
        return self._by_key["route"][key]

    def rule(self, key):
        """Return the rule of that key."""
        return self._by_key["rule"][key]

    def has(self, kind, key):
        """Whether there is a "question", "fact", "route", "rule" or "sign" of that key."""
        return key in self._by_key[kind]

    @cached_property
    def respondent_question(self):
        """The question that says who is answering, or None."""
        return next((question for question in self.questions if question.role == "respondent"), None)

    @cached_property
    def nation_question(self):
        """The question that says in which nation the person lives, or None."""
        return next((question for question in self.questions if question.role == "nation"), None)

    @cached_property
    def _hash(self):
        # Once, and of all that editors change: guides are keys of caches, and versions of one would else be compared.
        return hash((self.questions, self.facts, self.routes, self.rules, self.urgent_signs, self.vignettes))

    @cached_property
    def _positions(self):
        return {question.key: position for position, question in enumerate(self.questions)}

    @cached_property
    def _by_key(self):
        kinds = ("question", "fact", "route", "rule", "sign")
        parts = (self.questions, self.facts, self.routes, self.rules, self.urgent_signs)
        return {kind: {item.key: item for item in items} for kind, items in zip(kinds, parts, strict=True)}

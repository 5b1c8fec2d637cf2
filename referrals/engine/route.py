"""A way to physiotherapy and its pack: whom to ask and when to ask again, what it demands of a person, who helps.

All texts are wordings in two voices. A text of several items has one item a line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

VOICES = ("self", "carer")
NATIONS = ("england", "scotland", "wales", "northern_ireland")
UNKNOWN_NATION = "unknown"
PLACES = (*NATIONS, UNKNOWN_NATION)
SERVICES = ("therapy_centre", "nhs", "group", "private", "online")  # kinds of service in the directory
SERVICE_NEEDS = ("physiotherapy", "self_referral", "home_visit", "online", "exercise_class")  # what one may offer
BARRIERS = ("travel", "fatigue", "heat", "continence", "companion", "pain", "cost", "communication")
LONGEST_WAIT = 120  # days until a next step; a person who has heard nothing for four months must not wait longer


@dataclass(frozen=True)
class Wording:
    """One text in two voices: to the person with MS, and to the one who cares for them."""

    you: str
    carer: str

    def in_voice(self, voice):
        """Return the text for the voice "self" or "carer"."""
        return self.carer if voice == "carer" else self.you


@dataclass(frozen=True)
class Link:
    """An address to go to."""

    label: str
    url: str


@dataclass(frozen=True)
class Demand:
    """What a route asks of a person that a barrier (one of BARRIERS) makes hard, such as "You travel to a clinic.".

    `way_round` says how it can be done all the same; None: not at all, so the route comes after all others.
    """

    barrier: str
    way_round: Wording | None
    reason: Wording | None


@dataclass(frozen=True)
class NextStep:
    """What to do if nothing has happened `days` calendar days after the result: 1 to LONGEST_WAIT.

    The text may hold "{date}", where the page prints that day.
    """

    days: int
    text: Wording | None


@dataclass(frozen=True)
class Availability:
    """Whether a nation offers a route; where it does not, the key of the route that takes its place."""

    offered: bool
    note: str | None = None
    substitute: str | None = None


@dataclass(frozen=True)
class GoodToKnow:
    """One short remark about a route, such as its cost, beside an icon."""

    icon: str
    text: Wording | None


@dataclass(frozen=True)
class Route:
    """One way to physiotherapy. `availability` has an entry for each of NATIONS; `sources` are keys of the register.

    From `contact` on: its pack. `bring`, `ask` and `not_right` have one item a line, `demands`
    at most one for each barrier. `services` are kinds in the directory that belong under it, of which people are shown
    those that offer all of `service_needs`. `body_helps`: whether the body of `nation_help` takes it up when this
    route says no, or keeps people waiting; not with councils, charities, work or paid care.
    """

    key: str
    title: Wording | None
    text: Wording | None
    tag: str
    say: Wording | None
    good_to_know: tuple[GoodToKnow, ...]
    letter_to: str | None
    link: Link | None
    article: str | None
    availability: Mapping[str, Availability] = field(hash=False)
    sources: tuple[str, ...] = ()
    contact: Wording | None = None
    bring: Wording | None = None
    ask: Wording | None = None
    not_right: Wording | None = None
    cost: Wording | None = None
    gives: Wording | None = None
    next_step: NextStep | None = None
    fallback: Wording | None = None
    body_helps: bool = True
    demands: tuple[Demand, ...] = ()
    services: tuple[str, ...] = ()
    service_needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class NationHelp:
    """The named body that helps people of one nation who were refused, or wait too long."""

    body: str
    text: Wording | None
    link: Link | None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class LetterWords:
    """What letters say besides a person's own answers. `standards` has an entry for each nation and for "unknown":
    what national guidance says that may be quoted there, or None. `questions` has one question a line.
    """

    standards: Mapping[str, Wording | None] = field(hash=False)
    questions: Wording | None
    closing: Wording | None
    sources: tuple[str, ...] = ()

"""The pack of a route: whom to contact, what to say, what follows and when, and what to do if it does not.

Every word of it is the guide's. Printed here is what this person needs of it: in their voice, with their own answers,
the day to ask again, and the services near them.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format

from content import presenters
from content.audiences import Reader
from content.places import NATION_NAMES
from referrals import explanations, near
from referrals.engine.definition import UNKNOWN_NATION, Link
from referrals.engine.outcome import Recommendation
from referrals.speaking import lines, say, spoken

SATURDAY = 5


@dataclass(frozen=True)
class Clash:
    """What a route asks that is hard for this person, what they told us of it, and the way round it.

    Where there is none (""), the route stands last.
    """

    reason: str
    told: tuple[str, ...]
    way_round: str


@dataclass(frozen=True)
class NextStep:
    """What to do if nothing has happened by a day, and that day. `has_come`: whether it is that day, or later."""

    by: date
    text: str
    has_come: bool


@dataclass(frozen=True)
class Remark:
    """A short fact with an icon."""

    icon: str
    text: str


@dataclass(frozen=True)
class Help:
    """The named body of the person's nation for somebody who was refused or waits too long.

    The text is "" where another route of the page has said it.
    """

    body: str
    text: str
    link: Link | None


@dataclass(frozen=True)
class Hearer:
    """To whom a guide speaks: all that its words of a route depend on. speaking.say takes it for a walk."""

    voice: str
    nation: str | None


@dataclass(frozen=True)
class RouteWords:
    """What a guide says of a route to every Hearer alike. Texts that it does not have are "", lists are empty."""

    key: str
    tag: str
    title: str
    text: str
    contact: str
    request: str  # the end of what to say
    check_first: tuple[str, ...]  # before anybody pays: that the physiotherapist is registered, and what to ask
    bring: tuple[str, ...]
    ask: tuple[str, ...]
    good_to_know: tuple[Remark, ...]
    gives: str
    not_right: tuple[str, ...]
    fallback: str
    help: Help | None
    letter_to: str
    link: Link | None

    def __hash__(self):
        # Cheap on purpose: parts of pages are kept by them.
        return hash((self.key, self.title, self.text, self.contact))


@dataclass(frozen=True)
class RouteCard(RouteWords):
    """One way to physiotherapy: the words that anybody gets, and what is this person's. What there is not is None."""

    words: RouteWords
    number: int
    first: bool
    put_last: tuple[Clash, ...]  # why it stands after all others: what cannot be got round
    ways_round: tuple[Clash, ...]
    reasons: tuple[str, ...]
    say: str
    next_step: NextStep | None
    near: near.NearRoute | None
    article: object | None
    explanation: explanations.Explanation | None

    @property
    def front(self):
        """All that its card is drawn from, but for what is a hole in there: what fits this person, and services."""
        says = self.near.says if self.near else ""
        return (self.words, self.number, self.article, self.help, self.next_step, self.put_last, says)

    @property
    def fit(self):
        """What the words on how it fits this person are drawn from."""
        return (self.reasons, self.ways_round, self.title)

    @property
    def has_more(self):
        """Whether there is anything to fold away under “What to bring, ask and know”."""
        return bool(self.bring or self.ask or self.good_to_know or self.gives or self.not_right or self.article)


def route_cards(guide, walk, routes, tried, place, seen, today):
    """Return the RouteCards of Recommendations. Only the first with a body that helps says how; others name it.

    `tried` are the ordinary_changes of the walk, to explain them; for the others see route_card.
    """
    cards, told = [], False
    for number, found in enumerate(routes, start=1):
        card = route_card(guide, walk, number, found, tried, place, seen, today, told)
        cards.append(card)
        told = told or card.help is not None
    return tuple(cards)


def route_card(guide, walk, number, found, tried=None, place=None, seen=None, today=None, told=False):
    """Return the RouteCard of a Recommendation. Without `tried` it is not explained.

    `place` is the gazetteer.Place that services are measured from, None where it is not known. Days are counted from
    `seen`, the day on which the person first saw this; from `today` if that is None. `told`: how the body of the nation
    helps stands on the page already.
    """
    route, clashes = found.route, [_clash(walk, demand) for demand in found.clashes]
    said = route_words(guide, route.key, Hearer(walk.voice, walk.nation))
    return RouteCard(
        **vars(said)
        | {"tag": "Start here" if number == 1 else said.tag, "help": _named(said.help) if told else said.help},
        words=said,
        number=number,
        first=number == 1,
        put_last=tuple(clash for clash in clashes if not clash.way_round),
        ways_round=tuple(clash for clash in clashes if clash.way_round),
        reasons=tuple(say(walk, reason) for reason in found.reasons),
        say=spoken(guide, walk, route) if route.say else "",
        next_step=next_step(walk, route, seen, today),
        near=near.under(guide, walk, route, number, place),
        article=presenters.article_card(route.article, reader(walk)) if route.article else None,
        explanation=None if tried is None else explanations.explanation(guide, walk, found, tried),
    )


@lru_cache(maxsize=1024)  # a few guides, each of some dozens of routes for ten hearers
def route_words(guide, key, hearer):
    """Return the RouteWords of the route `key`."""
    route = guide.route(key)
    private, ask = "private" in route.services, lines(hearer, route.ask)
    return RouteWords(
        key=key,
        tag=route.tag,
        title=say(hearer, route.title),
        text=say(hearer, route.text),
        contact=say(hearer, route.contact),
        request=say(hearer, route.say),
        check_first=ask if private else (),
        bring=lines(hearer, route.bring),
        ask=() if private else ask,
        good_to_know=_good_to_know(hearer, route),
        gives=say(hearer, route.gives),
        not_right=lines(hearer, route.not_right),
        fallback=say(hearer, route.fallback),
        help=_help(guide, hearer) if route.fallback and route.body_helps else None,
        letter_to=route.letter_to or "",
        link=route.link,
    )


def route_alone(guide, walk, route):
    """Return the RouteCard of one route without reasons, for an editor who previews it."""
    found = Recommendation(route=route, tier=1, reasons=(), rules=(), instead_of=None, clashes=route.demands)
    return route_card(guide, walk, 1, found)


def reader(walk):
    """Return for whom articles are shown: the one who answers."""
    return Reader.CARER if walk.voice == "carer" else Reader.PATIENT


def day_to_ask_again(day, days):
    """Return the day that many calendar days after `day`; a Saturday or Sunday becomes the Monday after it.

    People answer the telephone on working days. Public holidays are not looked at: they differ between the nations,
    and a day later does no harm.
    """
    due = day + timedelta(days=days)
    return due + timedelta(days=max(0, 7 - due.weekday()) if due.weekday() >= SATURDAY else 0)


def next_step(walk, route, seen=None, today=None):
    """Return the NextStep of a route or None, counted from the day on which the person saw it first, or from today.

    `today` is for who asks about many routes.
    """
    if route.next_step is None or route.next_step.text is None:
        return None
    today = today or timezone.localdate()
    by = day_to_ask_again(seen or today, route.next_step.days)
    words = _in_words(by, "j F" if by.year == today.year else "j F Y")
    return NextStep(by, say(walk, route.next_step.text).replace("{date}", words), has_come=by <= today)


_in_words = lru_cache(maxsize=512)(date_format)  # the days of the months to come


def _clash(walk, demand):
    told = [option.text.in_voice(walk.voice) for _, option in walk.chosen if option.barrier == demand.barrier]
    return Clash(say(walk, demand.reason), tuple(told), say(walk, demand.way_round))


def _good_to_know(hearer, route):
    """Short facts with an icon: the cost first, then what the guide remarks, then how it is in the person's nation."""
    return (
        *(Remark("pound", line) for line in lines(hearer, route.cost)),
        *(Remark(fact.icon, say(hearer, fact.text)) for fact in route.good_to_know),
        *(Remark("pin", note) for note in _notes(hearer, route)),
    )


def _notes(hearer, route):
    """The note of the person's nation; where we do not know it, the note of each nation under its name."""
    if hearer.nation:
        note = route.availability[hearer.nation].note
        return (note,) if note else ()
    return tuple(f"{NATION_NAMES[key]}: {place.note}" for key, place in route.availability.items() if place.note)


@lru_cache(maxsize=64)  # a few guides, each of a body for each nation
def _named(found):
    return found and replace(found, text="", link=None)


def _help(guide, hearer):
    found = guide.nation_help.get(hearer.nation or UNKNOWN_NATION)
    return Help(found.body, say(hearer, found.text), found.link) if found else None

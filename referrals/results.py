"""What the result page prints: the outcome in the person's own words, with what to say and what to read.

Reviewed wording comes from the guide. This module only chooses and orders it.
"""

from dataclasses import dataclass

from content import presenters
from content.audiences import Reader
from referrals import explanations
from referrals.engine import explain
from referrals.engine.explain_changes import ordinary_changes
from referrals.engine.outcome import Recommendation, outcome
from referrals.models import Question

LEVELS = {"A": "emergency", "B": "urgent", "C": "soon", "D": "mention", "exit": "exit"}
MAIN_ROUTES = 4
HELP_TODAY = "Get medical help today"
# What to say, in this order, with the most sentences of each: who speaks, what is hard, what has changed, goals.
SPOKEN = (
    (Question.Purpose.SETTING, 2),
    (Question.Purpose.NEED, 3),
    (Question.Purpose.SAFETY, 1),
    (Question.Purpose.PRACTICAL, 2),
)


@dataclass(frozen=True)
class Card:
    """Advice about one urgent sign."""

    key: str
    level: str
    act: str
    title: str
    told: tuple[str, ...]
    text: str
    say: str
    phone: str


@dataclass(frozen=True)
class RouteCard:
    """One way to physiotherapy."""

    key: str
    number: int
    first: bool
    tag: str
    title: str
    text: str
    reasons: tuple[str, ...]
    say: str
    good_to_know: tuple[dict, ...]
    letter_to: str
    link: dict | None
    article: object | None
    explanation: explanations.Explanation | None


@dataclass(frozen=True)
class LeftOut:
    """A route that was not suggested, why, and the one answer with which, or without which, it would be."""

    title: str
    reasons: tuple[str, ...]
    back_with: str
    back_without: str


@dataclass(frozen=True)
class ResultPage:
    """Everything on the result page, in the order in which it is read."""

    kind: str  # "emergency", "exit", "urgent" or "routes"
    heading: str
    cards: tuple[Card, ...]
    watch_for: str
    routes: tuple[RouteCard, ...]
    left_out: tuple[LeftOut, ...]
    other_ways: tuple[explanations.OtherWay, ...]
    reading: tuple[object, ...]
    version: object

    @property
    def main(self):
        """The routes that are printed at once: as many as a tired person can take in."""
        return self.routes[:MAIN_ROUTES]

    @property
    def more(self):
        """The routes that are folded away under the main ones."""
        return self.routes[MAIN_ROUTES:]

    @property
    def cards_of(self):
        """The cards by level: emergency (now), urgent (today), soon, mention, exit."""
        return {level: tuple(card for card in self.cards if card.level == level) for level in LEVELS.values()}


def page(version, walk):
    """Return the ResultPage of a finished walk on a PublicVersion."""
    guide, result = version.guide, outcome(version.guide, walk)
    tried = () if result.stopped else ordinary_changes(guide, walk)
    cards = tuple(_card(guide, walk, sign) for sign in result.urgent)
    routes = tuple(_route(guide, walk, n, found, tried) for n, found in enumerate(result.routes, start=1))
    named = {item.route.key for item in (*result.routes, *result.not_suggested)}
    return ResultPage(
        kind=_kind(result),
        heading=_heading(result, cards),
        cards=cards,
        watch_for=_watch_for(walk, result),
        routes=routes,
        left_out=tuple(_left_out(walk, item, tried) for item in result.not_suggested),
        other_ways=explanations.other_ways(guide, walk, named, tried),
        reading=_reading(guide, walk, routes),
        version=version,
    )


def urgent_cards(version, walk):
    """Return the level B cards that hold so far, to be shown at once, and the lines of their “Call 999 if”."""
    signs = [sign for sign in walk.signs if sign.level == "B"]
    lines = [_say(walk, sign.watch_for) for sign in signs if sign.watch_for]
    return tuple(_card(version.guide, walk, sign) for sign in signs), _join_lines(lines)


def route_alone(guide, walk, route):
    """Return the RouteCard of one route without reasons, for an editor who previews it."""
    return _route(guide, walk, 1, Recommendation(route=route, tier=1, reasons=(), rules=(), instead_of=None), None)


def spoken(walk, ask):
    """Return what to say: who is speaking, what is hard, what has changed, a goal, and then the request `ask`."""
    sentences = [sentence for purpose, most in SPOKEN for sentence in said(walk, purpose)[:most]]
    return " ".join([*dict.fromkeys(sentences), ask])


def said(walk, purpose):
    """Return the sentences of the chosen answers to all questions of a purpose, in the person's own voice."""
    return tuple(
        _say(walk, option.say)
        for question in walk.asked
        if question.purpose == purpose
        for option in question.options
        if option.key in _chosen(question, walk) and option.say
    )


def _kind(result):
    levels = {sign.level for sign in result.urgent}
    if "A" in levels:
        return "emergency"
    if "exit" in levels:
        return "exit"
    return "urgent" if "B" in levels else "routes"


def _heading(result, cards):
    kind = _kind(result)
    if kind == "exit" and not any(sign.level == "B" for sign in result.urgent):
        return next(card.act for card in cards if card.level == "exit")
    return {"emergency": cards[0].act if cards else "", "routes": "Your ways to physiotherapy"}.get(kind, HELP_TODAY)


def _card(guide, walk, sign):
    advice = sign.advice[walk.nation or "unknown"]
    return Card(
        key=sign.key,
        level=LEVELS[sign.level],
        act=_say(walk, advice.act),
        title=_say(walk, sign.title),
        told=tuple(
            option.text.in_voice(walk.voice)
            for _, option in explain.chosen(guide, walk, sign.when)
            if not isinstance(option, int)
        ),
        text=_say(walk, advice.text),
        say=_say(walk, sign.say),
        phone=advice.phone or "",
    )


def _watch_for(walk, result):
    return _join_lines([_say(walk, sign.watch_for) for sign in result.urgent if sign.watch_for and sign.level == "B"])


def _join_lines(texts):
    return "\n".join(dict.fromkeys(line for text in texts for line in text.splitlines() if line.strip()))


def _left_out(walk, found, tried):
    return LeftOut(
        _say(walk, found.route.title),
        tuple(_say(walk, reason) for reason in found.reasons),
        *explanations.would_bring(walk, found.route, tried),
    )


def _route(guide, walk, number, found, tried):
    route = found.route
    place = route.availability.get(walk.nation) if walk.nation else None
    return RouteCard(
        key=route.key,
        number=number,
        first=number == 1,
        tag="Start here" if number == 1 else route.tag,
        title=_say(walk, route.title),
        text=_say(walk, route.text),
        reasons=tuple(_say(walk, reason) for reason in found.reasons),
        say=spoken(walk, _say(walk, route.say)) if route.say else "",
        good_to_know=(
            *({"icon": fact.icon, "text": _say(walk, fact.text)} for fact in route.good_to_know),
            *({"icon": "pin", "text": note} for note in _notes(route, place)),
        ),
        letter_to=route.letter_to or "",
        link={"label": route.link.label, "url": route.link.url} if route.link else None,
        article=_article(walk, route),
        explanation=None if tried is None else explanations.explanation(guide, walk, route, tried),
    )


def _notes(route, place):
    """The note of the person's nation; where we do not know it, the note of each nation under its name."""
    if place:
        return (place.note,) if place.note else ()
    names = {"england": "England", "scotland": "Scotland", "wales": "Wales", "northern_ireland": "Northern Ireland"}
    return tuple(f"{names[key]}: {place.note}" for key, place in route.availability.items() if place.note)


def _article(walk, route):
    return presenters.article_card(route.article, _reader(walk)) if route.article else None


def _reader(walk):
    return Reader.CARER if walk.voice == "carer" else Reader.PATIENT


def _reading(guide, walk, routes):
    topics = []
    for question in walk.asked:
        chosen = _chosen(question, walk)
        topics += [topic for option in question.options if option.key in chosen for topic in option.topics]
    shown = {route.article.slug for route in routes if route.article}
    cards = presenters.cards_of_topics(tuple(dict.fromkeys(topics)), _reader(walk))
    return tuple(card for card in cards if card.slug not in shown)[:3]


def _chosen(question, walk):
    given = walk.answers.get(question.key)
    return given if isinstance(given, frozenset) else {given}


def _say(walk, wording):
    return wording.in_voice(walk.voice) if wording else ""

"""What the result page prints: urgent advice, the ways to physiotherapy with their packs, what was left out, reading.

Reviewed wording comes from the guide. This module only chooses and orders it. One way: referrals.pack; services near
the person: referrals.near.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from django.utils import timezone

from content import presenters
from referrals import explanations, near, pack
from referrals.engine import explain
from referrals.engine.explain_changes import ordinary_changes
from referrals.engine.outcome import outcome
from referrals.speaking import say

LEVELS = {"A": "emergency", "B": "urgent", "C": "soon", "D": "mention", "exit": "exit"}
MAIN_ROUTES = 4
MOST_READING = 3
HELP_TODAY = "Get medical help today"


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
    routes: tuple[pack.RouteCard, ...]
    left_out: tuple[LeftOut, ...]
    other_ways: tuple[explanations.OtherWay, ...]
    reading: tuple[object, ...]
    near: near.NearPage | None
    version: object
    made_on: date  # the day on which it is read

    @property
    def main(self):
        """The routes that are printed at once: as many as a tired person can take in."""
        return self.routes[:MAIN_ROUTES]

    @property
    def more(self):
        """The routes that are folded away under the main ones."""
        return self.routes[MAIN_ROUTES:]

    @cached_property
    def cards_of(self):
        """The cards by level: emergency (now), urgent (today), soon, mention, exit."""
        return {level: tuple(card for card in self.cards if card.level == level) for level in LEVELS.values()}


def page(version, walk, place=None, typed="", seen=None):
    """Return the ResultPage of a finished walk on a PublicVersion.

    `place` is the gazetteer.Place that the person chose, or None; `typed` what they typed, where it is a wide area.
    `seen` is the day on which they saw this result first, None if that is today.
    """
    guide, result, today = version.guide, outcome(version.guide, walk), timezone.localdate()
    tried = ordinary_changes(guide, walk)
    cards = tuple(_card(guide, walk, sign) for sign in result.urgent)
    routes = pack.route_cards(guide, walk, result.routes, tried, place, seen, today)
    named = {item.route.key for item in (*result.routes, *result.not_suggested)}
    return ResultPage(
        kind=_kind(result),
        heading=_heading(result, cards),
        cards=cards,
        watch_for=_watch_for(walk, result),
        routes=routes,
        left_out=tuple(_left_out(walk, item, tried) for item in result.not_suggested),
        other_ways=explanations.other_ways(guide, walk, named, tried),
        reading=_reading(walk, routes),
        near=near.page(walk, place, typed) if any(route.near for route in routes) else None,
        version=version,
        made_on=today,
    )


def urgent_cards(version, walk):
    """Return the level B cards that hold so far, to be shown at once, and the lines of their “Call 999 if”."""
    signs = [sign for sign in walk.signs if sign.level == "B"]
    lines = [say(walk, sign.watch_for) for sign in signs if sign.watch_for]
    return tuple(_card(version.guide, walk, sign) for sign in signs), _join_lines(lines)


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
        act=say(walk, advice.act),
        title=say(walk, sign.title),
        told=tuple(
            option.text.in_voice(walk.voice)
            for _, option in explain.chosen(guide, walk, sign.when)
            if not isinstance(option, int)
        ),
        text=say(walk, advice.text),
        say=say(walk, sign.say),
        phone=advice.phone or "",
    )


def _watch_for(walk, result):
    return _join_lines([say(walk, sign.watch_for) for sign in result.urgent if sign.watch_for and sign.level == "B"])


def _join_lines(texts):
    return "\n".join(dict.fromkeys(line for text in texts for line in text.splitlines() if line.strip()))


def _left_out(walk, found, tried):
    return LeftOut(
        say(walk, found.route.title),
        tuple(say(walk, reason) for reason in found.reasons),
        *explanations.would_bring(walk, found.route, tried),
    )


def _reading(walk, routes):
    topics = dict.fromkeys([topic for _, option in walk.chosen for topic in option.topics])
    shown = {route.article.slug for route in routes if route.article}
    cards = presenters.cards_of_topics(topics, pack.reader(walk))
    return tuple(islice((card for card in cards if card.slug not in shown), MOST_READING))

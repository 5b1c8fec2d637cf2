"""What is different for one person between two versions, by walking both through the engine.

This says what a difference is. compare_literals.py says the same of all respondents at once.
"""

from dataclasses import dataclass
from functools import cached_property

from referrals.engine.conditions import place
from referrals.engine.definition import Guide
from referrals.engine.outcome import Outcome, outcome
from referrals.engine.proof.told import met
from referrals.engine.walk import Walk, walk

# Most serious first.
KINDS = (
    "sign_gained",
    "sign_lost",
    "sign_level",
    "sign_stops",
    "nation",
    "voice",
    "empty",
    "no_longer_empty",
    "route_lost",
    "route_gained",
    "first_route",
    "tier",
    "stepped_down",
    "no_longer_stepped_down",
    "order",
    "clash",
    "reason",
    "not_suggested",
    "left_out_order",
    "sign_order",
    "asked",
)
MISSED = ("sign_gained", "sign_lost")  # may only follow from a stop that came before


@dataclass(frozen=True)
class Result:
    """What one version does with a person's answers."""

    guide: Guide
    walk: Walk
    outcome: Outcome

    @cached_property
    def routes(self):
        """The recommendations by route key, in order."""
        return {found.route.key: found for found in self.outcome.routes}

    @cached_property
    def signs(self):
        """The urgent signs by key, in order."""
        return {sign.key: sign for sign in self.outcome.urgent}

    @cached_property
    def not_suggested(self):
        """Why each route was left out, by route key."""
        return {found.route.key: _texts(found.reasons, self.walk.voice) for found in self.outcome.not_suggested}

    def came_to(self, key):
        """Whether a sign of this key was looked for, or is not in the guide."""
        sign = next((sign for sign in self.guide.urgent_signs if sign.key == key), None)
        stops = [place(self.guide, sign.when) for sign in self.walk.signs if sign.stops]
        return sign is None or not stops or place(self.guide, sign.when) <= min(stops)


def result(guide, answers, walked=None):
    """Return the Result of a respondent, who answers every question. Raises Unfinished for anybody else.

    `walked` is their Walk where it is known.
    """
    walked = walked or walk(guide, answers)
    return Result(guide, walked, outcome(guide, walked))


def differences(old, new):
    """Return the `(kind, subject)` pairs that differ between two Results of one person, most serious first.

    What follows from a more serious difference is not repeated: a sign that one version never came to, as it stopped
    before; after a stop in one version only anything but signs; other questions where anything else differs.
    """
    found = list(_signs(old, new))
    if old.outcome.stopped == new.outcome.stopped:
        found += [*_people(old, new), *_routes(old, new), *_sign_order(old, new)]
        found = found or list(_asked(old, new))
    return tuple(sorted(set(found), key=lambda item: (KINDS.index(item[0]), item[1])))


def _signs(old, new):
    found = [*_sign_changes(old, new)]
    causes = [item for item in found if item[0] not in MISSED or _came_to(old, new, *item)]
    return causes or found


def _sign_changes(old, new):
    yield from (("sign_gained", f"urgent_signs.{key}") for key in new.signs if key not in old.signs)
    yield from (("sign_lost", f"urgent_signs.{key}") for key in old.signs if key not in new.signs)
    for key, sign in old.signs.items():
        other = new.signs.get(key, sign)
        if other.level != sign.level:
            yield "sign_level", f"urgent_signs.{key}"
        elif other.stops != sign.stops:
            yield "sign_stops", f"urgent_signs.{key}"


def _came_to(old, new, kind, subject):
    """Whether the version without a sign came to the place where it is looked for, or does not have it."""
    lacking = old if kind == "sign_gained" else new
    return lacking.came_to(subject.partition(".")[2])


def _people(old, new):
    if old.walk.nation != new.walk.nation:
        yield "nation", "questions"
    if old.walk.voice != new.walk.voice:
        yield "voice", "questions"


def _routes(old, new):
    if bool(old.routes) != bool(new.routes):
        yield ("empty" if old.routes else "no_longer_empty"), "routes"
        return
    yield from (("route_lost", f"routes.{key}") for key in old.routes if key not in new.routes)
    yield from (("route_gained", f"routes.{key}") for key in new.routes if key not in old.routes)
    yield from _order(old, new)
    yield from _clashes(old, new)
    if _turned(list(old.not_suggested), list(new.not_suggested)):
        yield "left_out_order", "routes"
    if old.walk.voice == new.walk.voice:
        yield from _reasons(old, new)


def _order(old, new):
    both = [key for key in old.routes if key in new.routes]
    same = len(both) == len(old.routes) == len(new.routes)
    if same and both and next(iter(old.routes)) != next(iter(new.routes)):
        yield "first_route", "routes"
        return
    moved = [key for key in both if old.routes[key].tier != new.routes[key].tier]
    stepped = [key for key in both if old.routes[key].stepped_down != new.routes[key].stepped_down]
    yield from (("tier", f"routes.{key}") for key in moved)
    for key in stepped:
        yield ("stepped_down" if new.routes[key].stepped_down else "no_longer_stepped_down"), f"routes.{key}"
    if same and not moved and not stepped and list(old.routes) != list(new.routes):
        yield "order", "routes"


def _clashes(old, new):
    """Other demands that meet a barrier, or another way round one, of routes that step down in both or neither."""
    for key, found in old.routes.items():
        other = new.routes.get(key, found)
        if found.stepped_down == other.stepped_down and met(found) != met(other):
            yield "clash", f"routes.{key}"


def _reasons(old, new):
    for key, found in old.routes.items():
        other = new.routes.get(key, found)
        texts = [_texts(item.reasons, old.walk.voice) for item in (found, other)]
        if other.tier == found.tier and texts[0] != texts[1]:
            yield "reason", f"routes.{key}"
    for key in {**old.not_suggested, **new.not_suggested}:
        as_before = (key in old.routes) == (key in new.routes)
        if as_before and old.not_suggested.get(key) != new.not_suggested.get(key):
            yield "not_suggested", f"routes.{key}"


def _sign_order(old, new):
    alike = [key for key, sign in old.signs.items() if key in new.signs and new.signs[key].level == sign.level]
    if _turned(alike, list(new.signs)):
        yield "sign_order", "urgent_signs"


def _turned(before, after):
    """Whether things that are in both lists come in another order."""
    both = [key for key in before if key in after]
    return both != sorted(both, key=after.index)


def _asked(old, new):
    before, after = ([question.key for question in found.walk.asked] for found in (old, new))
    if before != after:
        yield "asked", "questions"


def _texts(reasons, voice):
    return tuple(reason.in_voice(voice) for reason in reasons)

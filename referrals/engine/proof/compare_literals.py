"""What is different between two versions, as literals for all respondents at once.

compare_results.py says the same of one person, and what counts as a difference.
"""

from itertools import combinations

from referrals.engine.definition import LEVELS, VOICES
from referrals.engine.document import TIERS
from referrals.engine.proof.compare_results import KINDS
from referrals.engine.proof.formula import FALSE
from referrals.engine.proof.signals import not_suggested, taken_by

RANKS = tuple((down, tier) for down in (False, True) for tier in TIERS)  # routes that step down come last


class Differences:
    """The literals of `(kind, subject)`: true for whom it differs between the SharingEncodings `old` and `new`.

    What they say of rules and routes counts for people who reach the end; `both_end` is part of whatever reads it.
    """

    def __init__(self, old, new):
        self.old, self.new, self.formula = old, new, old.formula
        self.stops_alike = -self.formula.differ(old.end, new.end)
        self.both_end = self._all(old.end, new.end)
        self.routes = _keys(old.guide.routes, new.guide.routes)
        self.signs = _keys(old.guide.urgent_signs, new.guide.urgent_signs)
        self.shown = {key: (old.in_outcome(key), new.in_outcome(key)) for key in self.routes}
        self.any_route = tuple(self.formula.any_of([shown[n] for shown in self.shown.values()]) for n in (0, 1))
        self.empty = self._all(self.both_end, self.formula.differ(*self.any_route))
        self.alike = self._all(self.both_end, -self.empty)
        self.same_routes = self._all(self.alike, *(-self.formula.differ(*pair) for pair in self.shown.values()))
        self.in_voices = {voice: self._all(old.voices[voice], new.voices[voice]) for voice in VOICES}
        self.tiers = {key: self._tier_differs(key) for key in self.routes}
        self.stepped = {key: self._step_differs(key) for key in self.routes}
        self.first = self._first_differs()

    def all(self):
        """Return the literals by (kind, subject), in the order of KINDS; FALSE ones are left out."""
        found = {}
        for part in (self._signs, self._people, self._routes, self._reasons, self._sign_order):
            found.update((key, literal) for key, literal in part() if literal != FALSE)
        asked = self._all(self.stops_alike, self._asked_differs(), *(-literal for literal in found.values()))
        return found if asked == FALSE else {**found, ("asked", "questions"): asked}

    def _all(self, *literals):
        return self.formula.all_of(literals)

    # --- signs, nation and voice ---
    def _signs(self):
        causes, following = self._sign_changes()
        caused = self.formula.any_of(causes.values())
        for key, literal in causes.items():
            yield key, self.formula.any_of((literal, self._all(following.get(key, FALSE), -caused)))

    def _sign_changes(self):
        """Return the literals of what differs in signs; and of signs that one version did not come to."""
        causes, following = {}, {}
        for key in self.signs:
            held, holds = self.old.holding.get(key, FALSE), self.new.holding.get(key, FALSE)
            for kind, there, missing in (("sign_gained", holds, self.old), ("sign_lost", held, self.new)):
                name, differs = (kind, f"urgent_signs.{key}"), self._all(there, -missing.holding.get(key, FALSE))
                place = missing.index.places.get(key)
                missed = FALSE if place is None else missing.stopped_before(place)
                causes[name], following[name] = self._all(differs, -missed), self._all(differs, missed)
            sign, other = self.old.index.signs.get(key), self.new.index.signs.get(key)
            if sign and other and (sign.level, sign.stops) != (other.level, other.stops):
                kind = "sign_stops" if sign.level == other.level else "sign_level"
                causes[kind, f"urgent_signs.{key}"] = self._all(held, holds)
        return dict(sorted(causes.items(), key=lambda item: KINDS.index(item[0][0]))), following

    def _people(self):
        for kind, before, after in (
            ("nation", self.old.nations, self.new.nations),
            ("voice", self.old.voices, self.new.voices),
        ):
            differ = [self.formula.differ(before[name], after[name]) for name in before]
            yield (kind, "questions"), self._all(self.stops_alike, self.formula.any_of(differ))

    def _sign_order(self):
        kept = [key for key in self.signs if self._level_is_kept(key)]
        before, after = (_by_urgency(side, kept) for side in (self.old, self.new))
        pairs = [
            self._all(*(side.holding[key] for side in (self.old, self.new) for key in pair))
            for pair in _turned(before, after)
        ]
        yield ("sign_order", "urgent_signs"), self._all(self.stops_alike, self.formula.any_of(pairs))

    def _level_is_kept(self, key):
        sign, other = self.old.index.signs.get(key), self.new.index.signs.get(key)
        return bool(sign and other and sign.level == other.level)

    # --- routes ---
    def _routes(self):
        yield ("empty", "routes"), self._all(self.empty, self.any_route[0])
        yield ("no_longer_empty", "routes"), self._all(self.empty, self.any_route[1])
        for key, (before, after) in self.shown.items():
            yield ("route_lost", f"routes.{key}"), self._all(self.alike, before, -after)
            yield ("route_gained", f"routes.{key}"), self._all(self.alike, after, -before)
        yield ("first_route", "routes"), self.first
        for key, differs in self.tiers.items():
            yield ("tier", f"routes.{key}"), self._all(self.alike, differs, -self.first)
        for kind, side in (("stepped_down", self.new), ("no_longer_stepped_down", self.old)):
            for key, differs in self.stepped.items():
                literal = self._all(self.alike, differs, steps_down(side, key), -self.first)
                yield (kind, f"routes.{key}"), literal
        yield ("order", "routes"), self._order_differs()
        for key in self.routes:
            yield ("clash", f"routes.{key}"), self._clash_differs(key)

    def _tier_differs(self, key):
        both = self._all(*self.shown[key])
        differ = (self.formula.differ(_by_tier(self.old, key, t), _by_tier(self.new, key, t)) for t in TIERS[:-1])
        return self._all(both, self.formula.any_of(list(differ)))

    def _step_differs(self, key):
        """Return the literal that both outcomes have a route, and it steps down in one of them."""
        down = [steps_down(side, key) for side in (self.old, self.new)]
        return self._all(*self.shown[key], self.formula.differ(*down))

    def _clash_differs(self, key):
        """Return the literal that other demands of a route meet a barrier, and it steps down in both or neither."""
        before, after = (_met(side, key) for side in (self.old, self.new))
        differ = [self.formula.differ(before.get(one, FALSE), after.get(one, FALSE)) for one in {**before, **after}]
        return self._all(self.alike, *self.shown[key], -self.stepped[key], self.formula.any_of(differ))

    def _first_differs(self):
        moved = (*self.tiers.values(), *self.stepped.values())
        if all(literal == FALSE for literal in moved) and not self._turned_routes():
            return FALSE
        before, after = _firsts(self.old), _firsts(self.new)
        moved = [self._all(literal, -after.get(key, FALSE)) for key, literal in before.items()]
        return self._all(self.same_routes, self.any_route[0], self.formula.any_of(moved))

    def _order_differs(self):
        pairs = []
        for one, other in self._turned_routes():
            for rank in RANKS:
                pairs.append(self._all(*(_in_rank(self.new, key, rank) for key in (one, other))))
        same_tiers = [-literal for literal in (*self.tiers.values(), *self.stepped.values())]
        return self._all(self.same_routes, -self.first, *same_tiers, self.formula.any_of(pairs))

    def _turned_routes(self):
        return list(_turned(self.old.guide.routes, self.new.guide.routes))

    # --- reasons ---
    def _reasons(self):
        for key, (before, after) in self.shown.items():
            differ = self._texts_differ(_shown_rules(self.old, key), _shown_rules(self.new, key))
            both = self._all(self.alike, before, after, -self.tiers[key])
            yield ("reason", f"routes.{key}"), self._all(both, differ)
        for key, (before, after) in self.shown.items():
            (left, taken), (leaves, taking) = _left_out(self.old, key), _left_out(self.new, key)
            differ = self.formula.any_of((self.formula.differ(left, leaves), self._texts_differ(taken, taking)))
            as_before = self._all(self.alike, self.in_one_voice, -self.formula.differ(before, after))
            yield ("not_suggested", f"routes.{key}"), self._all(as_before, differ)

        yield ("left_out_order", "routes"), self._left_out_order_differs()

    def _left_out_order_differs(self):
        pairs = []
        for pair in self._turned_routes():
            pairs.append(self._all(*(_left_out(side, key)[0] for side in (self.old, self.new) for key in pair)))
        return self._all(self.alike, self.formula.any_of(pairs))

    @property
    def in_one_voice(self):
        """The literal of people who are spoken to in the same voice by both versions."""
        return self.formula.any_of(self.in_voices.values())

    def _texts_differ(self, before, after):
        """Return the literal that two lists of `(rule, literal)` say something else, or in another order."""
        if before == after:
            return FALSE
        return self.formula.any_of(
            [
                self._all(self.in_voices[voice], self._lists_differ(_by_text(before, voice), _by_text(after, voice)))
                for voice in VOICES
            ]
        )

    def _lists_differ(self, before, after):
        texts = list({**before, **after})
        there = [self.formula.differ(*(self._said(side.get(text, ())) for side in (before, after))) for text in texts]
        for one, other in combinations([text for text in texts if text in before and text in after], 2):
            first = [self._before(side[one], side[other]) for side in (before, after)]
            both = [self._said(side[text]) for side in (before, after) for text in (one, other)]
            there.append(self._all(*both, self.formula.differ(*first)))
        return self.formula.any_of(there)

    def _said(self, spoken):
        return self.formula.any_of([literal for _, literal in spoken])

    def _before(self, one, other):
        """Return the literal that the first of these texts stands before the other: a rule of it comes first."""
        rivals = [[literal for place, literal in other if place < own] for own, _ in one]
        return self.formula.any_of(
            [self._all(literal, *(-rival for rival in ahead)) for (_, literal), ahead in zip(one, rivals, strict=True)]
        )

    # --- questions ---
    def _asked_differs(self):
        questions = _keys(self.old.guide.questions, self.new.guide.questions)
        if_ended = {key: tuple(side.asked.get(key, FALSE) for side in (self.old, self.new)) for key in questions}
        if_stopped = {key: tuple(_is_asked(side, key) for side in (self.old, self.new)) for key in questions}
        both_stop = self._all(-self.old.end, -self.new.end)
        return self.formula.any_of(
            (
                self._all(self.both_end, self._pairs_differ(if_ended)),
                self._all(both_stop, self._pairs_differ(if_stopped)),
            )
        )

    def _pairs_differ(self, asked):
        turned = _turned(self.old.guide.questions, self.new.guide.questions)
        swapped = [self._all(*asked[one], *asked[other]) for one, other in turned]
        return self.formula.any_of([*(self.formula.differ(*pair) for pair in asked.values()), *swapped])


def _is_asked(encoding, key):
    return encoding.is_asked(key) if key in encoding.asked else FALSE


def _by_urgency(encoding, keys):
    """Return the signs of these keys in the order in which an outcome has them."""
    signs = [sign for sign in encoding.guide.urgent_signs if sign.key in keys]
    return sorted(signs, key=lambda sign: LEVELS.index(sign.level))


def _keys(old, new):
    return list({item.key: None for item in (*old, *new)})


def _turned(old, new):
    """Yield the pairs of keys that both versions have, in another order."""
    places = {item.key: place for place, item in enumerate(new)}
    both = [item.key for item in old if item.key in places]
    if both != sorted(both, key=places.get):
        yield from ((one, other) for one, other in combinations(both, 2) if places[one] > places[other])


def _shown_rules(encoding, route):
    """Return `(rule, literal)` for the rules that can show a route, by tier and position."""
    return [(encoding.index.rules[key], encoding.shown[key, route]) for key in encoding.index.entries.get(route, ())]


def _by_tier(encoding, route, tier):
    """Return the literal that the outcome has a route in this tier or an earlier one."""
    return encoding.formula.any_of([shown for rule, shown in _shown_rules(encoding, route) if rule.tier <= tier])


def _in_tier(encoding, route, tier):
    return encoding.formula.all_of((_by_tier(encoding, route, tier), -_by_tier(encoding, route, tier - 1)))


def _in_rank(encoding, route, rank):
    """Return the literal that the outcome has a route in this rank: whether it steps down, and its tier."""
    down, tier = rank
    steps = steps_down(encoding, route) if down else -steps_down(encoding, route)
    return steps if steps == FALSE else encoding.formula.all_of((_in_tier(encoding, route, tier), steps))


def steps_down(encoding, route):
    """Return the literal that a route steps down; FALSE for one that a version lacks."""
    return encoding.steps_down(route) if encoding.guide.has("route", route) else FALSE


def _met(encoding, route):
    """Return by `(barrier, whether there is no way round)` the literal that a demand of a route meets the barrier."""
    demands = encoding.guide.route(route).demands if encoding.guide.has("route", route) else ()
    return {(demand.barrier, demand.way_round is None): encoding.barriers[demand.barrier] for demand in demands}


def _firsts(encoding):
    """Return for each route the literal that it is the first of the outcome."""
    found, nothing_before = {}, []
    for rank in RANKS:
        for route in encoding.guide.routes:
            there = _in_rank(encoding, route.key, rank)
            found.setdefault(route.key, []).append(encoding.formula.all_of((there, *nothing_before[-1:])))
            nothing_before.append(encoding.formula.all_of((-there, *nothing_before[-1:])))
    return {key: encoding.formula.any_of(literals) for key, literals in found.items()}


def _left_out(encoding, route):
    """Return the literal that a route is not suggested, and `(rule, literal)` of the rules that took it away."""
    if route not in encoding.present:
        return FALSE, []
    left_out = not_suggested(encoding, route)
    return left_out, list(taken_by(encoding, route, left_out))


def _by_text(rules, voice):
    """Return the texts that these rules say in a voice, each with the `(place, literal)` of its rules."""
    found = {}
    for place, (rule, literal) in enumerate(rules):
        if rule.reason:
            found.setdefault(rule.reason.in_voice(voice), []).append((place, literal))
    return found

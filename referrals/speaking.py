"""The words of the guide as the person's page says them: to the person with MS, or to the one who cares for them."""

from functools import lru_cache

from referrals.engine.conditions import rows_within
from referrals.models import Question

# What to say on the telephone, in this order, with the most sentences of each: who speaks, what is hard, what has
# changed, daily life and goals. Of each, what the way is suggested for comes first.
SPOKEN = (
    (Question.Purpose.SETTING, 2),
    (Question.Purpose.NEED, 3),
    (Question.Purpose.SAFETY, 1),
    (Question.Purpose.PRACTICAL, 2),
)


def say(walk, wording):
    """Return a Wording in the voice of the walk; "" where there is none."""
    return wording.in_voice(walk.voice) if wording else ""


def lines(walk, wording):
    """Return the items of a Wording that has one a line, without empty ones."""
    return tuple(line.strip() for line in say(walk, wording).splitlines() if line.strip())


def spoken(guide, walk, route):
    """Return what to say of a route: who is speaking, what is hard, what has changed, a goal, and then the request."""
    wanted = wanted_for(guide, route.key)
    told = [item for purpose, most in SPOKEN for item in _wanted_first(walk.said.get(purpose, ()), wanted)[:most]]
    sentences = dict.fromkeys([say(walk, option.say) for _, option in told])
    return " ".join([*sentences, say(walk, route.say)])


def _wanted_first(said, wanted):
    """Return what was chosen and has a sentence, as in Walk.said: first that for which rules suggest the route."""
    if len(said) < 2:
        return said
    return sorted(said, key=lambda item: (item[0], item[1].key) not in wanted)  # a stable sort: then as asked


@lru_cache(maxsize=256)  # a few guides, each of some dozens of routes
def wanted_for(guide, key):
    """Return the (question, option) pairs that the rules which suggest the route `key` read, also through facts."""
    rules = [rule for rule in guide.rules if rule.route == key and rule.effect == "recommend"]
    rows = [row for rule in rules for row in rows_within(guide, rule.when)]
    return frozenset((row.question, option) for row in rows for option in row.options)

"""P19: a barrier never leaves somebody with nothing but routes that it makes impossible."""

from referrals.engine.definition import BARRIERS, NATIONS
from referrals.engine.outcome import barriers_of
from referrals.engine.proof import names
from referrals.engine.proof.check_routes import likely_rules
from referrals.engine.vignettes import answers
from referrals.engine.walk import walk


def check_barriers(inquiry):
    """P19: everybody with a barrier, in each nation, has a route that is not stepped down.

    People who name no nation count too. Nobody who has a barrier is left out: other barriers of theirs count as well.
    """
    encoding = inquiry.encoding
    kept = [_kept(inquiry, route.key) for route in inquiry.guide.routes]
    nothing = inquiry.formula.all_of([encoding.end, *(-literal for literal in kept)])
    for barrier in BARRIERS:
        for nation in (*NATIONS, None):
            yield from inquiry.nobody_may(
                "P19",
                inquiry.formula.all_of((nothing, encoding.barriers[barrier], encoding.nations[nation])),
                "routes",
                f"Some people {names.barrier(barrier)}, {names.nation(nation)}, get no route that they can take as it "
                "is or by a way round.",
                lambda walked, found, barrier=barrier, nation=nation: left_without(
                    inquiry.guide, walked, found, barrier, nation
                ),
                required="Everybody with a barrier, in each nation, has a route without that demand, or a way round.",
                mend=lambda example: _likely(inquiry.guide, example),
            )


def _kept(inquiry, route):
    """Return the literal that the outcome has a route which is not stepped down."""
    return inquiry.formula.all_of((inquiry.encoding.in_outcome(route), -inquiry.encoding.steps_down(route)))


def left_without(guide, walked, found, barrier, nation):
    """Whether the engine shows somebody with a barrier, in a nation (None: not known), only routes that step down."""
    here = not walked.stopped and walked.nation == nation and barrier in barriers_of(walked)
    return here and all(item.stepped_down for item in found.routes)


def _likely(guide, example):
    """Return the places to look at first: demands of this person that have no way round, then rules."""
    barriers = barriers_of(walk(guide, answers(guide, example)))
    steep = [route.key for route in guide.routes if any(_stops(demand, barriers) for demand in route.demands)]
    return (*(f"routes.{key}.demands" for key in steep), *likely_rules(guide, example))


def _stops(demand, barriers):
    return demand.way_round is None and demand.barrier in barriers

"""What an outcome tells a person, as plain values that can be compared."""


def told(outcome, voice):
    """Return what an outcome tells in its voice: equal for two if and only if the person is told the same.

    Told are the urgent signs, the nation whose words are used, the routes with tier, reasons and the demands that meet
    a barrier, and what was left out and why. Which rules brought this does not count.
    """
    return (
        tuple(sign.key for sign in outcome.urgent),
        outcome.nation,
        tuple((item.route.key, item.tier, _texts(item.reasons, voice), met(item)) for item in outcome.routes),
        tuple((item.route.key, _texts(item.reasons, voice)) for item in outcome.not_suggested),
    )


def met(item):
    """Return the demands of a Recommendation that meet a barrier: `(barrier, whether there is no way round)`."""
    return tuple((demand.barrier, demand.way_round is None) for demand in item.clashes)


def _texts(reasons, voice):
    return tuple(reason.in_voice(voice) for reason in reasons)

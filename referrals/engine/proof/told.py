"""What an outcome tells a person, as plain values that can be compared."""


def told(outcome, voice):
    """Return what an outcome tells in its voice: equal for two if and only if the person is told the same.

    Told are the urgent signs, the nation whose words are used, the routes with tier and reasons, and what was left
    out and why. Which rules brought this does not count.
    """
    return (
        tuple(sign.key for sign in outcome.urgent),
        outcome.nation,
        tuple((item.route.key, item.tier, _texts(item.reasons, voice)) for item in outcome.routes),
        tuple((item.route.key, _texts(item.reasons, voice)) for item in outcome.not_suggested),
    )


def _texts(reasons, voice):
    return tuple(reason.in_voice(voice) for reason in reasons)

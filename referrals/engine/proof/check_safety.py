"""P7 and P8: nobody gets round a safety question; urgent advice is there, first and last."""

from referrals.engine.conditions import holds, reads
from referrals.engine.definition import LEVELS, NATIONS, UNKNOWN_NATION, VOICES
from referrals.engine.proof import names
from referrals.engine.proof.formula import FALSE

NATION_NAMES = {**names.NATIONS, None: "a nation we do not know"}


def check_asked(inquiry):
    """P7: whoever reaches the end was asked everything that a sign reads, unless the sign may be skipped."""
    guide, encoding = inquiry.guide, inquiry.encoding
    for sign in guide.urgent_signs:
        skip = encoding.holds(sign.may_skip_when) if sign.may_skip_when else FALSE
        for key in sorted(reads(guide, sign.when), key=guide.position):
            yield from inquiry.nobody_may(
                "P7",
                inquiry.formula.all_of((encoding.end, -encoding.asked[key], -skip)),
                f"urgent_signs.{sign.key}.may_skip_when",
                f"Some people reach the end without being asked {names.question(guide, key)}, "
                f"which decides on the urgent sign {names.sign(sign)}.",
                _gets_round(guide, sign, key),
                required="Everybody who reaches the end is asked it, or the sign says who may skip it.",
                mend=(f"questions.{key}.shown_when", f"urgent_signs.{sign.key}.may_skip_when"),
            )


def _gets_round(guide, sign, key):
    def seen(walked, _):
        may_skip = sign.may_skip_when is not None and holds(guide, sign.may_skip_when, walked.answers)
        return not walked.stopped and key not in walked.answers and not may_skip

    return seen


def check_first_and_last(inquiry):
    """P8: the advice of a sign that holds is in the outcome; nothing is above it; where it stops, nothing follows."""
    yield from _check_nothing_follows(inquiry)
    for sign in inquiry.guide.urgent_signs:
        yield from _check_advice(inquiry, sign)


def _check_nothing_follows(inquiry):
    guide, encoding, formula = inquiry.guide, inquiry.encoding, inquiry.formula
    following = [
        formula.all_of((encoding.stopped[position], encoding.asked[later.key]))
        for position, later in enumerate(guide.questions[1:])
    ]
    stopping = formula.any_of([encoding.holding[sign.key] for sign in guide.urgent_signs if sign.stops])
    routes = [formula.all_of((stopping, encoding.in_outcome(route.key))) for route in guide.routes]
    yield from inquiry.nobody_may(
        "P8",
        formula.any_of([*following, *routes]),
        "urgent_signs",
        "Some people get routes or questions after a sign that stops the walk.",
        lambda walked, found: not in_urgent_order(found) or (walked.stopped and bool(found.routes)),
    )


def in_urgent_order(found):
    """Whether no less severe advice stands above more severe advice."""
    levels = [LEVELS.index(sign.level) for sign in found.urgent]
    return levels == sorted(levels)


def _check_advice(inquiry, sign):
    for nation in (*NATIONS, None):
        place = nation or UNKNOWN_NATION
        silent = [voice for voice in VOICES if not _has_words(sign.advice[place], voice)]
        if silent:
            reading = inquiry.formula.any_of([inquiry.encoding.voices[voice] for voice in silent])
            holding = (inquiry.encoding.holding[sign.key], inquiry.encoding.nations[nation], reading)
            yield from inquiry.nobody_may(
                "P8",
                inquiry.formula.all_of(holding),
                f"urgent_signs.{sign.key}.advice.{place}",
                f"Some people in {NATION_NAMES[nation]} are not told what to do about {names.sign(sign)}.",
                _without_words(sign, nation, silent),
                required="Everybody with an urgent sign is told what to do.",
                mend=(f"urgent_signs.{sign.key}.advice.{place}",),
            )


def _has_words(advice, voice):
    return all(wording is not None and wording.in_voice(voice).strip() for wording in (advice.act, advice.text))


def _without_words(sign, nation, silent):
    return lambda walked, found: sign in found.urgent and found.nation == nation and found.voice in silent

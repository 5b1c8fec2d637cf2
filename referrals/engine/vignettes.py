"""Vignettes: imagined people whose result was written down beforehand, walked through the guide."""

from dataclasses import dataclass

from referrals.engine.outcome import Outcome, outcome
from referrals.engine.walk import InvalidAnswer, Walk, check_answer, walk


@dataclass(frozen=True)
class Replay:
    """A vignette walked through a guide. `faults` say what differs; without an `outcome` the answers end too early."""

    faults: tuple[str, ...]
    walk: Walk
    outcome: Outcome | None


def replay(guide, vignette):
    """Return what differs from what the vignette expects, as sentences; empty when everything is as expected."""
    return replayed(guide, vignette).faults


def replayed(guide, vignette):
    """Return the Replay of a vignette."""
    given, faults = _answers(guide, vignette)
    walked = walk(guide, given)
    if not walked.finished:
        early = f"The answers end too early: “{walked.current.key}” is asked and has no answer."
        return Replay((*faults, early), walked, None)
    expected, found = vignette.expected, outcome(guide, walked)
    compared = (
        *_compare_signs(expected, found),
        *_compare_routes(expected, found),
        *_compare_asked(expected, walked),
    )
    return Replay((*faults, *compared), walked, found)


def answers(guide, vignette):
    """Return the vignette's answers as the walk takes them; those that the guide does not allow are left out."""
    return _answers(guide, vignette)[0]


def _answers(guide, vignette):
    known = {question.key: question for question in guide.questions}
    given, faults = {}, []
    for key, value in vignette.answers.items():
        if key not in known:
            faults.append(f"There is no question “{key}”.")
            continue
        try:
            given[key] = check_answer(known[key], _value(known[key], value))
        except InvalidAnswer as error:
            faults.append(f"The answer to “{key}” is not allowed ({error.code.replace('_', ' ')}).")
    return given, tuple(faults)


def _value(question, value):
    """A single choice is written as a list of one option."""
    if question.kind == "single" and isinstance(value, tuple) and len(value) == 1:
        return value[0]
    return value


def _compare_signs(expected, found):
    signs = tuple(sign.key for sign in found.urgent)
    if signs != expected.signs:
        yield f"Expected urgent signs: {_list(expected.signs)}. Found: {_list(signs)}."


def _compare_routes(expected, found):
    tiers = {recommendation.route.key: recommendation.tier for recommendation in found.routes}
    first = next(iter(tiers), None)
    if first != expected.first_route:
        yield f"Expected first route: {expected.first_route or 'none'}. Found: {first or 'none'}."
    for wanted in expected.must:
        if wanted.route not in tiers:
            yield f"Expected route {wanted.route}. It is not in the result."
        elif tiers[wanted.route] != wanted.tier:
            yield f"Expected route {wanted.route} in tier {wanted.tier}. Found in tier {tiers[wanted.route]}."
    for route in expected.must_not:
        if route in tiers:
            yield f"Expected no route {route}. It is in the result."


def _compare_asked(expected, walked):
    asked = {question.key for question in walked.asked}
    for key in expected.not_asked:
        if key in asked:
            yield f"Expected “{key}” not to be asked. It is asked."


def _list(keys):
    return ", ".join(keys) or "none"

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
        early = f"The answers end too early: {_question(guide, walked.current.key)} is asked and has no answer."
        return Replay((*faults, early), walked, None)
    expected, found = vignette.expected, outcome(guide, walked)
    compared = (
        *_compare_signs(guide, expected, found),
        *_compare_routes(guide, expected, found),
        *_compare_asked(guide, expected, walked),
    )
    return Replay((*faults, *compared), walked, found)


def expectation(guide, expected):
    """Return what a vignette expects as a few sentences, in the words that people read."""
    first = _route(guide, expected.first_route) if expected.first_route else "none"
    said = [f"Urgent signs: {_signs(guide, expected.signs)}.", f"First route: {first}."]
    said += [f"In step {wanted.tier}: {_route(guide, wanted.route)}." for wanted in expected.must]
    if expected.must_not:
        said.append(f"Not in the result: {', '.join(_route(guide, key) for key in expected.must_not)}.")
    if expected.not_asked:
        said.append(f"Not asked: {', '.join(_question(guide, key) for key in expected.not_asked)}.")
    return " ".join(said)


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
            told = error.code.replace("_", " ")
            faults.append(f"The answer to {_question(guide, key)} is not allowed ({told}).")
    return given, tuple(faults)


def _value(question, value):
    """A single choice is written as a list of one option."""
    if question.kind == "single" and isinstance(value, tuple) and len(value) == 1:
        return value[0]
    return value


def _compare_signs(guide, expected, found):
    signs = tuple(sign.key for sign in found.urgent)
    if signs != expected.signs:
        yield f"Expected urgent signs: {_signs(guide, expected.signs)}. Found: {_signs(guide, signs)}."


def _compare_routes(guide, expected, found):
    tiers = {recommendation.route.key: recommendation.tier for recommendation in found.routes}
    first = next(iter(tiers), None)
    if first != expected.first_route:
        wanted, got = (_route(guide, key) if key else "none" for key in (expected.first_route, first))
        yield f"Expected first route: {wanted}. Found: {got}."
    for wanted in expected.must:
        name = _route(guide, wanted.route)
        if wanted.route not in tiers:
            yield f"Expected the route {name}. It is not in the result."
        elif tiers[wanted.route] != wanted.tier:
            yield f"Expected the route {name} in step {wanted.tier}. Found in step {tiers[wanted.route]}."
    for key in expected.must_not:
        if key in tiers:
            yield f"Expected no route {_route(guide, key)}. It is in the result."


def _compare_asked(guide, expected, walked):
    asked = {question.key for question in walked.asked}
    for key in expected.not_asked:
        if key in asked:
            yield f"Expected {_question(guide, key)} not to be asked. It is asked."


def _signs(guide, keys):
    titles = {sign.key: sign.title for sign in guide.urgent_signs}
    return ", ".join(_named(titles.get(key), key) for key in keys) or "none"


def _route(guide, key):
    return _named(guide.route(key).title if guide.has("route", key) else None, key)


def _question(guide, key):
    return _named(guide.question(key).label if guide.has("question", key) else None, key)


def _named(wording, key):
    return f"“{wording.you if wording else key}”"

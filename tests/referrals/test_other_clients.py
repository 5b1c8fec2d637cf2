"""P18: from our export, a renderer of others shows the same questions, and their evaluator fires the same rules."""

import os
from random import Random

import fhirpathpy
import pytest
from fhirpathpy.models import models

from referrals import fhir
from referrals.definitions import guide_of
from referrals.engine.conditions import holds
from referrals.engine.outcome import outcome
from referrals.engine.walk import walk
from referrals.fhir.naming import option_code
from tests.engine.strategies import answer, sound_guide
from tests.factories.referrals import founding_document
from tests.support.lforms import Renderer

pytestmark = pytest.mark.browser

EDITION = fhir.Edition("https://example.org", 1)
HISTORIES_OF_A_PART = 20
FOUNDING_PARTS = int(os.environ.get("HISTORY_PARTS", "1"))  # a history takes seconds; make test-deep plays ten parts
RANDOM_GUIDES, HISTORIES_OF_EACH = 10, 5
CHANGES = 5


@pytest.fixture(scope="module")
def renderer(browser):
    opened = Renderer(browser)
    yield opened
    opened.close()


def history(chance, guide):
    """Answer everything, change some answers, and answer what has newly come up: steps as Renderer.play takes them.

    After the changes the form still holds answers to questions that it does not show any more.
    """
    changed = [chance.choice(guide.questions) for _ in range(CHANGES)]
    return [
        *((question.key, calm_answer(chance, question), False) for question in guide.questions),
        *((question.key, calm_answer(chance, question), False) for question in changed),
        *((question.key, calm_answer(chance, question), True) for question in guide.questions),
    ]


def calm_answer(chance, question):
    """Return an answer; mostly “none of these” where it is about safety, or few people would come to the end.

    Three ticks at most: each is a click, and they take the time of these tests.
    """
    nothing = [option.key for option in question.options if option.exclusive]
    if question.purpose == "safety" and nothing and chance.random() < 0.8:
        return frozenset(nothing)
    found = answer(chance, question)
    return frozenset(sorted(found)[:3]) if isinstance(found, frozenset) else found


def as_typed(key, value):
    """Return an answer as a renderer's options know it."""
    if isinstance(value, frozenset):
        return [option_code(key, option) for option in sorted(value)]
    return option_code(key, value) if isinstance(value, str) else value


def play(renderer, guide, steps):
    """Take the steps in the renderer and in the engine; yield each walk with the questions that the renderer shows."""
    questionnaire, _ = fhir.export(guide, EDITION)
    typed = [(key, as_typed(key, value), only_if_open) for key, value, only_if_open in steps]
    seen, response = renderer.play(questionnaire, typed)
    given = {question.key: None for question in guide.questions if not question.required}  # empty is an answer to these
    keys = {question.key for question in guide.questions}
    walks = []
    for (key, value, _), step in zip(steps, seen, strict=True):
        if step["taken"]:
            given[key] = value
        walks.append((walk(guide, given), [link for link in step["shown"] if link in keys]))
    return walks, response


def assert_same_questions(guide, walks):
    """As far as the walk has come, both show the same; at its end, nothing else is shown."""
    for walked, shown in walks:
        asked = [question.key for question in walked.asked]
        reached = len(guide.questions) if walked.finished else guide.position(walked.current.key)
        assert [key for key in shown if guide.position(key) <= reached] == asked
        if walked.finished:
            assert shown == asked


def assert_same_rules(guide, walked, response, evaluate):
    """An independent evaluator fires the same signs and rules, given what the renderer wrote down."""
    assert {key for key, holds_ in evaluate(response, "sign").items() if holds_} == {sign.key for sign in walked.signs}
    assert {key for key, fires in evaluate(response, "rule").items() if fires} == fired(guide, walked)


def fired(guide, walked):
    if walked.stopped:
        return set()
    shown = {rule.key for route in outcome(guide, walked).routes for rule in route.rules}
    return {
        rule.key
        for rule in guide.rules
        if (rule.key in shown if rule.catch_all else holds(guide, rule.when, walked.answers))
    }


def evaluator(guide):
    """Return `evaluate(response, "sign" or "rule")`, a mapping from key to whether its action applies."""
    _, plan = fhir.export(guide, EDITION)
    groups = {
        group["id"]: (
            _compiled(group),
            {action["id"].partition(".")[2]: _compiled(action) for action in group["action"]},
        )
        for group in plan["action"]
    }

    def evaluate(response, kind):
        whole, actions = groups.get(f"{kind}s", (lambda _: False, {}))
        applies = whole(response)
        return {key: applies and action(response) for key, action in actions.items()}

    return evaluate


def _compiled_by_key(actions):
    return {action["id"].partition(".")[2]: _compiled(action) for action in actions}


def _compiled(action):
    """Return the function that says of a response whether the action applies."""
    expressions = [condition["expression"]["expression"] for condition in action.get("condition", ())]
    found = [fhirpathpy.compile(expression, models["r4"]) for expression in expressions]
    return lambda response: all(one(response) == [True] for one in found)


@pytest.mark.parametrize("part", range(FOUNDING_PARTS))
def test_the_founding_guide_is_asked_alike(renderer, part):
    guide, chance, whole = guide_of(founding_document()), Random(part), 0  # noqa: S311
    for _ in range(HISTORIES_OF_A_PART):
        walks, _ = play(renderer, guide, history(chance, guide))
        assert_same_questions(guide, walks)
        assert walks[-1][0].finished
        whole += not walks[-1][0].stopped
    assert whole, "nobody came to the end"


@pytest.mark.parametrize("seed", range(RANDOM_GUIDES))
def test_random_guides_are_asked_and_answered_alike(renderer, seed):
    chance = Random(seed)  # noqa: S311
    guide = sound_guide(chance, 5)
    evaluate = evaluator(guide)
    for _ in range(HISTORIES_OF_EACH):
        walks, response = play(renderer, guide, history(chance, guide))
        assert_same_questions(guide, walks)
        assert walks[-1][0].finished
        assert_same_rules(guide, walks[-1][0], response, evaluate)


def test_the_rules_of_the_founding_guide_fire_alike(renderer):
    guide, chance = guide_of(founding_document()), Random(1)  # noqa: S311
    evaluate = evaluator(guide)
    for _ in range(5):
        walks, response = play(renderer, guide, history(chance, guide))
        assert_same_rules(guide, walks[-1][0], response, evaluate)

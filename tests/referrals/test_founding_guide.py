"""The founding guide: proven, short, and with a reason for whatever the proof wants somebody to look at."""

import json
from collections import Counter

import pytest

from referrals.engine import document as interchange_document
from referrals.engine.definition import LEVELS, NATIONS
from referrals.engine.outcome import outcome
from referrals.engine.proof.prove import prove
from referrals.engine.vignettes import answers
from referrals.engine.walk import walk
from tests.factories.referrals import FOUNDING, founding_document

REASONS = json.loads((FOUNDING.parent / "acknowledged" / FOUNDING.name).read_text())


@pytest.fixture(scope="module")
def guide():
    return interchange_document.load(founding_document())


@pytest.fixture(scope="module")
def proof(guide):
    return prove(guide)


@pytest.fixture(scope="module")
def walks(guide):
    """The walk of every imagined person of the guide."""
    return [walk(guide, answers(guide, vignette)) for vignette in guide.vignettes]


def test_nothing_stops_it_from_being_published(proof):
    assert proof.ready, [finding.sentence for finding in proof.findings if finding.blocks]


def test_every_finding_has_a_reason_and_every_reason_a_finding(proof):
    found = {(finding.property, finding.subject) for finding in proof.findings}
    given = Counter((reason["property"], reason["subject"]) for reason in REASONS)
    assert found == set(given)
    assert set(given.values()) == {1}
    assert all(reason["reason"].strip() for reason in REASONS)


def test_nobody_is_asked_more_than_10_questions_and_most_at_most_9(proof, walks):
    assert proof.longest <= 10
    to_the_end = [len(walked.asked) for walked in walks if not walked.stopped]
    assert sum(asked <= 9 for asked in to_the_end) > len(to_the_end) * 0.7
    hundredths = {length.questions: int(length.share.split()[1]) for length in proof.lengths if length.share}
    assert sum(share for asked, share in hundredths.items() if asked <= 9) > 70


def test_the_imagined_people_are_of_every_kind(guide, walks):
    assert len(walks) >= 60
    assert {walked.nation for walked in walks} == {*NATIONS, None}
    assert {walked.voice for walked in walks} == {"self", "carer"}
    met = {sign.key for walked in walks for sign in walked.signs}
    assert met == {sign.key for sign in guide.urgent_signs}
    assert {sign.level for sign in guide.urgent_signs} == set(LEVELS)
    chosen = {(key, option) for walked in walks for key, value in walked.answers.items() for option in _options(value)}
    assert chosen == {(question.key, option.key) for question in guide.questions for option in question.options}


def test_somebody_gets_each_rule_that_recommends(guide, walks):
    finished = [outcome(guide, walked) for walked in walks if not walked.stopped]
    shown = {rule.key for found in finished for route in found.routes for rule in route.rules}
    assert shown == {rule.key for rule in guide.rules if rule.effect == "recommend"}


def _options(value):
    return (value,) if isinstance(value, str) else value or ()

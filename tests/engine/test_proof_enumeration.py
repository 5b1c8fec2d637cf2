"""On small guides the prover must agree with plain enumeration of everybody through the engine."""

from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from referrals.engine.outcome import barriers_of, outcome
from referrals.engine.proof import names
from referrals.engine.proof.findings import PROPERTIES
from referrals.engine.proof.lengths import SHARE, lengths
from referrals.engine.proof.prove import prove
from referrals.engine.vignettes import answers
from referrals.engine.walk import walk
from tests.engine.enumeration import Census, everybody
from tests.engine.unsound import faulty_guide

ENUMERATED = [code for code in PROPERTIES if code.startswith("P") and code not in ("P1", "P12", "P18")]
GUIDES = st.builds(faulty_guide, st.integers(0, 2**32 - 1).map(Random), st.integers(1, 3))
ALONE = 1  # with one simulated person, nearly everybody is found by the solver


@settings(max_examples=60, deadline=None)
@given(GUIDES, st.sampled_from((ALONE, 4096)))
def test_the_prover_finds_what_enumeration_finds_and_nothing_else(guide, people):
    proof = prove(guide, people=people)
    found = sorted((item.property, item.subject) for item in proof.findings if item.property in ENUMERATED)
    failing = Census(guide).failing()
    assert found == failing
    for code in ENUMERATED:
        assert proof.verdicts[code] == ("fails" if code in {fault for fault, _ in failing} else "holds")


@settings(max_examples=40, deadline=None)
@given(GUIDES)
def test_everybody_who_shares_the_answers_that_matter_shares_the_fault(guide):
    for finding in prove(guide).findings:
        if finding.property in ("P5", "P6", "P19"):
            known, matters = answers(guide, finding.example), finding.example.matters
            assert all(has_fault(guide, finding, given) for given in sharing(guide, known, matters))
            for key in matters:
                rest = [other for other in matters if other != key]
                assert not all(has_fault(guide, finding, given) for given in sharing(guide, known, rest))


def sharing(guide, known, keys):
    return [given for given in everybody(guide) if all(given[key] == known[key] for key in keys)]


def has_fault(guide, finding, given):
    walked, code = walk(guide, given), finding.property
    if code == "P19":
        return not walked.stopped and is_left_without(guide, finding, walked)
    tiers = [rule.tier for item in outcome(guide, walked).routes for rule in item.rules if not rule.catch_all]
    return not walked.stopped and (1 not in tiers if code == "P6" else not tiers)


def is_left_without(guide, finding, walked):
    """Whether a person has the barrier, and lives in the nation, that a finding speaks of, and gets nothing else."""
    named = [names.barrier(barrier) for barrier in barriers_of(walked)]
    here = f" {names.nation(walked.nation)}, " in finding.sentence
    speaks = any(f"people {name}, " in finding.sentence for name in named)
    return here and speaks and all(item.stepped_down for item in outcome(guide, walked).routes)


@settings(max_examples=60, deadline=None)
@given(GUIDES)
def test_lengths_and_shares_are_those_of_everybody(guide):
    found = lengths(guide)
    walks = [walk(guide, given) for given in everybody(guide)]
    assert [length.questions for length in found] == sorted({len(walked.asked) for walked in walks}, reverse=True)
    single = [walk(guide, given) for given in everybody(guide) if all(map(is_one, given.values()))]
    reaching = [len(walked.asked) for walked in single if not walked.stopped]
    for length in found:
        if length.share:
            hundredths = round(100 * Fraction(reaching.count(length.questions), len(reaching)))
            assert length.share == f"{f'About {hundredths}' if hundredths else 'Fewer than 1'} in 100 {SHARE}"
    assert [length.questions for length in found if length.share] == sorted(
        {len(walked.asked) for walked in walks if not walked.stopped}, reverse=True
    ) or not reaching


def is_one(answer):
    return not isinstance(answer, frozenset) or len(answer) == 1

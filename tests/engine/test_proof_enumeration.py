"""On small guides the prover must agree with plain enumeration of everybody through the engine."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from referrals.engine.proof.findings import PROPERTIES
from referrals.engine.proof.prove import prove
from tests.engine.enumeration import Census
from tests.engine.unsound import faulty_guide

ENUMERATED = [code for code in PROPERTIES if code.startswith("P") and code not in ("P1", "P12")]
GUIDES = st.builds(faulty_guide, st.integers(0, 2**32 - 1).map(Random), st.integers(1, 3))


@settings(max_examples=60, deadline=None)
@given(GUIDES)
def test_the_prover_finds_what_enumeration_finds_and_nothing_else(guide):
    proof = prove(guide)
    found = sorted((item.property, item.subject) for item in proof.findings if item.property in ENUMERATED)
    failing = Census(guide).failing()
    assert found == failing
    for code in ENUMERATED:
        assert proof.verdicts[code] == ("fails" if code in {fault for fault, _ in failing} else "holds")

"""The same guide gives the same proof everywhere; too little effort leaves verdicts open, never wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from referrals.engine.document import dump, load
from referrals.engine.proof.findings import PROPERTIES, from_data, to_data
from referrals.engine.proof.inquiry import Inquiry
from referrals.engine.proof.prove import prove
from tests.engine.sample import sample

ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted((ROOT / "referrals" / "guides").glob("*.json"))
PRINT_PROOF = """
import json, sys
from referrals.engine.document import load
from referrals.engine.proof.findings import to_data
from referrals.engine.proof.prove import prove
guide = load(json.loads(open(sys.argv[1]).read()))
print(json.dumps([to_data(prove(guide)), to_data(prove(guide, people=1))]))
"""


def founding():
    return load(json.loads(GUIDES[0].read_text()))


def proof_in_a_process(path, seed):
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    program = [sys.executable, "-c", PRINT_PROOF, str(path)]
    return subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, check=True).stdout


@pytest.mark.parametrize("name", ["founding", "sample"])
def test_a_proof_is_the_same_bytes_under_any_hash_seed(name, tmp_path):
    path = GUIDES[0]
    if name == "sample":
        path = tmp_path / "sample.json"
        path.write_text(json.dumps(dump(sample())))
    assert len({proof_in_a_process(path, seed) for seed in ("0", "1", "4711")}) == 1


def test_a_proof_becomes_plain_data_and_back():
    proof = prove(sample())
    assert from_data(json.loads(json.dumps(to_data(proof)))) == proof


@pytest.mark.parametrize("effort", [0, 1, 5, 20, 50, 100])
def test_too_little_effort_leaves_verdicts_open_but_never_wrong(effort):
    for guide in (sample(), founding()):
        whole, part = prove(guide), prove(guide, effort=effort)
        assert part.steps <= effort + 1
        for code in PROPERTIES:
            assert part.verdicts[code] in (whole.verdicts[code], "undecided"), code
    assert part.verdicts["P5"] == "undecided" or effort


def test_undecided_says_so_once_and_is_not_ready():
    proof = prove(founding(), effort=0)
    open_ = [finding for finding in proof.findings if finding.verdict == "undecided"]
    assert len(open_) == len({finding.property for finding in open_}) > 0
    assert not proof.ready


def test_progress_is_told_before_each_property_and_at_the_end():
    heard = []
    prove(sample(), progress=lambda done, total, title: heard.append((done, total, title)))
    assert [done for done, _, _ in heard] == list(range(len(heard)))
    assert heard[-1][0] == heard[-1][1]
    assert heard[5][2] == PROPERTIES["P5c"].title


def test_self_and_carer_are_told_the_same_routes():
    """For each answer in one voice to who is answering there is one in the other, and nobody's outcome differs."""
    guide = founding()
    options = guide.respondent_question.options
    carers = [option.key for option in options if option.voice == "carer"]
    assert carers
    for carer in carers:
        assert any(alike(guide, carer, other.key) for other in options if other.voice == "self"), carer


def alike(guide, one, other):
    """Whether taking either of two answers away, and giving the other instead, changes nobody's outcome."""
    inquiry = Inquiry(guide)
    key = guide.respondent_question.key
    instead = inquiry.vary(instead=(key, one, other))
    return inquiry.anybody_lazily(instead.differences()).found is False


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_our_guides_are_proven(path, capsys):
    call_command("prove_guide", path)
    printed = capsys.readouterr().out
    assert "P5    holds      Nobody is left without a route" in printed
    longest = int(printed.split(" questions: ")[0].rsplit("\n", 1)[1])
    assert longest <= 14


def test_a_guide_that_may_not_be_published_fails_the_command(tmp_path):
    path = tmp_path / "sample.json"
    path.write_text(json.dumps(dump(sample())))
    with pytest.raises(CommandError, match="cannot be published: .*P9"):
        call_command("prove_guide", path)
    with pytest.raises(CommandError, match=r"P5.*P7"):
        call_command("prove_guide", path, effort=0)


def test_every_file_is_proven_and_each_that_fails_is_named(tmp_path, capsys):
    paths = [tmp_path / name for name in ("one.json", "two.json")]
    for path in paths:
        path.write_text(json.dumps(dump(sample())))
    with pytest.raises(CommandError, match="one.json cannot be published: .*\\n.*two.json cannot be published: "):
        call_command("prove_guide", *paths)
    assert capsys.readouterr().out.count("Nobody is left without a route") == 2


@pytest.mark.parametrize("content", ["{", "[]", '{"format": "else"}'])
def test_what_is_not_a_guide_is_refused_kindly(tmp_path, content):
    path = tmp_path / "broken.json"
    path.write_text(content)
    with pytest.raises(CommandError, match="broken.json is not a guide"):
        call_command("prove_guide", path)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("prove_guide", tmp_path / "missing.json")

"""Text to copy: never more characters than a form takes, whole sentences, the most important first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referrals import plain_text
from referrals.plain_text import length, shortened, versions
from tests.support.papers import VOICES, paper_of, papers_of, walk_of, walk_with_everything, walks

LIMIT = st.integers(0, 2000)


def sentences_of(paper):
    listed = [sentence for section in paper.sections for sentence in section.sentences]
    return {text for text in (*paper.opening, paper.ask, *listed, *paper.closing) if text}


@settings(max_examples=60, deadline=None)
@given(walks(), LIMIT)
def test_a_short_version_has_whole_sentences_within_the_limit_and_names_the_rest(walked, limit):
    for paper in papers_of(walked)[:4]:
        short = shortened(paper, limit)
        assert length(short.text) <= limit
        rest = short.text
        taken = [sentence for sentence in sorted(sentences_of(paper), key=len, reverse=True) if sentence in rest]
        for sentence in taken:
            rest = rest.replace(sentence, "", 1)
        assert not rest.strip(), f"not a whole sentence: “{rest.strip()}”"
        assert sentences_of(paper) - set(short.left_out) <= set(taken)
        assert set(paper.left_out) <= set(short.left_out)


@settings(max_examples=60, deadline=None)
@given(walks())
def test_nothing_is_said_twice_in_a_short_version(walked):
    paper = paper_of(walked, "community_neuro_team")
    text = shortened(paper, 1000).text
    assert {sentence: text.count(sentence) for sentence in sentences_of(paper) if text.count(sentence) > 1} == {}


@pytest.mark.parametrize("voice", VOICES)
def test_500_characters_still_say_who_what_is_asked_what_is_hard_and_what_changed(voice):
    paper = paper_of(walk_with_everything(voice), "gp")
    (short,) = [version for version in versions(paper) if version.limit == 500]
    assert short.text.startswith(paper.opening[0])
    assert paper.ask in short.text
    kinds = {section.key: section.sentences for section in paper.sections}
    assert kinds["need"][0] in short.text
    assert kinds["changed"][0] in short.text
    assert 400 < short.length <= 500, "the room is used"


def test_guidance_is_quoted_whole_or_not_at_all():
    paper = paper_of(walk_of(), "gp")
    (guidance,) = next(section.sentences for section in paper.sections if section.key == "standards")
    for limit in range(100, 1500, 50):
        text = shortened(paper, limit).text
        assert guidance in text or "NICE" not in text


def test_who_and_the_request_come_before_everything_else():
    paper = paper_of(walk_of(), "ms_nurse")
    tight = length(f"{paper.opening[0]} {paper.ask}")
    assert shortened(paper, tight).text == f"{paper.opening[0]} {paper.ask}"


def test_the_whole_version_has_every_sentence_under_its_heading():
    paper = paper_of(walk_of(), "gp")
    whole = versions(paper)[0]
    assert whole.limit is None
    at = 0
    for text in (paper.first_words, *(f"{section.heading}:" for section in paper.sections), *paper.closing):
        at = whole.text.index(text, at)
    assert "My name" not in whole.text and "Signed" not in whole.text


def test_a_version_is_left_out_when_the_whole_fits_already():
    for paper in papers_of(walk_of()):
        for version in versions(paper)[1:]:
            assert versions(paper)[0].length > version.limit


@pytest.mark.parametrize(("text", "count"), [("", 0), ("abc", 3), ("a\nb", 4), ("é", 1), ("😀", 2), ("\n\n", 4)])
def test_characters_are_counted_as_a_form_does(text, count):
    """JavaScript counts UTF-16 units; what a browser sends has two signs for each new line."""
    assert plain_text.length(text) == count

"""Codes to come back with: easy to copy, hard to guess, and slips are forgiven."""

import itertools
import random
import re

import pytest

from content import codes
from msphysio import settings as production


@pytest.fixture
def same_codes(monkeypatch):
    """Draw the same codes in each run: of others, one in 1,024 passes the check by chance."""
    monkeypatch.setattr(codes.secrets, "randbits", random.Random(1).getrandbits)  # noqa: S311 - test data


def slipped(word):
    """Every way to miss, double, swap or mistype (as “x”) one letter of a word."""
    places = range(len(word))
    yield from (word[:i] + word[i + 1 :] for i in places)
    yield from (word[: i + 1] + word[i:] for i in places)
    yield from (word[:i] + "x" + word[i + 1 :] for i in places)
    yield from (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in places[:-1])


# --- the words ---------------------------------------------------------------------------------------------------
def test_there_are_1024_plain_words_and_none_begins_with_another():
    words = codes.words()
    assert len(set(words)) == 2**codes.BITS == 1024
    assert list(words) == sorted(words)
    assert all(re.fullmatch("[a-z]{3,9}", word) for word in words)
    assert not [pair for pair in itertools.pairwise(words) if pair[1].startswith(pair[0])]


def test_one_slip_never_makes_one_word_of_another():
    words = set(codes.words())
    assert not {word for word in words if words.intersection(slipped(word)) - {word}}


def test_a_code_has_sixty_random_bits_and_is_never_the_same():
    assert codes.RANDOM_BITS >= 60
    drawn = [codes.draw() for _ in range(500)]
    assert len(set(drawn)) == 500
    assert {len(code) for code in drawn} == {codes.WORDS}
    assert len({word for code in drawn for word in code[:-1]}) > 900  # of 1,024, among 3,000 words


def test_each_guess_costs_twice_what_owasp_asks():
    cost = production.COST_OF_A_CODE
    assert cost["memory_cost"] >= 46 * 1024 and cost["iterations"] >= 2


# --- what people type --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        str.title,
        lambda code: f"  {code}\n",
        lambda code: code.replace(" ", "-"),
        lambda code: code.replace(" ", ", "),
        lambda code: code.replace(" ", ""),
        lambda code: code.replace(" ", "\r\n"),
        lambda code: " ".join(f"{n}. {word}" for n, word in enumerate(code.split(), 1)),
        lambda code: code[:3] + " " + code[3:],
    ],
)
def test_capitals_spaces_hyphens_and_numbers_do_not_matter(change):
    code = codes.draw()
    assert codes.read(change(" ".join(code))) == code


@pytest.mark.parametrize("seed", range(40))
def test_a_slip_in_each_word_is_forgiven_or_asked_about(seed, monkeypatch):
    chance = random.Random(seed)  # noqa: S311 - test data
    monkeypatch.setattr(codes.secrets, "randbits", chance.getrandbits)
    code = codes.draw()
    typed = [chance.choice([word, *slipped(word)]) for word in code]
    try:
        assert codes.read(" ".join(typed)) == code
    except codes.NotACode as error:
        asked = [word for right, word in zip(code, typed, strict=True) if f"“{word}”" in str(error) and right != word]
        assert asked, error


def test_two_slips_in_a_long_word_are_forgiven():
    code = next(code for code in iter(codes.draw, None) if "breakfast" in code)
    assert codes.read(" ".join(code).replace("breakfast", "brekfst")) == code


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Type the 7 words of your code."),
        ("1 2 3", "Type the 7 words of your code."),
        ("apple banana", "You typed 2."),
        ("apple " * 40, "Type the 7 words of your code."),
        ("apple banana castle dolphin engine fabric qqqqq", "We do not know the word “qqqqq”. Check its letters"),
    ],
)
def test_what_is_no_code_says_what_to_do(typed, says):
    with pytest.raises(codes.NotACode, match=re.escape(says)):
        codes.read(typed)


@pytest.mark.usefixtures("same_codes")
def test_swapped_words_are_told_from_a_code_that_has_ended():
    code = codes.draw()
    assert code[0] != code[1]
    with pytest.raises(codes.NotACode, match="order of the words"):
        codes.read(" ".join((code[1], code[0], *code[2:])))


def test_of_made_up_codes_one_in_a_thousand_passes_the_check():
    passed = 0
    for first, second in itertools.product(codes.words()[:100], codes.words()[:100]):
        try:
            codes.read(f"{first} {second} castle dolphin engine fabric gallery")
            passed += 1
        except codes.NotACode:
            pass
    assert passed < 40  # 10,000 / 1,024 are about 10


@pytest.mark.usefixtures("same_codes")
def test_a_code_is_still_read_after_a_new_secret(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "old" * 20, []
    code = codes.draw()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, ["old" * 20]
    assert codes.read(" ".join(code)) == code
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(codes.NotACode):
        codes.read(" ".join(code))

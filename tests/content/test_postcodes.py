"""Nothing of a postcode but its first part is ever looked at."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import postcodes

LETTERS = string.ascii_uppercase
# The six shapes that first parts of postcodes have, and the one exception. A: a letter, 9: a digit.
SHAPES = ("A9", "A99", "A9A", "AA9", "AA99", "AA9A")
SIGNS = {"A": st.sampled_from(LETTERS), "9": st.sampled_from(string.digits)}
GAPS = ("", " ", "  ", "\t", "-", "/", ".", "\u00a0", " _ ")


def shaped(shape):
    return st.tuples(*(SIGNS[sign] for sign in shape)).map("".join)


outwards = st.one_of(st.just("GIR"), *map(shaped, SHAPES))
inwards = shaped("9AA")
written = st.sampled_from([str.upper, str.lower, str.title])
around = st.sampled_from(["12 Beech Road, ", "I live at ", "Leeds "])


@given(outwards, inwards, st.sampled_from(GAPS), written)
def test_a_full_postcode_is_cut_to_its_first_part(outward, inward, gap, write):
    assert postcodes.cut(write(f"{outward}{gap}{inward}")) == outward
    assert postcodes.outward(write(f"{outward}{gap}{inward}")) == outward


@given(outwards, inwards, st.sampled_from(GAPS), written, around)
def test_a_full_postcode_is_cut_inside_other_words(outward, inward, gap, write, before):
    left = postcodes.cut(f"{before}{write(f'{outward}{gap}{inward}')}!")
    assert inward not in left.upper() and left.endswith(f"{outward}!")


@given(outwards, inwards)
def test_a_letter_for_the_nought_a_wide_sign_and_spaces_everywhere_help_nobody(outward, inward):
    wide = f"{outward} {inward}".translate({ord(sign): ord(sign) + 0xFEE0 for sign in LETTERS + string.digits})
    for text in (f"{outward} O{inward[1:]}", wide, " ".join(f"{outward}{inward}")):
        assert postcodes.cut(text) == outward


@given(outwards)
def test_a_first_part_is_left_as_it_is(outward):
    assert postcodes.outward(outward.lower()) == postcodes.cut(outward) == outward


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("LS6 1", "LS6"), ("ls6 1a", "LS6"), ("Leeds LS6", "LS6"), ("Leeds, ls6", "LS6"), ("w1a1aa", "W1A")),
        *(("LS6 Leeds", "LS6"), ("ls6, Leeds", "LS6"), ("M1 Manchester", "M1"), ("LS6 1 Leeds", "LS6")),
        *(("GIR 0AA", "GIR"), ("m1 1ae", "M1"), ("EC1A 1BB", "EC1A"), ("DN55 1PT", "DN55")),
        *(("Leeds", ""), ("", ""), ("St Albans", ""), ("7 miles", ""), ("LS", ""), ("LS6Leeds", "")),
    ],
)
def test_a_first_part_is_found(text, code):
    assert postcodes.outward(text) == code


def test_names_of_towns_are_left_alone(places):
    assert [name for name in places if postcodes.cut(name) != name] == []


@pytest.mark.parametrize(("code", "letters"), [("LS6", "LS"), ("N16", "N"), ("", "")])
def test_the_area_is_the_letters(code, letters):
    assert postcodes.area(code) == letters


@pytest.fixture
def places():
    from content.library.loading import LIBRARY
    from content.library.place_table import read

    return [re.sub(r"\s+", " ", values[0]) for values in read(LIBRARY / "places.csv").values()]

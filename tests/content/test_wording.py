"""Plain words: what is told from what."""

import pytest

from content import wording


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Exercise is proven to help.", ("proven",)),
        ("Yoga cures MS.", ("cures",)),
        ("We guarantee it.", ("guarantee",)),
        ("There is no cure for MS.", ()),
        ("It cannot cure MS.", ()),
        ("Can physiotherapy cure MS?", ()),
        ("It can cure MS.", ("cure",)),
    ],
)
def test_promises_are_told_from_honest_words(text, found):
    assert wording.certain(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Organize the colors in the center.", ("Organize", "colors", "center")),
        ("Physical therapy", ("Physical therapy",)),
        ("He was paralyzed after a hemorrhage.", ("paralyzed", "hemorrhage")),
        ("It capsized. The aim is the analysis.", ()),
        ("The size of the prize. He seized it.", ()),
        ("Organise the colours in the centre.", ()),
    ],
)
def test_american_spelling_is_found(text, found):
    assert wording.american(text) == found


def test_words_that_we_avoid_are_found_as_they_stand():
    assert wording.avoided("You should simply rest. Don't suffer.") == ("should", "simply", "Don't", "suffer")


def test_a_sentence_is_long_from_26_words():
    assert wording.too_long(" ".join(["word"] * 25)) == ()
    long = " ".join(["word"] * 26)
    assert wording.too_long(f"Short. {long}.\nShort too.") == (f"{long}.",)


def test_items_of_a_list_are_sentences_of_their_own():
    assert [sentence.words for sentence in wording.sentences("Do this:\nmove slowly\nrest")] == [2, 2, 1]


def test_medical_words_are_told_by_their_endings():
    assert wording.medical("Spasticity, hemiparesis and dysphagia, not walking.") == (
        "spasticity",
        "hemiparesis",
        "dysphagia",
    )


def test_the_reading_age_is_the_automated_readability_index_plus_5():
    # 12 words in 2 sentences with 44 letters: 4.71 * 44/12 + 0.5 * 12/2 - 21.43 + 5
    text = "The cat sat on the mat today. We all saw it sit."
    letters = sum(len(word.strip(".")) for word in text.split())
    assert wording.reading_age(text) == round(4.71 * letters / 12 + 0.5 * 6 - 21.43 + 5, 1)


def test_plain_words_are_for_younger_readers_than_hard_ones():
    plain = "You can rest when you are tired. Then you try once more."
    hard = "Neurological rehabilitation professionals individualise comprehensive multidisciplinary interventions."
    assert wording.reading_age(plain) < 11 < wording.reading_age(hard)
    assert wording.hardest_sentence(f"{plain} {hard}") == hard


def test_no_words_have_no_age():
    assert wording.reading_age("") == 0
    assert wording.hardest_sentence("") == ""

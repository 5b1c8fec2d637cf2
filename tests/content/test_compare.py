"""What differs between two editions, without a database."""

from hypothesis import given
from hypothesis import strategies as st

from content import compare

TEXTS = st.text(alphabet="ab \n.", max_size=60)


def told(old, new):
    return [(mark, text) for mark, text in compare.words(old, new) if mark != "same"]


class TestWords:
    @given(TEXTS, TEXTS)
    def test_both_texts_can_be_put_together_again(self, old, new):
        runs = compare.words(old, new)
        assert "".join(text for mark, text in runs if mark != "added") == old
        assert "".join(text for mark, text in runs if mark != "removed") == new

    @given(TEXTS)
    def test_a_text_does_not_differ_from_itself(self, text):
        assert all(mark == "same" for mark, _ in compare.words(text, text))

    def test_one_word_is_one_change(self):
        assert told("Call 111 if it gets worse.", "Call 999 if it gets worse.") == [
            ("removed", "111"),
            ("added", "999"),
        ]

    def test_words_that_follow_each_other_are_one_change(self):
        assert told("Ask your GP today.", "Ask an MS nurse today.") == [
            ("removed", "your GP"),
            ("added", "an MS nurse"),
        ]

    def test_a_long_text_that_repeats_itself_is_compared_as_well(self):
        text = "You can ask the team to see you at home. " * 4_000
        assert told(text, text.replace("home", "work", 1)) == [("removed", "home."), ("added", "work.")]


BLOCKS = [
    {"type": "section", "readers": [], "heading": "Why", "body": "<p>Muscles get stiff.</p>"},
    {"type": "section", "readers": [], "heading": "What helps", "body": "<p>Moving <strong>often</strong> helps.</p>"},
    {
        "type": "care_notice",
        "readers": [],
        "level": "urgent",
        "heading": "Call 111 if:",
        "body": "<ul><li>a fever</li></ul>",
    },
]
DOCUMENT = {
    "format": "msphysio-article",
    "format_version": 1,
    "title": "Stiff muscles",
    "on_home": False,
    "blocks": BLOCKS,
}


def changes(**fields):
    found = compare.documents(DOCUMENT, DOCUMENT | fields)
    return [(change.field, change.part, change.what) for change in found]


class TestDocuments:
    def test_the_same_has_no_changes(self):
        assert compare.documents(DOCUMENT, dict(DOCUMENT)) == ()

    def test_the_format_is_nothing_that_readers_get(self):
        assert changes(format_version=2) == []

    def test_a_field_is_named_with_both_its_values(self):
        (change,) = compare.documents(DOCUMENT, DOCUMENT | {"title": "Tight muscles"})
        assert (change.field, change.what, change.old, change.new) == (
            "title",
            "changed",
            "Stiff muscles",
            "Tight muscles",
        )

    def test_a_tick_reads_yes_or_no(self):
        (change,) = compare.documents(DOCUMENT, DOCUMENT | {"on_home": True})
        assert (change.old, change.new) == ("No", "Yes")

    def test_a_changed_block_is_found_by_its_words(self):
        mended = BLOCKS[1] | {"body": "<p>Moving <strong>every day</strong> helps.</p>"}
        assert changes(blocks=[BLOCKS[0], mended, BLOCKS[2]]) == [("blocks", "Block 2 (text): What helps", "changed")]

    def test_a_block_put_in_between_moves_no_other(self):
        new = {"type": "figure", "readers": [], "figure": "resting", "caption": "Resting"}
        assert changes(blocks=[new, *BLOCKS]) == [("blocks", "Block 1 (figure): Resting", "added")]

    def test_a_removed_block_is_named(self):
        assert changes(blocks=BLOCKS[:2]) == [("blocks", "Block 3 (care notice): Call 111 if:", "removed")]

    def test_a_moved_block_is_said_to_be_moved_once(self):
        assert changes(blocks=[BLOCKS[2], *BLOCKS[:2]]) == [("blocks", "Block 1 (care notice): Call 111 if:", "moved")]

    def test_a_field_that_one_edition_does_not_have_is_added_or_removed(self):
        assert changes(lead="New") == [("lead", "", "added")]
        found = compare.documents(DOCUMENT | {"lead": "Old"}, DOCUMENT)
        assert [(change.field, change.what) for change in found] == [("lead", "removed")]

    @given(st.permutations(BLOCKS), st.sets(st.integers(0, 2)))
    def test_two_orders_differ_exactly_when_they_are_not_the_same(self, order, dropped):
        new = [block for n, block in enumerate(order) if n not in dropped]
        assert bool(changes(blocks=new)) == (new != BLOCKS)


class TestTextOf:
    def test_rich_text_keeps_its_lines_lists_bold_words_and_links(self):
        html = '<h3>How</h3><p>Ask <strong>now</strong>.</p><ul><li>by <a href="tel:111">phone</a></li></ul>'
        assert compare.text_of(html) == "### How\nAsk **now**.\n• by phone [tel:111]"

    def test_a_changed_address_of_a_link_is_a_change(self):
        one, other = ('<p><a href="https://a.example/">Read</a></p>', '<p><a href="https://b.example/">Read</a></p>')
        assert compare.text_of(one) != compare.text_of(other)

    def test_plain_text_is_left_alone(self):
        assert compare.text_of("less < more & so on") == "less < more & so on"

    def test_a_block_is_its_fields_by_name(self):
        assert compare.text_of(BLOCKS[0]) == "Heading: Why\nText: Muscles get stiff."


def test_plain_words_in_angle_brackets_are_words():
    assert compare.text_of("Move <slowly> & rest") == "Move <slowly> & rest"
    assert compare.text_of("<p>Move <strong>slowly</strong></p>") == "Move **slowly**"

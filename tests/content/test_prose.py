"""Rich text is cleaned, numbers can be dialled, and reading time is honest."""

import pytest

from content import prose


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("<p>Hello<script>alert(1)</script></p>", "<p>Hello</p>"),
        ('<p onclick="x()" style="color:red" class="a">Hi</p>', "<p>Hi</p>"),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href="data:text/html,x">x</a>', "<a>x</a>"),
        ('<a href="/get-physio/" target="_blank">x</a>', '<a href="/get-physio/">x</a>'),
        ('<img src="https://elsewhere.example/x.png"><iframe src="/"></iframe>', ""),
        ("<p><em>slanted</em> and <strong>strong</strong></p>", "<p>slanted and <strong>strong</strong></p>"),
        ("<h1>No</h1><h3>Yes</h3>", "No<h3>Yes</h3>"),
        ("<p>not closed", "<p>not closed</p>"),
        (None, ""),
    ],
)
def test_what_is_left_of_rich_text(dirty, clean):
    assert prose.clean(dirty) == clean


def test_cleaning_twice_changes_nothing():
    once = prose.clean("<p>Fish & chips <b>now</b> <a href='https://x.example/?a=1&b=2'>x</a></p>")
    assert prose.clean(once) == once


def test_numbers_in_rich_text_can_be_dialled():
    html = prose.rich("<p>Call 0808 800 8000 or 999. It takes 30 seconds.</p>")
    assert '<a class="tel" href="tel:08088008000">0808 800 8000</a>' in html
    assert 'href="tel:999"' in html
    assert html.count("<a") == 2


def test_a_number_in_a_link_is_left_alone():
    assert prose.rich('<p><a href="/x/999/">call 999</a></p>') == '<p><a href="/x/999/">call 999</a></p>'


def test_plain_text_is_escaped_before_anything_else():
    assert prose.words("**<b>** & 999") == '<strong>&lt;b&gt;</strong> &amp; <a class="tel" href="tel:999">999</a>'


@pytest.mark.parametrize(("count", "minutes"), [(0, 1), (1, 1), (180, 1), (181, 2), (900, 5)])
def test_reading_minutes(count, minutes):
    assert prose.reading_minutes(["word " * count]) == minutes


def test_words_of_neighbouring_paragraphs_do_not_run_together():
    assert prose.plain("<p>One.</p><p>Two.</p>") == "One. Two."

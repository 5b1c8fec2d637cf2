"""The PDF of a paper: whole, in reading order, tagged for screen readers, one page, and made of data alone."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from referrals import pdf
from referrals.paper import Section, fitted
from tests.support.papers import PLACES, VOICES, paper_of, papers_of, walk_of, walk_with_everything, walks
from tests.support.reading_pdf import Pdf

LETTER = "gp"
WORDS = ["I", "am", "walking", "physiotherapist", "MMMM", "neuro-physiotherapy", "wheelchair,", "a", "WWW.", "to"]


@pytest.fixture(scope="module")
def paper():
    return paper_of(walk_of(), LETTER)


@pytest.fixture(scope="module")
def read(paper):
    return Pdf(pdf.made(paper))


def words(text):
    return " ".join(text.split())


# --- what a reader finds ------------------------------------------------------------------------------------------
def test_all_words_stand_in_reading_order(paper, read):
    expected = [paper.title, *(f"{label}:" for label in paper.blanks), f"Dear {paper.to},", paper.first_words]
    for section in paper.sections:
        expected += [section.heading, *section.sentences]
    expected += [*paper.closing, *(f"{label}:" for label in paper.signing), paper.footer]
    at = 0
    for text in expected:
        found = read.text.find(words(text), at)
        assert found >= 0, f"“{text}” is not in “{read.text[at:]}”"
        at = found + len(words(text))


def test_it_declares_what_pdf_ua_asks_for(paper, read):
    assert "<pdfuaid:part>1</pdfuaid:part>" in read.described
    assert paper.title in read.described
    assert read.root["/Lang"] == "en-GB"
    assert read.root["/MarkInfo"]["/Marked"] is True or read.root["/MarkInfo"]["/Marked"].value
    assert bool(read.root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert read.reader.metadata.title == paper.title
    assert not read.reader.metadata.author


def test_headings_lists_and_paragraphs_are_tagged_in_order(paper, read):
    expected = ["H1", *["P"] * (len(paper.blanks) + 2)]
    for section in paper.sections:
        inside = ["L", *["LI", "Lbl", "LBody"] * len(section.sentences)]
        expected += ["H2", *(inside if section.listed else ["P"] * len(section.sentences))]
    expected += ["P"] * (len(paper.closing) + len(paper.signing) + 1)
    assert [tag for tag in read.tags if tag != "Document"] == expected


def test_it_is_a4_and_holds_its_own_fonts(read):
    assert [round(float(side)) for side in read.reader.pages[0].mediabox[2:]] == [595, 842]
    assert read.fonts == {"AtkinsonHyperlegible-Bold": True, "AtkinsonHyperlegible-Regular": True}


def test_large_print_has_the_same_words_bigger(paper, read):
    large = Pdf(pdf.made(paper, large=True))
    assert pdf.LARGE == 18
    pages = " ".join(f"{page + 1} / {large.pages}" for page in range(large.pages))
    assert sorted(large.text.split()) == sorted(f"{read.text} {pages}".split())
    assert large.tags.count("H2") == read.tags.count("H2")
    assert biggest_body(large) == 18 and biggest_body(read) == 12


def biggest_body(read):
    """The size in which most letters stand."""
    sizes = {}

    def note(text, matrix, text_matrix, font, size):
        points = round(size * text_matrix[0] * matrix[0], 1)
        sizes[points] = sizes.get(points, 0) + len(text.strip())

    for page in read.reader.pages:
        page.extract_text(visitor_text=note)
    return abs(max(sizes, key=sizes.get))


# --- one page -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("nation", PLACES)
def test_somebody_who_ticks_everything_still_gets_one_page_of_each(voice, nation):
    for care in ("nurse", "gp"):
        papers = papers_of(walk_with_everything(voice, nation, care=care))
        assert {paper.route: pages(paper) for paper in papers} == {paper.route: 1 for paper in papers}
        assert all(paper.left_out for paper in papers)


@settings(max_examples=20, deadline=None)
@given(walks())
def test_every_paper_of_anybody_is_one_page(walked):
    papers = papers_of(walked)
    assert {paper.route: pages(paper) for paper in papers} == {paper.route: 1 for paper in papers}


SENTENCES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join), max_size=12).map(tuple)
SECTIONS = st.builds(Section, st.just("need"), st.just("A heading"), SENTENCES, st.booleans())


@settings(max_examples=40, deadline=None)
@given(st.lists(SECTIONS, max_size=8).map(tuple), st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join))
def test_whatever_an_editor_writes_is_cut_to_one_page(sections, ask):
    """How many lines a paper takes is guessed. The guess must never be too low, whatever the words."""
    long_ones = replace(paper_of(walk_with_everything("carer"), LETTER), sections=sections, ask=ask)
    fitting = fitted(long_ones, "More.")
    assert pages(fitting) == 1
    said = [sentence for section in sections for sentence in section.sentences]
    kept = [sentence for section in fitting.sections for sentence in section.sentences]
    assert set(kept) | set(fitting.left_out) == set(said)


def pages(paper):
    return len(PdfReader(io.BytesIO(pdf.made(paper))).pages)


# --- words are data ------------------------------------------------------------------------------------------------
HOSTILE = [
    "#panic()",
    '#import "@preview/x:1.0.0"',
    "$ 1/0 $ and $",
    "*bold* _not_ `raw` ```",
    "\\ \\u{41} \\#",
    '"quoted" \'so\' "]}',
    "@ref <label> // no comment /* open",
    "= no heading - no list + no list",
    '#sys.inputs #read("/etc/passwd")',
    "[[[ ]] {{{ }}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_signs_that_mean_something_to_typst_are_only_signs(paper, text):
    section = replace(paper.sections[0], heading=text, sentences=(text, "- " + text))
    hostile = replace(paper, title=text, to=text, ask=text, sections=(section,), closing=(text,), blanks=(text,))
    read = Pdf(pdf.made(hostile))
    assert read.text.replace(" ", "").count(text.replace(" ", "")) == 8
    assert read.tags.count("H2") == 1


@pytest.mark.parametrize(
    "text",
    [
        "😀 👩🏽‍🦽",
        "שלום",
        "مرحبا بكم",
        "漢字",
        "\x00\x07",
        "\u202eabc",
        "\ue000",
        "e\u0301\u0328",
        "\ud800",
        "\u2028",
        "\ufeff",
    ],
)
@pytest.mark.parametrize("large", [False, True])
def test_a_sign_that_no_font_has_spoils_nothing(paper, text, large):
    changed = replace(paper, title=f"Title {text}", ask=f"Please {text} help.", closing=(text,))
    read = Pdf(pdf.made(changed, large=large))
    assert "Title" in read.text and "help." in read.text
    assert "<pdfuaid:part>1</pdfuaid:part>" in read.described


def test_empty_parts_leave_a_whole_document(paper):
    empty = replace(paper, to="", opening=(), ask="", sections=(), closing=(), signing=(), blanks=())
    assert Pdf(pdf.made(empty)).tags == ["Document", "H1", "P"]


def test_no_word_of_one_person_is_in_the_paper_of_the_next(paper):
    pdf.made(replace(paper, ask="Canary of the first."))
    assert "Canary" not in Pdf(pdf.made(paper)).text

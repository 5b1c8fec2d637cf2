"""Letters in a real browser: on paper from its printer, and copied with one press."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.support.public_pages import BY_NAME, PublicPage

pytestmark = pytest.mark.browser
MUCH = ["/get-physio/letter/1/", "/get-physio/letter/2/", "/get-physio/summary/"]  # to the MS nurse; to refer oneself


@pytest.mark.parametrize("path", MUCH)
def test_the_papers_of_somebody_with_much_to_say_are_printed_on_one_page(visitor, path):
    tab = visitor.open(PublicPage(path, path, "much"), paper=True)
    printed = PdfReader(io.BytesIO(tab.pdf(format="A4", prefer_css_page_size=True)))
    words = " ".join(printed.pages[0].extract_text().split())
    assert len(printed.pages) == 1
    assert "My name:" in words and "Made with MS Physio" in words
    assert "Save as a PDF" not in words and "Clear my answers" not in words


def test_one_press_copies_the_words(visitor):
    """No page of the site may read the clipboard, so what was copied is pasted into a form."""
    visitor.context.grant_permissions(["clipboard-write"], origin=visitor.site_url)
    tab = visitor.open(BY_NAME["letter words"])
    short = tab.get_by_label("At most 500 characters")
    expect(short).not_to_be_editable()
    tab.get_by_role("button", name="Copy at most 500 characters").click()
    expect(tab.get_by_role("status")).to_have_text("Copied")
    copied = short.input_value()
    assert 0 < len(copied) <= 500
    words = visitor.open(BY_NAME["report"]).locator("textarea")
    words.press("Control+v")
    expect(words).to_have_value(copied)


def test_without_scripts_the_words_are_there_to_mark_and_copy(visitor_without_scripts):
    tab = visitor_without_scripts.open(BY_NAME["letter words"])
    assert tab.get_by_label("All of it").input_value().startswith("I have MS.")
    expect(tab.get_by_role("button", name="Copy")).to_have_count(0)

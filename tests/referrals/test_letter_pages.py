"""The pages, PDFs and texts of a person's papers: who gets them, and that nothing of them stays anywhere."""

import html
import logging
import re
import resource
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from referrals import near
from tests.support.papers import STOPPING, paper_of, walk_of
from tests.support.reading_pdf import Pdf
from tests.support.walking import Walker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("guide_version")]

KINDS = {"letter": [1], "summary": []}
FORMS = ("", "_pdf", "_large", "_words")
PAPERS = [(name + form, given) for name, given in KINDS.items() for form in FORMS]
EVERYTHING = [*PAPERS, ("papers", [])]


@pytest.fixture
def walker(client):
    return Walker(client)


@pytest.fixture
def finished(walker):
    """Somebody at the end, for whom walking is hard."""
    walker.answer_until_end(changes="slow", care="nurse", difficulties=["walking", "stiffness"], life="goal_out")
    return walker


def text_of(response):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


# --- what there is -----------------------------------------------------------------------------------------------
def test_the_list_leads_to_every_paper_and_each_to_its_pdf_and_words(finished):
    listed = re.findall(
        r'href="(/get-physio/(?:letter|summary)[^"]*)"', finished.client.get(reverse("papers")).content.decode()
    )
    assert len(listed) == len(set(listed)) > 4 and reverse("summary") in listed
    for address in listed:
        page = finished.client.get(address).content.decode()
        for further in re.findall(rf'href="({address.rstrip("/")}[^"]+)"', page):
            assert finished.client.get(further).status_code == 200, further
        assert len(re.findall(rf'href="{address.rstrip("/")}[^"]+"', page)) == 3, address


def test_each_way_leads_to_its_own_letter_and_words(walker):
    page = walker.answer_until_end(care="nurse", difficulties=["walking", "foot", "bladder"], life="pay")
    routes = [route for route in page.context["page"].routes if route.letter_to]
    assert len(routes) > 2
    for route in routes:
        for name in ("letter", "letter_words"):
            address = reverse(name, args=[route.number])
            assert f'href="{address}"' in page.content.decode()
            assert walker.client.get(address).context["paper"].route == route.key


def test_no_address_of_a_result_or_a_paper_names_a_need(walker):
    walker.answer_until_end(changes="helper", difficulties=["walking", "bladder"], life="work")
    pages = [walker.client.get(reverse(name)).content.decode() for name in ("result", "papers")]
    services = near.anchor(walker.guide, walker.here)
    addresses = {services, *re.findall(r'href="((?:/get-physio/|#)[^"]*)"', "".join(pages))}
    assert re.fullmatch(r"#near-\d+", services) and len(addresses) > 12
    needs = {part.key for parts in (walker.guide.routes, walker.guide.rules) for part in parts}
    assert not [address for address in addresses if needs & set(re.split(r"[/.#-]", address))]


def test_the_result_leads_to_the_list(finished):
    assert f'href="{reverse("papers")}"' in finished.client.get(reverse("result")).content.decode()


def test_page_pdf_and_words_say_the_same(finished):
    page = text_of(finished.client.get(reverse("letter", args=[1])))
    document = Pdf(finished.client.get(reverse("letter_pdf", args=[1])).content)
    words = text_of(finished.client.get(reverse("letter_words", args=[1])))
    for sentence in (
        "Walking is hard for me.",
        "I want to get out and about more.",
        "Can you refer me to a neuro-physiotherapist?",
    ):
        assert sentence in page and sentence in document.text and sentence in words
    assert "guide version 1" in page and "guide version 1" in document.text


def test_large_print_is_larger(finished):
    usual, large = (finished.client.get(reverse(f"letter_{form}", args=[1])).content for form in ("pdf", "large"))
    assert Pdf(large).pages > Pdf(usual).pages


def test_a_name_is_written_on_the_paper_never_into_the_page(finished):
    for name, given in PAPERS:
        if not name.endswith(("_pdf", "_large")):
            page = finished.client.get(reverse(name, args=given)).content.decode()
            inputs = re.findall(r"<(?:input|textarea|select)[^>]*>", page)
            assert all("readonly" in found or 'type="hidden"' in found for found in inputs), name


def test_what_was_left_out_is_said_on_the_page(walker):
    boxes = {
        question.key: [option.key for option in question.options if not option.exclusive]
        for question in walker.guide.questions
        if question.kind == "multi"
    }
    boxes.pop("emergency")
    boxes["today"] = sorted({*boxes["today"]} - STOPPING)
    walker.answer_until_end(**boxes)
    for name in ("letter", "letter_words"):
        assert re.search(r"Left out: \d+ sentences", text_of(walker.client.get(reverse(name, args=[1]))))


# --- who gets them ---------------------------------------------------------------------------------------------------
def test_without_answers_everything_leads_to_the_start(client):
    for name, given in EVERYTHING:
        assert client.get(reverse(name, args=given))["Location"] == reverse("guide_start"), name


def test_an_emergency_has_no_papers_but_the_result(walker):
    walker.answer_until_end(emergency="stroke")
    for name, given in EVERYTHING:
        assert walker.client.get(reverse(name, args=given))["Location"] == reverse("result"), name


def test_in_the_middle_of_the_questions_there_are_no_papers(walker):
    walker.answer("who", "me")
    assert walker.client.get(reverse("papers"))["Location"] == reverse("question", args=["nation"])


def test_a_number_that_has_no_letter_leads_to_the_list(finished):
    for form in FORMS:
        for number in (0, 77, 10**30):
            assert finished.client.get(reverse(f"letter{form}", args=[number]))["Location"] == reverse("papers"), form


def test_a_letter_is_not_found_by_the_name_of_its_way(finished):
    for address in ("gp/", "gp.pdf", "gp/large.pdf", "gp/words/"):
        assert finished.client.get(f"/get-physio/letter/{address}").status_code == 404, address


def test_papers_are_only_read(finished):
    for name, given in EVERYTHING:
        assert finished.client.post(reverse(name, args=given), {"name": "Somebody"}).status_code == 405, name


def test_who_needs_help_today_is_told_before_any_letter_and_nobody_else_is_frightened(walker):
    walker.answer_until_end(today="infection")
    pages = [reverse(name) for name in ("papers", "summary", "summary_words")]
    for page in pages:
        assert "Get medical help today, before any letter." in text_of(walker.client.get(page)), page
    walker.answer("today", "none")
    for page in pages:
        assert "before any letter" not in text_of(walker.client.get(page)), page


# --- nothing stays ---------------------------------------------------------------------------------------------------
def test_no_browser_and_no_search_engine_keeps_a_paper(finished):
    for name, given in EVERYTHING:
        response = finished.client.get(reverse(name, args=given))
        assert (response.status_code, "no-store" in response["Cache-Control"]) == (200, True), name
        if name.endswith(("_pdf", "_large")):
            assert response["Content-Type"] == "application/pdf"
            assert response["Content-Disposition"] == 'inline; filename="letter.pdf"'
            assert response["X-Robots-Tag"] == "noindex"
            assert response.content.startswith(b"%PDF-")


@contextmanager
def no_file_may_grow():
    """While this holds, the system refuses every write to a file in this process, in whichever language it is made."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_the_watch_on_files_would_notice_one(tmp_path):
    with no_file_may_grow(), pytest.raises(OSError, match="File too large"):
        (tmp_path / "letter.pdf").write_bytes(b"%PDF-")


def test_no_paper_is_written_to_a_file_a_log_or_a_table(finished, caplog):
    caplog.set_level(logging.DEBUG)
    with CaptureQueriesContext(connection) as queries, no_file_may_grow():
        for name, given in EVERYTHING:
            assert finished.client.get(reverse(name, args=given)).status_code == 200, name
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
    paper = paper_of(walk_of(), "ms_nurse")
    said = [paper.ask, *(sentence for section in paper.sections for sentence in section.sentences)]
    assert not [sentence for sentence in said if sentence in caplog.text]

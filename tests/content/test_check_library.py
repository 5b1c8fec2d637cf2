"""The library check: the founding library has no faults, and each kind of fault is found where it is."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from content.library import checking
from content.library.checking import overlap
from content.library.checking.wholeness import not_whole
from content.library.loading import LIBRARY
from content.models import Kind
from tests.factories.content import ArticleFactory

WALKING = "articles/walking-and-foot-drop.md"
RAISES = "exercises/heel-raises.yaml"
LINK = "(/articles/carers-helping-someone-move-safely/)"
KEEP = "Keep floors clear and dry."
OF_A_SOURCE = "one states that goals must be identified in the referral"
# A file, what it says, what it says wrongly instead, and the fault that is found on that line.
ON_A_LINE = [
    (WALKING, "figure: walking-stick", "figure: flying-carpet", "There is no drawing “flying-carpet”"),
    (WALKING, "figure: ankle-lifts-2", "figure: ankle-lifts-9", "There is no drawing “ankle-lifts-9”"),
    (WALKING, "topics: [walking]", "topics: [flying]", "There is no topic “flying”"),
    (WALKING, "key: dodd-2011", "key: dodd-2099", "There is no source “dodd-2099”"),
    (WALKING, "url: /get-physio/}", "url: /get-it/}", "The link to /get-it/ leads nowhere"),
    (WALKING, LINK, "(/articles/lost/)", "leads to a page that is not there"),
    (WALKING, LINK, "(/articles/pain/everybody/)", "leads to a page that is not there"),
    (WALKING, LINK, "(/services/lost/)", "leads to a page that is not there"),
    (WALKING, LINK, "(/admin/)", "leads to a page that is not there"),
    (WALKING, LINK, "(/articles/pain/#lost)", "Nothing on the page has the anchor"),
    (WALKING, LINK, "(/glossary/#lost)", "Nothing on the page has the anchor"),
    (WALKING, LINK, "(#lost)", "Nothing on the page has the anchor"),
    (WALKING, KEEP, "Please keep floors clear.", "“Please”: we do not use it"),
    (WALKING, KEEP, "Clear floors are proven to help.", "“proven”: it promises too much"),
    (WALKING, KEEP, "Keep floors of any color clear.", "“color”: this is spelt as in the USA"),
    (WALKING, KEEP, f"Keep {'all ' * 25} floors clear.", "More than 25 words"),
    (WALKING, KEEP, f"Keep floors clear, as {OF_A_SOURCE}.", "A source has the same words"),
    (WALKING, KEEP, "Call 111.", "111 stands without its nations"),
    (WALKING, KEEP, "Call 0808 800 8000.", "The number 0808 800 8000 belongs in a notice"),
    (RAISES, "[csep-ms, hayes-2019]", "[csep-ms, lost-2019]", "There is no source “lost-2019”"),
    (RAISES, "Stand tall at a worktop.", "Please stand.", "“Please”: we do not use it"),
    ("faqs.md", "(/articles/what-physiotherapy-is/)", "(/articles/lost/)", "leads to a page that is not there"),
    ("glossary.csv", "Activity that keeps", "Color that keeps", "this is spelt as in the USA"),
    ("topics.csv", ",two-people", ",three-people", "There is no drawing “three-people”"),
    ("urgent_notices.csv", "This can be a danger", "This should be a danger", "“should”: we do not use it"),
]
# The same, where the fault is not of one line.
IN_A_FILE = [
    (WALKING, "- tell your physiotherapist about trips and falls", f"- {'walk ' * 30}", "The short version has"),
    (WALKING, "## When to get help\n", "", "After a notice comes a heading"),
    (WALKING, "readers=professional", "readers=patient", "Professionals have no notes"),
    (WALKING, "::: faq", "::: section", "It has no question that people ask"),
    (WALKING, "::: dont", "::: do", "It does not say what not to do"),
    (WALKING, "Stop if it hurts, or if you feel faint.", "", "does not say when to stop"),
    ("articles/pain.md", "readers=carer", "readers=patient", "Carers have no words of their own"),
    (RAISES, "figure: heel-raises-1, ", "", "It has 1 drawings"),
    (RAISES, "heat: Getting", "colour: Getting", "“heat” is missing"),
    (RAISES, "stop_if:\n", "stop_if: []\nold:\n", "“old” is not known here"),
    (RAISES, "harder: Stay up for a moment before you lower your heels. Keep holding on.\n", "", "“harder” is empty"),
]


@pytest.fixture(scope="module")
def library():
    return checking.in_files(LIBRARY)


@pytest.fixture
def plant(library, tmp_path):
    """Write a file of the library with a fault; return its faults among the rest, its path and the fault's line."""

    def plant(name, old, new):
        text = (LIBRARY / name).read_text("utf-8")
        assert old in text, f"{name} no longer says “{old}”"
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace(old, new, 1), "utf-8")
        alone = checking.in_files(tmp_path)
        found = [fault for page in alone.pages for fault in checking.faults_of(page, library)]
        return [*alone.unreadable, *found], path, text[: text.index(old)].count("\n") + 1

    return plant


def test_the_founding_library_has_no_faults(capsys):
    call_command("check_library")
    printed = capsys.readouterr().out
    assert "Reading age, articles, " in printed and "median" in printed and printed.endswith("No faults.\n")


@pytest.mark.parametrize(("name", "old", "new", "words"), ON_A_LINE)
def test_a_fault_is_found_on_its_line(plant, name, old, new, words):
    found, path, line = plant(name, old, new)
    assert [fault for fault in found if fault.startswith(f"{path}:{line}: ") and words in fault], found


@pytest.mark.parametrize(("name", "old", "new", "words"), IN_A_FILE)
def test_what_is_not_complete_is_found(plant, name, old, new, words):
    found, path, _ = plant(name, old, new)
    assert [fault for fault in found if fault.startswith(f"{path}:") and words in fault], found


def test_hard_words_make_a_page_too_old(plant):
    hard = "Neurological rehabilitation professionals individualise comprehensive multidisciplinary interventions."
    found, path, line = plant(WALKING, KEEP, " ".join([hard] * 60))
    assert [fault for fault in found if fault.startswith(f"{path}:{line}: Reading age ")], found


def test_a_library_has_enough_of_everything_and_nothing_twice(library):
    few = replace(library, pages=(library.of(Kind.ARTICLE)[0],) * 2)
    faults = "\n".join(not_whole(few))
    for words in ("has 2 articles. It takes 45", "has 0 exercises", "has 0 questions", "has 0 words", "0 articles are"):
        assert words in faults
    assert "Another article is called “After a relapse” too" in faults


def test_what_no_article_is_about_is_no_topic(library):
    pages = [page for page in library.pages if page.kind != Kind.ARTICLE or "carers" not in page.document["topics"]]
    assert "No article is about “carers”." in "\n".join(not_whole(replace(library, pages=tuple(pages))))


def test_words_of_a_source_are_known_by_their_hashes_alone():
    assert overlap.shared(f"It says: {OF_A_SOURCE.upper()}!") == [OF_A_SOURCE]
    assert overlap.shared("One says that goals must be identified in each referral") == []
    assert OF_A_SOURCE.encode() not in overlap.RUNS.read_bytes()


def test_the_command_fails_with_every_fault(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "pain.md").write_text("no head", "utf-8")
    with pytest.raises(CommandError, match="pain.md:1: The file does not begin with front matter") as failure:
        call_command("check_library", folder=tmp_path)
    assert "The library has 0 articles" in str(failure.value) and "\nFaults: " in str(failure.value)


@pytest.mark.django_db
def test_what_editors_wrote_is_checked_in_the_database():
    ArticleFactory(slug="stiff", next_url="/lost/", body="<p>This is proven to help.</p>")
    with pytest.raises(CommandError) as failure:
        call_command("check_library", database=True)
    for words in ("The link to /lost/ leads nowhere", "“proven”: it promises too much", "It has no notice"):
        assert f"article “stiff”: {words}" in str(failure.value)

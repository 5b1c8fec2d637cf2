"""What people type for a thing, in their own words: the file of it, and how near a question is to a phrase."""

import csv
from pathlib import Path

import pytest
from django.core.management import call_command

from content import library
from content.library import tables
from content.models import SearchEntry, SearchWord
from content.search import asked_as, asking, index, nearness, stems
from tests.factories.content import FaqFactory, publish_founding

LIBRARY = Path(library.__file__).parent
SLUGS = {
    "article": {path.stem for path in (LIBRARY / "articles").glob("*.md")},
    "exercise": {path.stem for path in (LIBRARY / "exercises").glob("*.yaml")},
    "faq": {line.split("slug=")[1].split()[0] for line in (LIBRARY / "faqs.md").read_text("utf-8").split("\n::: faq ")},
    "term": {term["slug"] for term in tables.terms(LIBRARY / "glossary.csv")},
}


def near(phrases, text):
    question = asking.Question(text)
    return nearness.nearness(
        nearness.phrases_of(phrases), nearness.typed_stems(question), nearness.asked_weight(question)
    )


def test_every_phrase_belongs_to_something_of_the_library():
    wrong = [(kind, slug) for kind, slug in asked_as.every_phrase() if slug not in SLUGS[kind]]
    assert wrong == []


@pytest.mark.parametrize("kind", ["article", "exercise", "faq"])
def test_everything_of_the_library_has_phrases(kind):
    assert [slug for slug in sorted(SLUGS[kind]) if not asked_as.asked_as(kind, slug)] == []


def test_no_row_of_word_forms_says_nothing_new():
    with asking.FORMS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["form"] for row in rows}) == len(rows)
    assert [row["form"] for row in rows if row["form"] in row["also"].split()] == []


@pytest.mark.parametrize(
    "forms", [("trip", "trips", "tripped", "tripping"), ("dizzy", "dizziness"), ("stiff", "stiffer", "stiffness")]
)
def test_forms_of_a_word_are_one_stem(forms):
    assert len({stems.stem(form) for form in forms}) == 1


def test_the_very_phrase_is_nearest_then_its_other_forms_then_a_part():
    phrases = "Walking / legs like concrete / cannot lift my leg"
    texts = ("legs like concrete", "leg is like concrete today", "concrete floor", "banana")
    found = [near(phrases, text) for text in texts]
    assert found[0] == 1 and found == sorted(found, reverse=True) and found[-1] == 0


def test_what_is_denied_is_denied_in_any_words():
    assert near("cannot lift my leg", "my leg wont lift") > near("lift my leg", "my leg wont lift")


def test_a_phrase_finds_what_no_word_of_the_text_would():
    found = nearness.nearest(nearness.typed_stems(asking.Question("they said no")), 1)
    assert ("faq", "what-if-they-say-no") in found


def test_what_people_type_is_indexed_again_when_the_file_has_changed(db, demonstration, monkeypatch):
    publish_founding(FaqFactory(slug="what-is-pacing", question="What is pacing?"))
    call_command("index_search")
    assert index.has_what_people_type() and SearchWord.objects.filter(word="bicycle").exists()
    new = {("faq", "what-is-pacing"): ("spoon counting",)}
    monkeypatch.setattr(asked_as, "_phrases", lambda: new)
    assert not index.has_what_people_type()
    call_command("index_search", changed=True)
    assert index.has_what_people_type() and "spoon counting" in SearchEntry.objects.get(slug="what-is-pacing").names

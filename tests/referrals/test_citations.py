"""Routes, rules and signs say which sources they rest on, and the register can ask."""

import pytest

from content.models import Source
from referrals import definitions, interchange, publishing
from referrals.engine.definition import PLACES
from tests.factories.packs import packed_document
from tests.factories.referrals import founding_document, make_public_version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "demonstration")]


def cited_document(key):
    """The founding guide with one source at its first route, rule and sign, and at nothing else."""
    document = founding_document()
    for part in ("routes", "rules", "urgent_signs"):
        for n, item in enumerate(document[part]):
            item["sources"] = [] if n else [key]
    for item in (*document["nation_help"].values(), document["letter_words"]):
        item["sources"] = []
    return document


def first_of(document, part):
    return document[part][0]["key"]


def test_the_published_version_says_what_cites_a_source():
    document = cited_document("hrb-falls")
    make_public_version(document)
    found = definitions.citing("hrb-falls")
    assert [(kind, key) for kind, key, _ in found] == [
        ("route", first_of(document, "routes")),
        ("rule", first_of(document, "rules")),
        ("sign", first_of(document, "urgent_signs")),
    ]
    assert found[0][2] == document["routes"][0]["title"]["self"]
    assert definitions.citing("nice-ng220") == []


def test_what_published_version_and_draft_both_cite_is_named_once():
    document = cited_document("hrb-falls")
    make_public_version(document)
    before = definitions.citing("hrb-falls")
    document["routes"][1]["sources"] = ["hrb-falls"]
    publishing.import_document(document)
    added = ("route", document["routes"][1]["key"], document["routes"][1]["title"]["self"])
    assert definitions.citing("hrb-falls") == [*before, added]


def test_who_helps_in_a_nation_and_the_words_of_letters_cite_too():
    draft = publishing.import_document(packed_document("hrb-falls") | {"routes": [], "rules": [], "urgent_signs": []})
    found = definitions.citing("hrb-falls")
    places = [("help", place, f"Helpers of {place}") for place in PLACES]
    assert found == [*places, ("letters", "letter_words", "The words of letters")]
    publishing.import_document(interchange.read(draft))
    assert definitions.citing("hrb-falls") == found, "each once"
    make_public_version(packed_document("hrb-falls") | {"routes": [], "rules": [], "urgent_signs": []})
    assert definitions.citing("hrb-falls") == found


def test_sources_survive_the_rows():
    document = cited_document("hrb-falls")
    draft = publishing.import_document(document)
    assert interchange.read(draft)["rules"][0]["sources"] == ["hrb-falls"]
    assert interchange.read(draft)["urgent_signs"] == document["urgent_signs"]


def test_a_source_that_the_register_lacks_is_named():
    draft = publishing.import_document(cited_document("hrb-falls"))
    assert publishing.check(draft) == ()
    Source.objects.filter(key="hrb-falls").delete()
    faults = publishing.check(draft)
    assert len(faults) == 3
    assert all("“hrb-falls”, which the register of sources lacks" in fault for fault in faults)


def test_the_founding_guide_names_sources_of_the_founding_library_only():
    known = set(Source.objects.values_list("key", flat=True))
    document = founding_document()
    cited = [item for part in ("routes", "rules", "urgent_signs") for item in document[part]]
    cited += [*document["nation_help"].values(), document["letter_words"]]
    named = {key for item in cited for key in item["sources"]}
    assert named, "the founding guide rests on something"
    assert named <= known

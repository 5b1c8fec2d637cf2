"""A source that has a new version makes the parts of the guide that cite it due."""

import pytest
from django.urls import resolve

from content import ageing
from content.models import Source
from referrals import publishing
from referrals.register import due
from tests.factories.content import person
from tests.factories.referrals import make_public_version
from tests.referrals.test_citations import cited_document, first_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "demonstration")]
KINDS = ["route of the guide", "rule of the guide", "urgent sign of the guide"]


@pytest.fixture
def document():
    document = cited_document("hrb-falls")
    make_public_version(document)
    return document


def new_version(key):
    return ageing.source_changed(Source.objects.get(key=key), edition="2027", note="", by=person("a", "author"))


def test_the_editor_gets_its_routes_rules_and_signs_too(document):
    found = new_version("hrb-falls")
    assert [part.kind for part in found] == KINDS
    assert all(part.public for part in found)
    assert found[0].title == document["routes"][0]["title"]["self"]
    assert f"?q={first_of(document, 'routes')}" in found[0].url
    assert all(resolve(part.url.split("?")[0]) for part in found)


def test_what_only_a_draft_cites_is_listed_and_not_public(document):
    document["routes"][1]["sources"] = ["hrb-falls"]
    publishing.import_document(document)
    found = ageing.citing(Source.objects.get(key="hrb-falls"))
    assert [part.public for part in found] == [True, True, True, False]


def test_what_is_public_is_due(document):
    assert due() == []
    new_version("hrb-falls")
    assert [part.kind for part, _ in due()] == KINDS
    assert {why.rsplit(" has a new version: ")[1] for _, why in due()} == {"2027."}


def test_another_source_makes_nothing_of_it_due(document):
    new_version("nice-ng220")
    assert due() == []


def test_a_version_that_was_published_after_the_change_is_not_due():
    new_version("hrb-falls")
    make_public_version(cited_document("hrb-falls"))
    assert due() == []

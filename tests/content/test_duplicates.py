"""Services that are perhaps in the directory twice: suggested with the reason, and never merged by themselves."""

import pytest

from content import duplicates
from content.models import Service
from tests.factories.content import ServiceFactory
from tests.support.editing import address
from tests.support.founding import write_services

pytestmark = pytest.mark.django_db
LEEDS = {"town": "Leeds", "website": ""}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"phone": "0113 496 0000"}, {"phone": "+44 113 4960000"}, duplicates.PHONE),
        ({"website": "https://www.example.org/a"}, {"website": "http://EXAMPLE.org"}, duplicates.WEBSITE),
        (
            {"website": "https://trust.nhs.uk/neuro/"},
            {"website": "https://www.trust.nhs.uk/neuro"},
            duplicates.WEBSITE,
        ),
        ({**LEEDS, "name": "Leeds M.S. Centre"}, {**LEEDS, "name": "Leeds MS Centre"}, duplicates.NAME),
        (
            {**LEEDS, "name": "Northern Neuro", "former_names": ["Leeds MS Centre"]},
            {**LEEDS, "name": "Leeds MS Centre", "town": "LEEDS"},
            duplicates.NAME,
        ),
    ],
)
def test_what_two_share_is_said(one, other, why):
    first = ServiceFactory(**{"name": "First", "website": "", **one})
    second = ServiceFactory(**{"name": "Something else", "website": "", **other})
    assert duplicates.alike(first) == [(second, why)]
    assert duplicates.alike(second) == [(first, why)]
    assert duplicates.suspects() == {first.pk, second.pk}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"website": ""}, {"website": ""}),
        ({"website": "https://trust.nhs.uk"}, {"website": "https://trust.nhs.uk/"}),
        ({"website": "https://trust.nhs.uk/neuro"}, {"website": "https://trust.nhs.uk/hands"}),
        ({"website": "https://www.facebook.com/one"}, {"website": "https://facebook.com/other"}),
        ({"website": "https://www.mssociety.org.uk/york"}, {"website": "https://www.mssociety.org.uk/hull"}),
        ({**LEEDS, "name": "Leeds MS Centre"}, {"town": "York", "website": "", "name": "Leeds MS Centre"}),
        ({**LEEDS, "name": "Leeds MS Centre"}, {**LEEDS, "name": "Community Neuro Team"}),
    ],
)
def test_what_two_only_seem_to_share_is_not(one, other):
    first = ServiceFactory(**{"name": "First", **one})
    ServiceFactory(**{"name": "Something else", **other})
    assert duplicates.alike(first) == [] and duplicates.suspects() == set()


def test_what_was_withdrawn_is_no_duplicate():
    first = ServiceFactory(phone="0113 496 0000")
    ServiceFactory(phone="0113 496 0000", website="", state="withdrawn")
    assert duplicates.alike(first) == []


def test_one_form_compares_its_own_service_only():
    group = [{"pk": number} for number in range(6)]
    assert [(one["pk"], other["pk"]) for one, other in duplicates._twos(group, 2)] == [
        *((2, 0), (2, 1), (2, 3), (2, 4), (2, 5))
    ]
    assert list(duplicates._twos(group, 9)) == []


def test_the_founding_directory_has_none():
    write_services()
    assert Service.objects.filter(pk__in=duplicates.suspects()).count() == 0


def test_editors_are_shown_both_and_nothing_is_merged(sign_in):
    first = ServiceFactory(name="Leeds MS Centre", **LEEDS)
    second = ServiceFactory(name="Leeds M.S. Centre", **LEEDS)
    ServiceFactory(name="Elsewhere", town="York", website="")
    client = sign_in("directory")
    html = client.get(address("service_change", first.pk)).content.decode()
    assert "Perhaps the same service" in html and address("service_change", second.pk) in html
    assert duplicates.NAME in html
    rows = client.get(address("service_changelist"), {"twice": "perhaps"}).context["cl"].result_list
    assert {row.pk for row in rows} == {first.pk, second.pk}
    assert Service.objects.count() == 3

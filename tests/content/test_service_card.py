"""A service in a list: for whom it works, how to get in where somebody knows, what it costs, whom to ask."""

import pytest

from content import reading
from content.presenters import service_card
from tests.factories.content import ServiceFactory, publish_founding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture(autouse=True)
def forgotten():
    reading.forget()
    yield
    reading.forget()


def card(slug):
    return service_card(reading.by_slug("service")[slug])


@pytest.mark.parametrize(
    ("others", "area", "words"),
    [
        ("no", "Sheffield", "Only for: Sheffield"),
        ("no", "", "Only for: people who live in their area"),
        ("unknown", "Cornwall", "Works in: Cornwall"),
        ("unknown", "", ""),
        ("yes", "Cornwall", ""),
    ],
)
def test_it_says_for_whom_it_works(others, area, words):
    publish_founding(ServiceFactory(slug="area", accepts_out_of_area=others, area_served=area))
    reading.forget()
    found = card("area")
    assert found.area == words
    assert [fact["text"] for fact in found.facts if ": " in fact["text"]][:-1] == ([words] if words else [])


def test_without_phone_and_website_it_says_what_to_do_and_never_ask_them(client):
    publish_founding(ServiceFactory(slug="silent", website="", nation="england"))
    reading.forget()
    page = client.get("/services/?nation=england").content.decode()
    assert "We have no phone or website for them yet. Ask your MS nurse or GP, or search for the name." in page
    assert "Ask them" not in page and "How to get in" not in page
    assert card("silent").no_contact and not card("silent").can_contact


@pytest.mark.parametrize(
    ("self_referral", "own", "words"),
    [
        ("unknown", "", ""),
        ("unknown", "Phone first.", "Phone first."),
        ("yes", "", "You can ask them yourself."),
    ],
)
def test_how_to_get_in_only_where_somebody_knows(self_referral, own, words):
    publish_founding(ServiceFactory(slug="door", self_referral=self_referral, how_to_get_in=own))
    reading.forget()
    assert card("door").get_in == words


@pytest.mark.parametrize(
    ("price", "cost", "words"),
    [
        ("donation", "They suggest a donation of £5.", "They suggest a donation of £5."),
        ("donation", "They suggest £5.", "They ask for a donation. They suggest £5."),
        ("unknown", "£12 a year to be a member.", "£12 a year to be a member."),
        ("paid", "", "You pay"),
    ],
)
def test_it_says_what_is_known_of_the_cost_and_nothing_twice(price, cost, words):
    publish_founding(ServiceFactory(slug="cost", price=price, cost=cost))
    reading.forget()
    assert [fact["text"] for fact in card("cost").facts if fact["icon"] == "pound"] == [words]

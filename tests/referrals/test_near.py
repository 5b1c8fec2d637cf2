"""The place of a person, and the services near it in their result."""

import pytest
from django.db import OperationalError
from django.urls import reverse

from content import gazetteer, reading
from content.models import Place
from content.place_names import fold
from referrals import answers, definitions
from tests.factories.content import FinderFactory, ServiceFactory, publish_founding
from tests.factories.packs import packed_document
from tests.factories.referrals import make_public_version
from tests.support.walking import Walker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration", "towns")]
LEEDS, NEWPORT, NEWPORT_WIGHT, INVERNESS = 2644688, 2641598, 2641599, 2646088
TOWNS = [
    (LEEDS, "Leeds", 53.7965, -1.5478, 536280, "england"),
    (2638077, "Sheffield", 53.383, -1.4659, 730158, "england"),
    (NEWPORT, "Newport", 51.5877, -2.9983, 161506, "wales"),
    (NEWPORT_WIGHT, "Newport", 50.7015, -1.2912, 24884, "england"),
    (INVERNESS, "Inverness", 57.4791, -4.224, 47790, "scotland"),
]
OFFERED = {"service_kind": "nhs", "physiotherapy": "yes", "nation": "england", "geoname_id": LEEDS}


@pytest.fixture
def towns(db):
    Place.objects.bulk_create(
        Place(id=id, name=name, folded=fold(name), latitude=lat, longitude=lon, population=people, nation=nation)
        for id, name, lat, lon, people, nation in TOWNS
    )
    gazetteer.forget()
    yield
    gazetteer.forget()
    reading.forget()


def finished(client, change=lambda document: None, **wanted):
    """Somebody in England at their result, on a guide in which NHS and online services belong under every way."""
    document = packed_document()
    change(document)
    make_public_version(document)
    walker = Walker(client)
    walker.answer_until_end(nation="england", **wanted)
    return walker


def barrier(name):
    """A change of a document: everybody who answers for themselves has this barrier."""

    def change(document):
        document["questions"][0]["options"][0]["barrier"] = name

    return change


def place(client, text):
    return client.post(reverse("near"), {"where": text})


def kept(client):
    """The answers in the cookie of a client."""
    response = client.get(reverse("result"))
    found, _ = answers.read(response.wsgi_request)
    return found


def first_way(client):
    """The services under the first way of the result."""
    return client.get(reverse("result")).context["page"].routes[0].near


def names(client):
    return [card.name for card in first_way(client).found]


def test_the_nearest_three_that_fit_stand_under_a_way(client):
    for slug, town in (("a", LEEDS), ("b", LEEDS), ("c", LEEDS), ("far", INVERNESS), ("close", 2638077)):
        publish_founding(ServiceFactory(slug=slug, name=slug, **{**OFFERED, "geoname_id": town}))
    publish_founding(ServiceFactory(slug="group", name="group", **{**OFFERED, "service_kind": "group"}))
    publish_founding(ServiceFactory(slug="maybe", name="maybe", **{**OFFERED, "physiotherapy": "unknown"}))
    finished(client)
    response = place(client, "Leeds")
    assert response.url.startswith(f"{reverse('result')}#near-")
    assert sorted(names(client)) == ["a", "b", "c"]
    page = client.get(reverse("result")).content.decode()
    assert "In or near Leeds" in page and "Not confirmed by us yet" in page
    assert "Miles go to the middle of the town that each place is in." in page
    assert reverse("service", args=["a"]) in page


def test_a_service_of_another_nation_is_not_shown(client):
    publish_founding(ServiceFactory(slug="a", name="a", **{**OFFERED, "nation": "wales"}))
    finished(client)
    place(client, "Leeds")
    assert names(client) == []


def test_a_team_that_refuses_people_from_there_is_not_shown(client):
    leeds, sheffield = {"geoname_id": LEEDS}, {"geoname_id": 2638077, "area_served": "Sheffield"}
    for slug, fields in (("ours", leeds), ("refuses", sheffield), ("unsure", sheffield), ("takes-all", sheffield)):
        others = {"refuses": "no", "ours": "no", "takes-all": "yes"}.get(slug, "unknown")
        publish_founding(ServiceFactory(slug=slug, name=slug, **{**OFFERED, **fields, "accepts_out_of_area": others}))
    finished(client)
    place(client, "Leeds")
    assert names(client) == ["ours", "takes-all"]
    assert "Only for: people who live in their area." in client.get(reverse("result")).content.decode()
    place(client, "Sheffield")
    assert sorted(names(client)) == ["refuses", "takes-all", "unsure"]
    assert "Only for: Sheffield." in client.get(reverse("result")).content.decode()


def test_what_nobody_can_call_or_look_up_comes_last_and_says_what_to_do(client):
    for slug, town, fields in (("silent", LEEDS, {"website": ""}), ("a", LEEDS, {}), ("far", 2638077, {})):
        fields = {**OFFERED, **fields, "geoname_id": town, "accepts_out_of_area": "yes"}
        publish_founding(ServiceFactory(slug=slug, name=slug, **fields))
    finished(client)
    place(client, "Leeds")
    assert names(client) == ["a", "far", "silent"]
    assert "We have no phone or website for them yet." in client.get(reverse("result")).content.decode()
    publish_founding(ServiceFactory(slug="b", name="b", **OFFERED))
    reading.forget()
    assert names(client) == ["a", "b", "far"]


def test_who_cannot_travel_sees_only_what_is_known_to_come_to_them(client):
    for slug, offers in (("clinic", {}), ("visits", {"home_visit": "yes"}), ("video", {"online": "yes"})):
        publish_founding(ServiceFactory(slug=slug, name=slug, **OFFERED, **offers))
    finished(client, barrier("travel"))
    place(client, "Leeds")
    assert sorted(names(client)) == ["video", "visits"]


def test_who_cannot_travel_is_told_why_nothing_is_shown_and_where_everything_is(client):
    publish_founding(ServiceFactory(slug="clinic", name="clinic", **OFFERED))
    finished(client, barrier("travel"))
    place(client, "Leeds")
    page = client.get(reverse("result")).content.decode()
    assert "Because travel is hard, we show only places" in page
    assert f'<a href="{reverse("services")}">all the places that we know</a>' in page


def test_who_worries_about_cost_sees_nothing_that_is_known_to_be_paid(client):
    for slug, price in (("paid", "paid"), ("free", "nhs"), ("unsure", "unknown")):
        publish_founding(ServiceFactory(slug=slug, name=slug, **OFFERED, price=price))
    finished(client, barrier("cost"))
    place(client, "Leeds")
    assert sorted(names(client)) == ["free", "unsure"]


def test_many_paid_services_nearby_do_not_hide_the_free_one(client):
    for number in range(15):
        publish_founding(ServiceFactory(slug=f"paid-{number}", **OFFERED, price="paid"))
    publish_founding(ServiceFactory(slug="z-free", name="z-free", **OFFERED, price="nhs"))
    finished(client, barrier("cost"))
    place(client, "Leeds")
    assert names(client) == ["z-free"]


def test_online_services_need_no_place(client):
    everywhere = {"nation": "", "serves_nations": ["england", "scotland", "wales", "northern_ireland"]}
    fields = {**OFFERED, **everywhere, "service_kind": "online", "geoname_id": None}
    publish_founding(ServiceFactory(slug="online", name="online", **fields))
    finished(client)
    assert names(client) == ["online"]
    assert "Online, anywhere in the UK" in client.get(reverse("result")).content.decode()


def test_none_near_is_said_plainly_with_lists_to_search(client):
    for organisation, nations in (("Searchers", ["england"]), ("Others", ["wales"])):
        publish_founding(FinderFactory(organisation=organisation, finder=organisation, nations=nations))
    finished(client)
    place(client, "Leeds")
    page = client.get(reverse("result")).content.decode()
    assert "We know of no place within 10 miles of Leeds that fits your answers." in page
    assert "Searchers" in page and "Others" not in page


def test_of_a_full_postcode_only_the_first_half_is_looked_at_or_shown_again(client):
    finished(client)
    assert place(client, "LS6 3AB").status_code == 302
    assert kept(client).place == LEEDS
    response = place(client, "ZZ9 9ZZ")
    assert response.status_code == 422
    assert "9ZZ" not in response.content.decode() and "ZZ9" in response.content.decode()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *(("", "Type a town, or the first half"), ("Nowhereville", "We do not know this place")),
        *(("Wales", "too large to measure from. Type a town in it"), ("Cornwall", "too large to measure from")),
    ],
)
def test_what_is_not_found_is_a_kind_error_that_keeps_what_was_typed(client, text, words):
    finished(client)
    response = place(client, text)
    page = response.content.decode()
    assert response.status_code == 422 and words in page and f'value="{text}"' in page if text else words in page
    assert kept(client).place is None


def test_a_name_that_towns_share_asks_which(client):
    finished(client)
    response = place(client, "Newport")
    assert response.url == reverse("near")
    page = client.get(reverse("near")).content.decode()
    assert "Which Newport do you mean?" in page and "Newport, Wales" in page
    assert "None of these? Type a larger town near you." in page
    client.post(reverse("near"), {"which": "1", "place": NEWPORT_WIGHT})
    assert (kept(client).place, kept(client).near) == (NEWPORT_WIGHT, "")
    assert "Which Newport" not in client.get(reverse("near")).content.decode()


@pytest.mark.parametrize("number", ["", "abc", "1", "99999999999999999999"])
def test_a_town_that_is_not_there_is_a_kind_error(client, number):
    finished(client)
    place(client, "Newport")
    response = client.post(reverse("near"), {"which": "1", "place": number})
    assert response.status_code == 422 and "Choose a town" in response.content.decode()


def test_another_place_can_be_typed_instead_of_choosing(client):
    finished(client)
    place(client, "Newport")
    assert client.post(reverse("near"), {"again": "1"}).url == reverse("near")
    assert 'name="where"' in client.get(reverse("near")).content.decode()


def test_a_wide_area_shows_results_and_asks_for_the_nearest_town(client):
    finished(client)
    place(client, "IV27")
    page = client.get(reverse("result")).content.decode()
    assert "We measure from the centre of Inverness, Scotland." in page
    assert "IV27</strong> is a wide area" in page
    place(client, "Inverness")
    assert "is a wide area" not in client.get(reverse("result")).content.decode()


def test_a_place_can_be_forgotten(client):
    finished(client)
    place(client, "Leeds")
    assert client.post(reverse("near"), {"forget": "1"}).url == reverse("result")
    assert kept(client).place is None
    assert 'name="where"' in client.get(reverse("result")).content.decode()


def test_a_place_stands_in_no_address(client):
    finished(client)
    for text in ("Leeds", "Newport", "IV27", "Nowhereville"):
        response = place(client, text)
        where = response.headers.get("Location", "")
        assert not any(word in where.lower() for word in ("leeds", "newport", "iv27", "nowhere", str(LEEDS)))
        assert "no-store" in response.headers["Cache-Control"]


def test_result_and_place_ask_the_database_nothing_once_it_is_all_held(client, django_assert_num_queries, monkeypatch):
    publish_founding(ServiceFactory(slug="a", name="a", **OFFERED))
    for held in (definitions._held, reading._held, gazetteer._held):
        monkeypatch.setattr(held, "_seconds", 3600)
        held.forget()
    finished(client)
    place(client, "Leeds")
    client.get(reverse("result"))
    with django_assert_num_queries(0):
        place(client, "Newport")
        client.get(reverse("near"))
        place(client, "Leeds")
        assert names(client) == ["a"]


def test_without_a_database_the_result_goes_without_places(client, monkeypatch):
    finished(client)
    place(client, "Leeds")
    gazetteer.forget()

    def away():
        raise OperationalError("away")

    monkeypatch.setattr(gazetteer._held, "_load", away)
    assert client.get(reverse("result")).status_code == 200
    response = place(client, "Leeds")
    assert response.status_code == 422
    assert "We cannot look up towns at the moment" in response.content.decode()

"""The directory as readers get it: nearest first, only what is known as yes, nothing that refuses people with MS."""

from itertools import combinations
from types import SimpleNamespace

import pytest
from django.test import override_settings

from content import directory, gazetteer, reading
from content.directory import around, everywhere, listed, nearest
from content.distances import miles_between
from content.models import Known, Price, Service
from content.places import Nation
from tests.factories.content import ServiceFactory, publish_founding

pytestmark = pytest.mark.django_db
LEEDS, BRADFORD, LONDON, CHESTER, CARDIFF, BELFAST = 2644688, 2654993, 2643743, 2653228, 2653822, 2655984
YORK, EDINBURGH = 2633352, 2650225
SERVICES = (
    {"slug": "leeds-nhs", "geoname_id": LEEDS, "nation": "england", "service_kind": "nhs", "price": "nhs"},
    {"slug": "leeds-centre", "geoname_id": LEEDS, "nation": "england", "price": "donation", "self_referral": "yes"},
    {"slug": "bradford", "geoname_id": BRADFORD, "nation": "england", "home_visit": "yes", "physiotherapy": "yes"},
    {"slug": "york", "geoname_id": YORK, "nation": "england", "service_kind": "private", "home_visit": "no"},
    {"slug": "london", "geoname_id": LONDON, "nation": "england", "exercise_class": "yes", "price": "free"},
    {"slug": "saltney", "geoname_id": CHESTER, "nation": "wales", "serves_nations": ["england", "wales"]},
    {"slug": "cardiff", "geoname_id": CARDIFF, "nation": "wales", "online": "unknown"},
    {"slug": "old", "geoname_id": LEEDS, "nation": "england", "confidence": "low"},
    {"slug": "refuses", "geoname_id": LEEDS, "nation": "england", "accepts_ms": "no"},
    {"slug": "nowhere", "nation": "scotland", "place_unsourced": "Edinburgh"},
    {"slug": "classes", "serves_nations": Nation.values, "service_kind": "online", "online": "yes"},
)


@pytest.fixture(scope="module")
def services(towns, rows_of_the_file):
    """The services above, public as in a demonstration, for all tests of the file."""
    with override_settings(DEMO=True):
        for fields in SERVICES:
            publish_founding(ServiceFactory(**fields))


@pytest.fixture(autouse=True)
def published(services, settings):
    settings.DEMO = True
    reading.forget()


def slugs(found):
    return [getattr(each, "service", each).slug for each in found]


def town(number):
    return gazetteer.place(number)


def test_the_nearest_come_first_and_say_how_far():
    found = nearest(town(LEEDS))
    assert slugs(found)[:4] == ["leeds-centre", "leeds-nhs", "bradford", "york"]
    assert [near.miles for near in found[:4]] == [1, 1, 8, 22]
    assert [near.words for near in found[1:4]] == [
        "in or near Leeds",
        "about 8 miles from the centre of Leeds",
        "about 22 miles from the centre of Leeds",
    ]


@pytest.mark.parametrize("number", [LEEDS, LONDON, CHESTER, CARDIFF, BELFAST, EDINBURGH])
def test_the_nearest_are_what_comparing_all_would_find(number):
    place = town(number)
    services = [(fields["slug"], fields["geoname_id"]) for fields in SERVICES if fields.get("geoname_id")]
    wanted = sorted(
        (miles_between(place, town(geoname)), slug) for slug, geoname in services if slug not in ("old", "refuses")
    )
    found = nearest(place)
    assert sorted(slugs(found)) == sorted(slug for _, slug in wanted)
    assert [near.miles for near in found] == [max(1, round(miles)) for miles, _ in wanted]
    assert slugs(nearest(place, limit=3)) == slugs(found)[:3]


@pytest.mark.parametrize("chosen", [c for n in (1, 2) for c in combinations(directory.FILTERS, n)], ids="+".join)
def test_filters_take_only_what_is_known_as_yes(chosen):
    def has(service, name):
        if name == "free":
            return service.get("price", "unknown") in ("nhs", "free", "donation")
        return service.get(name, "unknown") == "yes"

    wanted = {s["slug"] for s in SERVICES if all(has(s, name) for name in chosen)} - {"old", "refuses"}
    assert set(slugs(listed(filters=chosen))) == wanted
    near = nearest(town(LEEDS), filters=chosen)
    assert set(slugs(near)) == {s["slug"] for s in SERVICES if s["slug"] in wanted and s.get("geoname_id")}
    assert slugs(nearest(town(LEEDS), must=chosen)) == slugs(near)


@pytest.mark.parametrize("name", [*directory.KNOWN, "free"])
@pytest.mark.parametrize("value", [Known.UNKNOWN, Known.NO])
def test_not_known_is_never_taken_for_yes(name, value):
    fields = {each: value for each in directory.KNOWN if each != "accepts_ms"} | {"price": Price.UNKNOWN}
    publish_founding(ServiceFactory(slug="doubtful", geoname_id=EDINBURGH, **fields))
    assert "doubtful" in slugs(nearest(town(EDINBURGH)))
    assert "doubtful" not in slugs(nearest(town(EDINBURGH), must=(name,)))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"town": "Leeds"}, "in Leeds"),
        ({"place": "Leeds"}, "in Leeds"),
        ({"town": "Garforth", "place": "Leeds"}, "in or near Leeds"),
    ],
)
def test_the_town_itself_has_no_distance(fields, words):
    publish_founding(ServiceFactory(slug="here", geoname_id=LEEDS, **fields))
    assert next(near.words for near in nearest(town(LEEDS)) if near.service.slug == "here") == words
    assert "mile" in next(near.words for near in nearest(town(BRADFORD)) if near.service.slug == "here")


@pytest.mark.parametrize(
    ("fields", "takes"),
    [
        ({"service_kind": "nhs"}, {BRADFORD, LEEDS}),  # Leeds is 8 miles from it, York 29
        ({"service_kind": "nhs", "accepts_out_of_area": "yes"}, {BRADFORD, LEEDS, YORK}),
        ({"service_kind": "nhs", "accepts_out_of_area": "no"}, {BRADFORD}),
        ({"accepts_out_of_area": "no"}, {BRADFORD}),
        ({"accepts_out_of_area": "no", "area_served": "West Yorkshire, Leeds and Bradford"}, {BRADFORD, LEEDS}),
        ({"service_kind": "nhs", "area_served": "Bradford, York and nearby"}, {BRADFORD, LEEDS, YORK}),
        ({"accepts_out_of_area": "no", "area_served": "North Leeds"}, {BRADFORD}),
        ({}, {BRADFORD, LEEDS, YORK}),
    ],
)
def test_people_are_led_to_no_service_that_refuses_those_who_live_there(fields, takes):
    publish_founding(ServiceFactory(slug="here", geoname_id=BRADFORD, **fields))
    found = {n for n in (BRADFORD, LEEDS, YORK, LONDON) if "here" in slugs(nearest(town(n), for_residents=True))}
    assert found == takes
    assert "here" in slugs(nearest(town(LONDON)))


def test_what_can_be_called_or_looked_up_and_is_not_paid_can_be_asked_for():
    publish_founding(ServiceFactory(slug="silent", geoname_id=EDINBURGH, website="", phone=""))
    publish_founding(ServiceFactory(slug="phone", geoname_id=EDINBURGH, website="", phone="0113 496 0000"))
    publish_founding(ServiceFactory(slug="paid", geoname_id=EDINBURGH, price="paid"))
    assert set(slugs(nearest(town(EDINBURGH), limit=2, must=(directory.CONTACT,)))) == {"phone", "paid"}
    assert set(slugs(nearest(town(EDINBURGH), limit=2, must=(directory.NOT_PAID,)))) == {"silent", "phone"}


def test_kinds_and_nations_narrow():
    assert slugs(nearest(town(LEEDS), kinds=("nhs", "private"))) == ["leeds-nhs", "york"]
    assert slugs(nearest(town(CHESTER), nation="wales")) == ["saltney", "cardiff"]


def test_what_straddles_a_border_serves_both_nations():
    assert "saltney" in slugs(listed("wales")) and "saltney" in slugs(listed("england"))
    assert nearest(town(CHESTER), nation="england")[0].service.slug == "saltney"


def test_what_has_no_confirmed_point_is_listed_and_never_measured():
    assert "nowhere" in slugs(listed("scotland"))
    assert "nowhere" not in slugs(nearest(town(EDINBURGH)))


def test_what_serves_all_of_the_uk_is_found_for_itself():
    assert slugs(everywhere()) == slugs(everywhere(("online",))) == ["classes"]
    assert everywhere(("home_visit",)) == ()
    assert not any("classes" in slugs(listed(nation)) for nation in Nation.values)


def test_nothing_of_low_confidence_or_that_refuses_people_with_ms_is_there():
    assert {"old", "refuses"}.isdisjoint(slugs([*listed(), *nearest(town(LEEDS))]))


def test_three_are_shown_where_one_is_close_however_far_the_others_are():
    found = around(town(CARDIFF))
    assert (found.close, slugs(found.found)) == (1, ["cardiff", "saltney", "london"])


def test_none_close_is_none():
    assert around(town(BELFAST)) == directory.Around((), 0)
    assert around(town(CARDIFF), filters=("home_visit",)) == directory.Around((), 0)


def test_all_that_is_close_is_there():
    found = around(town(LEEDS))
    assert (found.close, len(found.found)) == (4, 4)


def test_a_nation_is_listed_by_town_and_narrowed_to_one():
    publish_founding(ServiceFactory(slug="ayr", name="B", town="Ayr", nation="scotland"))
    publish_founding(ServiceFactory(slug="ayr-too", name="A", town="Ayr", nation="scotland"))
    assert slugs(listed("scotland"))[:2] == ["ayr-too", "ayr"]
    assert directory.towns("scotland") == {"ayr": "Ayr"}
    assert slugs(listed("scotland", "ayr")) == ["ayr-too", "ayr"]
    assert directory.counts()["scotland"] == 3


def test_a_paused_service_rests():
    from content import pausing
    from tests.factories.content import person

    pausing.pause(Service.objects.get(slug="bradford"), by=person("publisher", "publisher"), reason="It has moved.")
    reading.forget()
    assert "bradford" not in slugs(listed())


def test_an_offer_that_nobody_knows_is_a_fault_of_the_caller():
    with pytest.raises(ValueError, match="hydrotherapy"):
        nearest(SimpleNamespace(latitude=53, longitude=-1), must=("hydrotherapy",))


def test_asking_again_asks_the_database_nothing(django_assert_num_queries):
    reading.forget()
    gazetteer.forget()
    with django_assert_num_queries(2):
        nearest(town(LEEDS))
    with django_assert_num_queries(0):
        nearest(town(LEEDS)), listed("wales"), around(town(BELFAST)), everywhere()

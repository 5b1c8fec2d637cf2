"""Other ways into the directory than a town: a name, a county, a nation; what has no place; and where the reader is."""

import re

import pytest

from content import gazetteer, reading
from content.places import Nation
from tests.factories.content import FinderFactory, ServiceFactory, publish_founding

pytestmark = pytest.mark.django_db
LEEDS = 2644688
ALL = list(Nation.values)


@pytest.fixture(autouse=True)
def published(towns, settings):
    settings.DEMO = True
    gazetteer.forget()
    for service in (
        {"slug": "leeds", "name": "Leeds Centre", "nation": "england", "town": "Leeds", "geoname_id": LEEDS},
        {
            "slug": "hills",
            "name": "Chilterns Neuro Centre",
            "former_names": ["Chilterns MS Centre"],
            "nation": "england",
        },
        {"slug": "classes", "name": "Classes For All", "serves_nations": ALL},
        {"slug": "berwick", "name": "Holiday House", "nation": "scotland", "serves_nations": ALL, "town": "Ayr"},
        {"slug": "lost", "name": "Lost Physio"},
    ):
        publish_founding(ServiceFactory(**service))
    publish_founding(FinderFactory(finder="Only in Wales", nations=["wales"]))
    reading.forget()
    yield
    reading.forget()
    gazetteer.forget()


@pytest.fixture
def page(client):
    """Return the ServiceList at an address, with its words as `words`."""

    def page(query, status=200):
        answer = client.get(f"/services/{query}", follow=True)
        assert answer.status_code == status
        html = answer.content.decode().partition("<main")[2]
        return answer.context["page"], re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))

    return page


def names(cards):
    return [card.name for card in cards]


class TestNames:
    @pytest.mark.parametrize("typed", ["Chilterns MS Centre", "chilterns neuro", "CHILTERNS centre"])
    def test_a_service_is_found_by_a_name_that_it_has_or_had(self, page, typed):
        found, words = page(f"?near={typed}&offer=free")
        assert names(found.cards) == ["Chilterns Neuro Centre"] and found.asked.offers == ()
        assert "1 place is called so, or was before." in words

    def test_the_form_leads_to_it(self, client):
        answer = client.post("/services/", {"near": "Chilterns MS Centre"})
        assert (answer.status_code, answer["Location"]) == (302, "/services/?near=Chilterns+MS+Centre")

    @pytest.mark.parametrize("typed", ["my house", "MS", "Chilterns Leeds", "xyzzy"])
    def test_what_no_service_is_called_is_still_unknown(self, page, typed):
        found, words = page(f"?near={typed}", 422)
        assert found.kind == "unknown" and "We do not know this place" in words

    def test_a_town_comes_before_a_name(self, page):
        assert page("?near=Leeds")[0].kind == "place"


class TestLargeAreas:
    @pytest.mark.parametrize(("typed", "nation"), [("Wales", "wales"), ("scotland", "scotland")])
    def test_the_name_of_a_nation_leads_to_its_list(self, client, typed, nation):
        for answer in (client.get(f"/services/?near={typed}"), client.post("/services/", {"near": typed})):
            assert (answer.status_code, answer["Location"]) == (302, f"/services/?nation={nation}")

    def test_a_county_asks_for_a_town_in_it(self, page, client):
        found, words = page("?near=Cornwall", 422)
        assert found.kind == "unknown" and "Cornwall is a large area. Type a town in it" in words
        assert [link["label"].partition(":")[0] for link in found.nations] == ["England", "Place not known"]
        assert client.post("/services/", {"near": "Skye"}).status_code == 422


class TestNations:
    def test_what_serves_everybody_is_no_place_of_a_nation(self, page):
        found, words = page("?nation=northern_ireland")
        assert found.cards == () and "We know of no place in Northern Ireland." in words
        assert "Anywhere in the UK" in words and set(names(found.online)) == {"Classes For All", "Holiday House"}

    def test_it_is_a_place_of_the_nation_that_it_is_in(self, page):
        found, _ = page("?nation=scotland")
        assert (names(found.cards), names(found.online)) == (["Holiday House"], ["Classes For All"])

    def test_the_links_count_places_of_a_nation(self, page):
        assert [link["label"] for link in page("")[0].nations] == [
            "England: 2 places",
            "Scotland: 1 place",
            "Wales: only services for all of the UK",
            "Northern Ireland: only services for all of the UK",
            "Place not known: 1 place",
        ]

    def test_each_service_is_in_a_list(self, page):
        seen = set()
        for link in page("")[0].nations:
            found, _ = page(link["url"].partition("/services/")[2])
            seen |= {*names(found.cards), *names(found.online)}
        assert seen == {"Leeds Centre", "Chilterns Neuro Centre", "Classes For All", "Holiday House", "Lost Physio"}

    def test_those_without_a_place_say_so(self, page):
        found, words = page("?nation=not_known")
        assert names(found.cards) == ["Lost Physio"] and "Only in Wales" in words
        assert "Services whose place we do not know" in words and "We do not know where they work. Ask them." in words


class TestWhereTheReaderIs:
    def test_a_small_town_says_which_it_is_before_the_cards(self, page):
        _, words = page("?near=Southwick")
        assert "within 50 miles of the centre of Southwick, near Trowbridge." in words
        assert "We measured from Southwick, England, near Trowbridge. Not yours? Type a larger town." in words

    def test_a_large_town_says_nothing(self, page):
        assert "We measured from" not in page("?near=Leeds")[1]

    @pytest.mark.parametrize(("query", "is_open"), [("?near=LL57", True), ("?near=Leeds", False)])
    def test_the_form_is_open_where_a_wide_area_asks_for_a_town(self, client, query, is_open):
        html = client.get(f"/services/{query}").content.decode()
        found = re.search(r"<details class=\"fold\"( open)?><summary>Change place or filters", html)
        assert bool(found[1]) == is_open

    def test_the_question_comes_before_that_there_is_none(self, page):
        words = page("?near=LL57")[1]
        assert words.index("Which town are you nearest to?") < words.index("We know of no place within 50 miles")


@pytest.mark.parametrize("number", ["0", "00", "000"])
def test_there_is_no_page_before_the_first(page, number):
    found, _ = page(f"?near=Leeds&page={number}")
    assert names(found.cards) == ["Leeds Centre"] and (found.first, found.asked.page) == (1, 1)

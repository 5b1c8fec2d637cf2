"""The page of the directory in each state: the way in, near a place, which place, nothing near, a nation."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import override_settings

from content import gazetteer, reading
from content.presenters import service_card, service_list
from content.presenters.service_list import ON_A_PAGE
from tests.factories.content import FinderFactory, ServiceFactory, publish_approved, publish_founding

pytestmark = pytest.mark.django_db
LEEDS, BRADFORD, CARDIFF, EDINBURGH = 2644688, 2654993, 2653822, 2650225
MOST_BYTES = 60_000


@pytest.fixture(scope="module")
def directory(towns, rows_of_the_file):
    """Three services and two finders, public as in a demonstration, for all tests of the file."""
    names = {"town": "Leeds", "nation": "england", "phone": "0113 496 0000", "seen": "2023-03", "geoname_id": LEEDS}
    leeds = {"slug": "centre", "name": "Leeds Centre", "physiotherapy": "yes", "price": "donation", **names}
    with override_settings(DEMO=True):
        publish_founding(ServiceFactory(**leeds))
        publish_founding(ServiceFactory(slug="bradford", name="Bradford Clinic", nation="england", geoname_id=BRADFORD))
        publish_founding(ServiceFactory(slug="cardiff", nation="wales", town="Cardiff", geoname_id=CARDIFF))
        publish_founding(FinderFactory(finder="Everywhere"))
        publish_founding(FinderFactory(finder="Only in Scotland", nations=["scotland"]))


@pytest.fixture(autouse=True)
def published(directory, settings):
    settings.DEMO = True
    reading.forget()


@pytest.fixture
def show(client):
    """Return (heading, words) of the page at an address."""

    def show(query, status=200):
        answer = client.get(f"/services/{query}")
        assert answer.status_code == status, answer.headers
        html = re.sub(r"(?s).*<main|</main>.*", "", answer.content.decode())
        words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
        return re.search(r"<h1[^>]*>(.*?)</h1>", html)[1], words

    return show


class TestStates:
    def test_the_way_in(self, show):
        heading, words = show("")
        assert heading == "Find services"
        assert "England: 2 places" in words and "Wales: 1 place " in words and "Scotland:" not in words
        assert "We never need all of your postcode" in words and "Everywhere" in words

    def test_near_a_town(self, show):
        heading, words = show("?near=Leeds")
        assert heading == "Services near Leeds"
        assert "The nearest 3 places. 2 are within 50 miles of the centre of Leeds." in words
        assert words.index("In Leeds") < words.index("About 8 miles from the centre")
        assert "straight line from the centre of Leeds, England" in words

    def test_near_the_first_part_of_a_postcode(self, show):
        heading, words = show("?near=LS6")
        assert heading == "Services near LS6"
        assert "In Leeds" in words and "Which town" not in words

    def test_a_wide_area_shows_results_and_asks_for_the_nearest_town(self, show):
        heading, words = show("?near=LL57")
        assert heading == "Services near LL57"
        assert "Which town are you nearest to? LL57 can be far from Llandudno, which we measured from." in words
        assert "We know of no place within 50 miles of the centre of Llandudno." in words

    def test_a_shared_name_asks_which(self, client, show):
        heading, words = show("?near=Newport")
        assert heading == "Which Newport do you mean?"
        assert words.index("Newport, Wales, near Cardiff") < words.index("Newport, England, near Telford")
        page = client.get("/services/?near=Newport").context["page"]
        heading, words = show(urlsplit(page.choices[0]["url"])._replace(path="").geturl())
        assert heading == "Services near Newport" and "About 11 miles from the centre of Newport" in words

    def test_none_near_says_so_and_names_finders_of_that_nation(self, show):
        publish_founding(ServiceFactory(slug="online", name="Classes", serves_nations=[*gazetteer.LABELS][:4]))
        reading.forget()
        _, words = show("?near=Inverness")
        assert "We know of no place within 50 miles of the centre of Inverness." in words
        assert "Only in Scotland" in words and "Everywhere" in words
        assert "Anywhere in the UK" in words and "Classes" in words
        assert "Leeds Centre" not in words
        assert "Only in Scotland" not in show("?near=Exeter")[1]

    def test_what_is_unknown_is_kept_with_what_to_do(self, client, show):
        heading, words = show("?near=xyzzy", 422)
        assert heading == "Find services" and "We do not know this place. Check the spelling" in words
        answer = client.get("/services/?near=xyzzy&offer=home_visit").content.decode()
        assert 'value="xyzzy"' in answer and re.search(r'value="home_visit"[^>]* checked', answer)
        assert "<title>Error: Find services" in answer

    def test_a_guess_says_so(self, show):
        assert "We took “Edinbrgh” to mean Edinburgh, Scotland." in show("?near=Edinbrgh")[1]

    def test_an_island_is_answered_kindly(self, show):
        _, words = show("?near=JE2")
        assert "Jersey has a health service of its own. Ask your GP there." in words

    def test_a_nation(self, show):
        heading, words = show("?nation=england")
        assert heading == "Services in England" and "2 places, by town." in words
        assert "Leeds Centre" in words and "Cardiff" not in words

    def test_a_town_of_a_nation(self, show):
        heading, words = show("?nation=england&area=leeds")
        assert heading == "Services in Leeds" and "Bradford Clinic" not in words

    def test_filters(self, show):
        _, words = show("?near=Leeds&offer=free")
        assert "1 is within 50 miles" in words or "The nearest 1 place with all that you chose" in words
        assert "Bradford Clinic" not in words
        assert "We know of no place with all that you chose within 50 miles" in show("?near=Leeds&offer=online")[1]

    @pytest.mark.parametrize(
        "query",
        ["?nation=france", "?page=x", "?place=x", "?place=99999999999999", "?offer=gold", "?area=leeds", "?near=%00"],
    )
    def test_what_makes_no_sense_is_never_a_fault(self, client, query):
        assert client.get(f"/services/{query}").status_code in (200, 302, 422)


class TestPostcodesStayAtHome:
    @pytest.mark.parametrize("typed", ["LS6 1AB", "ls61ab", "12 Beech Road, LS6 1AB", "LS6-1AB", "LS6 OAB"])
    def test_the_form_leads_to_an_address_without_it(self, client, typed):
        answer = client.post("/services/", {"near": typed, "offer": ["free"]})
        assert (answer.status_code, answer["Location"]) == (302, "/services/?near=LS6&offer=free")

    def test_an_address_with_it_leads_away_at_once(self, client):
        answer = client.get("/services/?near=LS6+1AB&offer=free")
        assert (answer.status_code, answer["Location"]) == (302, "/services/?near=LS6&offer=free")
        assert not answer.content and not answer.cookies

    def test_one_that_nobody_knows_is_not_shown_again(self, client):
        assert client.get("/services/?near=ZZ9+9ZZ")["Location"] == "/services/?near=ZZ9"
        html = client.post("/services/", {"near": "ZZ9 9ZZ"}).content.decode()
        assert "9ZZ" not in html and 'value="ZZ9"' in html

    @pytest.mark.parametrize(
        ("typed", "address"),
        [
            *(("Leeds", "?near=Leeds"), ("Newport", "?near=Newport"), ("Leeds, 12 Beech Road", "?near=Leeds")),
            *(({"nation": "wales"}, "?nation=wales"), ({"near": "Newport", "place": 2641598}, "?place=2641598")),
            ({"near": "Leeds", "place": 2641598, "nation": "wales"}, "?near=Leeds"),
        ],
    )
    def test_what_else_is_posted_leads_to_its_address(self, client, typed, address):
        answer = client.post("/services/", typed if isinstance(typed, dict) else {"near": typed})
        assert answer["Location"] == f"/services/{address}"

    def test_an_unknown_place_is_in_no_address(self, client):
        answer = client.post("/services/", {"near": "my house", "offer": ["free"]})
        assert answer.status_code == 422 and "my house" in answer.content.decode()

    def test_nothing_typed_says_what_to_type(self, client):
        answer = client.post("/services/", {"near": " "})
        assert answer.status_code == 422
        assert "Type a town, or the first part of a postcode" in answer.content.decode()


class TestCards:
    def card(self, slug, words=""):
        return service_card(reading.by_slug("service")[slug], words)

    def test_only_what_is_known_and_what_to_ask(self):
        facts = [fact["text"] for fact in self.card("centre").facts]
        assert facts == [
            "Physiotherapy",
            "They ask for a donation",
            "Ask about: home visits, step-free access",
        ]
        facts = [fact["text"] for fact in self.card("bradford").facts]
        assert facts == ["Ask about: physiotherapy, home visits, step-free access, cost"]

    def test_no_is_said(self):
        publish_founding(ServiceFactory(slug="no", home_visit="no", step_free="yes", physiotherapy="yes", price="nhs"))
        reading.forget()
        assert [fact["text"] for fact in self.card("no").facts] == [
            *("Physiotherapy", "No home visits", "Step-free", "Free on the NHS")
        ]

    def test_it_is_not_confirmed_until_an_editor_confirms_it(self):
        assert self.card("centre").checked == "Not confirmed by us yet. What we read is from March 2023."
        assert self.card("bradford").checked == "Not confirmed by us yet. What we read has no date."
        publish_approved(ServiceFactory(slug="sure", name="Sure"))
        reading.forget()
        assert self.card("sure").checked.startswith("We checked these details on ")

    def test_the_call_button_says_whom_it_calls(self, client):
        html = client.get("/services/?near=Leeds").content.decode()
        assert re.search(
            r'href="tel:01134960000".*?Call 0113 496 0000<span class="vh">, Leeds Centre</span>', html, re.S
        )


class TestMany:
    @pytest.fixture
    def many(self, published):
        for number in range(24):
            publish_founding(
                ServiceFactory(
                    name=f"Many {number:02}", town="Leeds", nation="england", geoname_id=LEEDS, home_visit="yes"
                )
            )
        reading.forget()

    @pytest.mark.parametrize("query", ["?near=Leeds", "?nation=england"])
    def test_each_is_on_one_page_and_pages_are_light(self, client, many, query):
        seen, address = [], f"/services/{query}"
        while address:
            answer = client.get(address)
            page = answer.context["page"]
            assert len(answer.content) < MOST_BYTES and len(page.cards) <= ON_A_PAGE
            seen += [card.url for card in page.cards]
            address = page.following and page.following["url"]
        assert len(seen) == len(set(seen)) == page.total == 26

    def test_beyond_the_last_page_is_the_last(self, client, many):
        page = client.get("/services/?near=Leeds&page=99").context["page"]
        assert (page.asked.page, page.first, page.last, page.following) == (3, 21, 26, None)

    def test_the_way_on_keeps_what_was_chosen(self, client, many):
        following = client.get("/services/?near=LS6&offer=home_visit").context["page"].following
        assert following["label"] == "Show the next 10 places"
        assert parse_qs(urlsplit(following["url"]).query) == {"near": ["LS6"], "offer": ["home_visit"], "page": ["2"]}


@pytest.mark.parametrize("query", ["", "?near=Leeds", "?near=Newport", "?near=BT48", "?nation=wales", "?near=xyzzy"])
def test_a_page_takes_two_queries_cold_and_none_warm(
    client, query, django_assert_max_num_queries, django_assert_num_queries
):
    reading.forget()
    gazetteer.forget()
    with django_assert_max_num_queries(2):
        client.get(f"/services/{query}")
    with django_assert_num_queries(0):
        client.get(f"/services/{query}")


@pytest.mark.parametrize(("query", "indexed"), [("", True), ("?nation=wales", True), ("?near=Leeds", False)])
def test_only_lists_are_for_search_engines(client, settings, query, indexed):
    settings.DEMO = False
    assert ('name="robots"' in client.get(f"/services/{query}").content.decode()) != indexed


def test_what_is_asked_is_a_value_without_a_request():
    from content.presenters import Asked

    assert service_list(Asked(near="Leeds")).total == 3

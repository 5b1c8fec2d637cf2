"""What people type becomes a place to measure from, or a question which one; and the traps of measuring."""

import csv

import pytest

from content import gazetteer, large_areas, postcodes
from content.gazetteer import FoundKind, find
from content.library import place_table
from content.library.loading import LIBRARY
from content.models import Outcode, Place

pytestmark = pytest.mark.django_db
LEEDS, CARDIFF, HALTON = 2644688, 2653822, 2647599


@pytest.fixture(autouse=True)
def held(towns):
    """Each test begins with these towns."""
    gazetteer.forget()


def labels(found):
    return [place.label for place in found.choices]


class TestTowns:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            *(("Leeds", "Leeds, England"), ("  leeds ", "Leeds, England"), ("LEEDS", "Leeds, England")),
            *(("Hull", "Kingston upon Hull, England"), ("Letchworth", "Letchworth Garden City, England")),
            *(("Caerdydd", "Cardiff, Wales"), ("Londonderry", "Derry, Northern Ireland")),
            *(("st. albans", "St Albans, England"), ("Kings Lynn", "King's Lynn, England")),
            *(("Ashby de la Zouch", "Ashby-de-la-Zouch, England, near Leicester"), ("Perth", "Perth, Scotland")),
            *(("Leeds, West Yorkshire", "Leeds, England"), ("Newport, Wales", "Newport, Wales, near Cardiff")),
        ],
    )
    def test_a_town_is_found_by_its_names(self, text, label):
        found = find(text)
        assert (found.kind, found.place.label, found.guessed, found.outcode) == (FoundKind.PLACE, label, False, "")

    @pytest.mark.parametrize(
        ("text", "name"), [("Birmin", "Birmingham"), ("Birmingam", "Birmingham"), ("Invreness", "Inverness")]
    )
    def test_a_name_that_is_begun_or_has_one_slip_is_guessed(self, text, name):
        found = find(text)
        assert (found.kind, found.place.name, found.guessed, found.text) == (FoundKind.PLACE, name, True, text)

    def test_two_likely_names_are_a_question(self):
        found = find("Leds")
        assert (found.kind, found.guessed) == (FoundKind.CHOOSE, True)
        assert found.choices[0].id == LEEDS

    @pytest.mark.parametrize("text", ["xyzzy", "12", "?", "☃", "a\x00b", "Q" * 500])
    def test_what_is_no_place_is_unknown_and_kept(self, text):
        found = find(text)
        assert (found.kind, found.place, found.text) == (FoundKind.UNKNOWN, None, text[:80])

    @pytest.mark.parametrize("text", ["", "  ", None])
    def test_nothing_is_empty(self, text):
        assert find(text).kind == FoundKind.EMPTY

    def test_a_place_is_found_by_its_number(self):
        assert gazetteer.place(CARDIFF).centre == "the centre of Cardiff"
        assert gazetteer.place(1) is None


class TestSharedNames:
    def test_newport_is_six_towns_the_biggest_first(self):
        found = find("Newport")
        assert found.kind == FoundKind.CHOOSE
        assert labels(found)[0] == "Newport, Wales, near Cardiff"
        assert len(labels(found)) == len(set(labels(found))) == 6
        sizes = [place.population for place in found.choices]
        assert sizes == sorted(sizes, reverse=True)

    def test_newcastle_is_not_only_the_one_that_is_called_nothing_else(self):
        assert [place.name for place in find("Newcastle").choices][:2] == [
            "Newcastle upon Tyne",
            "Newcastle under Lyme",
        ]
        assert "Newcastle, Northern Ireland, near Newry" in labels(find("Newcastle"))

    def test_halton_asks_and_shows_that_the_one_in_buckinghamshire_is_not_there(self):
        assert labels(find("Halton")) == ["Halton, England, near Liverpool", "Halton, England, near Lancaster"]

    def test_southwick_says_which_one_it_is(self):
        assert find("Southwick").place.label == "Southwick, England, near Trowbridge"

    def test_a_large_city_is_meant_and_smaller_ones_are_named(self):
        found = find("newport, wales")
        assert (found.place.near, labels(found)) == ("near Cardiff", ["Newport, Wales, near Haverfordwest"])

    @pytest.mark.parametrize("text", ["Stoke", "Kingston", "Richmond", "Bangor"])
    def test_a_short_name_is_a_question(self, text):
        assert find(text).kind == FoundKind.CHOOSE


class TestLargeAreas:
    @pytest.mark.parametrize(
        ("text", "name", "nation"),
        [
            *(
                ("Wales", "Wales", "wales"),
                ("scotland", "Scotland", "scotland"),
                ("Cornwall, UK", "Cornwall", "england"),
            ),
            *(("skye", "Isle of Skye", "scotland"), ("Kent", "Kent", "england"), ("Co. Down", "County Down", None)),
            *(("Ynys Mon", "Isle of Anglesey", "wales"), ("the Highlands", "Highland", "scotland")),
        ],
    )
    def test_a_nation_a_county_or_an_island_is_no_place_to_measure_from(self, text, name, nation):
        found = find(text)
        assert (found.kind, found.place, found.area.name) == (FoundKind.AREA, None, name)
        assert found.area.nation == (nation or "northern_ireland")
        assert found.area.is_nation == (name in ("Wales", "Scotland"))

    def test_the_village_called_wales_is_found_with_its_nation(self):
        assert (find("Wales, England").kind, find("Wales, England").place.name) == (FoundKind.PLACE, "Wales")

    def test_no_area_hides_a_town_but_wales_that_village(self):
        towns = gazetteer.held().names
        hidden = {area.name for name, area in large_areas.every().items() if towns.own(name) or towns.also(name)}
        assert hidden == {"Wales"}

    def test_a_town_with_its_county_is_the_town(self):
        assert find("Truro, Cornwall").place.name == "Truro"


class TestPostcodes:
    @pytest.mark.parametrize(
        ("text", "town", "wide"),
        [
            *(("LS6", "Leeds", False), ("sw11", "Wandsworth", False), ("SW4 9AA", "Wandsworth", False)),
            *(("N16", "Islington", False), ("BT48", "Belfast", True), ("BT48 7NN", "Belfast", True)),
            *(("EX31", "Exeter", True), ("IV51", "Inverness", True), ("LL57", "Llandudno", True)),
            *(("TR18", "Truro", True), ("SA61", "Swansea", True), ("JE2", "Saint Helier", False)),
        ],
    )
    def test_the_town_of_the_area_stands_for_it(self, text, town, wide):
        found = find(text)
        assert (found.kind, found.place.name, found.wide) == (FoundKind.PLACE, town, wide)
        assert found.text == found.outcode == text.upper().split()[0]

    def test_sw_is_not_clapham_in_bedfordshire(self):
        place = find("SW4").place
        assert (place.nation, round(place.latitude, 1)) == ("england", 51.5)

    @pytest.mark.parametrize("text", ["ZZ9", "GIR 0AA", "QQ1 1AA"])
    def test_a_postcode_area_that_does_not_exist_is_unknown_and_only_its_first_part_is_kept(self, text):
        found = find(text)
        assert (found.kind, found.text) == (FoundKind.UNKNOWN, text.split()[0])

    def test_a_whole_address_leaves_its_first_part(self):
        found = find("12 Beech Road, Leeds, LS6 1AB")
        assert (found.text, found.place.id) == ("LS6", LEEDS)

    def test_the_letters_alone_are_enough(self):
        assert (find("le").place.name, find("LE").outcode) == ("Leicester", "LE")

    def test_a_loaded_outward_code_is_exact(self):
        Outcode.objects.create(code="EX31", latitude=51.08, longitude=-4.06, nation="england", place_id=2656281)
        gazetteer.forget()
        found = find("EX31 2AB")
        assert (found.wide, found.place.id, found.place.centre) == (False, 2656281, "the middle of EX31")
        assert (found.place.latitude, found.outcode) == (51.08, "EX31")

    @pytest.mark.parametrize(
        ("text", "label"),
        [("JE2", "Jersey"), ("GY1", "Guernsey"), ("IM1", "Isle of Man"), ("Douglas, Isle of Man", "Isle of Man")],
    )
    def test_islands_with_health_services_of_their_own_are_known_as_such(self, text, label):
        place = find(text).place
        assert place.is_abroad and label in place.label


def test_every_area_has_a_town_of_its_name(towns):
    with gazetteer.AREAS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 124 and sum(row["wide"] == "yes" for row in rows) == 57
    assert {row["area"]: gazetteer.place(int(row["geonameid"])).name for row in rows} == {
        row["area"]: row["town"] for row in rows
    }
    assert {row["area"] for row in rows} == {postcodes.area(f"{row['area']}1") for row in rows}


def test_names_are_held_with_one_query_and_asked_for_without_any(towns, django_assert_num_queries):
    gazetteer.forget()
    with django_assert_num_queries(1):
        find("Leeds")
    with django_assert_num_queries(0):
        find("Newport"), find("LS6"), find("xyzzy"), gazetteer.place(LEEDS)


class TestLoading:
    def test_loading_again_changes_nothing(self, towns):
        assert +place_table.load(LIBRARY / "places.csv") == {}

    def test_what_changed_is_renewed_and_what_is_gone_is_taken_away(self, towns, tmp_path):
        path = tmp_path / "places.csv"
        lines = (LIBRARY / "places.csv").read_text("utf-8").splitlines()
        path.write_text("\n".join([*lines[:-1]]).replace(",Leeds,", ",Leodis,"), "utf-8")
        assert place_table.load(path) == {"places made": 0, "places renewed": 1, "places taken away": 1}
        gazetteer.forget()
        assert gazetteer.place(LEEDS).name == "Leodis"

    def test_a_town_that_an_outward_code_needs_stays(self, towns, tmp_path):
        Outcode.objects.create(code="LS6", latitude=53.8, longitude=-1.5, nation="england", place_id=LEEDS)
        path = tmp_path / "places.csv"
        path.write_text(",".join(place_table.COLUMNS) + "\n", "utf-8")
        place_table.load(path)
        assert [place.pk for place in Place.objects.all()] == [LEEDS]

    @pytest.mark.parametrize("row", ["1,Leeds,,north,0,1,england", "1,Leeds,,53,0,1,france", "x,Leeds,,53,0,1,wales"])
    def test_a_fault_has_a_line(self, tmp_path, row):
        path = tmp_path / "places.csv"
        path.write_text(",".join(place_table.COLUMNS) + f"\n{row}\n", "utf-8")
        with pytest.raises(place_table.LibraryError, match="places.csv:2:"):
            place_table.read(path)

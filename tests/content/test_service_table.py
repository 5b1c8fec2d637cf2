"""The founding directory: every row of services.csv, as it was found, and nothing that is for editors only."""

import csv
from collections import Counter

import pytest
from django.test import override_settings

from content import readiness, reading
from content.library import service_table, tables
from content.library.faults import LibraryError
from content.library.loading import LIBRARY, MADE, PUBLISHED, SAME, load
from content.models import Finder, Kind, Known, Release, Service
from content.places import Nation
from tests.factories.content import ServiceFactory
from tests.support.founding import copy_tables, write_services

TABLE = LIBRARY / "services.csv"
with TABLE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
SERVICES = service_table.services(TABLE)


@pytest.fixture
def library(tmp_path):
    """The tables alone: a library with the directory and without articles."""
    return copy_tables(tmp_path)


@pytest.fixture(scope="class")
def loaded(rows_of_the_class, tmp_path_factory):
    """The tables are in the database, as a demonstration has them, once for a class of tests; what was done."""
    with override_settings(DEMO=True):
        return load(copy_tables(tmp_path_factory.mktemp("library")))


def test_the_counts_are_those_of_the_research():
    assert Counter(row["confidence"] for row in ROWS) == {"high": 46, "medium": 23, "low": 8}
    assert Counter(row["physiotherapy"] for row in ROWS) == {"yes": 58, "unknown": 18, "no": 1}
    assert Counter(row["nation"] for row in ROWS) == {
        "england": 59,
        "scotland": 9,
        "wales": 3,
        "northern_ireland": 2,
        "": 4,
    }
    assert sum(bool(row["geoname_id"]) for row in ROWS) == 59
    assert sum(row["service_kind"] == "nhs" for row in ROWS) == 23


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["slug"])
def test_every_row_says_where_it_was_seen_and_whom_it_is_for(row):
    assert row["source_url"] or "mirror" in row["notes"]
    assert row["who_can_use"]
    assert (row["geoname_id"] == "") == (row["place"] == "")


def test_what_nobody_looked_at_is_not_known():
    assert {row["step_free"] for row in ROWS} == {row["hoist"] for row in ROWS} == {"unknown"}
    assert {row["price"] for row in ROWS if row["service_kind"] == "therapy_centre"} == {"unknown", "donation"}


def test_a_place_that_nobody_confirmed_is_in_no_column_for_readers():
    unsourced = [row for row in ROWS if row["place_unsourced"]]
    assert len(unsourced) == 11
    for document, extra in SERVICES:
        assert not set(extra) & set(document)
        if extra["place_unsourced"]:
            assert not (document["town"] or document["place"] or document["geoname_id"])


def test_a_mirror_is_for_editors_only():
    kent = next(row for row in ROWS if row["slug"] == "kent-neuro-therapy-centre")
    assert kent["source_url"] == "" and "bbctodays" in kent["other_sources"]
    assert kent["notes"].startswith("CHECK FIRST")


def test_what_is_to_be_checked_first_says_so_to_editors():
    first = {row["town"] or row["name"] for row in ROWS if row["notes"].startswith("CHECK FIRST")}
    assert {"Bedford", "Inverness", "Milton Keynes", "Coventry", "Harrow", "Revive MS Support", "Leeds"} <= first


def test_what_is_to_be_checked_first_says_so_to_readers():
    first = [row for row in ROWS if row["notes"].startswith("CHECK FIRST")]
    assert len(first) == 9
    assert all(row["how_to_get_in"].startswith(("Ask ", "Check ")) for row in first)


def test_a_service_on_a_border_serves_both_nations():
    saltney = next(document for document, _ in SERVICES if document["town"] == "Saltney")
    assert (saltney["nation"], saltney["serves_nations"]) == ("wales", ["england", "wales"])


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded", "demonstration")
class TestInADemonstration:
    def test_every_row_is_loaded_and_only_what_is_known_well_enough_is_published(self, library, loaded):
        assert Service.objects.count() == 77
        assert Release.objects.filter(kind=Kind.SERVICE).count() == 69 == len(reading.every(Kind.SERVICE))
        assert not any(thing.document["confidence"] == "low" for thing in reading.every(Kind.SERVICE))
        assert all(thing.approval is None for thing in reading.every(Kind.SERVICE))
        held = Finder.objects.filter(use=Finder.Use.HELD).count()
        assert loaded[MADE] - loaded[PUBLISHED] == 8 + held + len(tables.sources(library / "sources.csv"))
        assert set(load(library)) == {SAME}

    def test_editors_keep_what_readers_do_not_get(self):
        assert Service.objects.exclude(place_unsourced="").count() == 11
        assert Service.objects.exclude(notes="").count() == sum(bool(row["notes"]) for row in ROWS) > 60
        for thing in reading.every(Kind.SERVICE):
            assert not {"notes", "place_unsourced", "other_sources"} & set(thing.document)

    def test_finders_cover_every_nation(self):
        assert Finder.objects.count() == 16
        for nation in Nation.values:
            assert Finder.objects.filter(nations__contains=[nation]).count() >= 10

    def test_a_finder_that_nobody_has_seen_working_is_not_shown_and_says_why(self):
        held = Finder.objects.get(finder="Physio2U directory")
        assert held.finder not in {finder.finder for finder in reading.finders()}
        assert [finding.code for finding in readiness.stops(held)] == ["use"]


@pytest.mark.django_db
def test_outside_a_demonstration_no_service_is_public_before_somebody_confirms_it(library):
    assert load(library)[PUBLISHED] == 0
    assert Service.objects.count() == 77 and reading.every(Kind.SERVICE) == ()


@pytest.mark.django_db
def test_what_is_known_too_badly_cannot_be_sent_for_approval():
    low = ServiceFactory(confidence="low")
    assert [finding.code for finding in readiness.stops(low)] == ["confidence"]


@pytest.mark.django_db
def test_only_what_is_not_known_stops_a_founding_service(towns):
    write_services()
    codes = {service.slug: {stop.code for stop in readiness.stops(service)} for service in Service.objects.all()}
    assert set().union(*codes.values()) == {"source", "contact", "confidence"}
    ready = {r["slug"] for r in ROWS if r["source_url"] and (r["phone"] or r["website"]) and r["confidence"] != "low"}
    assert {slug for slug, stops in codes.items() if not stops} == ready


@pytest.mark.django_db
def test_a_town_that_does_not_exist_stops_a_service(towns):
    service = ServiceFactory(geoname_id=5)
    assert [finding.field for finding in readiness.stops(service)] == ["geoname_id"]


@pytest.mark.parametrize("field", [*service_table.KNOWN, "price", "service_kind", "confidence", "nation"])
def test_no_word_but_the_known_ones_is_taken(library, field):
    break_row(library, field, "perhaps")
    with pytest.raises(LibraryError, match=r"services.csv:2: “perhaps” is not a"):
        service_table.services(library / "services.csv")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("geoname_id", "Leeds", "not a number"),
        ("website", "example", "not a web address"),
        ("source_url", "javascript:alert(1)", "not a web address"),
        ("serves_nations", "ireland", "serves_nations takes"),
        ("name", " ", "a name"),
        ("slug", ROWS[1]["slug"], "is there twice"),
    ],
)
def test_a_fault_names_its_line(library, field, value, words):
    break_row(library, field, value)
    with pytest.raises(LibraryError, match=words):
        service_table.services(library / "services.csv")


def test_a_missing_column_is_named(library):
    path = library / "services.csv"
    path.write_text(path.read_text("utf-8").replace(",hoist,", ",crane,", 1), "utf-8")
    with pytest.raises(LibraryError, match="There is no column “hoist”"):
        service_table.services(path)


def test_known_says_yes_no_or_not_known():
    assert set(Known.values) == {"yes", "no", "unknown"}


def break_row(library, field, value):
    """Write a value into the first row of the directory."""
    rows = [{**row, field: value} if row is ROWS[0] else row for row in ROWS]
    with (library / "services.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ROWS[0])
        writer.writeheader()
        writer.writerows(rows)

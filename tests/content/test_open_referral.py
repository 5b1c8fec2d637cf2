"""The directory as Open Referral UK 3.0: valid for every service, and never more than is known."""

import json
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker

from content import open_referral, reading
from content.models import Known, Service
from tests.factories.content import ServiceFactory, publish_approved, publish_founding
from tests.support.founding import load_tables

pytestmark = pytest.mark.django_db
ROOT = "/services/open-referral/"
SCHEMA = json.loads((Path(__file__).parents[1] / "support/schemas/open_referral_uk_3.json").read_text("utf-8"))
FORMATS = FormatChecker(["uuid", "date"])


@FORMATS.checks("uri")
def is_address(value):
    return not isinstance(value, str) or bool(urlsplit(value).scheme and urlsplit(value).hostname)


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(value):
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


def faults(name, data):
    """What the schema says against some data."""
    schema = {**SCHEMA, "$ref": f"#/$defs/{name}"}
    found = Draft202012Validator(schema, format_checker=FORMATS).iter_errors(data)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in found]


def whole(**fields):
    """A service about which everything is known."""
    known = dict.fromkeys((*Service.OFFERS, *Service.ACCEPTS, *Service.ACCESS), Known.YES)
    return ServiceFactory(
        **{
            **known,
            "slug": "whole",
            "name": "Whole Centre",
            "former_names": ["Old Centre", "Older Centre"],
            "address": "1 Example Street",
            "town": "Leeds",
            "postcode": "LS1 4AP",
            "nation": "england",
            "phone": "0113 496 0000",
            "who_can_use": "People with MS.",
            "not_for": "Children.",
            "how_to_get_in": "Phone them.",
            "price": "donation",
            "cost": "They suggest £10.",
            "area_served": "West Yorkshire",
            "notes": "Only an editor may read this.",
            **fields,
        }
    )


def one(client, slug):
    return client.get(f"{ROOT}services/{open_referral.id_of(slug)}").json()


class TestSchema:
    def test_every_service_of_the_library_is_valid_in_the_list_and_alone(self, client, demonstration):
        load_tables()
        found = []
        for number in (1, 2, 3, 4):
            page = client.get(f"{ROOT}services", {"page": number, "per_page": 20}).json()
            assert faults("page", page) == []
            found += page["contents"]
        assert len(found) == page["total_items"] == 69
        assert (page["total_pages"], page["last_page"], page["size"]) == (4, True, 9)
        assert len({item["id"] for item in found}) == 69
        for item in found:
            alone = client.get(f"{ROOT}services/{item['id']}").json()
            assert faults("service", alone) == []
            assert item.items() <= alone.items()
        assert not any("assured_date" in item for item in found)
        assert all(item["alert"].startswith(open_referral.UNCONFIRMED) for item in found)

    def test_the_fullest_service_is_valid(self, client):
        publish_approved(whole())
        assert faults("service", one(client, "whole")) == []

    @pytest.mark.parametrize(
        "change",
        [
            {"id": "whole"},
            {"status": "open"},
            {"url": "example"},
            {"notes": "for editors"},
            {"assured_date": "spring"},
            {"last_modified": "yesterday"},
            {"organization": {"name": "x"}},
        ],
    )
    def test_the_check_itself_finds_faults(self, client, change):
        publish_approved(whole())
        assert faults("service", one(client, "whole") | change)


class TestHonesty:
    def test_what_is_known_is_there(self, client):
        publish_approved(whole())
        found = one(client, "whole")
        assert found["assured_date"] == timezone.localdate().isoformat() and "alert" not in found
        assert found["alternate_name"] == "Old Centre, Older Centre"
        assert found["eligibility_description"] == "People with MS. Not for: Children."
        assert found["contacts"][0]["phones"][0]["number"] == "0113 496 0000"
        (place,) = found["service_at_locations"]
        assert place["location"]["addresses"][0]["postal_code"] == "LS1 4AP"
        assert {item["description"] for item in place["location"]["accessibility"]} == {
            *("Step-free for a wheelchair", "Hoist")
        }
        assert found["cost_options"][0]["option"] == "They ask for a donation"
        assert "amount" not in found["cost_options"][0]
        assert len(found["attributes"]) == len(Service.OFFERS)

    @pytest.mark.parametrize("known", [Known.NO, Known.UNKNOWN])
    def test_what_is_not_known_as_yes_is_left_out(self, client, known):
        publish_approved(whole(**dict.fromkeys((*Service.OFFERS, *Service.ACCESS), known)))
        found = one(client, "whole")
        assert "attributes" not in found
        assert "accessibility" not in found["service_at_locations"][0]["location"]

    def test_half_an_address_is_none(self, client):
        publish_approved(whole(postcode=""))
        location = one(client, "whole")["service_at_locations"][0]["location"]
        assert "addresses" not in location and location["description"] == "1 Example Street, Leeds"

    @pytest.mark.parametrize(("price", "amount"), [("nhs", 0), ("free", 0), ("paid", None), ("donation", None)])
    def test_only_what_is_free_has_an_amount(self, client, price, amount):
        publish_approved(whole(price=price))
        assert one(client, "whole")["cost_options"][0].get("amount") == amount

    def test_an_unconfirmed_one_says_so(self, client, demonstration):
        publish_founding(whole(seen=""))
        found = one(client, "whole")
        assert found["alert"] == open_referral.UNCONFIRMED and "assured_date" not in found

    def test_an_unconfirmed_one_says_from_when_it_is(self, client, demonstration):
        publish_founding(whole(seen="2024-05"))
        assert one(client, "whole")["alert"] == f"{open_referral.UNCONFIRMED} What we read is from May 2024."

    @pytest.mark.parametrize(
        ("address", "where"),
        [
            *(("1 Example Street", "1 Example Street, Leeds"), ("1 Example Street, Leeds", "1 Example Street, Leeds")),
            *(("leeds", "leeds"), ("", "Leeds"), ("1 Old Leeds", "1 Old Leeds, Leeds")),
        ],
    )
    def test_no_town_is_there_twice(self, client, address, where):
        publish_approved(whole(address=address))
        assert one(client, "whole")["service_at_locations"][0]["location"]["description"] == where

    def test_nothing_for_editors_and_no_point_on_the_map_is_in_it(self, client, towns):
        publish_approved(whole(place="Leeds", geoname_id=2644688, place_unsourced="Elsewhere"))
        text = json.dumps(one(client, "whole"))
        assert not any(words in text for words in ("Only an editor", "Elsewhere", "latitude", "2644688"))


class TestAddresses:
    def test_it_says_its_version_first(self, client):
        assert client.get(ROOT).json()["version"] == "HSDS-UK-3.0"

    def test_an_empty_directory_is_an_empty_page(self, client):
        page = client.get(f"{ROOT}services").json()
        assert faults("page", page) == []
        assert page["empty"] and page["first_page"] and page["last_page"] and page["total_items"] == 0

    def test_a_page_after_the_last_is_empty(self, client):
        publish_approved(whole())
        page = client.get(f"{ROOT}services?page=7").json()
        assert faults("page", page) == [] and page["empty"] and page["page_number"] == 7

    @pytest.mark.parametrize(
        "query", ["page=0", "page=x", "page=-1", "page=", "per_page=101", "page=٣", "page=99999999"]
    )
    def test_a_wrong_number_gets_a_kind_answer(self, client, query):
        response = client.get(f"{ROOT}services?{query}")
        assert response.status_code == 400 and "is a whole number from 1 to" in response.json()["error"]

    def test_an_unknown_id_is_not_found(self, client):
        assert client.get(f"{ROOT}services/{open_referral.id_of('nothing')}").status_code == 404
        assert client.get(f"{ROOT}services/nothing").status_code == 404

    def test_it_is_cacheable_and_warm_it_asks_the_database_nothing(self, client, django_assert_num_queries):
        publish_approved(whole())
        reading.forget()
        first = client.get(f"{ROOT}services")
        assert first["Cache-Control"] == "public, max-age=300" and first["ETag"]
        with django_assert_num_queries(0):
            again = client.get(f"{ROOT}services", headers={"If-None-Match": first["ETag"]})
            one(client, "whole")
        assert again.status_code == 304

    def test_an_id_stays_the_same(self):
        assert open_referral.id_of("whole") == "fd61d8af-94d3-5ed7-924a-8573b2ba3b27"

"""The page of a service: honest about what is known, what is not, and who confirmed it; silent about editors' notes."""

import json
import re
from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from content import open_referral, pausing, presenters, publishing, reading
from content.models import ProblemReport, Service
from content.views.reports import DOOR
from tests.factories.content import FinderFactory, ServiceFactory, publish_approved, publish_founding
from tests.support.founding import load_tables

pytestmark = pytest.mark.django_db
SECRET = "Only an editor may read this."
FEED = "/services/open-referral/"
PLACE = "Somewhere nobody confirmed"
SHOWN = "Example Neuro Centre"
LEEDS = 2644688
IN_A_LIST, NEAR_LEEDS, IN_THE_FEED = "/services/?nation=england", "/services/?near=Leeds", f"{FEED}services"
ONE_IN_THE_FEED = f"{FEED}services/{open_referral.id_of('example-centre')}"
FACTS = {
    "slug": "example-centre",
    "name": "Example Neuro Centre",
    "former_names": ["Example MS Centre"],
    "address": "1 Example Street, Leeds",
    "town": "Leeds",
    "postcode": "LS1 4AP",
    "nation": "england",
    "geoname_id": LEEDS,
    "phone": "0113 496 0000",
    "physiotherapy": "yes",
    "home_visit": "no",
    "accepts_ms": "yes",
    "who_can_use": "People with MS.",
    "not_for": "Children.",
    "how_to_get_in": "Phone them.",
    "price": "donation",
    "cost": "They suggest £10.",
    "area_served": "West Yorkshire",
    "seen": "2026-03-14",
    "confidence": "high",
    "notes": SECRET,
    "place_unsourced": PLACE,
    "other_sources": ["https://mirror.example/secret"],
}


@pytest.fixture
def service(towns):
    return ServiceFactory(**FACTS)


@pytest.fixture
def public(service, demonstration):
    publish_founding(service)
    return service


def text_of(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode().partition("<main")[2])
    return re.sub(r"\s+", " ", text)


def data_of(response):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode())
    return json.loads(found[1])


class TestWhatItSays:
    def test_it_says_what_is_known_and_what_is_not(self, public):
        page = presenters.service_page(reading.one("service", public.slug))
        assert page.offers == (
            {"label": "Yes", "values": ["Physiotherapy"]},
            {"label": "No", "values": ["Home visits"]},
            {
                "label": "Not known: ask them",
                "values": [
                    *("Exercise classes", "Online or by phone", "Oxygen therapy", "Step-free for a wheelchair", "Hoist")
                ],
            },
        )
        assert page.takes[0] == {"label": "Yes", "values": ["People with MS"]}

    def test_every_fact_is_on_the_page(self, public, client):
        text = text_of(client.get("/services/example-centre/"))
        for words in (
            *("Example Neuro Centre", "Other and older names: Example MS Centre", "Therapy centre (charity)"),
            *("1 Example Street, Leeds, LS1 4AP, England", "Call 0113 496 0000", "Go to their website"),
            *("People with MS.", "Not for: Children.", "Where they work: West Yorkshire", "Phone them."),
            *("They ask for a donation.", "They suggest £10.", "We read it in the service’s own words."),
            *("What we read is from 14 March 2026.", "We saw it on example.org .", "Not confirmed by us yet."),
        ):
            assert words in text

    def test_what_is_empty_is_said_to_be_not_known(self, client, demonstration):
        publish_founding(ServiceFactory(slug="bare", website="", seen=""))
        text = text_of(client.get("/services/bare/"))
        for words in (
            "We do not know yet. Ask them",
            "Not known: ask them.",
            "no phone number and no website",
            "no date",
        ):
            assert words in text
        assert " Yes " not in text and " No " not in text

    @pytest.mark.parametrize(
        ("self_referral", "words"),
        [
            ("yes", "You can ask them yourself."),
            ("no", "Somebody has to refer you."),
            ("unknown", "We do not know yet."),
        ],
    )
    def test_getting_in_without_words_of_its_own(self, client, demonstration, self_referral, words):
        publish_founding(ServiceFactory(slug="bare", self_referral=self_referral))
        assert words in text_of(client.get("/services/bare/"))

    def test_what_was_read_years_ago_says_so(self, client, demonstration):
        year = timezone.localdate().year
        for slug, seen in (("old", f"{year - 3}"), ("new", f"{year - 2}-05")):
            publish_founding(ServiceFactory(slug=slug, seen=seen))
        assert "some years ago" in text_of(client.get("/services/old/"))
        assert "some years ago" not in text_of(client.get("/services/new/"))

    def test_other_places_to_look_are_those_of_its_nation_first(self, public, client):
        publish_founding(FinderFactory(finder="All of it", slug="a"))
        publish_founding(FinderFactory(finder="Scottish search", nations=["scotland"], slug="b"))
        publish_founding(FinderFactory(finder="English search", nations=["england"], slug="c"))
        text = text_of(client.get("/services/example-centre/"))
        assert text.index("English search") < text.index("All of it")
        assert "Scottish search" not in text

    @pytest.mark.parametrize(
        ("seen", "words"),
        [
            *(("2026-03-14", "14 March 2026"), ("2026-03", "March 2026"), ("2026", "2026"), ("2026-13", "2026-13")),
            *(("spring", "spring"), ("2026-01-01-01", "2026-01-01-01")),
        ],
    )
    def test_dates_as_readers_read_them(self, seen, words):
        assert presenters.seen_words(seen) == words


class TestTrust:
    def test_only_an_approval_on_record_makes_it_checked(self, service, client):
        publish_approved(service)
        text = text_of(client.get("/services/example-centre/"))
        assert f"We checked these details on {presenters.trust.day(timezone.localdate())}." in text
        assert "Not confirmed" not in text

    def test_nobody_types_the_day_of_a_check(self):
        assert not {field.name for field in Service._meta.get_fields()} & {"checked", "checked_on", "checked_at"}

    def test_after_six_months_it_is_not_confirmed_any_more(self, service, client):
        publish_approved(service)
        with time_machine.travel(timezone.now() + timedelta(days=190)):
            reading.forget()
            text = text_of(client.get("/services/example-centre/"))
        assert "Not confirmed by us yet." in text and "We checked" not in text

    def test_an_edit_does_not_reach_readers_before_it_is_confirmed(self, service, client, people):
        publish_approved(service)
        service.phone = "0113 496 9999"
        service.save()
        publishing.record_edit(service, by=people["directory"])
        reading.forget()
        assert "0113 496 0000" in text_of(client.get("/services/example-centre/"))


class TestNeverPublic:
    @pytest.mark.parametrize(
        ("path", "told"),
        [
            *(("/services/example-centre/", SHOWN), (IN_A_LIST, SHOWN), (NEAR_LEEDS, SHOWN), (IN_THE_FEED, SHOWN)),
            *((ONE_IN_THE_FEED, SHOWN), ("/sitemap.xml", "/services/example-centre/"), ("/feed.atom", "<feed")),
        ],
    )
    def test_notes_unconfirmed_places_and_other_sources_stay_with_editors(self, service, client, path, told, towns):
        publish_approved(service)
        response = client.get(path)
        assert response.status_code == 200 and told in response.content.decode()
        for words in (SECRET, PLACE, "mirror.example"):
            assert words not in response.content.decode()

    @pytest.mark.parametrize("path", ["/services/example-centre/", IN_A_LIST, NEAR_LEEDS, IN_THE_FEED, ONE_IN_THE_FEED])
    def test_what_is_known_too_badly_is_nowhere(self, service, client, path, demonstration, towns):
        publish_founding(ServiceFactory(slug="good", name="Good Centre", nation="england", geoname_id=LEEDS))
        publish_founding(service)
        assert SHOWN in client.get(path).content.decode()
        service.confidence = "low"
        service.save()
        publish_founding(service)
        reading.forget()
        response = client.get(path)
        assert SHOWN not in response.content.decode()
        assert response.status_code == 404 or "Good Centre" in response.content.decode()

    def test_a_service_that_does_not_exist_has_no_page(self, client):
        assert client.get("/services/no-such-service/").status_code == 404

    def test_a_paused_one_rests(self, service, client, people):
        publish_approved(service)
        pausing.pause(service, by=people["publisher"], reason="It burnt down.")
        reading.forget()
        html = client.get("/services/example-centre/").content.decode()
        assert "0113 496 0000" not in html and "burnt" not in html


class TestMachines:
    def test_schema_org_has_only_what_the_page_shows(self, public, client):
        response = client.get("/services/example-centre/")
        entity = data_of(response)["mainEntity"]
        assert entity == {
            "@type": "NGO",
            "name": "Example Neuro Centre",
            "alternateName": ["Example MS Centre"],
            "telephone": "0113 496 0000",
            "url": "https://example.org/",
            "areaServed": "West Yorkshire",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "1 Example Street, Leeds",
                "addressLocality": "Leeds",
                "postalCode": "LS1 4AP",
                "addressRegion": "England",
            },
        }

    @pytest.mark.parametrize(
        ("kind", "found"), [("nhs", "MedicalBusiness"), ("private", "MedicalBusiness"), ("other", "Organization")]
    )
    def test_no_type_says_more_than_we_know(self, client, demonstration, kind, found):
        publish_founding(ServiceFactory(slug="bare", service_kind=kind, website=""))
        assert data_of(client.get("/services/bare/"))["mainEntity"] == {
            "@type": found,
            "name": "Example Therapy Centre",
        }

    def test_the_site_map_has_it(self, service, client):
        publish_approved(service)
        assert "/services/example-centre/" in client.get("/sitemap.xml").content.decode()

    def test_warm_it_asks_the_database_nothing(self, public, client, django_assert_num_queries):
        client.get("/services/example-centre/")
        with django_assert_num_queries(0):
            client.get("/services/example-centre/")


class TestTellUs:
    @pytest.fixture(autouse=True)
    def open_door(self):
        DOOR.forget()

    def test_the_form_names_the_service_and_files_the_report_with_it(self, public, client):
        path = "/services/example-centre/"
        assert f'href="{reverse("report")}?page={quote(path)}"' in client.get(path).content.decode()
        assert "This is about the page “Example Neuro Centre”" in text_of(client.get("/report/", {"page": path}))
        client.post("/report/", {"urgency": "wrong", "words": "They moved.", "page": path})
        report = ProblemReport.objects.get()
        assert (report.page, report.kind, report.object_id) == (path, "service", public.pk)
        assert report.due_at - report.reported_at >= timedelta(days=5)


def test_every_service_of_the_library_has_a_page(demonstration, client):
    load_tables()
    for thing in reading.every("service"):
        response = client.get(presenters.address_of(thing))
        assert response.status_code == 200
        text = text_of(response)
        assert "Not confirmed by us yet." in text
    for row in Service.objects.exclude(place_unsourced="").exclude(confidence="low"):
        document = reading.one("service", row.slug).document
        said = " ".join((row.name, row.area_served, row.address))  # what its own page named
        for place in re.split(r"[/()]", row.place_unsourced):
            assert place.strip() in said or place.strip() not in json.dumps(document)

"""A reader says that a number has changed: it comes to the editors, is corrected, confirmed by another, and checked.

Each person has a client of their own, with the real forms of the site.
"""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from content import gazetteer, reading
from content.library import place_table
from content.library.loading import LIBRARY
from content.models import ProblemReport, Release, Service
from content.views.reports import DOOR
from tests.factories.content import person, publish_founding
from tests.support.editing import address, posted
from tests.support.founding import write_services

pytestmark = pytest.mark.django_db
PAGE = "/services/herts-ms-therapy-centre/"
OLD, NEW = "01462 684214", "01462 000000"
TOLD = "They have another phone number now: 01462 000000."


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.DEMO = True
    DOOR.forget()
    reading.forget()
    yield
    reading.forget()
    gazetteer.forget()


@pytest.fixture
def service():
    place_table.load(LIBRARY / "places.csv")
    gazetteer.forget()
    write_services()
    service = Service.objects.get(slug="herts-ms-therapy-centre")
    publish_founding(service)
    return service


def of(*groups):
    """Somebody of some groups at the desk."""
    client = Client()
    client.force_login(person("-".join(groups).replace(" ", "-") + str(User.objects.count()), *groups))
    return client


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def move(client, service, name, **data):
    return client.post(address("service_move", service.pk, name), data, follow=True)


def seen_by(client, service):
    """The bytes that an approver has in front of them."""
    review = client.get(address("service_change", service.pk)).context["review"]
    return next(form for form in (*review["next"], *review["more"]) if form.move == "approve")["seen"].value()


def test_what_a_reader_tells_us_is_corrected_confirmed_by_another_and_then_checked(service):
    reader, editor, other, publisher = Client(), of("directory editor"), of("directory editor"), of("publisher")
    page = text(reader.get(PAGE))
    assert "Not confirmed by us yet." in page and OLD in page
    form = reader.get(f"/report/?page={PAGE}")
    assert "This is about the page “Herts MS Therapy Centre”." in text(form)
    reader.post("/report/", {"page": PAGE, "urgency": "wrong", "words": TOLD})

    assert "1 to answer in time" in text(editor.get("/admin/"))
    form = editor.get(address("service_change", service.pk))
    assert "What readers told us" in text(form) and TOLD in text(form)
    editor.post(address("service_change", service.pk), posted(form, phone=NEW, _submit="1"))
    move(editor, service, "submit", change_kind="wording", change_note="A new phone number.")
    service.refresh_from_db()
    assert (service.phone, service.state) == (NEW, "submitted")
    assert OLD in text(reader.get(PAGE))

    mine = editor.get(address("service_change", service.pk)).context["review"]
    assert "approve" not in [form.move for form in (*mine["next"], *mine["more"])]
    move(other, service, "take")
    move(other, service, "approve", seen=seen_by(other, service))
    assert "Not confirmed by us yet." in text(reader.get(PAGE))
    move(publisher, service, "publish")

    page = text(reader.get(PAGE))
    today = timezone.localdate()
    assert f"We checked these details on {today.day} {today:%B %Y}." in page
    assert NEW in page and OLD not in page and "Not confirmed" not in page
    report = ProblemReport.objects.get()
    answer = editor.get(address("problemreport_change", report.pk))
    assert "01462 000000" in text(answer)
    editor.post(address("problemreport_change", report.pk), {"answer": "The number is corrected."})
    assert "What readers told us" not in text(editor.get(address("service_change", service.pk)))
    assert Release.objects.get(kind="service").revision.approver_role

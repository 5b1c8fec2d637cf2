"""Sources, pictures and registrations are not reviewed, and still nobody saves over what somebody else just saved."""

import pytest
from django.contrib.auth.models import User

from content.models import Image, Reviewer, Source
from tests.factories.content import SourceFactory, person
from tests.support.editing import address, posted

pytestmark = pytest.mark.django_db


def made_image():
    return Image.objects.create(file="a.webp", sha256="a" * 64, width=8, height=8, alternative="A woman holds a rail")


def made_registration():
    return Reviewer.objects.get(user=person("rea", "clinical reviewer"))


# How to make one; a field that both change, with their words; one that only the other changes, with its words.
EACH = {
    Source: (SourceFactory, ("title", "Theirs", "Mine"), ("year", "2020")),
    Image: (made_image, ("alternative", "Theirs", "Mine"), ("credit", "Sam")),
    Reviewer: (made_registration, ("number", "PH1", "PH2"), ("expires_date", "2031-02-03")),
}


@pytest.fixture(params=EACH, ids=lambda model: model.__name__)
def two(request, client):
    """A thing, a function that saves it as one of two people, and the form that both have open."""
    make, both, other = EACH[request.param]
    thing = make()
    page = address(f"{request.param._meta.model_name}_change", thing.pk)
    people = {name: User.objects.create_superuser(name) for name in ("ann", "ben")}

    def save(name, data):
        client.force_login(people[name])
        return client.post(page, {**data, "_continue": "1"})

    client.force_login(people["ann"])
    return thing, save, posted(client.get(page)), both, other


def value(thing, field):
    thing.refresh_from_db()
    return str(getattr(thing, field))


def test_a_stale_save_comes_back_with_both_versions(two):
    thing, save, opened, (field, theirs, mine), _ = two
    save("ben", {**opened, field: theirs})
    response = save("ann", {**opened, field: mine})
    assert value(thing, field) == theirs
    conflict = response.context["conflict"]
    assert conflict.by == "ben" and conflict.at
    assert [(one.saved, one.typed) for one in conflict.differences] == [(theirs, mine)]
    html = response.content.decode()
    assert f'value="{mine}"' in html or f">\n{mine}</textarea>" in html
    assert "Save what the form shows" in html


def test_what_only_the_other_changed_is_taken_over_and_what_is_shown_can_be_saved(two):
    thing, save, opened, (field, _, mine), (elsewhere, theirs) = two
    save("ben", {**opened, elsewhere: theirs})
    response = save("ann", {**opened, field: mine})
    assert len(response.context["conflict"].taken) == 1
    again = posted(response, opened_at=response.context["opened_at"])
    assert save("ann", again).status_code == 302
    assert (value(thing, field), value(thing, elsewhere)) == (mine, theirs)


def test_without_its_mark_nothing_is_saved(two):
    thing, save, opened, (field, _, mine), _ = two
    before = value(thing, field)
    assert save("ann", {**opened, field: mine, "opened_at": ""}).status_code == 200
    assert value(thing, field) == before


def test_one_after_the_other_saves_as_ever(two):
    thing, save, opened, (field, theirs, _), _ = two
    assert save("ann", {**opened, field: theirs}).status_code == 302
    assert value(thing, field) == theirs


def test_a_day_is_compared_as_the_form_writes_it(client, admin_client):
    registration = made_registration()
    page = address("reviewer_change", registration.pk)
    opened = posted(admin_client.get(page))
    shown = registration.expires_date.strftime("%d/%m/%Y")
    admin_client.post(page, {**opened, "number": "PH1"})
    response = admin_client.post(page, {**opened, "expires_date": shown, "interests": "A trial"})
    assert [one.label for one in response.context["conflict"].differences] == ["Conflicts of interest"]
    assert response.context["conflict"].taken == ("Registration number",)

"""When a move of a version reaches people: other processes within seconds, walks that were begun for a day."""

from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.utils import timezone

from content.held import Held
from msphysio import settings as production
from referrals import answers, definitions, publishing
from tests.factories.content import person
from tests.factories.referrals import founding_document, make_public_version
from tests.support import approving

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "demonstration")]
FOR_EVER = timedelta(days=9999).total_seconds()
MINUTE = timedelta(minutes=1)


@pytest.fixture
def publisher():
    return person("publisher", "publisher")


def publish_next(publisher):
    """Bring another version of the guide all the way to the public."""
    editor = person("editor", "guide editor")
    draft = approving.hand_in(publishing.import_document(founding_document(), author=editor), editor)
    return publishing.publish(approving.approve(draft, person("clinician", "clinical reviewer")), by=publisher)


def test_another_process_hears_of_a_publication_and_a_withdrawal(publisher, django_capture_on_commit_callbacks):
    make_public_version(number=99)
    elsewhere = Held(load=definitions._load, serial=definitions._serial, seconds=FOR_EVER)
    for _ in range(2):  # the second time it knows what it holds
        assert elsewhere.get().keys() == {99}
    with django_capture_on_commit_callbacks(execute=True):
        version = publish_next(publisher)
    assert [number for number, one in elsewhere.get().items() if one.current] == [version.number]
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(version, by=publisher, reason="A telephone number has changed.")
    assert elsewhere.get().keys() == {99}


def test_what_did_not_change_is_not_read_again(publisher):
    earlier = make_public_version(number=99)
    before = definitions.version(99)
    type(earlier).objects.filter(pk=earlier.pk).update(state="retired", retired_at=timezone.now())
    after = definitions._load()[99]
    assert not after.current and after.approved_guide is before.approved_guide


def test_a_walk_goes_on_where_its_version_is_not_known_yet(client, monkeypatch):
    """Another machine is ahead, whose bell does not ring here: nobody is put back to the version before."""
    monkeypatch.setattr(definitions._held, "_seconds", FOR_EVER)
    earlier = make_public_version(number=98)
    for _ in range(2):  # the second time the process knows what it holds
        assert definitions.published().number == 98
    monkeypatch.setattr(definitions, "forget", lambda: None)
    type(earlier).objects.filter(pk=earlier.pk).update(state="retired", retired_at=timezone.now())
    make_public_version(number=99)
    assert definitions.published().number == 98
    monkeypatch.setattr(definitions._held, "_looked", 0.0)  # it was long ago
    device = HttpResponse()
    answers.write(device, answers.Answers(version=99, given={"who": "self"}))
    client.cookies = device.cookies
    page = client.get("/get-physio/who/")
    assert page.context["visit"].version.number == 99 and not page.context["visit"].updated


def test_a_process_of_another_machine_asks_in_time():
    assert production.RELEASE_CHECK_SECONDS < 5


def test_a_walk_on_a_retired_version_may_be_finished_for_24_hours_and_not_after():
    earlier = make_public_version(number=99)
    retired_at = timezone.now()
    type(earlier).objects.filter(pk=earlier.pk).update(state="retired", retired_at=retired_at)
    day = timedelta(hours=24)
    for passed, may in ((day - MINUTE, True), (day + MINUTE, False)):
        definitions.forget()
        with time_machine.travel(retired_at + passed, tick=False):
            assert (definitions.version(99) is not None) is may


def test_a_walk_on_a_retired_version_ends_when_that_is_withdrawn(publisher):
    earlier = make_public_version(number=99)
    type(earlier).objects.filter(pk=earlier.pk).update(state="retired", retired_at=timezone.now())
    definitions.forget()
    assert definitions.version(99) is not None
    publishing.withdraw(earlier, by=publisher, reason="A telephone number has changed.")
    definitions.forget()
    assert definitions.version(99) is None

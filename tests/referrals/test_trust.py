"""The guide grows old: it says so, goes on working, and never loses its urgent advice."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from content import ageing, held
from content.models import Reviewer, Source
from msphysio import desk
from referrals import definitions
from tests.factories.content import person
from tests.factories.referrals import make_public_version
from tests.referrals.test_citations import cited_document
from tests.support.walking import Walker

pytestmark = pytest.mark.django_db
APPROVED = timezone.make_aware(datetime(2026, 8, 31, 12))
LAST_DAY, DAY_AFTER = APPROVED.replace(year=2027, month=2, day=28), APPROVED.replace(year=2027, month=3, day=1)
NEURO, NOBODY = Reviewer.Profession.NEURO_PHYSIOTHERAPIST.value, Reviewer.Profession.DEMONSTRATION.value
PAST = "This page is past its check date."
ASK_FIRST = "before you act on it"
CHANGED = "Something that it rests on has a new version."


def make_approved(document=None, **fields):
    clinician = person("rea", "clinical reviewer")
    approved = {"approved_by": clinician, "approved_at": APPROVED, "approver_role": NEURO}
    return make_public_version(document, **{"published_at": APPROVED, **approved, **fields})


@pytest.fixture
def approved(settings):
    settings.DEMO = False
    return make_approved()


def start(client):
    return client.get(reverse("guide_start")).content.decode()


# --- the day of the next check ------------------------------------------------------------------------------------
def test_it_is_checked_again_six_months_after_its_approval(approved):
    assert approved.next_check_date == date(2027, 2, 28)
    assert definitions.published().next_check_date == date(2027, 2, 28)


@pytest.mark.parametrize("role", ["", NOBODY])
def test_what_no_clinician_approved_has_no_such_day(demonstration, role):
    version = make_approved(approver_role=role) if role else make_public_version()
    assert version.next_check_date is None
    assert definitions.published().next_check_date is None


# --- what people are told -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("at", "told"), [(LAST_DAY, False), (DAY_AFTER, True)])
def test_from_the_day_after_on_its_start_says_so(approved, client, at, told):
    with time_machine.travel(at, tick=False):
        html = start(client)
    assert (PAST in html) is told
    assert ("We wanted to check it by 28 February 2027." in html) is told
    assert "Start the questions" in html


def test_its_result_says_so_and_still_gives_the_ways(approved, client):
    with time_machine.travel(DAY_AFTER, tick=False):
        html = Walker(client).answer_until_end().content.decode()
    assert PAST in html and ASK_FIRST in html
    assert "Start here" in html


def test_a_process_that_holds_the_guide_over_midnight_says_so_without_asking(
    approved, client, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(definitions._held, "_seconds", timedelta(days=9999).total_seconds())
    with time_machine.travel(LAST_DAY, tick=False) as clock:
        assert PAST not in start(client)
        clock.move_to(DAY_AFTER)
        with django_assert_num_queries(0):
            assert PAST in start(client)


def walk_to(client, question, answer):
    """Answer as nobody with a problem would, but for one answer; returns the walker with that answer as the last."""
    walker = Walker(client)
    while walker.here.current.key != question:
        current = walker.here.current
        walker.answer(current.key, walker._usual(current))
    walker.answer(question, answer)
    return walker


@pytest.mark.parametrize(
    ("question", "answer", "name", "urgent"),
    [("emergency", "stroke", "result", "999"), ("today", "infection", "help_today", "111")],
)
def test_urgent_advice_stays_and_stands_above_what_is_said_of_its_age(approved, client, question, answer, name, urgent):
    with time_machine.travel(DAY_AFTER, tick=False):
        walk_to(client, question, answer)
        html = client.get(reverse(name)).content.decode()
    main = html.partition("<main")[2]
    assert f"tel:{urgent}" in main.partition(PAST)[0]
    assert "Get the help above all the same." in main and ASK_FIRST not in main


def test_urgent_advice_stands_first_on_the_page_with_the_ways_too(approved, client):
    with time_machine.travel(DAY_AFTER, tick=False):
        html = Walker(client).answer_until_end(today="infection").content.decode()
    assert html.index("tel:111") < html.index(PAST) < html.index("Then: your ways to physiotherapy")


def test_a_newer_approval_ends_it(approved, client):
    with time_machine.travel(DAY_AFTER, tick=False):
        type(approved).objects.update(state="retired", retired_at=timezone.now())
        make_public_version(
            approved_by=approved.approved_by,
            approved_at=timezone.now(),
            approver_role=NEURO,
            published_at=timezone.now(),
        )
        assert PAST not in start(client)


@pytest.mark.usefixtures("register", "demonstration")
def test_a_source_that_changed_is_heard_by_a_process_that_holds_the_guide(client, monkeypatch):
    monkeypatch.setattr(definitions._held, "_seconds", timedelta(days=9999).total_seconds())
    make_public_version(cited_document("hrb-falls"))
    by = person("ann", "author")
    for _ in range(2):  # the second time the process knows what it holds
        assert CHANGED not in start(client)
    for key, told in (("nice-ng220", False), ("hrb-falls", True)):
        ageing.source_changed(Source.objects.get(key=key), edition="2027", note="", by=by)
        held.ring()
        assert (CHANGED in start(client)) is told
    assert "Start the questions" in start(client)


# --- who checked it -----------------------------------------------------------------------------------------------
def test_the_start_says_of_which_profession_and_when(approved, client):
    assert "Checked by a neuro-physiotherapist, 31 August 2026" in start(client)


@pytest.mark.parametrize("approval", [{}, {"approver_role": NOBODY}])
def test_what_no_clinician_approved_waits_for_it(demonstration, client, approval):
    make_approved(**approval) if approval else make_public_version()
    assert "Waiting for clinical approval" in start(client)
    assert "Checked by" not in start(client)


# --- what its editors are told ------------------------------------------------------------------------------------
def test_the_page_of_the_version_says_the_day_and_nobody_can_type_it(approved, admin_client):
    html = admin_client.get(reverse("admin:referrals_guideversion_change", args=[approved.pk])).content.decode()
    assert "Next check due 28 February 2027." in html
    assert "next_check_date" not in {field.name for field in approved._meta.get_fields()}


@pytest.mark.parametrize(("at", "told"), [(LAST_DAY, False), (DAY_AFTER, True)])
def test_the_desk_names_it(approved, at, told):
    editor = person("gus", "guide editor")
    with time_machine.travel(at, tick=False):
        pile = next(found for found in desk.piles(editor) if found.title == "Due for a check in the guide")
    assert [item.label for item in pile.items] == (
        ["guide: version 1. The guide is past its check date, 28 February 2027."] if told else []
    )
    assert pile.urgent is told


def test_the_desk_stays_under_ten_queries_when_the_guide_is_old(approved, client, django_assert_max_num_queries):
    with time_machine.travel(DAY_AFTER, tick=False):
        client.force_login(person("gus", "clinical reviewer", "guide editor"))
        definitions.published()
        with django_assert_max_num_queries(9):
            html = client.get(reverse("admin:index")).content.decode()
    assert "The guide is past its check date" in html

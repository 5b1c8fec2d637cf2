"""Whoever answers the founding guide, whatever they answer: there is a first step, somebody to contact, and a day."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from hypothesis import HealthCheck, given, settings

from referrals import results
from referrals.definitions import PublicVersion, guide_of
from referrals.engine.definition import NATIONS
from referrals.engine.walk import walk
from tests.engine.strategies import chances, person
from tests.factories.referrals import founding_document

pytestmark = pytest.mark.django_db
GUIDE = guide_of(founding_document())
VERSION = PublicVersion(number=1, guide=GUIDE, approved_at=None, current=True)
SATURDAY = 5


@pytest.mark.parametrize("nation", [*NATIONS, "not_sure"])
@pytest.mark.parametrize("who", ["me", "carer"])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=chances())
def test_a_result_begins_with_a_step_a_contact_a_day_and_a_way_on_after_a_refusal(who, nation, chance):
    walked = walk(GUIDE, {**person(chance, GUIDE), "who": who, "nation": nation})
    page = results.page(VERSION, walked)
    if walked.stopped:
        assert page.kind in ("emergency", "exit") and page.cards[0].act and not page.routes
        return
    first = page.routes[0]
    assert first.first and first.title and first.say and first.contact and first.fallback
    assert first.help.body == GUIDE.nation_help[nation if nation in NATIONS else "unknown"].body
    today = timezone.localdate()
    assert today < first.next_step.by <= today + timedelta(days=122)
    assert first.next_step.by.weekday() < SATURDAY
    assert date_format(first.next_step.by, "j F") in first.next_step.text
    put_last = [bool(route.put_last) for route in page.routes]
    assert put_last == sorted(put_last) and not put_last[0]

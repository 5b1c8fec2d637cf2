"""Whoever answers the founding guide, whatever they answer: every way has somebody to contact, a day, and a way on."""

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
def test_each_way_has_a_contact_a_day_and_a_way_on_after_a_refusal(who, nation, chance):
    walked = walk(GUIDE, {**person(chance, GUIDE), "who": who, "nation": nation})
    page = results.page(VERSION, walked)
    if walked.stopped:
        assert page.kind in ("emergency", "exit") and page.cards[0].act and not page.routes
        return
    assert [route.first for route in page.routes] == [True] + [False] * (len(page.routes) - 1)
    body = GUIDE.nation_help[nation if nation in NATIONS else "unknown"].body
    for route in page.routes:
        assert route.title and route.say and route.contact and route.fallback
        assert (route.help.body if route.help else None) == (body if GUIDE.route(route.key).body_helps else None)
        check_day(route.next_step)
    told = [bool(route.help.text) for route in page.routes if route.help]
    assert told == [True, *[False] * (len(told) - 1)][: len(told)], "once, at the first way where they help"
    put_last = [bool(route.put_last) for route in page.routes]
    assert put_last == sorted(put_last) and not put_last[0]


def check_day(step):
    """The day to ask again is a working day within four months, and the words name it."""
    today = timezone.localdate()
    assert today < step.by <= today + timedelta(days=122)
    assert step.by.weekday() < SATURDAY
    assert date_format(step.by, "j F") in step.text

"""A route or a rule out of service: gone at the next request, everybody keeps a first step, and it comes back."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from referrals import definitions, pausing
from referrals.engine.outcome import outcome
from referrals.engine.pausing import Paused, without
from referrals.engine.vignettes import answers
from referrals.engine.walk import walk
from referrals.models import Guide, GuidePause, GuideVersion
from referrals.publishing import Refused, gate
from tests.factories.content import person
from tests.factories.referrals import founding_document, founding_text, make_public_version
from tests.support.walking import Walker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def public(settings):
    settings.DEMO = True
    make_public_version()
    definitions.forget()
    yield
    definitions.forget()


@pytest.fixture
def publisher():
    return person("pat", "publisher")


def results(guide):
    """The routes, by tier, of every test case that comes to a result."""
    walks = [walk(guide, answers(guide, vignette)) for vignette in guide.vignettes]
    found = [outcome(guide, one) for one in walks if one.finished and not one.stopped]
    return [{item.route.key: item.tier for item in one.routes} for one in found]


def of_public():
    return results(definitions.published().guide)


def instead_of(key):
    """A route that can stand in for another one."""
    return next(r.key for r in pausing.safe_routes(definitions.published().approved_guide) if r.key != key)


def pause_something(publisher, part="route", key="ms_nurse", **changes):
    values = {"instead": "gp", "reason": "The number is wrong.", **changes}
    paused = pausing.pause(part, key, by=publisher, **values)
    definitions.forget()  # the bell rings when the transaction ends, and that of a test never does
    return paused


def test_a_paused_route_is_gone_at_once_and_comes_back(publisher):
    before = of_public()
    assert any("ms_nurse" in one for one in before)
    paused = pause_something(publisher)
    assert not any("ms_nurse" in one for one in of_public())
    pausing.lift(paused, by=publisher, reason="The number is right again.")
    definitions.forget()
    assert of_public() == before


def test_the_next_request_sees_a_pause_and_its_end_without_being_told(
    client, publisher, django_capture_on_commit_callbacks
):
    """The bell: no second has passed, nobody called forget(), and the page of the result is the same device's."""
    advice = "Ask your MS nurse to refer you"
    assert advice in Walker(client).answer_until_end(care="nurse").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        paused = pausing.pause("route", "ms_nurse", instead="gp", reason="The number is wrong.", by=publisher)
    assert advice not in client.get(reverse("result")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        pausing.lift(paused, by=publisher, reason="The number is right again.")
    assert advice in client.get(reverse("result")).content.decode()


def test_nobody_is_left_without_a_first_step(publisher):
    pause_something(publisher)
    assert all(1 in one.values() for one in of_public())


def test_who_lost_a_route_gets_the_other_one_in_its_tier():
    guide = definitions.published().approved_guide
    for before, after in zip(results(guide), results(without(guide, [Paused("route", "ms_nurse", "gp")])), strict=True):
        if "ms_nurse" in before:
            assert after["gp"] <= before["ms_nurse"]


def test_a_paused_rule_says_nothing_of_what_it_recommended(publisher):
    guide = definitions.published().approved_guide
    rule = next(rule for rule in guide.rules if rule.effect == "recommend" and rule.route == "ms_nurse")
    pause_something(publisher, "rule", rule.key)
    changed = next(found for found in definitions.published().guide.rules if found.key == rule.key)
    assert (changed.route, changed.reason) == ("gp", None)


def test_a_rule_that_protects_people_goes_together_with_its_route():
    guide = definitions.published().approved_guide
    rule = next(rule for rule in guide.rules if rule.effect == "withhold")
    left = without(guide, [Paused("rule", rule.key, "gp")])
    assert not any(rule.route in one for one in results(left))


def test_urgent_advice_is_never_touched(publisher):
    pause_something(publisher)
    version = definitions.published()
    assert version.guide.urgent_signs == version.approved_guide.urgent_signs
    with pytest.raises(Refused, match="does not have this part"):
        pause_something(publisher, "sign", version.guide.urgent_signs[0].key)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"reason": " "}, "Say why"),
        ({"key": "nobody"}, "does not have this part"),
        ({"instead": "nobody"}, "Choose what people get instead"),
        ({"instead": "ms_nurse"}, "paused as well|Choose what people get instead"),
    ],
)
def test_a_pause_is_refused_with_what_to_do(publisher, changes, says):
    with pytest.raises(Refused, match=says):
        pause_something(publisher, **changes)
    assert not GuidePause.objects.exists()


def test_what_stands_in_is_not_paused_itself(publisher):
    pause_something(publisher)
    with pytest.raises(Refused, match="paused as well"):
        pause_something(publisher, key="gp", instead=instead_of("gp"))


def test_a_part_is_paused_once(publisher):
    paused = pause_something(publisher)
    with pytest.raises(Refused, match="already"):
        pause_something(publisher)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuidePause.objects.create(guide=paused.guide, part="route", key="ms_nurse", instead="gp", reason="Again")


def with_another_name_for_the_gp():
    """The document of a guide whose way to the GP has another key."""
    return json.loads(founding_text().replace('"gp"', '"general_practice"'))


def stops_of_the_next(document):
    draft = GuideVersion.objects.create(guide=Guide.objects.get(), number=7)
    return gate.stops_release(draft, document, by=None)


@pytest.mark.parametrize(("document", "stops"), [(founding_document, False), (with_another_name_for_the_gp, True)])
def test_the_next_version_has_to_have_what_stands_in_for_what_is_paused(publisher, document, stops):
    pause_something(publisher)
    assert (gate.NEEDS_WHAT_IS_PAUSED in stops_of_the_next(document())) == stops


def test_the_next_version_may_have_other_ways_while_nothing_is_paused():
    assert gate.NEEDS_WHAT_IS_PAUSED not in stops_of_the_next(with_another_name_for_the_gp())


def test_nobody_walks_on_an_earlier_version_that_lacks_what_stands_in(publisher):
    earlier = GuideVersion.objects.filter(number=1)
    earlier.update(state=GuideVersion.State.RETIRED, retired_at=timezone.now())
    make_public_version(with_another_name_for_the_gp(), number=2)
    assert definitions.version(1) is not None
    pause_something(publisher, instead="general_practice")
    assert definitions.version(1) is None
    assert definitions.published().number == 2


def test_reasons_are_kept_for_both_ends(publisher):
    paused = pause_something(publisher)
    with pytest.raises(Refused, match="right again"):
        pausing.lift(paused, by=publisher, reason="")
    pausing.lift(paused, by=publisher, reason="Mended.")
    with pytest.raises(Refused, match="back in service"):
        pausing.lift(paused, by=publisher, reason="Again.")
    kept = GuidePause.objects.get()
    assert (kept.reason, kept.lifted_reason, kept.lifted_by) == ("The number is wrong.", "Mended.", publisher)


def test_the_public_guide_takes_one_query_with_its_pauses(publisher, django_assert_num_queries):
    pause_something(publisher)
    definitions.forget()
    with django_assert_num_queries(1):
        definitions.published()
    with django_assert_num_queries(0):
        definitions.published()


class TestAdmin:
    url = "/admin/referrals/guideversion/pauses/"
    form = {"part": "route ms_nurse", "instead": "gp", "reason": "The number is wrong."}

    def test_a_publisher_pauses_and_puts_back(self, client, publisher):
        client.force_login(publisher)
        assert client.post(self.url, self.form).status_code == 302
        assert "The number is wrong." in client.get(self.url).content.decode()
        lift = reverse("admin:guide_lift", args=[GuidePause.objects.get().pk])
        assert client.post(lift, {"reason": "Mended."}).status_code == 302
        assert "Everything is in service." in client.get(self.url).content.decode()

    def test_what_was_typed_stays_when_something_is_missing(self, client, publisher):
        client.force_login(publisher)
        response = client.post(self.url, {**self.form, "part": ""})
        assert response.status_code == 422
        assert "The number is wrong." in response.content.decode()
        assert not GuidePause.objects.exists()

    @pytest.mark.parametrize(
        ("role", "status"),
        [("author", 403), ("guide editor", 403), ("directory editor", 403), ("publisher", 200)]
        + [("clinical reviewer", 200), ("moderator", 200)],
    )
    def test_who_may_pause(self, client, role, status):
        client.force_login(person("who", role))
        assert client.get(self.url).status_code == status
        assert client.post(self.url, self.form).status_code == (302 if status == 200 else 403)
